"""Makes spectra sound like other voices, rooms and lines, and scales them as Whisper does."""

from __future__ import annotations

import random

import numpy as np

from bench.micro_whisper.corpus import Mel

_BANDS = 80
_LN10 = float(np.log(10))
_DYNAMIC = 8.0


def colour(
    mel: Mel, frames: int, rng: random.Random, noise: np.random.Generator, *, is_silent: bool, warp: float
) -> Mel:
    """Return a window of `frames` of 20 ms, (2 x frames, 80): warped, in noise, scaled, and padded to its length."""
    if rng.random() < warp:
        mel = _warp(mel, rng.uniform(0.9, 1.1))
    mel = mel + (0.0 if is_silent else rng.uniform(-2.0, 0.6))
    top = rng.uniform(-1, 1) if is_silent else float(mel.max())
    if rng.random() < (0.9 if is_silent else 0.6):
        mel = _in_noise(mel, top - rng.uniform(1.8, 6.0), rng.uniform(-1, 1), noise)
    high = float(mel.max()) + (rng.uniform(0, 0.6) if rng.random() < 0.3 else 0.0)
    if is_silent and rng.random() < 0.5:
        high = max(high, rng.uniform(-1, 1.5))
    scaled = (np.maximum(mel, high - _DYNAMIC) + 4.0) / 4.0
    floor = (high - 4.0) / 4.0
    padded = np.full((2 * frames, _BANDS), 0.0 if rng.random() < 0.8 else floor, np.float32)
    padded[: len(scaled)] = scaled[: 2 * frames]
    if rng.random() < 0.3:
        _blot(padded, min(len(scaled), 2 * frames), floor, rng)
    return padded


def _warp(mel: Mel, factor: float) -> Mel:
    """Stretch the bands, as a shorter or longer throat does."""
    source = np.clip(np.arange(_BANDS) * factor, 0, _BANDS - 1)
    lower = source.astype(int)
    share = (source - lower).astype(np.float32)
    return np.asarray(mel[:, lower] * (1 - share) + mel[:, np.minimum(lower + 1, _BANDS - 1)] * share, dtype=np.float32)


def _in_noise(mel: Mel, level: float, tilt: float, noise: np.random.Generator) -> Mel:
    levels = level + np.linspace(-1, 1, _BANDS) * tilt
    added = levels + np.log10(noise.exponential(1.0, mel.shape) + 1e-4)
    return np.asarray(np.logaddexp(mel * _LN10, added * _LN10) / _LN10, dtype=np.float32)


def _blot(mel: Mel, length: int, floor: float, rng: random.Random) -> None:
    """Take out a few bands and a few frames (SpecAugment, lightly)."""
    band, bands = rng.randint(0, _BANDS - 1), rng.randint(1, 8)
    mel[:length, band : band + bands] = floor
    frame, frames = rng.randint(0, length), rng.randint(1, 12)
    mel[frame : frame + frames] = floor
