"""Joins what a clustering of short pieces left apart though it is one voice, by listening to all of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_S = 2.0
"""Seconds a voice has to be heard alone to be told from others."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of a voice: the seconds it is heard alone, and numbers of length 1 that are alike for one voice."""

    seconds: float
    numbers: NDArray[np.float64]


def join_voices(voices: Sequence[Voice], *, alike: float) -> tuple[int, ...]:
    """Return for each voice the number of the group it belongs to, groups counted by their first voice.

    The two groups most alike are joined while their likeness (cosine, -1 to 1) is at least `alike`. Then a voice
    heard for less than LEAST_S goes to the group it is most like: a word or two are too few for a speaker of their own.
    """
    members = [[place] for place in range(len(voices))]
    while (pair := _most_alike(members, voices)) and _likeness(*pair, voices=voices) >= alike:
        members.remove(pair[1])
        pair[0].extend(pair[1])
    long = [group for group in members if _seconds(group, voices) >= LEAST_S] or members[:1]
    for group in [group for group in members if group not in long]:
        max(long, key=lambda one: _likeness(one, group, voices=voices)).extend(group)
    ordered = sorted(long, key=min)
    return tuple(next(number for number, group in enumerate(ordered) if place in group) for place in range(len(voices)))


def _most_alike(members: Sequence[list[int]], voices: Sequence[Voice]) -> tuple[list[int], list[int]] | None:
    pairs = [(one, other) for place, one in enumerate(members) for other in members[place + 1 :]]
    return max(pairs, key=lambda pair: _likeness(*pair, voices=voices), default=None)


def _likeness(one: Sequence[int], other: Sequence[int], *, voices: Sequence[Voice]) -> float:
    return float(_mean(one, voices) @ _mean(other, voices))


def _mean(group: Sequence[int], voices: Sequence[Voice]) -> NDArray[np.float64]:
    total = np.sum([voices[place].numbers * voices[place].seconds for place in group], axis=0)
    return np.asarray(total / (np.linalg.norm(total) + 1e-9))


def _seconds(group: Sequence[int], voices: Sequence[Voice]) -> float:
    return sum(voices[place].seconds for place in group)
