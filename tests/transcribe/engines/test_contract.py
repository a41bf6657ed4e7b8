"""What every engine must do, tried with the real ones on a demo call."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from qa import registry
from qa.domain.conversation import Role
from qa.domain.transcript import Transcript
from qa.errors import AudioError
from qa.ports import TranscriptionRequest
from tests.transcribe.sounds import CALLS, MODEL, OPENAI_MODEL, true_turns

CALL = "en-3-rude"
# openai-whisper leaves the file of its tokens open, which a run with warnings as errors would charge to us.
LEAKS = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
ENGINES = [
    pytest.param("faster_whisper", marks=pytest.mark.whisper),
    pytest.param("openai_whisper", marks=[pytest.mark.openai_whisper, LEAKS]),
    pytest.param("sidecar"),
]
MODELS = {"faster_whisper": str(MODEL), "openai_whisper": str(OPENAI_MODEL), "sidecar": None}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a call and, for the sidecar engine, its true transcript beside it."""
    place = tmp_path_factory.mktemp("calls")
    shutil.copyfile(CALLS / f"{CALL}.flac", place / f"{CALL}.flac")
    messages = [
        {
            "role": turn["speaker"],
            "text": turn["text"],
            "words": [
                {"text": word["word"], "start_ms": int(word["start"] * 1000), "end_ms": int(word["end"] * 1000)}
                for word in turn["words"]
            ],
        }
        for turn in true_turns(CALL)
    ]
    text = json.dumps({"id": CALL, "channel": "call", "language": "en", "messages": messages})
    (place / f"{CALL}.json").write_text(text, encoding="utf-8")
    return place


@cache
def transcribe(engine: str, folder: Path, agent_channel: int | None = 0) -> Transcript:
    request = TranscriptionRequest(folder / f"{CALL}.flac", model=MODELS[engine], agent_channel=agent_channel)
    return registry.engine(engine)().transcribe(request)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_says_what_it_heard_and_with_what(engine: str, folder: Path) -> None:
    transcript = transcribe(engine, folder)
    assert (transcript.engine, transcript.language, transcript.channels) == (engine, "en", 2)
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
        assert times == sorted(times)
        assert segment.start_ms <= times[0]
        assert times[-1] <= segment.end_ms <= transcript.duration_ms


@pytest.mark.parametrize("engine", ENGINES)
def test_confidences_run_from_0_to_1(engine: str, folder: Path) -> None:
    words = [word for segment in transcribe(engine, folder).segments for word in segment.words]
    assert len(words) > 80
    assert all(word.confidence is None or 0 <= word.confidence <= 1 for word in words)


@pytest.mark.parametrize("engine", ENGINES)
def test_agent_and_customer_speak_by_turns_as_they_did(engine: str, folder: Path) -> None:
    said = [message.role.value for message in transcribe(engine, folder).to_messages()]
    true = [turn["speaker"] for turn in true_turns(CALL)]
    assert _turns(said) == _turns(true)


@pytest.mark.parametrize("engine", ENGINES[:2])
def test_nobody_is_charged_while_the_agent_channel_is_unknown(engine: str, folder: Path) -> None:
    roles = {message.role for message in transcribe(engine, folder, None).to_messages()}
    assert roles == {Role.SYSTEM}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_call_gives_the_same_transcript(engine: str, folder: Path) -> None:
    first = transcribe(engine, folder)
    transcribe.cache_clear()
    assert transcribe(engine, folder) == first


@pytest.mark.parametrize("engine", ENGINES)
def test_bad_sound_is_an_audio_error(engine: str, tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes((CALLS / f"{CALL}.flac").read_bytes()[:9000])
    (tmp_path / "a.json").write_text('{"messages": []}')
    with pytest.raises(AudioError, match="a.flac"):
        registry.engine(engine)().transcribe(TranscriptionRequest(tmp_path / "a.flac", model=MODELS[engine]))


@pytest.mark.parametrize("engine", ENGINES)
def test_progress_ends_with_everything_done(engine: str, folder: Path) -> None:
    reports: list[tuple[int, int]] = []
    registry.engine(engine)().transcribe(
        TranscriptionRequest(
            folder / f"{CALL}.flac", model=MODELS[engine], report=lambda done, total: reports.append((done, total))
        )
    )
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)
    assert reports[-1][0] == reports[-1][1] > 51_000


def _turns(speakers: list[str]) -> list[str]:
    return [speaker for place, speaker in enumerate(speakers) if not place or speakers[place - 1] != speaker]
