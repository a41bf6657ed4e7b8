"""Makes hold music, signals and hum out of nothing but numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tests.transcribe.sounds import to_samples
from transcribe.audio import RATE, Samples

Wave = NDArray[np.float64]

_NOTES = (0, 4, 7, 12, 9, 7, 5, 4, 2, 5, 9, 11, 7, 4, 0, -5)


def pad(seconds: float) -> Samples:
    """Play slow chords of three soft notes."""
    return _play(seconds, note_s=2.0, steps=(0, 4, 7), shape=lambda t, s: np.minimum(1, np.minimum(t, s - t) * 4))


def plucked(seconds: float) -> Samples:
    """Play a melody of plucked notes, four a second, over a bass."""
    return _play(seconds, note_s=0.25, steps=(0, -12), shape=lambda t, s: np.exp(-4 * t))


def beat(seconds: float) -> Samples:
    """Play a melody over a drum that beats twice a second."""
    times = _times(seconds)
    drum = np.random.default_rng(3).normal(0, 2500, len(times)) * np.exp(-30 * (times % 0.5))
    return to_samples(_play(seconds, note_s=0.5, steps=(0, 7), shape=lambda t, s: np.exp(-1.5 * t)) + drum)


def ringing(seconds: float) -> Samples:
    """Ring: 425 Hz for one second of every five."""
    times = _times(seconds)
    return to_samples(3000 * np.sin(2 * np.pi * 425 * times) * (times % 5 < 1))


def hum(seconds: float) -> Samples:
    """Hum as the mains do: 50 Hz and what goes with it."""
    times = _times(seconds)
    parts = [600 / n * np.sin(2 * np.pi * 50 * n * times) for n in (1, 2, 3, 5)]
    return to_samples(np.sum(parts, axis=0))


def noise(seconds: float) -> Samples:
    """Hiss evenly."""
    return to_samples(np.random.default_rng(4).normal(0, 1000, len(_times(seconds))))


def _times(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE)) / RATE


def _play(
    seconds: float, *, note_s: float, steps: Sequence[int], shape: Callable[[Wave, float], Wave]
) -> Samples:  # fmt: skip
    times = _times(seconds)
    place = (times / note_s).astype(int)
    within = times - place * note_s
    root = np.array(_NOTES)[place % len(_NOTES)]
    sound = np.zeros(len(times))
    for step in steps:
        pitch = 330 * 2 ** ((root + step) / 12)
        sound += sum(np.sin(2 * np.pi * pitch * part * times) / part for part in (1, 2, 3, 4))
    return to_samples(2000 * sound * shape(within, note_s))
