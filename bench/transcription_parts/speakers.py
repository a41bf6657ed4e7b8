"""How much of the time the wrong speaker, or nobody, is said to speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.transcription_parts.calls import AGENT, CUSTOMER, SpokenWord

_FRAME_MS = 10
_COLLAR_MS = 250
_JOINED_MS = 300

Frames = NDArray[np.bool_]


@dataclass(slots=True)
class SpeakerFigures:
    """Diarisation error, summed over calls, in frames of 10 ms (NIST: missed, false alarm and confused time by spoken
    time, a quarter of a second around the true edges left out; who is who is given by the channel)."""

    spoken: int = 0
    missed: int = 0
    invented: int = 0
    confused: int = 0

    def add_call(self, true: Sequence[SpokenWord], heard: Sequence[SpokenWord]) -> None:
        """Count a call."""
        length = max((word.end_ms for word in (*true, *heard)), default=0) // _FRAME_MS + 1
        said, counted = _talk(true, length), _outside_collars(true, length)
        found = _talk(heard, length)
        said, found = said[:, counted], found[:, counted]
        true_number, found_number = said.sum(axis=0), found.sum(axis=0)
        right = (said & found).sum(axis=0)
        self.spoken += int(true_number.sum())
        self.missed += int(np.maximum(0, true_number - found_number).sum())
        self.invented += int(np.maximum(0, found_number - true_number).sum())
        self.confused += int((np.minimum(true_number, found_number) - right).sum())

    def as_record(self) -> dict[str, float]:
        """Return the figures as they are kept."""
        parts = {"missed": self.missed, "false_alarm": self.invented, "confused": self.confused}
        shares = {name: round(frames / self.spoken, 4) for name, frames in parts.items()}
        return {
            "seconds": round(self.spoken * _FRAME_MS / 1000, 1),
            "error": round(sum(parts.values()) / self.spoken, 4),
            **shares,
        }


def _talk(words: Sequence[SpokenWord], length: int) -> Frames:
    """Return who speaks in which frame, (speakers, frames); pauses of less than 300 ms are talk."""
    talk = np.zeros((2, length), dtype=bool)
    for start_ms, end_ms, speaker in _stretches(words):
        talk[speaker, start_ms // _FRAME_MS : end_ms // _FRAME_MS] = True
    return talk


def _outside_collars(words: Sequence[SpokenWord], length: int) -> Frames:
    counted = np.ones(length, dtype=bool)
    for start_ms, end_ms, _ in _stretches(words):
        for edge in (start_ms, end_ms):
            counted[max(0, edge - _COLLAR_MS) // _FRAME_MS : (edge + _COLLAR_MS) // _FRAME_MS] = False
    return counted


def _stretches(words: Sequence[SpokenWord]) -> list[tuple[int, int, int]]:
    joined: list[tuple[int, int, int]] = []
    for speaker in (AGENT, CUSTOMER):
        own = sorted((word.start_ms, word.end_ms) for word in words if word.speaker == speaker)
        for place, (start_ms, end_ms) in enumerate(own):
            if place and start_ms - joined[-1][1] < _JOINED_MS:
                joined[-1] = joined[-1][0], max(joined[-1][1], end_ms), speaker
            else:
                joined.append((start_ms, end_ms, speaker))
    return joined
