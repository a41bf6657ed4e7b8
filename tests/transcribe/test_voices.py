"""Turns and groups of one voice are joined, others stay apart."""

from __future__ import annotations

import numpy as np
import pytest

from transcribe.voices import Voice, group_voices, join_voices


def voice(degrees: float, *, seconds: float = 10.0, cluster: int = 0) -> Voice:
    """Make a voice; two are the more alike the fewer degrees lie between them (60 are a likeness of 0.5)."""
    angle = np.deg2rad(degrees)
    return Voice(seconds, np.array([np.cos(angle), np.sin(angle)]), cluster)


@pytest.mark.parametrize(
    ("voices", "groups"),
    [
        pytest.param([], (), id="nobody"),
        pytest.param([voice(0)], (0,), id="one"),
        pytest.param([voice(0), voice(40)], (0, 0), id="two pieces of one voice"),
        pytest.param([voice(0), voice(80)], (0, 1), id="two voices"),
        pytest.param([voice(0), voice(90), voice(10), voice(100)], (0, 1, 0, 1), id="two voices in four pieces"),
        pytest.param([voice(0), voice(90), voice(180)], (0, 1, 2), id="three voices"),
        pytest.param([voice(0), voice(90), voice(150, seconds=1)], (0, 1, 1), id="a word or two go to the nearest"),
        pytest.param([voice(0, seconds=1), voice(90, seconds=1)], (0, 0), id="nobody is heard long enough"),
    ],
)
def test_voices_alike_are_joined(voices: list[Voice], groups: tuple[int, ...]) -> None:
    assert join_voices(voices, alike=0.5) == groups


def test_a_higher_bar_finds_more_speakers() -> None:
    assert join_voices([voice(0), voice(40)], alike=0.9) == (0, 1)


@pytest.mark.parametrize(
    ("turns", "speakers"),
    [
        pytest.param([], (), id="nobody"),
        pytest.param([voice(0)], (0,), id="one turn"),
        pytest.param([voice(0), voice(90), voice(20), voice(110)], (0, 1, 0, 1), id="two take turns"),
        pytest.param([voice(0), voice(90, seconds=0.7), voice(80)], (0, 1, 1), id="a short turn is told by its voice"),
        pytest.param(
            [voice(0, cluster=3), voice(90, cluster=5), voice(0, seconds=0.2, cluster=5)],
            (0, 1, 1),
            id="what is hardly heard goes with its cluster",
        ),
        pytest.param([voice(0, seconds=0.4), voice(90, seconds=0.4)], (0, 0), id="hardly anything is heard"),
        pytest.param([voice(0), voice(90, seconds=1.5)], (0, 0), id="a word or two are no speaker"),
        pytest.param([voice(0), voice(90, seconds=1.5), voice(95, seconds=1.5)], (0, 1, 1), id="a few are"),
    ],
)
def test_turns_are_grouped_by_voice(turns: list[Voice], speakers: tuple[int, ...]) -> None:
    assert group_voices(turns, alike=0.5) == speakers
