"""How much of the time the wrong one of several speakers, or nobody, is said to speak; names do not count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

_FRAME_MS = 10
_COLLAR_MS = 250
_JOINED_MS = 300

Frames = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Talk:
    """A stretch in which one speaker talks; `speaker` is any number."""

    start_ms: int
    end_ms: int
    speaker: int


@dataclass(slots=True)
class DiarisationFigures:
    """NIST's diarisation error, summed over calls, in frames of 10 ms: missed, false alarm and confused time by spoken
    time; a quarter of a second around true edges is left out. Speakers found are paired with true ones as fits best.
    """

    spoken: int = 0
    missed: int = 0
    invented: int = 0
    confused: int = 0
    numbers: list[tuple[int, int]] = field(default_factory=list)

    def add_call(self, true: Sequence[Talk], found: Sequence[Talk]) -> None:
        """Count a call."""
        true, found = join_talk(true), join_talk(found)
        length = max((talk.end_ms for talk in (*true, *found)), default=0) // _FRAME_MS + 1
        counted = _outside_collars(true, length)
        said, heard = _frames(true, length)[:, counted], _frames(found, length)[:, counted]
        shared = said.astype(np.int64) @ heard.T.astype(np.int64)
        right = int(shared[linear_sum_assignment(shared, maximize=True)].sum())
        said_number, heard_number = said.sum(axis=0), heard.sum(axis=0)
        self.spoken += int(said_number.sum())
        self.missed += int(np.maximum(0, said_number - heard_number).sum())
        self.invented += int(np.maximum(0, heard_number - said_number).sum())
        self.confused += int(np.minimum(said_number, heard_number).sum()) - right
        self.numbers.append((len(said), len(heard)))

    def as_record(self) -> dict[str, Any]:
        """Return the figures as they are kept; `number_right` counts calls with as many speakers found as speak."""
        parts = {"missed": self.missed, "false_alarm": self.invented, "confused": self.confused}
        return {
            "seconds": round(self.spoken * _FRAME_MS / 1000, 1),
            "error": round(sum(parts.values()) / max(1, self.spoken), 4),
            **{name: round(frames / max(1, self.spoken), 4) for name, frames in parts.items()},
            "number_right": sum(true == found for true, found in self.numbers),
            "numbers_found": [found for _, found in self.numbers],
        }


def join_talk(talk: Iterable[Talk]) -> list[Talk]:
    """Join what one speaker says with pauses of less than 300 ms."""
    joined: list[Talk] = []
    for one in sorted(talk, key=lambda one: (one.speaker, one.start_ms)):
        last = joined[-1] if joined else None
        if last and last.speaker == one.speaker and one.start_ms - last.end_ms < _JOINED_MS:
            joined[-1] = Talk(last.start_ms, max(last.end_ms, one.end_ms), one.speaker)
        else:
            joined.append(one)
    return joined


def _frames(talk: Sequence[Talk], length: int) -> Frames:
    """Return who speaks in which frame, (speakers, frames)."""
    places = {speaker: place for place, speaker in enumerate(sorted({one.speaker for one in talk}))}
    frames = np.zeros((len(places), length), dtype=bool)
    for one in talk:
        frames[places[one.speaker], one.start_ms // _FRAME_MS : one.end_ms // _FRAME_MS] = True
    return frames


def _outside_collars(talk: Sequence[Talk], length: int) -> Frames:
    counted = np.ones(length, dtype=bool)
    for one in talk:
        for edge in (one.start_ms, one.end_ms):
            counted[max(0, edge - _COLLAR_MS) // _FRAME_MS : (edge + _COLLAR_MS) // _FRAME_MS] = False
    return counted
