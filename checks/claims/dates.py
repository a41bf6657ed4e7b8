"""Reads days: `12 czerwca 2025`, `06/12/2025`, `13 มิถุนายน 2568`, `jutro`, `w piątek`, `trzy dni temu`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checks.claims.calendar import Calendar
from checks.claims.durations import read_ago
from checks.claims.lexicon import Token
from checks.claims.values import Found, bound_before, is_negated
from qa.domain.claim import DateClaim

_NUMERIC = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?")
_OLDEST = 3660


_THAI_DAY = "วัน"


@dataclass(frozen=True, slots=True)
class _Day:
    """A day before its weekday is looked at; `start` and `end` are token positions. `is_relative`: told from today."""

    date: date
    start: int
    end: int
    is_relative: bool = False


def read_dates(tokens: Sequence[Token], calendar: Calendar, *, is_past: bool) -> Iterator[tuple[Found, bool]]:
    """Yield (date, is it relative to today) for what tokens state; ends of ranges and denied days are left out."""
    index = 0
    while index < len(tokens):
        if not tokens[index].begins:
            index += 1
            continue
        day = _read_day(tokens, index, calendar, is_past=is_past)
        if day is None:
            index += 1
            continue
        index = day.end
        weekday, start, end = _weekday_beside(tokens, day)
        before = bound_before(tokens, start)
        if _is_range(tokens, day) or is_negated(tokens, before.start, end):
            continue
        is_mismatch = weekday is not None and not day.is_relative and day.date.weekday() != weekday
        yield Found(DateClaim(day.date, is_mismatch), start, end), day.is_relative


def _read_day(tokens: Sequence[Token], index: int, calendar: Calendar, *, is_past: bool) -> _Day | None:
    return (
        _read_named(tokens, index, calendar)
        or _read_numeric(tokens, index, calendar)
        or _read_relative(tokens, index, calendar, is_past=is_past)
    )


def _read_named(tokens: Sequence[Token], index: int, calendar: Calendar) -> _Day | None:
    """`12 czerwca 2025`, `12th of June`, `dwunastego czerwca`, `June 12, 2025`."""
    if "month" in tokens[index] and calendar.language == "en":
        number, end = _day_number(tokens, index + 1)
        if number is None:
            return None
        month, skip_comma = int(tokens[index].terms["month"]), True
    else:
        number, at = _day_number(tokens, index)
        while number is not None and at < len(tokens) and "of" in tokens[at]:
            at += 1
        if number is None or at >= len(tokens) or "month" not in tokens[at]:
            return None
        month, end, skip_comma = int(tokens[at].terms["month"]), at + 1, False
    year, end = _year_after(tokens, end, skip_comma=skip_comma)
    found = calendar.day(year=year, month=month, day=number)
    return _Day(found, index, end) if found else None


def _day_number(tokens: Sequence[Token], index: int) -> tuple[int | None, int]:
    if index >= len(tokens):
        return None, index
    token = tokens[index]
    if token.text.isdecimal() and len(token.text) <= 2 and 1 <= int(token.text) <= 31:
        follows = index + 1 < len(tokens) and "ordinal_mark" in tokens[index + 1]
        return int(token.text), index + (2 if follows else 1)
    if "ordinal" in token:
        value, end = int(token.terms["ordinal"]), index + 1
        if value in (20, 30) and end < len(tokens) and int(tokens[end].terms.get("ordinal", 10)) < 10:
            return value + int(tokens[end].terms["ordinal"]), end + 1
        return value, end
    return None, index


def _year_after(tokens: Sequence[Token], index: int, *, skip_comma: bool) -> tuple[int | None, int]:
    at = index
    while at < len(tokens) and ("of" in tokens[at] or (skip_comma and tokens[at].text == ",")):
        at += 1
    if at < len(tokens) and tokens[at].text.isdecimal() and _is_year(tokens[at].text):
        return int(tokens[at].text), at + 1
    return None, index


def _is_year(text: str) -> bool:
    return len(text) == 4 and (1990 <= int(text) <= 2100 or 2500 <= int(text) <= 2650)


def _read_numeric(tokens: Sequence[Token], index: int, calendar: Calendar) -> _Day | None:
    """`12.06.2025`, `2025-06-12`, `12/06/2025`; a day and month alone only after a word that asks for a day."""
    token = tokens[index]
    if _NUMERIC.fullmatch(token.text):
        parts = [int(part) for part in token.text.split(".")]
        if len(parts) == 3:
            return _dated(calendar, year=parts[2], month=parts[1], day=parts[0], at=(index, index + 1))
        is_day = index > 0 and ("asks_date" in tokens[index - 1] or "weekday" in tokens[index - 1])
        is_sum = index + 1 < len(tokens) and ("currency" in tokens[index + 1] or "unit" in tokens[index + 1])
        is_day = is_day and not is_sum
        return _dated(calendar, year=None, month=parts[1], day=parts[0], at=(index, index + 1)) if is_day else None
    texts = [one.text for one in tokens[index : index + 5]]
    if (
        len(texts) < 5
        or texts[1] != texts[3]
        or texts[1] not in "-/"
        or not all(one.isdecimal() and len(one) <= 4 for one in texts[::2])
    ):
        return None
    first, second, third = (int(one) for one in texts[::2])
    span = (index, index + 5)
    if len(texts[0]) == 4:
        return _dated(calendar, year=first, month=second, day=third, at=span)
    if len(texts[4]) != 4:
        return None
    is_month_first = calendar.country == "US" or (calendar.language == "en" and second > 12)
    if calendar.language == "en" and calendar.country is None and first <= 12 and second <= 12 and first != second:
        return None
    month, day = (first, second) if is_month_first else (second, first)
    return _dated(calendar, year=third, month=month, day=day, at=span)


def _dated(calendar: Calendar, *, year: int | None, month: int, day: int, at: tuple[int, int]) -> _Day | None:
    found = calendar.day(year=year, month=month, day=day)
    return _Day(found, *at) if found else None


def _read_relative(tokens: Sequence[Token], index: int, calendar: Calendar, *, is_past: bool) -> _Day | None:
    token = tokens[index]
    if calendar.today is None:
        return None
    if "relative" in token:
        return _Day(calendar.today + timedelta(days=int(token.terms["relative"])), index, index + 1, is_relative=True)
    if "weekday" in token and _stands_alone(tokens, index):
        found = calendar.weekday(int(token.terms["weekday"]), is_past=is_past)
        return _Day(found, index, index + 1, is_relative=True) if found else None
    ago = read_ago(tokens, index)
    if ago is None or ago[0] > _OLDEST:
        return None
    return _Day(calendar.today - timedelta(days=ago[0]), ago[1], ago[2], is_relative=True)


def _stands_alone(tokens: Sequence[Token], index: int) -> bool:
    """A weekday is a day by itself unless a date follows, `next` leaves open which, or it is a week of Thai."""
    before = tokens[index - 1] if index else None
    is_thai = tokens[index].text.startswith(_THAI_DAY) and not _is_every_week(tokens, index)
    if not is_thai and (before is None or "asks_date" not in before):
        return False
    after = [one for one in tokens[index + 1 : index + 4] if one.text != ","][:2]
    return not any(
        one.number is not None or "range" in one or "vague_day" in one or "month" in one or "ordinal" in one
        for one in after
    )


def _is_every_week(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether Thai words beside a weekday leave open which: every, next, or one end of a range."""
    before = "".join(one.text for one in tokens[max(0, index - 4) : index])
    after = "".join(one.text for one in tokens[index + 1 : index + 5])
    return before.endswith(("ทุก", "ถึง", "-")) or after.startswith(("หน้า", "ถึง", "-", "ที่แล้ว", "อื่น"))


