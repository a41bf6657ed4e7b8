"""Tells which channels of a recording are speakers of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcribe.audio import RATE, Samples, Tracks

_FRAME = RATE // 20
_SHORTEST_WORD = 6
"""Frames that must be loud for a channel to count: a speaker may say one word in an hour, a click is shorter."""

_SILENT_LEVEL = 32768 * 10 ** (-55 / 20)
_SILENT_BESIDE_ANOTHER = 10 ** (-40 / 20)
_SAME_WAVE = 0.8
_SAME_LOUDNESS = 0.9
_OTHER_LOUDNESS = 0.2
_LARGEST_SHIFT = RATE // 50

Levels = NDArray[np.float64]


def distinct_channels(tracks: Tracks) -> tuple[int, ...]:
    """Return the channels that hold a speaker of their own, lowest first; never none.

    Two channels with the same sound (dual mono, also at another gain, shifted by up to 20 ms
    or through another codec) count once. A channel without sound is left out. So a
    stereo file can have one distinct channel, and who speaks in it is then unknown.
    """
    if tracks.channels == 1:
        return (0,)
    levels = _measure_levels(tracks)
    kept: list[int] = []
    for channel in _audible(levels):
        if not any(_is_same(tracks, levels, pair=(other, channel)) for other in kept):
            kept.append(channel)
    return tuple(kept)


def echoes(own: Samples, other: Samples) -> bool:
    """Tell whether what `own` holds is only the other speaker, heard faintly through the line.

    True when the other channel is at least 12 dB louder and both hold the same wave.
    """
    return is_under(own, other) and _likeness(own, other) > _SAME_WAVE


def is_under(own: Samples, other: Samples) -> bool:
    """Tell whether `other` is at least 12 dB louder than what is heard in `own`."""
    own_level = _level(own)
    return own_level > 0 and _level(other) >= own_level * 4


@dataclass(slots=True)
class _Sums:
    """Running products of two channels at every shift up to the largest."""

    products: Levels
    first: float = 0.0
    second: float = 0.0

    def add(self, first: Samples, second: Samples) -> None:
        """Add one stretch of both channels."""
        a, b = first.astype(np.float32), second.astype(np.float32)
        size = 1 << (len(a) + _LARGEST_SHIFT - 1).bit_length()
        spectrum = np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size))
        products = np.fft.irfft(spectrum, size)
        self.products += np.concatenate((products[-_LARGEST_SHIFT:], products[: _LARGEST_SHIFT + 1]))
        self.first += float(np.dot(a, a))
        self.second += float(np.dot(b, b))

    @property
    def likeness(self) -> float:
        """Return the correlation at the best shift, 0 to 1; the sign does not matter."""
        power = self.first * self.second
        return float(np.abs(self.products).max() / np.sqrt(power)) if power else 0.0


def _empty_sums() -> _Sums:
    return _Sums(products=np.zeros(2 * _LARGEST_SHIFT + 1))


def _likeness(first: Samples, second: Samples) -> float:
    sums = _empty_sums()
    sums.add(first, second)
    return sums.likeness


def _measure_levels(tracks: Tracks) -> Levels:
    """Return the root mean square of every 50 ms: (channels, frames)."""
    return np.concatenate([_frame_levels(block) for block in tracks.blocks()], axis=1)


def _frame_levels(block: Samples) -> Levels:
    padded = np.pad(block.astype(np.float32), ((0, -len(block) % _FRAME), (0, 0)))
    frames = padded.reshape(-1, _FRAME, block.shape[1])
    levels: Levels = np.sqrt(np.mean(frames * frames, axis=1, dtype=np.float64)).T
    return levels


def _level(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if len(samples) else 0.0


def _audible(levels: Levels) -> list[int]:
    loudest = min(_SHORTEST_WORD, levels.shape[1])
    loud = np.sort(levels, axis=1)[:, -loudest]
    least = max(_SILENT_LEVEL, float(loud.max()) * _SILENT_BESIDE_ANOTHER)
    return [channel for channel, level in enumerate(loud) if level >= least] or [0]


def _is_same(tracks: Tracks, levels: Levels, *, pair: tuple[int, int]) -> bool:
    """Tell whether two channels hold the same sound.

    The course of loudness decides where it is clear, the wave where it is not. The first runs
    together in dual mono, while two people who talk by turns are loud by turns. That costs
    next to nothing and settles most calls.
    """
    first, second = pair
    active = _active(levels[first], levels[second])
    if not active.any():
        return True
    course = _course(levels[first][active], levels[second][active])
    if course > _SAME_LOUDNESS or course < _OTHER_LOUDNESS:
        return course > _SAME_LOUDNESS
    sums = _empty_sums()
    for block in _loud_blocks(tracks, active):
        sums.add(block[:, first], block[:, second])
    return sums.likeness > _SAME_WAVE


def _active(first: Levels, second: Levels) -> NDArray[np.bool_]:
    least = max(_SILENT_LEVEL, 0.05 * float(max(first.max(), second.max())))
    active: NDArray[np.bool_] = (first > least) | (second > least)
    return active


def _course(first: Levels, second: Levels) -> float:
    if first.std() == 0 or second.std() == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def _loud_blocks(tracks: Tracks, active: NDArray[np.bool_]) -> Iterator[Samples]:
    """Yield up to a minute of stretches of a second in which somebody speaks, spread over the call."""
    seconds = np.flatnonzero(np.add.reduceat(active, range(0, len(active), 20)))
    chosen = seconds if len(seconds) <= 60 else seconds[np.linspace(0, len(seconds) - 1, 60).astype(int)]
    for second in chosen:
        yield np.asarray(tracks.samples[second * RATE : (second + 1) * RATE])
