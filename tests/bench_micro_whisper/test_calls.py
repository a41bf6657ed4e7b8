"""New calls are spoken by espeak-ng, with a true time for every word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.micro_whisper.__main__ import main
from bench.micro_whisper.conditions import CONDITIONS
from bench.micro_whisper.errors import VoiceError
from bench.micro_whisper.grammar import is_text_held_out, to_sentences
from bench.micro_whisper.scripts import demo_scripts, new_scripts
from bench.micro_whisper.speech import RATE, Voice, say, voice_names
from bench.micro_whisper.tunes import SOUNDS
from transcribe.audio import read_tracks

CALLS = Path(__file__).resolve().parents[2] / "rubrics/demo/calls"
TRUTH, ONE_CHANNEL = CALLS / "truth", CALLS / "one-channel"


def test_new_scripts_go_through_languages_and_voices_by_turns() -> None:
    assert [script.id for script in new_scripts(1, number=5)] == [
        "en-heard-1",
        "pl-heard-1",
        "en-other-1",
        "pl-other-1",
        "en-heard-2",
    ]


@pytest.mark.parametrize("script", list(new_scripts(4, number=4)), ids=lambda one: one.id)
def test_new_scripts_say_what_training_never_heard(script: Any) -> None:
    held_out = [line for line in script.lines if line.is_held_out]
    assert len(held_out) >= len(script.lines) / 2
    for sentence in (sentence for line in held_out for sentence in line.sentences):
        assert is_text_held_out(" ".join(unit.written for unit in sentence))
    assert sum(line.is_hold for line in script.lines) == 1
    heard = "voices never heard" not in script.shows
    assert {voice.name for voice in script.voices.values()} <= set(voice_names(script.language, heard=heard))


def test_nothing_is_said_twice_in_a_new_call() -> None:
    for script in new_scripts(2, number=8):
        said = [sentence for line in script.lines for sentence in line.sentences]
        assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("in_one_channel", "folder"),
    [pytest.param(False, TRUTH, id="two channels"), pytest.param(True, ONE_CHANNEL / "truth", id="one channel")],
)
def test_the_demos_scripts_say_what_its_calls_say(in_one_channel: bool, folder: Path) -> None:
    for script in demo_scripts(in_one_channel=in_one_channel):
        truth = json.loads((folder / f"{script.id}.json").read_text(encoding="utf-8"))["turns"]
        lines = [" ".join(unit.written for one in line.sentences for unit in one) for line in script.lines]
        assert lines == [turn["text"] for turn in truth]
        assert [line.role for line in script.lines] == [turn["speaker"] for turn in truth]


@pytest.mark.espeak
def test_every_word_of_a_sentence_has_its_time() -> None:
    (sentence,) = to_sentences("So the order number is 48213, is that correct?")
    spoken = say(sentence, Voice("en-us+f2", 160, 50))
    times = [time for word in spoken.words for time in word]
    assert times == sorted(times)
    assert len(spoken.words) == len(sentence)
    assert list(spoken.digits) == [5]
    assert len(spoken.digits[5]) == 5
    assert spoken.words[-1][1] <= len(spoken.sound) / RATE


@pytest.mark.espeak
def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(VoiceError, match="'no-such-voice'"):
        say(to_sentences("Hello.")[0], Voice("no-such-voice", 160, 50))


@pytest.mark.espeak
def test_one_command_makes_a_call_in_every_condition(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["calls", "--out", str(tmp_path), "--number", "1"], catch_exceptions=False)
    assert result.exit_code == 0
    truths = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.json")}
    assert set(truths) == {f"en-heard-1-{name}" for name in CONDITIONS} | {f"nobody-{name}" for name in SOUNDS}
    for truth in truths.values():
        times = [time for turn in truth["turns"] for word in turn["words"] for time in (word["start"], word["end"])]
        assert times == sorted(times) or truth["condition"].startswith("overlap")
        assert all(time <= truth["seconds"] for time in times)
    (music,) = truths["en-heard-1-hold-music"]["music"]
    assert not any(
        turn["start"] < music["end"] and music["start"] < turn["end"]
        for turn in truths["en-heard-1-hold-music"]["turns"]
    )


@pytest.mark.espeak
def test_the_sound_files_are_what_they_are_said_to_be(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["calls", "--out", str(tmp_path), "--number", "1"], catch_exceptions=False)
    wide, narrow = read_tracks(tmp_path / "en-heard-1-16-khz.flac"), read_tracks(tmp_path / "en-heard-1-telephone.wav")
    mono = read_tracks(tmp_path / "en-heard-1-mono.flac")
    assert (wide.sample_rate, narrow.sample_rate, mono.sample_rate) == (RATE, 8000, RATE)
    assert (wide.channels, narrow.channels, mono.channels) == (2, 2, 1)
    truth = json.loads((tmp_path / "en-heard-1-mono.json").read_text(encoding="utf-8"))
    assert mono.duration_ms == pytest.approx(truth["seconds"] * 1000, abs=10)


def test_without_espeak_the_command_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("bench.micro_whisper.speech.find_library", lambda name: None)
    result = CliRunner().invoke(main, ["calls", "--out", str(tmp_path / "calls")])
    assert result.exit_code == 1
    assert "apt-get install espeak-ng" in result.output
    assert not (tmp_path / "calls").exists()