def _weekday_beside(tokens: Sequence[Token], day: _Day) -> tuple[int | None, int, int]:
    """Find the weekday named with a date: `w piątek 12 czerwca`, `12 June (Friday)`."""
    at = day.start - 1
    while at >= 0 and (tokens[at].text in (",", "(") or "asks_date" in tokens[at]) and not _names_weekday(tokens[at]):
        at -= 1
    if at >= 0 and day.start - at <= 3 and _names_weekday(tokens[at]):
        terms = tokens[at].terms
        return int(terms.get("weekday", terms.get("weekday_short"))), at, day.end
    at = day.end
    while at < len(tokens) and at < day.end + 2 and tokens[at].text in (",", "("):
        at += 1
    if day.end < at < len(tokens) and "weekday" in tokens[at]:
        closes = at + 1 < len(tokens) and tokens[at + 1].text == ")"
        return int(tokens[at].terms["weekday"]), day.start, at + (2 if closes else 1)
    return None, day.start, day.end


def _names_weekday(token: Token) -> bool:
    """Tell whether a token is a weekday, also one that is only clear beside a date (`sexta, dia 8`)."""
    return "weekday" in token or "weekday_short" in token


def _is_range(tokens: Sequence[Token], day: _Day) -> bool:
    """`14–16 maja` and `od 14 do 16 maja` name two days; neither is claimed alone."""
    before = tokens[max(0, day.start - 2) : day.start]
    is_end = len(before) == 2 and before[0].number is not None and ("range" in before[1] or "range_word" in before[1])
    after = tokens[day.end : day.end + 2]
    is_begin = len(after) == 2 and "range" in after[0] and after[1].number is not None
    return is_end or is_begin
