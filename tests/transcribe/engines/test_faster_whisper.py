"""The default engine on the demo calls: words, languages, order; and what it says without a model."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import jiwer
import numpy as np
import pytest
from faster_whisper import WhisperModel

from qa.domain.call import MarkKind
from qa.domain.conversation import Role
from qa.domain.transcript import Transcript
from qa.errors import ModelMissingError, UnknownNameError
from qa.ports import TranscriptionRequest
from tests.transcribe import tunes
from tests.transcribe.sounds import CALLS, MODEL, NAMES, to_samples, true_turns, write_wav
from transcribe.audio import RATE, Samples, read_tracks
from transcribe.engines.faster_whisper import FasterWhisper

WORD_ERROR = {"agent": 0.08, "customer": 0.15}


@cache
def transcribe(path: Path, language: str | None = None) -> Transcript:
    request = TranscriptionRequest(path, model=str(MODEL), language=language, agent_channel=0)
    return FasterWhisper().transcribe(request)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())


@pytest.mark.whisper
@pytest.mark.parametrize("speaker", ["agent", "customer"])
@pytest.mark.parametrize("name", NAMES)
def test_few_words_are_heard_wrong(name: str, speaker: str) -> None:
    true = " ".join(turn["text"] for turn in true_turns(name) if turn["speaker"] == speaker)
    messages = transcribe(CALLS / f"{name}.flac").to_messages()
    heard = " ".join(message.text for message in messages if message.role is Role(speaker))
    assert jiwer.wer(plain(true), plain(heard)) <= WORD_ERROR[speaker]


@pytest.mark.whisper
@pytest.mark.parametrize("name", NAMES)
def test_the_language_of_the_call_is_detected(name: str) -> None:
    transcript = transcribe(CALLS / f"{name}.flac")
    assert transcript.language == name[:2]
    assert (transcript.language_probability or 0) > 0.9


@pytest.mark.whisper
@pytest.mark.parametrize("name", NAMES)
def test_every_message_stands_where_its_speaker_spoke(name: str) -> None:
    turns = true_turns(name)
    for message in transcribe(CALLS / f"{name}.flac").to_messages():
        middle = ((message.start_ms or 0) + (message.end_ms or 0)) / 2000
        near = {turn["speaker"] for turn in turns if turn["start"] - 0.6 < middle < turn["end"] + 0.6}
        assert message.role.value in near, f"{message.start_ms}: {message.text}"


@pytest.mark.whisper
def test_a_given_language_is_taken_as_it_is() -> None:
    transcript = transcribe(CALLS / "en-3-rude.flac", "en")
    assert (transcript.language, transcript.language_probability) == ("en", None)


@pytest.mark.whisper
def test_a_language_no_model_knows_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="'xx'"):
        transcribe(CALLS / "en-3-rude.flac", "xx")


@pytest.mark.whisper
def test_a_call_mixed_into_two_equal_channels_is_one_unknown_speaker(tmp_path: Path) -> None:
    mixed = to_samples(read_tracks(CALLS / "en-3-rude.flac").samples.sum(axis=1).astype(float))
    transcript = transcribe(write_wav(tmp_path / "dual.wav", mixed, mixed))
    assert (transcript.channels, transcript.agent_channel) == (1, 0)
    assert {message.role for message in transcript.to_messages()} == {Role.SYSTEM}


@pytest.mark.whisper
def test_crosstalk_is_not_charged_to_the_other_speaker(tmp_path: Path) -> None:
    clean = read_tracks(CALLS / "en-3-rude.flac").samples.astype(float)
    leaking = [to_samples(clean[:, own] + 0.1 * clean[:, 1 - own]) for own in (0, 1)]
    agent = [m.text for m in transcribe(write_wav(tmp_path / "a.wav", *leaking)).to_messages() if m.role is Role.AGENT]
    assert "jacket" not in " ".join(agent)
    assert "do not blame me" in " ".join(agent)


@pytest.mark.whisper
@pytest.mark.parametrize("level", [0, 20, 300], ids=["silence", "hiss", "loud hiss"])
def test_nothing_is_made_up_where_nobody_speaks(tmp_path: Path, level: float) -> None:
    noise = np.random.default_rng(1).normal(0, level, 20 * RATE)
    transcript = transcribe(write_wav(tmp_path / f"{level}.wav", to_samples(noise)))
    assert (transcript.segments, transcript.language) == ((), None)


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A call whose agent speaks Polish and whose customer speaks English."""
    polish, english = (read_tracks(CALLS / f"{name}.flac").samples for name in ("pl-1-excellent", "en-1-excellent"))
    length = min(len(polish), len(english))
    return write_wav(tmp_path_factory.mktemp("calls") / "both.wav", polish[:length, 0], english[:length, 0])


