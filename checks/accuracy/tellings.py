"""Reads what an agent says of an order beside plain statuses: what is still to come, how many things, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from checks.claims.calendar import Calendar
from checks.claims.dates import read_dates
from checks.claims.lexicon import Token, lexicon
from checks.claims.numbers import read_number
from checks.combos import Combined, Combos
from checks.normal import normalise
from qa.domain.claim import DateClaim
from qa.domain.conversation import Role
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_CODE = re.compile(r"(?<![\w.,/@-])(?=[A-Z0-9]*\d{5})[A-Z]{0,4}\d(?:[ \u00a0]?[A-Z0-9]){7,25}(?![\w@])")
_NOT_A_COUNT = ("unit", "currency", "percent", "month", "minor", "ordinal_mark", "range")
_MOST = 50
_CODE_SIZE = 10_000
_TWO = "two_of"
_NEXT = 20
_OF_ANY_PARCEL = frozenset({"on_way", "taken"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Something said of an order. `kind` is the section of the rules; `status`, `day`, `count` or `code` its value.

    `is_clear`: neither the message nor the customer speaks of a parcel sent back or again.
    """

    kind: str
    span: Span
    status: str | None = None
    day: date | None = None
    count: int | None = None
    code: str | None = None
    is_clear: bool = True


def tellings(reading: Reading, message: int) -> Iterator[Telling]:
    """Yield what a message tells, in the order of the rules."""
    table = _combos()
    for kind in ("status", "denied", "later"):
        for one in table.find(reading, message, kind):
            needs_clear = kind != "status" or one.tells in _OF_ANY_PARCEL
            is_clear = not needs_clear or not _speaks_of_other(reading, message)
            day = day_in(reading, message, _beside(reading, message, one), is_past=True) if kind == "status" else None
            status = "shipped" if one.tells == "taken" else one.tells
            yield Telling(kind, one.span, status=status, day=day, is_clear=is_clear)
    for one in table.find(reading, message, "placed"):
        if (day := day_in(reading, message, one.clause, is_past=True)) is not None:
            yield Telling("placed", one.span, day=day)
    for one in table.find(reading, message, "counted"):
        if (counted := _count(reading, message, one)) is not None:
            yield Telling("counted", counted[0], count=counted[1])
    for one in table.find(reading, message, "tracking"):
        yield from _codes(reading, message, one)


def denied_in(reading: Reading, message: int) -> Iterator[tuple[str, Span]]:
    """Yield the steps a message says have not been taken, with the words; none where another parcel may be meant."""
    for one in _combos().find(reading, message, "denied"):
        if not _speaks_of_other(reading, message):
            yield one.tells, one.span


def carriers_named(text: str) -> Iterator[tuple[str, Span]]:
    """Yield (carrier, where) for each carrier a text names."""
    for found in _brands().finditer(text):
        name = next(name for name, value in found.groupdict().items() if value)
        yield _names()[name], Span(*found.span())


def is_said_of_parcel(reading: Reading, message: int, at: int) -> Span | None:
    """Return the clause at a position where it says how this parcel travels; None where it is of something else."""
    for one in _combos().find(reading, message, "carried"):
        if one.clause.start <= at < one.clause.end:
            return one.clause
    return None


def _speaks_of_other(reading: Reading, message: int) -> bool:
    """Tell whether what is said may be of another parcel: one sent back, exchanged or sent again."""
    messages = reading.conversation.messages
    asked = (index for index in range(message) if messages[index].role is Role.CUSTOMER)
    return any(bool(_combos().spans(reading, index, "trouble")) for index in (message, *asked))


def _beside(reading: Reading, message: int, one: Combined) -> Span:
    """Return where the day of an event is looked for: its clause, or in Thai what is next to it."""
    if reading.language_of(message) != "th":
        return one.clause
    start, end = one.span.start - _NEXT, one.span.end + _NEXT
    return Span(max(one.clause.start, start), min(one.clause.end, end))


def _tokens(reading: Reading, message: int, within: Span) -> tuple[Token, ...]:
    language = reading.language_of(message)
    words = lexicon(language)
    text = reading.conversation.messages[message].text[within.start : within.end]
    return words.tokens(words.signs(normalise(text, language=language).text))


def day_in(reading: Reading, message: int, within: Span, *, is_past: bool) -> date | None:
    """Return the only day a clause names."""
    sent = reading.conversation.messages[message].sent_at or reading.conversation.started_at
    tokens = _tokens(reading, message, within)
    if not any(token.begins for token in tokens):
        return None
    calendar = Calendar.at(sent, language=reading.language_of(message), country=None)
    days = {
        found.value.date
        for found, _ in read_dates(tokens, calendar, is_past=is_past)
        if isinstance(found.value, DateClaim) and not found.value.weekday_mismatch
    }
    return days.pop() if len(days) == 1 else None


def count_beside(reading: Reading, message: int, told: Combined) -> int | None:
    """Return the one number a clause holds beside what it tells."""
    counted = _count(reading, message, told)
    return counted[1] if counted is not None else None


def _count(reading: Reading, message: int, told: Combined) -> tuple[Span, int] | None:
    """Return how many things a clause says were ordered; several are added, times, sums and codes passed over."""
    two = [one for one in _combos().spans(reading, message, _TWO) if told.clause.start <= one.start < told.clause.end]
    span = Span(told.span.start, told.clause.end)
    if two:
        return span, 2 * len(two)
    tokens = _tokens(reading, message, told.clause)
    total, index = 0, 0
    while index < len(tokens):
        read = read_number(tokens, index)
        if read is None:
            index += 1
            continue
        value, end = read
        if value >= _CODE_SIZE:
            index = end
            continue
        following = tokens[end] if end < len(tokens) else None
        if value != int(value) or not 0 < value <= _MOST or _is_of_other(tokens, index, following):
            return None
        total, index = total + int(value), end
    return (span, total) if total else None


def _is_of_other(tokens: tuple[Token, ...], index: int, following: Token | None) -> bool:
    """Tell whether a number is of a time, a sum, a day or a code, or nothing countable comes after it."""
    if following is None or any(kind in following for kind in _NOT_A_COUNT) or following.text in (".", ":", "/", "%"):
        return True
    before = tokens[index - 1] if index else None
    is_marked = before is not None and (
        "currency" in before or "asks_date" in before or before.text in ("#", "nr", "no")
    )
    return is_marked or not (following.text[0].isalpha() or following.text in (",", "×"))


def _codes(reading: Reading, message: int, told: Combined) -> Iterator[Telling]:
    text = reading.conversation.messages[message].text
    for found in _CODE.finditer(text, told.span.end, told.sentence.end):
        code = re.sub(r"[ \u00a0]", "", found[0])
        yield Telling("tracking", Span(*found.span()), code=code)
        return


@cache
def _combos() -> Combos:
    return Combos(_DATA)


@cache
def _names() -> dict[str, str]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    return {f"b{number}": str(name) for number, name in enumerate(loaded["brands"])}


@cache
def _brands() -> re.Pattern[str]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    parts = (f"(?P<b{number}>{source})" for number, source in enumerate(loaded["brands"].values()))
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])", re.IGNORECASE)
