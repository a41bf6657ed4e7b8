"""Reads lengths of time: `14 dni roboczych`, `a fortnight`, `يومين`, `3-5 วันทำการ`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.claims.lexicon import Token
from checks.claims.numbers import Quantity, read_quantity
from checks.claims.values import Found, bound_before, is_negated, relation_of
from qa.domain.fact import Duration, Relation

_FACTORS = {
    "week": (Decimal(7), "day"),
    "fortnight": (Decimal(14), "day"),
    "full_day": (Decimal(24), "hour"),
    "minute": (1 / Decimal(60), "hour"),
}
_LONGEST_BACK = 4
_WEEK = 7
_LONG = ("full_day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class _Length:
    """A quantity with its unit, before bounds are looked at; `start` and `end` are token positions."""

    low: Decimal
    high: Decimal
    unit: str
    calendar: str
    start: int
    end: int


def read_durations(tokens: Sequence[Token]) -> Iterator[Found]:
    """Yield the durations that tokens state; negated ones are left out, past points (`3 dni temu`) are dates."""
    index = 0
    while index < len(tokens):
        length = _read_length(tokens, index) if tokens[index].begins and not _is_of_clock(tokens, index) else None
        if length is None:
            index += 1
            continue
        length = _to_second(tokens, length)
        index = length.end
        found = _with_bounds(tokens, length)
        if found is not None:
            yield found


def _is_of_clock(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a number is the minutes of a time of day: `15:30 h`."""
    before = tokens[index - 1] if index else None
    return before is not None and before.text == ":" and before.end == tokens[index].start


def read_ago(tokens: Sequence[Token], index: int) -> tuple[int, int, int] | None:
    """Read a past point at a token (`trzy dni temu`, `há 3 dias`): (days back, first token, end)."""
    is_before = "ago_before" in tokens[index]
    length = _read_length(tokens, index + 1 if is_before else index)
    if length is None:
        return _read_ago_unit(tokens, index)
    if length.low != length.high or length.unit != "day":
        return None
    if length.end < len(tokens) and "ago" in tokens[length.end]:
        return int(length.low), index, length.end + 1
    return (int(length.low), index, length.end) if is_before else None


def _read_ago_unit(tokens: Sequence[Token], index: int) -> tuple[int, int, int] | None:
    """Read a past point whose unit says so itself (`3 วันที่แล้ว`)."""
    quantity = read_quantity(tokens, index)
    if quantity is None or quantity.end >= len(tokens) or "ago_unit" not in tokens[quantity.end]:
        return None
    return int(quantity.low) * int(tokens[quantity.end].terms["ago_unit"]), index, quantity.end + 1


def _read_length(tokens: Sequence[Token], index: int) -> _Length | None:
    if index >= len(tokens) or not tokens[index].begins:
        return None
    token = tokens[index]
    if "whole" in token:
        n, unit = token.terms["whole"].split()
        return _finish(tokens, Quantity(Decimal(n), Decimal(n), index, index), unit, index + 1)
    quantity = read_quantity(tokens, index) or _implicit_one(tokens, index)
    if quantity is None:
        return None
    unit_at = _unit_after(tokens, quantity.end)
    if unit_at is None:
        return None
    return _finish(tokens, quantity, str(tokens[unit_at].terms["unit"]), unit_at + 1)


def _to_second(tokens: Sequence[Token], first: _Length) -> _Length:
    """`od 3 dni do 5 dni`, `من يومين إلى أربعة أيام`: two lengths of one unit are a range."""
    if first.end >= len(tokens) or first.low != first.high:
        return first
    joint = tokens[first.end]
    second = _read_length(tokens, first.end + 1)
    if second is not None and "joiner" in joint and second.low == second.high:
        return _added(tokens, first, second)
    if not ("range" in joint or joint.terms.get("range_word") == "to") or second is None:
        return first
    is_range = second.unit == first.unit and second.low == second.high and second.low > first.low
    return replace(second, low=first.low, start=first.start) if is_range else first


def _added(tokens: Sequence[Token], first: _Length, second: _Length) -> _Length:
    """`2 tygodnie i 3 dni`, `rok i sześć miesięcy`: a smaller unit is added to a larger one."""
    if (first.unit, second.unit) == ("year", "month"):
        n = first.low * 12 + second.low
    elif tokens[first.end - 1].terms.get("unit") == "week" and second.unit == "day" and second.low < _WEEK:
        n = first.low + second.low
    else:
        return first
    return replace(second, low=n, high=n, start=first.start)


