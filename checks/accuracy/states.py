"""Reads what an agent says is so or is not, of matters that cannot be both: goods in stock, a return that came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.accuracy.twice import SaidOnce
from checks.accuracy.words import shares_stem
from checks.combos import Combos
from qa.domain.conversation import Role
from qa.ports import Reading

_DATA = Path(__file__).with_suffix(".yaml")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_STEM = 3
_OF_MANY = frozenset({"stock", "returnable", "return-cost"})


def states_said(reading: Reading, message: int) -> Iterator[SaidOnce]:
    """Yield the matters a message says are so or are not."""
    for one in _combos().find(reading, message, "states"):
        subject, value = one.tells.split()
        yield SaidOnce(message, subject, value, one.span, clause=one.clause, parts=one.parts)


def are_of_one_thing(reading: Reading, later: SaidOnce, earlier: SaidOnce) -> bool:
    """Tell whether two states are told of the same thing: the later clause names nothing the earlier did not.

    Of what other goods may have otherwise, a customer who asked between them about something else (`And the green
    one?`) may have been answered on that.
    """
    messages = reading.conversation.messages
    language = reading.language_of(later.message)
    turns = _turns(language) if later.subject in _OF_MANY else None
    between = messages[earlier.message + 1 : later.message]
    if turns and any(one.role is Role.CUSTOMER and turns.search(one.text.casefold()) for one in between):
        return False
    said, text = messages[earlier.message].text, _beside(reading, later)
    if language == "th":
        return len(left_over(text, said)) < _STEM
    known = [word.casefold() for word in _WORD.findall(said)]
    mine = (word.casefold() for word in _WORD.findall(text))
    return all(word in plain_words(language) or shares_stem(word, known) for word in mine)


def _beside(reading: Reading, one: SaidOnce) -> str:
    """Return what the clause of a state says beside the words that tell it."""
    text = reading.conversation.messages[one.message].text
    clause = one.clause or one.span
    cut = sorted((part for part in one.parts if clause.start <= part.start), key=lambda part: part.start)
    pieces, at = [], clause.start
    for part in cut:
        pieces.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    return " ".join([*pieces, text[at : clause.end]])


def left_over(text: str, said: str) -> str:
    """Return the longest run of Thai letters that is neither a usual word nor stands in what was said before."""
    for word in sorted(plain_words("th"), key=len, reverse=True):
        text = text.replace(word, " ")
    runs = [run for run in re.findall(r"[^\W\d_]+", text) if run not in said]
    return max(runs, key=len, default="")


@cache
def plain_words(language: str) -> frozenset[str]:
    """Return the words that may differ between two sentences of the same thing."""
    return frozenset(str(_tables()["plain"].get(language, "")).split())


@cache
def _turns(language: str) -> re.Pattern[str] | None:
    source = _tables()["turns"].get(language)
    return re.compile(source) if source else None


@cache
def _tables() -> dict[str, dict[str, Any]]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@cache
def _combos() -> Combos:
    return Combos(_DATA)
