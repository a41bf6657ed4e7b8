"""Calls of several speakers in one channel are made with who truly speaks when."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from bench.micro_speakers.calls import CONDITIONS, MonoCall, make_calls
from bench.micro_speakers.voices import NEVER_HEARD, draw_speaker
from bench.micro_whisper.speech import RATE

pytestmark = pytest.mark.espeak


@cache
def calls() -> Sequence[MonoCall]:
    return tuple(make_calls(3, scripts=1))


def test_each_script_is_said_by_one_two_and_three_speakers_in_every_condition() -> None:
    assert [(call.number, call.heard.condition) for call in calls()] == [
        (number, condition) for number in (1, 2, 3) for condition in CONDITIONS
    ]


@pytest.mark.parametrize("place", range(0, 3 * len(CONDITIONS), len(CONDITIONS)))
def test_as_many_speak_as_the_call_says_each_in_a_voice_never_heard(place: int) -> None:
    call = calls()[place]
    assert len({turn.role for turn in call.heard.turns}) == call.number
    variants = [voice.name.partition("+")[2] for voice in call.heard.script.voices.values()]
    assert len(set(variants)) == call.number
    assert set(variants) <= set(NEVER_HEARD)


def test_the_sound_is_loud_where_words_are_said() -> None:
    (channel,) = calls()[0].heard.channels
    for turn in calls()[0].heard.turns:
        first, last = (int(at_s * RATE) for at_s in (turn.words[0].start_s, turn.words[-1].end_s))
        assert np.abs(channel[first:last]).max() > 0.1


def test_speakers_cut_in_only_where_they_are_asked_to() -> None:
    def overlaps(call: MonoCall) -> int:
        turns = call.heard.turns
        pairs = zip(turns, turns[1:], strict=False)
        return sum(after.words[0].start_s < before.words[-1].end_s for before, after in pairs)

    plain, overlap = (calls()[len(CONDITIONS) + CONDITIONS.index(name)] for name in ("16-khz", "overlap"))
    assert overlaps(plain) == 0
    assert overlaps(overlap) >= 4


def test_training_never_draws_a_voice_of_the_tests() -> None:
    drawn = {draw_speaker(random.Random(seed)).voice.name.partition("+")[2] for seed in range(500)}
    assert drawn & set(NEVER_HEARD) == set()
