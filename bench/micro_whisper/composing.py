"""Plays a script: the sound of each speaker, and when each word is truly said."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from bench.micro_whisper.grammar import ROLES, Sentence
from bench.micro_whisper.line import through_telephone
from bench.micro_whisper.scripts import Line, Script
from bench.micro_whisper.speech import RATE, Sound, Voice, say

_FIRST_S, _LAST_S = 0.4, 0.8
_LEVELS = {"agent": 0.35, "customer": 0.3}
_FAINT_DB = -96


@dataclass(frozen=True, slots=True)
class TrueWord:
    """A word that is really said, with seconds from the start of the call."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TrueTurn:
    """What one speaker really says without a break; see `Line` for `is_held_out`."""

    role: str
    words: tuple[TrueWord, ...]
    is_held_out: bool

    @property
    def text(self) -> str:
        """Return what is said."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it was played: a channel of 16 kHz for each of ROLES; `waits` are seconds in which somebody holds."""

    script: Script
    channels: tuple[Sound, ...]
    turns: tuple[TrueTurn, ...]
    waits: tuple[tuple[float, float], ...] = ()

    @property
    def seconds(self) -> float:
        """Return how long the call is."""
        return len(self.channels[0]) / RATE


def compose(script: Script, *, seed: int) -> Call:
    """Play a script; the same seed gives the same pauses, lines and line noise."""
    stage = _Stage(random.Random(seed))
    for line in script.lines:
        stage.speak(line, script)
    noise = np.random.default_rng(seed)
    channels = tuple(_mixed(stage, role, noise) for role in ROLES)
    return Call(script, channels, tuple(stage.turns), tuple(stage.waits))


@dataclass(slots=True)
class _Stage:
    """A call while it is played, up to second `now_s`."""

    rng: random.Random
    now_s: float = _FIRST_S
    turns: list[TrueTurn] = field(default_factory=list)
    waits: list[tuple[float, float]] = field(default_factory=list)
    played: list[tuple[str, float, Sound]] = field(default_factory=list)

    def speak(self, line: Line, script: Script) -> None:
        """Say a line after its pause."""
        before_s = self.now_s
        self.now_s += self.rng.uniform(0.5, 1.0) if line.after_s is None else line.after_s
        if line.is_hold:
            self.waits.append((before_s, self.now_s))
        words: list[TrueWord] = []
        for place, sentence in enumerate(line.sentences):
            self.now_s += self.rng.uniform(0.25, 0.45) if place else 0
            words += self._say(sentence, script.voices[line.role], role=line.role, script=script)
        self.turns.append(TrueTurn(line.role, tuple(words), line.is_held_out))

    def _say(self, sentence: Sentence, voice: Voice, *, role: str, script: Script) -> Iterator[TrueWord]:
        spoken = say(sentence, voice)
        sound = (spoken.sound / np.abs(spoken.sound).max() * _LEVELS[role]).astype(np.float32)
        if role in script.telephone:
            sound = through_telephone(sound, self.rng)
        start_s = self.now_s
        self.played.append((role, start_s, sound))
        self.now_s += len(sound) / RATE
        for unit, (first_s, last_s) in zip(sentence, spoken.words, strict=True):
            yield TrueWord(unit.written, start_s + first_s, start_s + last_s)


def _mixed(stage: _Stage, role: str, noise: np.random.Generator) -> Sound:
    """Return the channel of one speaker, on a line that is never quite silent."""
    length = int((stage.now_s + _LAST_S) * RATE)
    channel = noise.normal(0, 10 ** (_FAINT_DB / 20), length).astype(np.float32)
    for speaker, start_s, sound in stage.played:
        if speaker == role:
            first = int(start_s * RATE)
            channel[first : first + len(sound)] += sound
    return channel
