"""Sentences of support calls, made from the grammar the miniature model was trained on."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

LANGUAGES = ("en", "pl")
ROLES = ("agent", "customer")

_FEWEST = 12
"""A template with fewer sentences than this is trained on whole: nothing of it is held out."""

_SLOT = re.compile(r"\{(\w+)\}")
_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
_ENDING = re.compile(r"[.,?!]*$")
_DIGITS = re.compile(r"\b(\d{5})\b")
_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!Mr\.)(?<!Mrs\.) ")


@dataclass(frozen=True, slots=True)
class Unit:
    """One written word and how it is said: `48213.` and `4 8 2 1 3.`."""

    written: str
    spoken: str


Sentence = tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What many sentences have in common; `use` is what they are for. `variety` is how many, about."""

    role: str
    use: str
    text: str
    variety: int

    @property
    def is_held_out(self) -> bool:
        """Tell whether a tenth of its sentences is kept out of training."""
        return self.variety >= _FEWEST


@dataclass(frozen=True, slots=True)
class Slot:
    """The values of a slot, or the number of random digits it is filled with."""

    values: tuple[str, ...] = ()
    digits: int = 0

    @property
    def variety(self) -> int:
        """Return how many values there are."""
        return 10**self.digits if self.digits else len(self.values)

    def draw(self, rng: random.Random) -> str:
        """Return one value; digits are written together and said one by one."""
        if not self.digits:
            return rng.choice(self.values)
        drawn = [rng.choice("0123456789") for _ in range(self.digits)]
        return f"{''.join(drawn)}|{'_'.join(drawn)}"


@dataclass(frozen=True, slots=True)
class Grammar:
    """All sentences of one language."""

    language: str
    slots: Mapping[str, Slot]
    templates: tuple[Template, ...]

    def uses(self, role: str) -> tuple[str, ...]:
        """Return what the sentences of a role are for."""
        return tuple(dict.fromkeys(one.use for one in self.templates if one.role == role))

    def make(self, template: Template, rng: random.Random, *, fixed: Mapping[str, str] | None = None) -> Sentence:
        """Return a random sentence of a template. `fixed` gives slots a value, so that a call speaks of one thing."""
        text, before = template.text, ""
        while text != before:
            before = text
            text = _SLOT.sub(lambda found: (fixed or {}).get(found[1]) or self.slots[found[1]].draw(rng), text)
            text = _ALTERNATIVES.sub(lambda found: rng.choice(found[1].split("/")), text)
        return to_units(text)

    def draw(self, rng: random.Random, *, is_held_out: bool) -> Sentence:
        """Return a random sentence of all: one that training may hear, or one that it never does."""
        while True:
            template = rng.choice(self.templates)
            if not template.is_held_out and (is_held_out or rng.random() < 0.3):
                continue  # fixed sentences need no more examples
            sentence = self.make(template, rng)
            if not template.is_held_out or is_text_held_out(text_of(sentence)) == is_held_out:
                return sentence


@cache
def load_grammar(language: str) -> Grammar:
    """Read the grammar of one of LANGUAGES."""
    told = YAML(typ="safe").load(Path(__file__).with_name("grammar.yaml"))[language]
    slots = {name: _slot(values) for name, values in told["slots"].items()}
    templates = tuple(
        Template(role, use, text, _variety(text, slots))
        for role in ROLES
        for use, texts in told[role].items()
        for text in texts
    )
    return Grammar(language, slots, templates)


def is_text_held_out(text: str) -> bool:
    """Tell the tenth of all sentences that is never trained on, by a hash of the text."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).digest()[0] % 10 == 0


def to_units(text: str) -> Sentence:
    """Part a text into words: `number 48213|4_8_2_1_3.` is `number` and `48213.`, said `4 8 2 1 3.`."""
    units = [_unit(word) for word in text.split()]
    first = units[0]
    return (Unit(first.written[0].upper() + first.written[1:], first.spoken), *units[1:])


def to_sentences(text: str) -> tuple[Sentence, ...]:
    """Part a text of several sentences; numbers of five digits are said digit by digit."""
    marked = _DIGITS.sub(lambda found: f"{found[1]}|{'_'.join(found[1])}", text)
    return tuple(to_units(part) for part in _SENTENCE_END.split(marked))


def text_of(sentence: Sentence) -> str:
    """Return a sentence as it is written."""
    return " ".join(unit.written for unit in sentence)


def splice(grammar: Grammar, rng: random.Random) -> Sentence:
    """Join spans of several sentences to one that says nothing: it can be heard, but not guessed."""
    joined: list[Unit] = []
    for _ in range(rng.randint(2, 4)):
        sentence = grammar.draw(rng, is_held_out=False)
        length = rng.randint(1, 4)
        start = rng.randint(0, max(0, len(sentence) - length))
        joined += [_bare(unit, grammar) for unit in sentence[start : start + length]]
    first = joined[0]
    joined[0] = Unit(first.written[0].upper() + first.written[1:], first.spoken)
    last = joined[-1]
    joined[-1] = Unit(last.written.rstrip(".") + ".", last.spoken + ".")
    return tuple(joined)


def _bare(unit: Unit, grammar: Grammar) -> Unit:
    """Return a unit without punctuation, in small letters where it is no name."""
    written, spoken = unit.written.strip(".,?!"), unit.spoken.strip(".,?!")
    if written in ("Mr", "Mrs"):
        return Unit(f"{written}.", spoken)
    return Unit(written if written in _names(grammar.language) else written[0].lower() + written[1:], spoken)


@cache
def _names(language: str) -> frozenset[str]:
    kinds = ("company", "agent", "first", "last", "name", "title", *(("day",) if language == "en" else ()))
    slots = load_grammar(language).slots
    values = (value for kind in kinds if kind in slots for value in slots[kind].values)
    return frozenset(word for value in values for word in value.split("|")[0].split()) | {"I"}


def _unit(word: str) -> Unit:
    if "|" not in word:
        return Unit(word, word)
    written, spoken = word.split("|", 1)
    ending = _ENDING.search(spoken)
    tail = ending[0] if ending else ""
    return Unit(written if tail and written.endswith(tail) else written + tail, spoken.replace("_", " "))


def _slot(told: Any) -> Slot:
    if isinstance(told, dict):
        return Slot(digits=int(told["digits"]))
    return Slot(values=tuple(str(value) for value in told))


def _variety(text: str, slots: Mapping[str, Slot]) -> int:
    """Return about how many sentences a template makes: slots and alternatives multiplied."""
    number = 1
    for slot in _SLOT.findall(text):
        number *= slots[slot].variety
    for alternatives in _ALTERNATIVES.findall(text):
        number *= alternatives.count("/") + 1
    return number
