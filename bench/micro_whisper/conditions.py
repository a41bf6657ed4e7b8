"""One call, heard in several ways: 16 kHz, telephone, noise, music, crosstalk, both at once, one channel for both."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from bench.micro_whisper.composing import Call, TrueTurn, TrueWord
from bench.micro_whisper.grammar import ROLES
from bench.micro_whisper.line import TELEPHONE_RATE, through_telephone, with_leak, with_noise
from bench.micro_whisper.scripts import Script
from bench.micro_whisper.speech import RATE, Sound
from bench.micro_whisper.tunes import MUSIC, SOUNDS

LEAK_DB = 20
_BEFORE_MUSIC_S = 0.4
_NOBODY_S = 30.0
_CUT_IN_S, _AROUND_S = 1.2, 0.1


@dataclass(frozen=True, slots=True)
class Playing:
    """A stretch of music, in seconds, in one channel."""

    channel: int
    start_s: float
    end_s: float
    tune: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A call as its file holds it: `channels` of 16 kHz, written at `rate`; `music` is what nobody says."""

    script: Script
    condition: str
    channels: tuple[Sound, ...]
    turns: tuple[TrueTurn, ...]
    rate: int = RATE
    music: tuple[Playing, ...] = ()

    @property
    def seconds(self) -> float:
        """Return how long the call is."""
        return len(self.channels[0]) / RATE


Condition = Callable[[Call, int], Heard]


def hear_wide(call: Call, seed: int) -> Heard:
    """Leave a call as it was played."""
    return Heard(call.script, "16-khz", call.channels, call.turns)


def hear_by_telephone(call: Call, seed: int) -> Heard:
    """Send each speaker through a telephone line of 8 kHz."""
    rng = random.Random(seed)
    channels = tuple(through_telephone(channel, rng) for channel in call.channels)
    return Heard(call.script, "telephone", channels, call.turns, rate=TELEPHONE_RATE)


def hear_in_noise(call: Call, seed: int, *, snr_db: int) -> Heard:
    """Add noise of a room to each channel, so far below the speech in it."""
    rng = np.random.default_rng(seed)
    channels = tuple(with_noise(channel, rng, snr_db=snr_db) for channel in call.channels)
    return Heard(call.script, f"noise-{snr_db}-db", channels, call.turns)


def hear_with_music(call: Call, seed: int) -> Heard:
    """Play music on the agent's channel while the customer holds."""
    rng = np.random.default_rng(seed)
    agent = call.channels[0].copy()
    playing = []
    for start_s, end_s in call.waits:
        first_s, last_s = start_s + _BEFORE_MUSIC_S, end_s - _BEFORE_MUSIC_S
        tune = str(rng.choice(sorted(MUSIC)))
        music = MUSIC[tune](last_s - first_s, rng)
        first = int(first_s * RATE)
        agent[first : first + len(music)] += music
        playing.append(Playing(0, first_s, last_s, tune))
    return Heard(call.script, "hold-music", (agent, call.channels[1]), call.turns, music=tuple(playing))


def hear_with_crosstalk(call: Call, seed: int) -> Heard:
    """Let each speaker be heard faintly in the other's channel."""
    agent, customer = call.channels
    channels = (with_leak(agent, customer, below_db=LEAK_DB), with_leak(customer, agent, below_db=LEAK_DB))
    return Heard(call.script, "crosstalk", channels, call.turns)


def hear_at_once(call: Call, seed: int) -> Heard:
    """Let every other turn cut in on the one before, which is the other speaker's, each in their own channel."""
    channels = tuple(np.zeros_like(channel) for channel in call.channels)
    turns: list[TrueTurn] = []
    earlier_s = 0.0
    for place, turn in enumerate(call.turns):
        before = call.turns[place - 1] if place else turn
        pause_s = turn.words[0].start_s - before.words[-1].end_s
        if place % 2 and before.role != turn.role and pause_s < _CUT_IN_S:
            earlier_s += pause_s + _CUT_IN_S
        channel = ROLES.index(turn.role)
        _move(call.channels[channel], channels[channel], turn, earlier_s=earlier_s)
        words = (TrueWord(word.text, word.start_s - earlier_s, word.end_s - earlier_s) for word in turn.words)
        turns.append(TrueTurn(turn.role, tuple(words), turn.is_held_out))
    return Heard(call.script, "overlap", channels, tuple(turns))


def hear_at_once_with_crosstalk(call: Call, seed: int) -> Heard:
    """Let the speakers cut in, and each be heard faintly in the other's channel."""
    heard = hear_at_once(call, seed)
    leaking = hear_with_crosstalk(replace(call, channels=heard.channels), seed)
    return replace(heard, condition="overlap-crosstalk", channels=leaking.channels)


def _move(source: Sound, target: Sound, turn: TrueTurn, *, earlier_s: float) -> None:
    """Copy a turn, with a little of what is around it, so many seconds earlier."""
    first = max(0, int((turn.words[0].start_s - _AROUND_S) * RATE))
    piece = source[first : int((turn.words[-1].end_s + _AROUND_S) * RATE)]
    start = max(0, first - int(earlier_s * RATE))
    target[start : start + len(piece)] = piece


def hear_in_one_channel(call: Call, seed: int) -> Heard:
    """Mix both speakers into one channel."""
    return Heard(call.script, "mono", (np.sum(call.channels, axis=0, dtype=np.float32),), call.turns)


CONDITIONS: Mapping[str, Condition] = {
    "16-khz": hear_wide,
    "telephone": hear_by_telephone,
    "noise-20-db": partial(hear_in_noise, snr_db=20),
    "noise-10-db": partial(hear_in_noise, snr_db=10),
    "noise-5-db": partial(hear_in_noise, snr_db=5),
    "hold-music": hear_with_music,
    "crosstalk": hear_with_crosstalk,
    "overlap": hear_at_once,
    "overlap-crosstalk": hear_at_once_with_crosstalk,
    "mono": hear_in_one_channel,
}


def hear_all(call: Call, *, seed: int) -> Iterator[Heard]:
    """Yield a call in every condition."""
    for name, condition in CONDITIONS.items():
        yield condition(call, _seed_of(call.script.id, name, seed))


def hear_nobody(seed: int) -> Iterator[Heard]:
    """Yield half a minute each of every sound that nobody says, on one of two channels; the other is all but silent."""
    for name, sound in SOUNDS.items():
        rng = np.random.default_rng(_seed_of("nobody", name, seed))
        first = sound(_NOBODY_S, rng)
        second = rng.normal(0, 1e-5, len(first)).astype(np.float32)
        script = Script(f"nobody-{name}", "", f"nobody speaks: {name}", {}, ())
        yield Heard(script, "nobody", (first, second), (), music=(Playing(0, 0.0, _NOBODY_S, name),))


def _seed_of(*parts: object) -> int:
    return zlib.crc32(" ".join(str(part) for part in parts).encode())
