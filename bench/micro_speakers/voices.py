"""Speakers to learn from and to test with: voices of espeak-ng, their pitch, their pace and the size of their head."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import scipy.signal

from bench.micro_whisper.grammar import LANGUAGES, Sentence
from bench.micro_whisper.speech import Sound, Times, Voice, say

NEVER_HEARD = (
    "f5",
    "m5",
    "Alicia",
    "john",
    "anika",
    "victor",
    "Marco",
    "aunty",
    "travis",
    "shelby",
    "boris",
    "marcelo",
)
"""Variants kept out of training; the first four are kept from the miniature Whisper as well."""

_HEARD = (
    *("f1", "f2", "f3", "f4", "m1", "m2", "m3", "m4", "m6", "m7", "m8", "Alex", "Andrea", "Andy", "Annie", "Denis"),
    *("Diogo", "Gene", "Henrique", "Hugo", "Jacky", "Lee", "Mario", "Michael", "Mike", "Nguyen", "RicishayMax"),
    *("adam", "announcer", "antonio", "belinda", "benjamin", "caleb", "david", "ed", "edward", "grandma", "grandpa"),
    *("gustave", "iven", "iven3", "kaukovalta", "klatt", "klatt3", "klatt6", "linda", "max", "michel", "miguel"),
    *("norbert", "pablo", "paul", "pedro", "quincy", "rob", "robert", "sandro", "steph", "zac"),
)
_BASES = {"en": ("en-us", "en", "en-gb-x-rp"), "pl": ("pl",)}
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: a voice, and how much higher it is played (above 1: as of a smaller head)."""

    language: str
    voice: Voice
    size: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence said: its sound of 16 kHz and when its words are, in seconds."""

    sound: Sound
    words: tuple[Times, ...]


def draw_speaker(rng: random.Random, *, language: str | None = None, variants: Sequence[str] = _HEARD) -> Speaker:
    """Return a random speaker of one of LANGUAGES, in one of the variants."""
    language = language or rng.choice(LANGUAGES)
    name = f"{rng.choice(_BASES[language])}+{rng.choice(variants)}"
    voice = Voice(name, rng.randint(135, 185), rng.randint(20, 80), rng.randint(30, 70))
    return Speaker(language, voice, Fraction(rng.randint(44, 57), _STEPS))


def speak(speaker: Speaker, sentence: Sentence) -> Said:
    """Say a sentence as a speaker does."""
    spoken = say(sentence, speaker.voice)
    size = speaker.size
    sound = scipy.signal.resample_poly(spoken.sound, size.denominator, size.numerator).astype(np.float32)
    words = tuple((start / float(size), end / float(size)) for start, end in spoken.words)
    return Said((sound / (np.abs(sound).max() + 1e-6)).astype(np.float32), words)