def _finish(tokens: Sequence[Token], quantity: Quantity, unit: str, end: int) -> _Length:
    start = quantity.start
    before = tokens[quantity.end : end]
    is_working = any("working" in token for token in before)
    low, high = quantity.low, quantity.high
    while end < len(tokens):
        token = tokens[end]
        if "and_half" in token or "half_after" in token:
            low, high = low + Decimal("0.5"), high + Decimal("0.5")
        elif "working" in token:
            is_working = True
        elif not ("calendar_day" in token or "unit_filler" in token):
            break
        end += 1
    factor, name = _FACTORS.get(unit, (Decimal(1), unit))
    return _Length(low * factor, high * factor, name, "working" if is_working else "calendar", start, end)


def _implicit_one(tokens: Sequence[Token], index: int) -> Quantity | None:
    """`w ciągu tygodnia`, `خلال شهر`: a bare unit after a word that asks for a length is one."""
    if "unit" not in tokens[index] or tokens[index].terms["unit"] == "minute":
        return None
    if index == 0:
        is_since = len(tokens) > 1 and "since" in tokens[1] and tokens[0].terms["unit"] in _LONG
        return Quantity(Decimal(1), Decimal(1), 0, 0) if is_since else None
    before = tokens[index - 1]
    is_numbered = index + 1 < len(tokens) and tokens[index + 1].number is not None
    if is_numbered or tokens[index].text in ("h", "hr", "hrs"):
        return None
    is_long = tokens[index].terms["unit"] in _LONG
    if "asks_length" in before or (is_long and "asks_long" in before):
        return Quantity(Decimal(1), Decimal(1), index, index)
    return None


def _unit_after(tokens: Sequence[Token], index: int) -> int | None:
    """Find the unit after a number, over adjectives (`5 business days`) and a hyphen (`14-dniowy`)."""
    for position in range(index, min(index + _LONGEST_BACK, len(tokens))):
        token = tokens[position]
        if "unit" in token:
            return position
        is_hyphen = token.text == "-" and position == index
        if not (is_hyphen or "working" in token or "unit_filler" in token or "calendar_day" in token):
            return None
    return None


def _with_bounds(tokens: Sequence[Token], length: _Length) -> Found | None:
    before = bound_before(tokens, length.start)
    end, relation = length.end, before.relation
    if before.start and "frequency" in tokens[before.start - 1]:
        return None
    if end < len(tokens) and "bound_after" in tokens[end]:
        relation = Relation(tokens[end].terms["bound_after"])
        end += 1
    is_past_point = end < len(tokens) and "ago" in tokens[end]
    if is_past_point or before.is_ago:
        return None
    if is_negated(tokens, before.start, end, is_limit="after" in before.words):
        if relation is Relation.AT_LEAST:
            relation = Relation.AT_MOST
        elif "compare" in before.words:
            relation = Relation.AT_LEAST
        else:
            return _corrected(tokens, length, before.start)
    if "since" in before.words and relation is Relation.EXACT and length.low == length.high:
        return None
    value = _to_value(length, relation_of(relation, is_range=length.low != length.high))
    return Found(value, before.start, end, after=before.words)


def _corrected(tokens: Sequence[Token], length: _Length, start: int) -> Found | None:
    """`14, nie 30 dni`: the number before the denied one takes its unit."""
    at = start - 3
    if at < 0 or "negation" not in tokens[start - 1] or tokens[start - 2].text != ",":
        return None
    quantity = read_quantity(tokens[: at + 1], at)
    if quantity is None:
        return None
    meant = replace(length, low=quantity.low, high=quantity.high)
    return _with_bounds(tokens, replace(meant, start=at, end=at + 1)) if quantity.low else None


def _to_value(length: _Length, relation: Relation) -> Duration:
    if relation is Relation.RANGE:
        return Duration(
            unit=length.unit, min=_plain(length.low), max=_plain(length.high), calendar=length.calendar,
            relation=relation,
        )  # fmt: skip
    return Duration(unit=length.unit, n=_plain(length.high), calendar=length.calendar, relation=relation)


def _plain(value: Decimal) -> float:
    return int(value) if value == value.to_integral_value() else round(float(value), 4)
