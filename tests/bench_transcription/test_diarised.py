"""Diarisation error is counted as NIST defines it, whatever speakers are called."""

from __future__ import annotations

import pytest

from bench.transcription_parts.diarised import DiarisationFigures, Talk, join_talk

TRUE = (Talk(0, 5_000, 0), Talk(6_000, 10_000, 1))


def figures(*found: Talk) -> dict[str, float]:
    counted = DiarisationFigures()
    counted.add_call(TRUE, found)
    return counted.as_record()


@pytest.mark.parametrize(
    ("found", "part", "error"),
    [
        pytest.param(TRUE, "confused", 0.0, id="right"),
        pytest.param((Talk(0, 5_000, 7), Talk(6_000, 10_000, 3)), "confused", 0.0, id="other names"),
        pytest.param((Talk(100, 5_200, 0), Talk(5_800, 9_900, 1)), "missed", 0.0, id="off by less than the collar"),
        pytest.param((Talk(0, 5_000, 0),), "missed", 0.4375, id="one not found"),
        pytest.param((*TRUE, Talk(1_000, 3_000, 1)), "false_alarm", 0.25, id="two said to speak where one does"),
        pytest.param((Talk(0, 10_000, 0),), "confused", 0.4375, id="two taken for one"),
    ],
)
def test_error_is_the_share_of_spoken_time(found: tuple[Talk, ...], part: str, error: float) -> None:
    record = figures(*found)
    assert record[part] == error


def test_the_number_of_speakers_found_is_kept() -> None:
    assert figures(Talk(0, 10_000, 0))["number_right"] == 0
    assert figures(*TRUE)["number_right"] == 1


def test_short_pauses_of_a_speaker_are_talk() -> None:
    assert join_talk([Talk(0, 500, 0), Talk(700, 900, 0), Talk(1_300, 1_500, 0)]) == [
        Talk(0, 900, 0),
        Talk(1_300, 1_500, 0),
    ]
