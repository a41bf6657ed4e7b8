"""What every engine, and every form of transcript beside a recording, must do, tried with real ones on a demo call."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from qa import registry
from qa.domain.conversation import Role
from qa.domain.transcript import Transcript
from qa.errors import AudioError
from qa.ports import TranscriptionRequest
from tests.transcribe.engines.written import BY_CHANNEL, FORMS, WITHOUT_LANGUAGE, WITHOUT_WORDS
from tests.transcribe.sounds import CALLS, MODEL, OPENAI_MODEL, true_turns

CALL = "en-3-rude"
# openai-whisper leaves the file of its tokens open, which a run with warnings as errors would charge to us.
LEAKS = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
HEARING = [
    pytest.param("faster_whisper", marks=pytest.mark.whisper),
    pytest.param("openai_whisper", marks=[pytest.mark.openai_whisper, LEAKS]),
]
ENGINES = [*HEARING, *(f"sidecar {form}" for form in FORMS)]
MODELS = {"faster_whisper": str(MODEL), "openai_whisper": str(OPENAI_MODEL), "sidecar": None}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with, for each engine and form, a folder with the call and what lies beside it."""
    place = tmp_path_factory.mktemp("calls")
    for engine in ("faster_whisper", "openai_whisper", *(f"sidecar {form}" for form in FORMS)):
        (place / engine).mkdir()
        shutil.copyfile(CALLS / f"{CALL}.flac", place / engine / f"{CALL}.flac")
    for form, (suffix, write) in FORMS.items():
        (place / f"sidecar {form}" / f"{CALL}{suffix}").write_text(write(true_turns(CALL)), encoding="utf-8")
    return place


def _form(engine: str) -> str:
    return engine.partition(" ")[2]


@cache
def transcribe(engine: str, folder: Path, agent_channel: int | None = 0) -> Transcript:
    name = engine.partition(" ")[0]
    request = TranscriptionRequest(folder / engine / f"{CALL}.flac", model=MODELS[name], agent_channel=agent_channel)
    return registry.engine(name)().transcribe(request)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_says_what_it_heard_and_with_what(engine: str, folder: Path) -> None:
    transcript = transcribe(engine, folder)
    assert (transcript.engine, transcript.channels, transcript.agent_channel) == (engine.partition(" ")[0], 2, 0)
    assert transcript.language == (None if _form(engine) in WITHOUT_LANGUAGE else "en")
    assert transcript.duration_ms == pytest.approx(51_404, abs=20)
    assert transcript.settings == tuple(sorted(transcript.settings))
    assert transcript.sound is not None
    assert [len(peaks) for peaks in transcript.sound.peaks] == [1029, 1029]


@pytest.mark.parametrize("engine", ENGINES)
def test_segments_and_words_are_in_order_and_within_the_call(engine: str, folder: Path) -> None:
    transcript = transcribe(engine, folder)
    starts = [segment.start_ms for segment in transcript.segments]
    assert starts == sorted(starts)
    for segment in transcript.segments:
        times = [time for word in segment.words for time in (word.start_ms, word.end_ms)]
        inside = [segment.start_ms, *times, segment.end_ms]
        assert inside == sorted(inside)
        assert segment.end_ms <= transcript.duration_ms


@pytest.mark.parametrize("engine", ENGINES)
def test_confidences_run_from_0_to_1(engine: str, folder: Path) -> None:
    segments = transcribe(engine, folder).segments
    words = [word for segment in segments for word in segment.words]
    assert len(words) == (0 if _form(engine) in WITHOUT_WORDS else len(" ".join(one.text for one in segments).split()))
    assert len(" ".join(one.text for one in segments).split()) > 80
    assert all(word.confidence is None or 0 <= word.confidence <= 1 for word in words)


@pytest.mark.parametrize("engine", ENGINES)
def test_agent_and_customer_speak_by_turns_as_they_did(engine: str, folder: Path) -> None:
    said = [message.role.value for message in transcribe(engine, folder).to_messages()]
    true = [turn["speaker"] for turn in true_turns(CALL)]
    assert _turns(said) == _turns(true)


@pytest.mark.parametrize("engine", [*HEARING, *(f"sidecar {form}" for form in BY_CHANNEL)])
def test_nobody_is_charged_while_the_agent_channel_is_unknown(engine: str, folder: Path) -> None:
    roles = {message.role for message in transcribe(engine, folder, None).to_messages()}
    assert roles == {Role.SYSTEM}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_language_told_of_a_side_is_that_sides(engine: str, folder: Path) -> None:
    name = engine.partition(" ")[0]
    told = {"agent": "en", "customer": "pl"}
    sound = folder / engine / f"{CALL}.flac"
    request = TranscriptionRequest(sound, model=MODELS[name], agent_channel=0, channel_languages=told)
    messages = registry.engine(name)().transcribe(request).to_messages()
    assert {(one.role.value, one.language) for one in messages} == set(told.items())


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_call_gives_the_same_transcript(engine: str, folder: Path) -> None:
    first = transcribe(engine, folder)
    transcribe.cache_clear()
    assert transcribe(engine, folder) == first


@pytest.mark.parametrize("engine", ENGINES)
def test_bad_sound_is_an_audio_error(engine: str, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / engine, tmp_path, dirs_exist_ok=True)
    sound = tmp_path / f"{CALL}.flac"
    sound.write_bytes(sound.read_bytes()[:9000])
    name = engine.partition(" ")[0]
    with pytest.raises(AudioError, match=f"{CALL}.flac"):
        registry.engine(name)().transcribe(TranscriptionRequest(sound, model=MODELS[name]))


@pytest.mark.parametrize("engine", ENGINES)
def test_progress_ends_with_the_length_of_the_call(engine: str, folder: Path) -> None:
    reports: list[tuple[int, int]] = []
    name = engine.partition(" ")[0]
    transcript = registry.engine(name)().transcribe(
        TranscriptionRequest(
            folder / engine / f"{CALL}.flac",
            model=MODELS[name],
            report=lambda done, total: reports.append((done, total)),
        )
    )
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)
    assert reports[-1] == (transcript.duration_ms, transcript.duration_ms)


def _turns(speakers: list[str]) -> list[str]:
    return [speaker for place, speaker in enumerate(speakers) if not place or speakers[place - 1] != speaker]