@pytest.mark.whisper
@pytest.mark.parametrize(
    ("told", "language", "heard_in"),
    [
        pytest.param({"agent": "pl", "customer": "en"}, None, ["pl", "en"], id="both told"),
        pytest.param({"0": "pl", "1": "en"}, None, ["pl", "en"], id="told of channels"),
        pytest.param({"customer": "pt"}, None, ["pl", "pt"], id="one told, the other detected"),
        pytest.param({"agent": "pt"}, "en", ["pt", "en"], id="one told, the other that of the call"),
    ],
)
def test_each_channel_is_heard_in_the_language_told(
    bilingual: Path, monkeypatch: pytest.MonkeyPatch, told: dict[str, str], language: str | None, heard_in: list[str]
) -> None:
    asked: list[str] = []
    hear = WhisperModel.transcribe

    def listen(model: WhisperModel, *sound: object, **options: object) -> object:
        asked.append(str(options["language"]))
        return hear(model, *sound, **options)

    monkeypatch.setattr(WhisperModel, "transcribe", listen)
    request = TranscriptionRequest(
        bilingual, model=str(MODEL), language=language, agent_channel=0, channel_languages=told
    )
    transcript = FasterWhisper().transcribe(request)
    assert list(dict.fromkeys(asked)) == heard_in
    assert [one.language for one in transcript.to_messages()[:2]] == heard_in
    assert dict(transcript.settings)["channel_languages"] == " ".join(f"{who}={told[who]}" for who in sorted(told))


@pytest.mark.whisper
def test_a_language_no_model_knows_is_refused_before_anything_is_heard(bilingual: Path) -> None:
    request = TranscriptionRequest(bilingual, model=str(MODEL), channel_languages={"1": "xx"}, report=_never)
    with pytest.raises(UnknownNameError, match="'xx'"):
        FasterWhisper().transcribe(request)


def _never(done_ms: int, total_ms: int) -> None:
    raise AssertionError(f"{done_ms} of {total_ms} ms were heard")


@pytest.mark.whisper
def test_each_speaker_has_a_language_where_it_is_asked_for(bilingual: Path) -> None:
    request = TranscriptionRequest(bilingual, model=str(MODEL), agent_channel=0, is_language_by_channel=True)
    messages = FasterWhisper().transcribe(request).to_messages()
    assert {(message.role, message.language) for message in messages} == {(Role.AGENT, "pl"), (Role.CUSTOMER, "en")}
    assert "thank you for calling northwind" in plain(" ".join(one.text for one in messages if one.language == "en"))


@pytest.mark.whisper
def test_windows_heard_at_once_are_heard_as_well() -> None:
    request = TranscriptionRequest(CALLS / "en-1-excellent.flac", model=str(MODEL), agent_channel=0, batch=4)
    at_once = FasterWhisper().transcribe(request)
    singly = transcribe(CALLS / "en-1-excellent.flac")
    one, other = (plain(" ".join(each.text for each in heard.segments)) for heard in (singly, at_once))
    assert jiwer.wer(one, other) < 0.08
    assert dict(at_once.settings)["batch"] == "4"


@pytest.mark.whisper
@pytest.mark.parametrize("tune", [tunes.pad, tunes.plucked, tunes.beat, tunes.ringing], ids=lambda tune: tune.__name__)
def test_hold_music_is_marked_and_not_written_down(tmp_path: Path, tune: Callable[[float], Samples]) -> None:
    clean = read_tracks(CALLS / "en-1-excellent.flac").samples
    cut = 30 * RATE
    held = [np.concatenate([clean[:cut, 0], tune(40), clean[cut:, 0]])]
    held.append(np.concatenate([clean[:cut, 1], np.zeros(40 * RATE, np.int16), clean[cut:, 1]]))
    transcript = transcribe(write_wav(tmp_path / f"{tune.__name__}.wav", *held))
    assert [one.text for one in transcript.segments if one.start_ms > 30_500 and one.end_ms < 69_500] == []
    music = [mark for mark in transcript.marks if mark.kind is MarkKind.MUSIC]
    assert sum(mark.end_ms - mark.start_ms for mark in music) > 25_000
    assert {mark.channel for mark in music} == {0}


@pytest.mark.parametrize(
    ("model", "said"),
    [
        pytest.param(None, "QA_WHISPER_MODEL", id="no model is set"),
        pytest.param("/nowhere/model", "is no folder", id="the folder is not there"),
        pytest.param("enormous", "no known size. Sizes: tiny.en, tiny", id="no such size"),
    ],
)
def test_without_a_model_it_says_what_to_do(model: str | None, said: str) -> None:
    with pytest.raises(ModelMissingError, match=said):
        FasterWhisper().transcribe(TranscriptionRequest(CALLS / "en-3-rude.flac", model=model))


def test_a_folder_that_lacks_files_is_refused_with_their_names(tmp_path: Path) -> None:
    shutil.copyfile(MODEL / "config.json", tmp_path / "config.json")
    said = FasterWhisper().missing(str(tmp_path)) or ""
    assert "lacks model.bin, tokenizer.json, vocabulary.json" in said


def test_a_whole_folder_lacks_nothing() -> None:
    assert FasterWhisper().missing(str(MODEL)) is None


@pytest.mark.whisper
def test_a_damaged_model_waits_with_the_reason(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    (tmp_path / "model" / "model.bin").write_bytes(b"nothing")
    with pytest.raises(ModelMissingError, match="cannot be loaded"):
        FasterWhisper().transcribe(TranscriptionRequest(CALLS / "en-3-rude.flac", model=str(tmp_path / "model")))


def test_a_size_that_cannot_be_fetched_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelMissingError, match="cannot be fetched now"):
        FasterWhisper().transcribe(TranscriptionRequest(CALLS / "en-3-rude.flac", model="small"))
