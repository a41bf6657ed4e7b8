"""Windows of ten seconds to learn from, in which up to three speakers talk, also at once, and what is true of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from bench.micro_speakers.corpus import Speech
from bench.micro_whisper.line import with_noise
from bench.micro_whisper.speech import RATE, Sound
from bench.micro_whisper.tunes import MUSIC

WINDOW = 10 * RATE
SHIFT, FIELD = 270, 991
"""Samples from frame to frame, and samples a frame looks at: those of pyannote's segmentation."""
FRAMES = (WINDOW - FIELD) // SHIFT + 1
SPEAKERS, AT_ONCE = 3, 2

SETS = ((), *((one,) for one in range(SPEAKERS)), *combinations(range(SPEAKERS), AT_ONCE))
"""Who speaks, by class: nobody, one of three, two of three (pyannote's powerset)."""
ORDERS = tuple(permutations(range(SPEAKERS)))

_LONGEST_BEFORE_S = 8.0
_SPEAKERS_SHARES = (3, 22, 50, 25)
_CUTS_IN, _NOISY, _BY_TELEPHONE = 0.35, 0.45, 0.5
_MUSICAL, _MUSICAL_ALONE = 0.08, 0.5
_LATE, _SOON_OVER, _CUT_OUT = 0.2, 0.2, 0.25


@dataclass(frozen=True, slots=True)
class Window:
    """Ten seconds of sound, and who speaks: `talk` is (3, frames)."""

    sound: Sound
    talk: NDArray[np.bool_]


def mix_window(corpus: Sequence[Speech], rng: random.Random, noise: np.random.Generator) -> Window:
    """Let zero to three speakers of a corpus talk to each other."""
    number = rng.choices(range(4), _SPEAKERS_SHARES)[0]
    stage = _Stage()
    if number:
        _talk(stage, [_draw_part(speech, rng) for speech in rng.sample(corpus, number)], rng)
    sound = stage.sound
    if rng.random() < (_MUSICAL if number else _MUSICAL_ALONE):
        sound = sound + rng.uniform(0.02, 0.5) * MUSIC[rng.choice(sorted(MUSIC))](WINDOW / RATE, noise)
    if rng.random() < _NOISY:
        sound = with_noise(sound + (0 if number else 0.1), noise, snr_db=rng.uniform(3, 35))
    if rng.random() < _CUT_OUT:
        sound = sound * _near_talk(stage.talk)
    sound = sound + noise.normal(0, 10 ** rng.uniform(-5, -3.5), WINDOW)
    return Window((sound * rng.uniform(0.1, 0.9)).astype(np.float32), stage.talk)


def classes_of(talk: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the class of each frame, (orders of speakers, frames)."""
    numbers = {frozenset(members): place for place, members in enumerate(SETS)}
    by_bits = np.zeros(2**SPEAKERS, dtype=np.int64)
    for members, place in numbers.items():
        by_bits[sum(1 << one for one in members)] = place
    weights = np.array([1 << one for one in range(SPEAKERS)])
    return np.stack([by_bits[weights @ talk[list(order)]] for order in ORDERS])


@dataclass(frozen=True, slots=True)
class _Part:
    """A speaker in one window: always the same line and loudness."""

    speech: Speech
    level: float
    is_by_telephone: bool


class _Stage:
    """A window while it is filled."""

    def __init__(self) -> None:
        self.sound = np.zeros(WINDOW, dtype=np.float32)
        self.talk = np.zeros((SPEAKERS, FRAMES), dtype=bool)

    def put(self, number: int, part: _Part, first: int, rng: random.Random) -> int:
        """Let a speaker say a sentence from a sample on, and return when it ends; no third joins two who speak."""
        utterance = rng.choice(part.speech.utterances)
        start, end = _frame(first + utterance.start), _frame(first + utterance.end)
        if (self.talk[:, start:end].sum(axis=0) >= AT_ONCE).any():
            return first
        sound = (utterance.by_telephone if part.is_by_telephone else utterance.plain).astype(np.float32) * part.level
        kept = sound[max(0, -first) : max(0, WINDOW - first)]
        self.sound[max(0, first) : max(0, first) + len(kept)] += kept
        self.talk[number, start:end] = True
        return first + utterance.end


def _draw_part(speech: Speech, rng: random.Random) -> _Part:
    return _Part(speech, rng.uniform(0.25, 0.8), rng.random() < _BY_TELEPHONE)


def _talk(stage: _Stage, parts: Sequence[_Part], rng: random.Random) -> None:
    now = -int(rng.uniform(0, _LONGEST_BEFORE_S) * RATE)
    if rng.random() < _LATE:
        now = int(rng.uniform(0, WINDOW))
    last = int(rng.uniform(0.2, 1) * WINDOW) if rng.random() < _SOON_OVER else WINDOW
    speaker = 0
    while now < last:
        others = [number for number in range(len(parts)) if number != speaker] or [speaker]
        speaker = rng.choice(others)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            now = stage.put(speaker, parts[speaker], now, rng) + int(rng.uniform(0.1, 0.5) * RATE)
        now += int((-rng.uniform(0.4, 1.8) if rng.random() < _CUTS_IN else rng.uniform(-0.2, 1.5)) * RATE)
        now = max(now, -int(_LONGEST_BEFORE_S * RATE))


def _near_talk(talk: NDArray[np.bool_]) -> Sound:
    """Return 1 where somebody talks within a fifth of a second, 0 elsewhere: what voice activity leaves of a call."""
    near = np.convolve(talk.any(axis=0), np.ones(25), mode="same") > 0
    return np.repeat(near, SHIFT)[np.minimum(np.arange(WINDOW), FRAMES * SHIFT - 1)].astype(np.float32)


def _frame(sample: int) -> int:
    return min(FRAMES, max(0, round((sample - FIELD / 2) / SHIFT)))
