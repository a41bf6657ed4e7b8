"""How much of the time the wrong speaker, or nobody, is said to speak, and how much two at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.transcription_parts.calls import AGENT, CUSTOMER, SpokenWord
from qa.domain.call import Stretch, measure_call
from qa.domain.conversation import Message, Role
from qa.domain.transcript import Word

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


@dataclass(slots=True)
class OvertalkFigures:
    """When both speak at once, as the measures of a call say it: milliseconds true, found, and both, over all calls."""

    true: int = 0
    found: int = 0
    both: int = 0

    def add_call(self, true: Sequence[SpokenWord], heard: Sequence[SpokenWord]) -> None:
        """Count a call."""
        said, found = _overtalk(true), _overtalk(heard)
        self.true += sum(one.length_ms for one in said)
        self.found += sum(one.length_ms for one in found)
        self.both += sum(
            max(0, min(one.end_ms, other.end_ms) - max(one.start_ms, other.start_ms))
            for one in said
            for other in found
        )  # fmt: skip

    def as_record(self) -> dict[str, float]:
        """Return the figures as they are kept, in seconds."""
        return {
            "true_s": round(self.true / 1000, 1),
            "found_s": round(self.found / 1000, 1),
            "both_s": round(self.both / 1000, 1),
        }


def _overtalk(words: Sequence[SpokenWord]) -> tuple[Stretch, ...]:
    """Return what the product's own measures take for overtalk, were these the words of a call."""
    messages = [
        Message(
            role=role,
            text=" ".join(word.text for word in own),
            start_ms=own[0].start_ms,
            end_ms=own[-1].end_ms,
            words=tuple(Word(word.text, word.start_ms, word.end_ms) for word in own),
        )
        for speaker, role in ((AGENT, Role.AGENT), (CUSTOMER, Role.CUSTOMER))
        if (own := sorted((one for one in words if one.speaker == speaker), key=lambda one: one.start_ms))
    ]
    measures = measure_call(messages)
    return measures.overtalk if measures else ()


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
