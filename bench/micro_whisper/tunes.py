"""Hold music, signals and hum, made from numbers alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.micro_whisper.speech import RATE, Sound

Wave = NDArray[np.float64]

_SCALE = (0, 2, 4, 5, 7, 9, 11, 12)
_ROOT_HZ = 262.0
_LEVEL = 0.15


def pad(seconds: float, rng: np.random.Generator) -> Sound:
    """Play soft chords of three notes, two seconds each."""
    return _play(seconds, rng, note_s=2.0, chord=(0, 4, 7), shape=lambda t, s: np.minimum(1, np.minimum(t, s - t) * 4))


def plucked(seconds: float, rng: np.random.Generator) -> Sound:
    """Play a melody of plucked notes over a bass."""
    return _play(seconds, rng, note_s=0.25, chord=(0, -12), shape=lambda t, s: np.exp(-4 * t))


def organ(seconds: float, rng: np.random.Generator) -> Sound:
    """Play held fifths, half a second each, that hardly fade."""
    return _play(seconds, rng, note_s=0.5, chord=(0, 7, 12), shape=lambda t, s: np.minimum(1, (s - t) * 20))


def beat(seconds: float, rng: np.random.Generator) -> Sound:
    """Play a melody over a drum that beats twice a second."""
    melody = _play(seconds, rng, note_s=0.5, chord=(0, 7), shape=lambda t, s: np.exp(-1.5 * t))
    times = np.arange(len(melody)) / RATE
    drum = rng.normal(0, _LEVEL, len(times)) * np.exp(-30 * (times % 0.5))
    return (melody + drum).astype(np.float32)


def ringing(seconds: float, rng: np.random.Generator) -> Sound:
    """Ring as European exchanges do: 425 Hz for one second of every five."""
    times = np.arange(int(seconds * RATE)) / RATE
    sound: Sound = (0.1 * np.sin(2 * np.pi * 425 * times) * (times % 5 < 1)).astype(np.float32)
    return sound


def hum(seconds: float, rng: np.random.Generator) -> Sound:
    """Hum as the mains do: 50 Hz and its multiples."""
    times = np.arange(int(seconds * RATE)) / RATE
    parts = [0.02 / part * np.sin(2 * np.pi * 50 * part * times) for part in (1, 2, 3, 5)]
    return np.asarray(np.sum(parts, axis=0), dtype=np.float32)


def hiss(seconds: float, rng: np.random.Generator) -> Sound:
    """Hiss evenly, as an open line does, only louder."""
    return rng.normal(0, 0.01, int(seconds * RATE)).astype(np.float32)


def silence(seconds: float, rng: np.random.Generator) -> Sound:
    """Make no sound at all."""
    return np.zeros(int(seconds * RATE), dtype=np.float32)


Tune = Callable[[float, np.random.Generator], Sound]

MUSIC: Mapping[str, Tune] = {"pad": pad, "plucked": plucked, "organ": organ, "beat": beat}
"""What is played to who holds."""

SOUNDS: Mapping[str, Tune] = {**MUSIC, "ringing": ringing, "hum": hum, "hiss": hiss, "silence": silence}
"""Everything that nobody says."""


def _play(
    seconds: float,
    rng: np.random.Generator,
    *,
    note_s: float,
    chord: Sequence[int],
    shape: Callable[[Wave, float], Wave],
) -> Sound:
    """Play a random melody in C, each note with its chord and the first four harmonics of each."""
    times = np.arange(int(seconds * RATE)) / RATE
    place = (times / note_s).astype(int)
    melody = rng.choice(_SCALE, int(place[-1]) + 1) if len(place) else np.zeros(1)
    sound = np.zeros(len(times))
    for step in chord:
        pitch = _ROOT_HZ * 2 ** ((melody[place] + step) / 12)
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        sound += sum((np.sin(phase * part) / part for part in (1, 2, 3, 4)), np.zeros(len(times)))
    sound *= shape(times - place * note_s, note_s)
    return (_LEVEL * sound / max(1e-9, float(np.abs(sound).max(initial=0)))).astype(np.float32)
