"""Tells whether two values an agent gave can both be true."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from checks.accuracy.durations import WINDOWS, Length
from checks.accuracy.phrase_table import PhraseTable
from checks.accuracy.words import shares_stem
from qa.domain.claim import Claim, DateClaim
from qa.domain.fact import Duration, Money, Percent, Relation
from qa.ports import Reading, Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_DATA = Path(__file__).with_suffix(".yaml")
_TOLERANCE = 0.01
_LIMITS = frozenset({"refund.time", "complaint.reply"})
_FAR_LONGER = 3
_NEXT_DAY = timedelta(days=2)
_LONG_PAST = timedelta(days=60)
_YEAR = timedelta(days=365)


def can_both_hold(first: Claim, second: Claim, *, on: date | None = None) -> bool:
    """Tell whether two values on one topic agree: one lies within the other, or they can be the same days.

    Of a duty of the shop's, a later limit that is longer takes back the first. `on` is the day of the second.
    """
    if isinstance(first.value, DateClaim) and isinstance(second.value, DateClaim):
        return _ahead(second.value.date, on) - _ahead(first.value.date, on) < _NEXT_DAY
    if first.topic in _LIMITS and _is_limit(first) and _is_limit(second) and is_longer(second, first):
        return False
    if isinstance(first.value, Duration) and isinstance(second.value, Duration):
        if first.topic in _LIMITS and _is_far_longer(second.value, first.value):
            return False
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


def _is_far_longer(second: Duration, first: Duration) -> bool:
    """Tell whether a limit lies so far behind the length told before that it takes it back."""
    return _days(second, is_window=True)[1] > _FAR_LONGER * _days(first, is_window=True)[1]


def takes_back(reading: Reading, message: int, *, within: Span | None = None) -> bool:
    """Tell whether a message, or a stretch of it, says that something said before was wrong or has changed."""
    if within is not None:
        return bool(_phrases().spans_within(reading, message, "takes_back", within=within))
    return bool(_phrases().spans(reading, message, "takes_back"))


def admits_mistake(reading: Reading, message: int) -> bool:
    """Tell whether a message says that the earlier was a mistake; a regret alone (`sorry`) does not."""
    return bool(_phrases().spans(reading, message, "admits"))


def names_branch(reading: Reading, message: int, sentence: Span) -> bool:
    """Tell whether a sentence speaks of one way of several: a means of payment, a carrier, a country."""
    return bool(_phrases().spans_within(reading, message, "branch", within=sentence))


def names_other_goods(reading: Reading, message: int, sentence: Span) -> bool:
    """Tell whether a sentence speaks of another parcel: the second, the rest, the replacement."""
    return bool(_phrases().spans_within(reading, message, "other_goods", within=sentence))


def names_stage(reading: Reading, message: int, sentence: Span, *, beside: Span) -> bool:
    """Tell whether a sentence speaks, beside its value, of one step of several: a refund ordered or booked."""
    found = _phrases().spans_within(reading, message, "stage", within=sentence)
    return any(one.end <= beside.start or beside.end <= one.start for one in found)


def adds_words(sentence: str, other: str, *, language: str) -> bool:
    """Tell whether either sentence has a word of its own, which may be what makes the difference."""
    usual = _usual(language)
    if language == "th":
        return _bare(sentence, usual) != _bare(other, usual)
    one, two = (
        {word for word in _WORD.findall(text.casefold()) if word not in usual} for text in (sentence, other)
    )  # fmt: skip
    return any(not shares_stem(word, two) for word in one) or any(not shares_stem(word, one) for word in two)


def _is_limit(claim: Claim) -> bool:
    return isinstance(claim.value, Duration) and claim.value.relation is Relation.AT_MOST


def _ahead(day: date, on: date | None) -> date:
    """Return the day that a promise means: one long past, told without its year, is next year's."""
    return day + _YEAR if on is not None and day < on - _LONG_PAST else day


def _bare(text: str, usual: frozenset[str]) -> str:
    """Return what a Thai text says beside usual words and signs."""
    for word in sorted(usual, key=len, reverse=True):
        text = text.replace(word, "")
    return "".join(sign for sign in text if sign.isalpha())


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
    return PhraseTable({name: _tables()[name] for name in ("takes_back", "admits", "branch", "stage", "other_goods")})


@cache
def _usual(language: str) -> frozenset[str]:
    return frozenset(str(_tables()["usual"].get(language, "")).split())


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded
