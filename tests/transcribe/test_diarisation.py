"""Words of one channel go to the speaker heard while they are said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qa.domain.conversation import Role
from qa.domain.transcript import Segment, Word
from qa.errors import ModelMissingError
from transcribe.audio import RATE
from transcribe.diarisation import Turn, ascribe, in_order_of_speech, number_speakers, only_spoken, tell_apart

TURNS = (Turn(0, 2_000, 0), Turn(2_200, 4_000, 1))


def segment(*words: tuple[str, int, int]) -> Segment:
    placed = tuple(Word(text, start, end, 0.9) for text, start, end in words)
    return Segment(0, placed[0].start_ms, placed[-1].end_ms, " ".join(word.text for word in placed), placed)


def test_a_segment_is_cut_where_the_speaker_changes() -> None:
    parts = ascribe([segment(("Dzień", 0, 900), ("dobry.", 900, 1_900), ("Halo?", 2_300, 3_000))], TURNS)
    assert [(one.channel, one.text, one.start_ms) for one in parts] == [(0, "Dzień dobry.", 0), (1, "Halo?", 2_300)]


def test_a_word_outside_every_turn_goes_with_the_word_before_it() -> None:
    parts = ascribe([segment(("Tak,", 3_000, 3_900), ("proszę.", 4_100, 4_800))], TURNS)
    assert [(one.channel, one.text) for one in parts] == [(1, "Tak, proszę.")]


@pytest.mark.parametrize(
    ("segment_", "speakers"),
    [
        pytest.param(segment(("Yes,", 2_300, 2_300), ("please.", 2_300, 3_000)), [1], id="a word without length"),
        pytest.param(segment(("So", 2_050, 2_150), ("please.", 2_300, 3_000)), [1], id="the first word outside"),
        pytest.param(segment(("Bye.", 4_500, 4_900)), [1], id="nothing but words outside"),
    ],
)
def test_no_word_goes_to_the_first_speaker_for_want_of_another(segment_: Segment, speakers: list[int]) -> None:
    assert [one.channel for one in ascribe([segment_], TURNS)] == speakers


def test_where_no_turn_was_found_all_is_one_speakers() -> None:
    assert [one.channel for one in ascribe([segment(("Halo?", 0, 900))], ())] == [0]


def test_music_between_speech_becomes_silence() -> None:
    waveform = np.ones(10 * RATE, np.float32)
    heard = only_spoken(waveform, [(RATE, 2 * RATE), (5 * RATE, 6 * RATE)])
    assert [float(heard[int(at * RATE)]) for at in (0.5, 1.5, 2.05, 3.5, 5.5, 9.5)] == [0, 1, 1, 0, 1, 0]


def test_a_segment_without_words_goes_to_whom_is_heard_most() -> None:
    assert [one.channel for one in ascribe([Segment(0, 1_500, 4_000, "Halo?")], TURNS)] == [1]


def test_speakers_are_counted_in_the_order_they_speak() -> None:
    assert in_order_of_speech([(2.0, 3.0, 0), (0.0, 1.5, 7)]) == (Turn(0, 1_500, 0), Turn(2_000, 3_000, 1))


def test_speakers_of_segments_are_counted_without_gaps_and_recorded_voices_last() -> None:
    segments = [
        Segment(2, 0, 900, "Press one.", role=Role.SYSTEM),
        Segment(3, 1_000, 1_900, "Hello."),
        Segment(1, 2_000, 2_900, "Hi."),
    ]  # fmt: skip
    assert [one.channel for one in number_speakers(segments)] == [2, 0, 1]


def test_missing_model_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"QA_DIARISATION"):
        tell_apart(np.zeros(16_000, np.float32), models=(tmp_path / "a.onnx", tmp_path / "b.onnx"), threads=1)
