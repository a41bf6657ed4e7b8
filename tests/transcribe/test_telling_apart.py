"""Real sherpa-onnx with the demo's miniature models: the two voices of a demo call in one channel, and one alone."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from qa.domain.conversation import Message, Role
from qa.domain.transcript import Transcript
from qa.errors import ModelMissingError
from qa.ports import TranscriptionRequest
from tests.transcribe.sounds import CALLS, MODEL, NAMES, SPEAKER_MODELS, to_samples, true_turns, write_wav
from transcribe import diarisation
from transcribe.audio import RATE, Waveform, read_tracks
from transcribe.diarisation import tell_apart
from transcribe.engines.faster_whisper import FasterWhisper

pytestmark = pytest.mark.diarisation


@cache
def channel(name: str, number: int) -> Waveform:
    return read_tracks(CALLS / f"{name}.flac").waveform(number)


@cache
def mixed(name: str) -> Waveform:
    both: Waveform = channel(name, 0) + channel(name, 1)
    return both


def write_mono(folder: Path, waveform: Waveform) -> Path:
    return write_wav(folder / "mono.wav", to_samples(waveform * 32767))


def hear(sound: Path, **settings: object) -> Transcript:
    request = TranscriptionRequest(sound, model=str(MODEL), language="en", agent_channel=0, diarisation=SPEAKER_MODELS)
    return FasterWhisper().transcribe(replace(request, **settings))  # type: ignore[arg-type]


def is_right(message: Message, name: str) -> bool:
    """Tell whether who is said to speak in the middle of a message truly does."""
    assert message.start_ms is not None and message.end_ms is not None
    at_s = (message.start_ms + message.end_ms) / 2000
    speaking = [turn["speaker"] for turn in true_turns(name) if turn["start"] <= at_s <= turn["end"]]
    return message.role.value in speaking


@pytest.mark.parametrize("name", NAMES)
def test_two_voices_in_one_channel_are_told_apart(name: str) -> None:
    turns = tell_apart(mixed(name), models=SPEAKER_MODELS, threads=1)
    assert {turn.speaker for turn in turns} == {0, 1}


def test_the_speakers_of_all_stretches_of_a_long_call_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diarisation, "_STRETCH_S", 25)
    turns = tell_apart(mixed("pl-1-excellent"), models=SPEAKER_MODELS, threads=1)
    assert {turn.speaker for turn in turns if turn.start_ms < 25_000} == {0, 1}
    assert {turn.speaker for turn in turns if turn.start_ms > 50_000} == {0, 1}


@pytest.mark.parametrize("name", NAMES)
def test_one_voice_stays_one(name: str) -> None:
    turns = tell_apart(channel(name, 0), models=SPEAKER_MODELS, threads=1)
    assert {turn.speaker for turn in turns} == {0}


@pytest.mark.parametrize(
    "waveform",
    [
        pytest.param(np.zeros(20 * RATE, np.float32), id="silence"),
        pytest.param(np.zeros(RATE // 10, np.float32), id="a tenth of a second"),
    ],
)
def test_where_nobody_speaks_nobody_is_found(waveform: Waveform) -> None:
    assert tell_apart(waveform, models=SPEAKER_MODELS, threads=1) == ()


@pytest.mark.whisper
def test_a_mono_call_is_written_down_by_agent_and_customer(tmp_path: Path) -> None:
    transcript = hear(write_mono(tmp_path, mixed("en-1-excellent")))
    messages = transcript.to_messages()
    assert (transcript.channels, transcript.agent_channel) == (2, 0)
    assert sum(is_right(message, "en-1-excellent") for message in messages) >= 0.95 * len(messages)
    assert {"diarisation", "same_voice", "sherpa_onnx"} <= dict(transcript.settings).keys()


@pytest.mark.whisper
def test_the_demos_call_in_one_channel_has_its_two_speakers() -> None:
    folder = CALLS / "one-channel"
    truth = json.loads((folder / "truth/pl-4-one-channel.json").read_text(encoding="utf-8"))["turns"]
    messages = hear(folder / "pl-4-one-channel.flac", language="pl").to_messages()
    assert [message.role.value for message in messages] == [turn["speaker"] for turn in truth]


@pytest.mark.whisper
@pytest.mark.parametrize(
    ("number", "models"),
    [
        pytest.param(1, SPEAKER_MODELS, id="one voice"),
        pytest.param(2, None, id="two voices, no models"),
    ],
)
def test_a_mono_call_nobody_can_tell_apart_charges_nobody(
    tmp_path: Path, number: int, models: tuple[Path, Path] | None
) -> None:
    sound = mixed("en-3-rude") if number == 2 else channel("en-3-rude", 0)
    transcript = hear(write_mono(tmp_path, sound), diarisation=models)
    assert transcript.channels == 1
    assert {message.role for message in transcript.to_messages()} == {Role.SYSTEM}


@pytest.mark.whisper
def test_who_is_not_first_to_speak_is_not_believed_to_be_the_agent(tmp_path: Path) -> None:
    transcript = hear(write_mono(tmp_path, mixed("en-1-excellent")), agent_channel=1)
    assert transcript.agent_channel is None
    assert {message.role for message in transcript.to_messages()} == {Role.SYSTEM}


@pytest.mark.whisper
def test_models_that_cannot_be_used_are_told_before_anything_is_heard(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    with pytest.raises(ModelMissingError, match="QA_DIARISATION"):
        hear(
            write_mono(tmp_path, channel("en-3-rude", 0)),
            diarisation=(SPEAKER_MODELS[1], SPEAKER_MODELS[0]),
            report=lambda done, total: heard.append((done, total)),
        )
    assert heard == []
