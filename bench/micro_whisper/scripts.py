"""What is said in a call, by whom and in which voice: the calls of the demo, and new ones for tests."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bench.micro_whisper.grammar import (
    LANGUAGES,
    ROLES,
    Grammar,
    Sentence,
    is_text_held_out,
    load_grammar,
    text_of,
    to_sentences,
)
from bench.micro_whisper.speech import Voice, voice_names

_TRIES = 500


@dataclass(frozen=True, slots=True)
class Line:
    """What one speaker says without a break; `after_s` is the silence before it, None for an ordinary one.

    `is_held_out` tells whether training never heard any of its sentences. In `is_hold` somebody waits before it.
    """

    role: str
    sentences: tuple[Sentence, ...]
    after_s: float | None = None
    is_hold: bool = False
    is_held_out: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A call as it is written: `voices` by role; `telephone` are the roles heard through a line of 8 kHz."""

    id: str
    language: str
    shows: str
    voices: Mapping[str, Voice]
    lines: tuple[Line, ...]
    telephone: frozenset[str] = frozenset()


def demo_scripts(*, in_one_channel: bool = False) -> Iterator[Script]:
    """Yield the six calls of the demo with a channel for each speaker, or those in one channel."""
    name = "demo_one_channel.yaml" if in_one_channel else "demo_calls.yaml"
    for told in YAML(typ="safe").load(Path(__file__).with_name(name)):
        voices = {role: Voice(told[role]["voice"], told[role]["rate"], told[role]["pitch"]) for role in ROLES}
        lines = tuple(_demo_line(line) for line in told["lines"])
        yield Script(told["id"], told["language"], told["shows"], voices, lines, telephone=frozenset({"customer"}))


def new_scripts(seed: int, *, number: int) -> Iterator[Script]:
    """Yield `number` calls of wording held out of training: languages by turns, then voices heard and never heard."""
    for place in range(number):
        language = LANGUAGES[place % 2]
        heard = place // 2 % 2 == 0
        voices = "voices heard in training" if heard else "voices never heard"
        rng = random.Random(f"{seed} {place}")
        yield Script(
            id=f"{language}-{'heard' if heard else 'other'}-{place // 4 + 1}",
            language=language,
            shows=f"held-out wording, {voices}",
            voices=_draw_voices(language, rng, heard=heard),
            lines=tuple(_new_lines(load_grammar(language), rng)),
        )


def _demo_line(told: Mapping[str, Any]) -> Line:
    role = next(role for role in ROLES if role in told)
    return Line(role, to_sentences(told[role]), after_s=told.get("after"))


def _draw_voices(language: str, rng: random.Random, *, heard: bool) -> Mapping[str, Voice]:
    names = rng.sample(sorted(set(voice_names(language, heard=heard))), len(ROLES))
    return {
        role: Voice(name, rng.randint(140, 180), rng.randint(35, 65)) for role, name in zip(ROLES, names, strict=True)
    }


def _new_lines(grammar: Grammar, rng: random.Random) -> Iterator[Line]:
    about = {name: grammar.slots[name].draw(rng) for name in _plot()["about"][grammar.language]}
    said: set[str] = set()
    waited_s: float | None = None
    for told in _plot()["lines"]:
        if "hold" in told:
            waited_s = float(told["hold"])
            continue
        role, uses = next(iter(told.items()))
        drawn = [_draw(grammar, rng, role=role, use=use, about=about, said=said) for use in uses]
        yield Line(
            role=role,
            sentences=tuple(sentence for sentence, _ in drawn),
            after_s=waited_s,
            is_hold=waited_s is not None,
            is_held_out=all(is_held_out for _, is_held_out in drawn),
        )
        waited_s = None


def _draw(
    grammar: Grammar, rng: random.Random, *, role: str, use: str, about: Mapping[str, str], said: set[str]
) -> tuple[Sentence, bool]:
    """Return a sentence for a use, held out of training where the grammar has such, and none twice."""
    fitting = [one for one in grammar.templates if (one.role, one.use) == (role, use)]
    large = [one for one in fitting if one.is_held_out]
    for _ in range(_TRIES if large else 0):
        sentence = grammar.make(rng.choice(large), rng, fixed=about)
        if is_text_held_out(text_of(sentence)) and text_of(sentence) not in said:
            said.add(text_of(sentence))
            return sentence, True
    for _ in range(_TRIES):
        sentence = grammar.make(rng.choice(fitting), rng, fixed=about)
        if text_of(sentence) not in said:
            break
    said.add(text_of(sentence))
    return sentence, False


@cache
def _plot() -> Mapping[str, Any]:
    told: Mapping[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("plot.yaml"))
    return told
