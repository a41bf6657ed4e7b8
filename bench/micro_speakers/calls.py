"""Calls of one, two or three speakers in one channel, in voices never heard, with who truly speaks when."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.micro_speakers.voices import NEVER_HEARD, Speaker, draw_speaker, speak
from bench.micro_whisper.composing import TrueTurn, TrueWord
from bench.micro_whisper.conditions import Heard
from bench.micro_whisper.line import TELEPHONE_RATE, through_telephone, with_noise
from bench.micro_whisper.scripts import Line, Script, new_scripts
from bench.micro_whisper.speech import RATE, Sound

AGENT, CUSTOMER, SECOND_AGENT = "agent", "customer", "second agent"
CONDITIONS = ("16-khz", "telephone", "noise-10-db", "overlap")

_FIRST_S, _LAST_S, _CUT_IN_S = 0.4, 0.8, 1.0
_LEVELS = (0.2, 0.4)
_FAINT = 1e-4
_NOISE_DB = 10


@dataclass(frozen=True, slots=True)
class MonoCall:
    """A call in one channel; the agent speaks first. `number` is how many speak."""

    number: int
    heard: Heard


def make_calls(seed: int, *, scripts: int) -> Iterator[MonoCall]:
    """Yield each script with one speaker (who leaves a message), two, and three (handed over to another agent)."""
    for place, script in enumerate(new_scripts(seed, number=scripts)):
        for number in (1, 2, 3):
            rng = random.Random(f"{seed} {place} {number}")
            told, speakers = _cast(script, number, rng)
            for condition in CONDITIONS:
                yield MonoCall(number, _play(told, speakers, condition, random.Random(f"{seed} {place} {number}")))


def _cast(script: Script, number: int, rng: random.Random) -> tuple[Script, Mapping[str, Speaker]]:
    """Give the lines of a script to so many speakers, each in a variant of their own."""
    roles = (AGENT, CUSTOMER, SECOND_AGENT)[:number]
    variants = rng.sample(NEVER_HEARD, number)
    speakers = {
        role: draw_speaker(rng, language=script.language, variants=(variant,))
        for role, variant in zip(roles, variants, strict=True)
    }
    half = len(script.lines) // 2
    lines = [
        replace(line, role=SECOND_AGENT) if number == 3 and line.role == AGENT and place > half else line
        for place, line in enumerate(script.lines)
        if number > 1 or line.role == AGENT
    ]
    voices = {role: speaker.voice for role, speaker in speakers.items()}
    return replace(
        script, id=f"{script.id}-of-{number}", voices=voices, lines=tuple(lines), shows="voices never heard"
    ), speakers


def _play(script: Script, speakers: Mapping[str, Speaker], condition: str, rng: random.Random) -> Heard:
    """Say all lines into one channel; with overlap, every other speaker cuts in on the one before."""
    levels = {role: rng.uniform(*_LEVELS) for role in speakers}
    now_s, before = _FIRST_S, ""
    played: list[tuple[float, Sound]] = []
    turns: list[TrueTurn] = []
    for place, line in enumerate(script.lines):
        cuts_in = condition == "overlap" and place % 2 == 1 and line.role != before
        now_s += -_CUT_IN_S if cuts_in else (line.after_s or rng.uniform(0.5, 1.0))
        turn, sounds, now_s = _say(line, speakers[line.role], now_s, level=levels[line.role], rng=rng)
        turns.append(turn)
        played += sounds
        before = line.role
    channel = _mix(played, seconds=now_s + _LAST_S, seed=rng.randrange(1 << 30))
    rate = TELEPHONE_RATE if condition == "telephone" else RATE
    if condition == "telephone":
        channel = through_telephone(channel, rng)
    if condition == "noise-10-db":
        channel = with_noise(channel, np.random.default_rng(rng.randrange(1 << 30)), snr_db=_NOISE_DB)
    return Heard(script, condition, (channel,), tuple(turns), rate=rate)


def _say(
    line: Line, speaker: Speaker, now_s: float, *, level: float, rng: random.Random
) -> tuple[TrueTurn, list[tuple[float, Sound]], float]:
    words: list[TrueWord] = []
    sounds: list[tuple[float, Sound]] = []
    for place, sentence in enumerate(line.sentences):
        now_s += rng.uniform(0.25, 0.45) if place else 0
        said = speak(speaker, sentence)
        sounds.append((now_s, said.sound * np.float32(level)))
        for unit, (start_s, end_s) in zip(sentence, said.words, strict=True):
            words.append(TrueWord(unit.written, now_s + start_s, now_s + end_s))
        now_s += len(said.sound) / RATE
    return TrueTurn(line.role, tuple(words), line.is_held_out), sounds, now_s


def _mix(played: Sequence[tuple[float, Sound]], *, seconds: float, seed: int) -> Sound:
    channel = np.random.default_rng(seed).normal(0, _FAINT, int(seconds * RATE)).astype(np.float32)
    for start_s, sound in played:
        first = int(start_s * RATE)
        channel[first : first + len(sound)] += sound[: len(channel) - first]
    return channel
