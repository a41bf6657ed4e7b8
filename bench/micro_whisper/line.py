"""What a telephone line does to sound: a narrow band, companding, noise, and the other speaker heard faintly."""

from __future__ import annotations

import random

import numpy as np
import scipy.signal

from bench.micro_whisper.speech import RATE, Sound

TELEPHONE_RATE = 8_000
_MU = 255
_LEAK_DELAY = RATE // 200


def through_telephone(sound: Sound, rng: random.Random) -> Sound:
    """Return sound of 16 kHz as it comes out of a line of 8 kHz: 300 to 3,400 Hz, eight bits by the mu-law."""
    narrow = scipy.signal.resample_poly(sound, TELEPHONE_RATE, RATE)
    edges = [rng.uniform(250, 350), rng.uniform(3200, 3500)]
    narrow = scipy.signal.sosfilt(
        scipy.signal.butter(4, edges, "bandpass", fs=TELEPHONE_RATE, output="sos"), narrow
    )  # fmt: skip
    peak = float(np.abs(narrow).max(initial=0)) + 1e-9
    level = np.clip(narrow / peak * rng.uniform(0.3, 0.95), -1, 1)
    coded = np.sign(level) * np.log1p(_MU * np.abs(level)) / np.log1p(_MU)
    coded = np.round((coded + 1) / 2 * _MU) / _MU * 2 - 1
    heard = np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(_MU)) / _MU * peak
    return np.asarray(scipy.signal.resample_poly(heard, RATE, TELEPHONE_RATE), dtype=np.float32)


def with_noise(sound: Sound, rng: np.random.Generator, *, snr_db: float) -> Sound:
    """Add pink noise, so many decibels below the mean power of the sound where it is not silent."""
    audible = np.abs(sound) > 0.01 * float(np.abs(sound).max(initial=0))
    if not audible.any():
        return sound
    noise = _pink(len(sound), rng)
    power = float(np.square(sound[audible]).mean()) / 10 ** (snr_db / 10)
    return np.asarray(sound + noise * np.sqrt(power / float(np.square(noise).mean())), dtype=np.float32)


def with_leak(own: Sound, other: Sound, *, below_db: float) -> Sound:
    """Add the other speaker, softer and five milliseconds late."""
    late = np.concatenate((np.zeros(_LEAK_DELAY, dtype=np.float32), other[:-_LEAK_DELAY]))
    return (own + late * np.float32(10 ** (-below_db / 20))).astype(np.float32)


def _pink(length: int, rng: np.random.Generator) -> Sound:
    """Return noise whose power falls by three decibels an octave from 50 Hz on, as that of rooms does, about."""
    spectrum = np.fft.rfft(rng.normal(0, 1, length))
    frequencies = np.fft.rfftfreq(length, 1 / RATE)
    spectrum /= np.sqrt(np.maximum(frequencies, 50))
    return np.fft.irfft(spectrum, length).astype(np.float32)
