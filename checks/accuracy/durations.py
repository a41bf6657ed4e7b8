"""Compares a stated length of time with a fact: working with calendar days, from when it runs, who it favours."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from checks.accuracy.answer import Answer
from qa.domain.claim import Claim
from qa.domain.fact import Duration, Fact, Relation

WINDOWS = frozenset({"withdrawal.period", "return.period", "guarantee.period", "conformity.period"})
_ROUGH = 2 / 3
_NEEDS_START = frozenset({"withdrawal.period", "return.period"})
_HOLIDAYS = 2
_SAME_LENGTH = {"hour": ("day", 1 / 24), "day": ("day", 1.0), "month": ("month", 1.0), "year": ("month", 12.0)}


@dataclass(frozen=True, slots=True)
class Length:
    """A number of days or months, working or calendar."""

    n: float
    unit: str
    calendar: str

    @property
    def days(self) -> tuple[float, float]:
        """Return the fewest and most calendar days this can be, weekends and holidays considered."""
        if self.unit == "month":
            return math.floor(self.n * 30.4) - 2, math.ceil(self.n * 30.5) + 2
        if self.calendar == "calendar":
            return self.n, self.n
        weekends = math.floor((self.n - 1) / 5) if self.n >= 1 else 0
        return self.n + 2 * weekends, self.n + 2 * math.ceil(self.n / 5) + _HOLIDAYS


def compare_durations(claim: Claim, fact: Fact) -> Answer:
    """Say how a stated length stands to a fact on its topic; both hold durations."""
    said, true = claim.value, fact.value
    assert isinstance(said, Duration) and isinstance(true, Duration)
    if fact.topic in WINDOWS:
        answer = _compare_window(said, true, fact)
    else:
        answer = _compare_duty(said, true, fact)
        if claim.is_hedged and answer.is_contradiction:
            return Answer.SUPPORTED if answer is Answer.OVERPROMISES else _if_rough(said, true, fact)
    return _with_start(claim, fact, answer)


def _if_rough(said: Duration, true: Duration, fact: Fact) -> Answer:
    """What is told as rough (`about three weeks`) is wrong only where two thirds of it still are too long."""
    shorter = replace(said, **{name: n * _ROUGH for name in ("n", "min", "max") if (n := getattr(said, name))})
    answer = _compare_duty(shorter, true, fact)
    return answer if answer.is_contradiction and answer is not Answer.OVERPROMISES else Answer.OPEN


def _compare_window(said: Duration, true: Duration, fact: Fact) -> Answer:
    """The customer's own time: longer is better."""
    length, limit = _high(said) or _low(said), _low(true) or _high(true)
    assert length is not None and limit is not None
    order = _order(length, limit)
    if order is None:
        return _open(length, limit)
    if order < 0:
        is_floor = said.relation is Relation.AT_LEAST
        return Answer.OPEN if is_floor else _worse(fact)
    highest = _high(true)
    if order == 0 or highest is None:
        return Answer.SUPPORTED
    above = _order(length, highest)
    return Answer.OPEN if above is None else Answer.OVERPROMISES if above > 0 else Answer.SUPPORTED


def _compare_duty(said: Duration, true: Duration, fact: Fact) -> Answer:
    """The shop's own time: shorter is better; within a range of the fact everything is true."""
    stated, longest, shortest = _high(said) or _low(said), _high(true), _low(true)
    assert stated is not None
    if longest is None:
        return Answer.SUPPORTED
    order = _order(stated, longest)
    if order is None:
        return _open(stated, longest)
    if order > 0:
        return _worse(fact)
    if order == 0 or shortest is None or said.relation is Relation.AT_LEAST:
        return Answer.SUPPORTED
    earliest = _low(said) if said.relation is Relation.RANGE else stated
    below = _order(earliest or stated, shortest)
    if below is None:
        return _open(stated, shortest)
    return Answer.SUPPORTED if below >= 0 else Answer.OVERPROMISES


def _with_start(claim: Claim, fact: Fact, answer: Answer) -> Answer:
    """Consider from when the time runs: a later start than the fact's, an earlier one, or none named."""
    if not answer.agrees or fact.start_event is None or _start_of(claim, fact) == fact.start_event:
        return answer
    if claim.start_event is None:
        return Answer.INCOMPLETE if fact.topic in _NEEDS_START else answer
    if fact.topic in _NEEDS_START and (claim.start_event, fact.start_event) == ("order_placed", "goods_received"):
        return _worse(fact) if _same_number(claim, fact) else Answer.OPEN
    return Answer.OPEN


def _start_of(claim: Claim, fact: Fact) -> str | None:
    """Money goes back from when the shop has the parcel again: `od otrzymania paczki` is then the shop's receipt."""
    if fact.topic == "refund.time" and claim.start_event == "goods_received":
        return "goods_returned"
    return claim.start_event


def _same_number(claim: Claim, fact: Fact) -> bool:
    said, true = claim.value, fact.value
    assert isinstance(said, Duration) and isinstance(true, Duration)
    length, limit = _high(said) or _low(said), _low(true) or _high(true)
    return length is not None and limit is not None and _order(length, limit) == 0


def _worse(fact: Fact) -> Answer:
    return Answer.UNDERSTATES if fact.direction == "customer_right" else Answer.OTHER


def _open(said: Length, true: Length) -> Answer:
    """The same number without `working` is unclear; anything else depends on the calendar."""
    is_same = math.isclose(said.n, true.n) and said.unit == true.unit
    return Answer.INCOMPLETE if is_same and said.calendar == "calendar" else Answer.OPEN


def _order(first: Length, second: Length) -> int | None:
    """Return -1, 0 or 1, or None where it depends on which days are meant."""
    if (first.unit, first.calendar) == (second.unit, second.calendar):
        return 0 if math.isclose(first.n, second.n) else -1 if first.n < second.n else 1
    (low, high), (other_low, other_high) = first.days, second.days
    if high < other_low:
        return -1
    return 1 if low > other_high else None


def _low(duration: Duration) -> Length | None:
    if duration.relation is Relation.AT_MOST:
        return None
    return _length(duration, duration.min if duration.relation is Relation.RANGE else duration.n)


def _high(duration: Duration) -> Length | None:
    if duration.relation is Relation.AT_LEAST:
        return None
    return _length(duration, duration.max if duration.relation is Relation.RANGE else duration.n)


def _length(duration: Duration, n: float | None) -> Length | None:
    if n is None:
        return None
    unit, factor = _SAME_LENGTH[duration.unit]
    return Length(n * factor, unit, duration.calendar)
