"""Tells whether two values an agent gave can both be true."""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from checks.accuracy.durations import WINDOWS, Length
from checks.accuracy.phrase_table import PhraseTable
from checks.accuracy.words import shares_stem
from qa.domain.claim import Claim
from qa.domain.fact import Duration, Money, Percent, Relation
from qa.ports import Reading, Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_DATA = Path(__file__).with_suffix(".yaml")
_TOLERANCE = 0.01


def can_both_hold(first: Claim, second: Claim) -> bool:
    """Tell whether two values on one topic agree: one lies within the other, or they can be the same days."""
    if isinstance(first.value, Duration) and isinstance(second.value, Duration):
        is_window = first.topic in WINDOWS
        one, other = _days(first.value, is_window=is_window), _days(second.value, is_window=is_window)
        return one[0] <= other[1] + _TOLERANCE and other[0] <= one[1] + _TOLERANCE
    if isinstance(first.value, Money) and isinstance(second.value, Money):
        is_one_currency = first.value.currency == second.value.currency
        bounds = (first.value.relation, second.value.relation)
        return not is_one_currency or bounds != (Relation.EXACT,) * 2 or first.value.amount == second.value.amount
    if isinstance(first.value, Percent) and isinstance(second.value, Percent):
        return first.value.n == second.value.n
    return True


def is_longer(second: Claim, first: Claim) -> bool:
    """Tell whether the second length of time ends later than the first."""
    if not isinstance(first.value, Duration) or not isinstance(second.value, Duration):
        return True
    return _days(second.value, is_window=True)[1] > _days(first.value, is_window=True)[1]


def takes_back(reading: Reading, message: int) -> bool:
    """Tell whether a message says that something said before was wrong or has changed."""
    return bool(_phrases().spans(reading, message, "takes_back"))


def names_branch(reading: Reading, message: int, sentence: Span) -> bool:
    """Tell whether a sentence speaks of one way of several: a means of payment, a carrier, a country."""
    return bool(_phrases().spans_within(reading, message, "branch", within=sentence))


def names_stage(reading: Reading, message: int, sentence: Span) -> bool:
    """Tell whether a sentence speaks of one step of several: a refund ordered, booked, on the account."""
    return bool(_phrases().spans_within(reading, message, "stage", within=sentence))


def adds_words(sentence: str, other: str, *, language: str) -> bool:
    """Tell whether either sentence has a word of its own, which may be what makes the difference."""
    if language == "th":
        return sentence != other
    usual = _usual(language)
    one, two = (
        {word for word in _WORD.findall(text.casefold()) if word not in usual} for text in (sentence, other)
    )  # fmt: skip
    return any(not shares_stem(word, two) for word in one) or any(not shares_stem(word, one) for word in two)


def _days(value: Duration, *, is_window: bool) -> tuple[float, float]:
    """Return the fewest and most calendar days a length can mean; a limit counts from nothing, except a window's."""
    low = value.min if value.relation is Relation.RANGE else value.n
    high = value.max if value.relation is Relation.RANGE else value.n
    fewest = 0.0 if value.relation is Relation.AT_MOST and not is_window else _length(value, low).days[0]
    most = math.inf if value.relation is Relation.AT_LEAST and not is_window else _length(value, high).days[1]
    return fewest, most


def _length(value: Duration, n: float | None) -> Length:
    unit, factor = {"hour": ("day", 1 / 24), "year": ("month", 12.0)}.get(value.unit, (value.unit, 1.0))
    return Length((n or 0.0) * factor, unit, value.calendar)


@cache
def _phrases() -> PhraseTable:
    return PhraseTable({name: _tables()[name] for name in ("takes_back", "branch", "stage")})


@cache
def _usual(language: str) -> frozenset[str]:
    return frozenset(str(_tables()["usual"].get(language, "")).split())


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded
