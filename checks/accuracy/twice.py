"""Reads what can be true only once: a day of a call or visit, a number of photos, a step taken or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from checks.accuracy.records import is_later_step
from checks.accuracy.scope import day_of
from checks.accuracy.tellings import count_beside, day_in, denied_in, tellings
from checks.combos import Combos
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.conversation import Role
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_ONE_WAY = frozenset({"return-came", "claim", "refund", "address", "cancel", "invoice"})


@dataclass(frozen=True, slots=True)
class SaidOnce:
    """Something said in a message: of `subject`, with `value`; a status counts as `reached` or denied.

    `day`: when a step was taken, where it was said, or on which it was denied. `clause` and `parts` are of what is
    told to be so or not.
    """

    message: int
    subject: str
    value: date | int | str
    span: Span
    is_denied: bool = False
    day: date | None = None
    clause: Span | None = None
    parts: tuple[Span, ...] = ()

    def contradicts(self, earlier: SaidOnce) -> bool:
        """Tell whether this and what was said before cannot both be true; what can still come about may be news."""
        if self.subject != earlier.subject:
            return False
        if self.subject in _ONE_WAY:
            return self.value == "no" and earlier.value == "yes"
        if self.subject != "status":
            return self.value != earlier.value
        if self.is_denied == earlier.is_denied:
            return False
        if self.is_denied:
            return is_later_step(str(earlier.value), than=str(self.value))
        is_back = self.day is not None and earlier.day is not None and self.day < earlier.day
        return is_back and is_later_step(str(self.value), than=str(earlier.value))


def said_once(reading: Reading, message: int) -> Iterator[SaidOnce]:
    """Yield what a message says of that kind."""
    for one in _combos().find(reading, message, "day"):
        day = day_in(reading, message, one.clause, is_past=False)
        if day is not None:
            yield SaidOnce(message, one.tells, day, one.span)
    for one in _combos().find(reading, message, "count"):
        count = count_beside(reading, message, one)
        if count is not None:
            yield SaidOnce(message, one.tells, count, one.span)
    for status, span in denied_in(reading, message):
        yield SaidOnce(message, "status", status, span, is_denied=True, day=day_of(reading, message))


def is_put_off(reading: Reading, after: int, until: int) -> bool:
    """Tell whether the customer asked for another day between two messages."""
    messages = enumerate(reading.conversation.messages[after + 1 : until], start=after + 1)
    return any(one.role is Role.CUSTOMER and bool(_combos().spans(reading, at, "unsuited")) for at, one in messages)


def told_of_order(reading: Reading, message: int) -> Iterator[SaidOnce]:
    """Yield the steps of the order that a message says were taken; read only where a later message denies one."""
    for told in tellings(reading, message):
        if told.kind == "status" and told.status and told.is_clear:
            status = "shipped" if told.status == "on_way" else told.status
            yield SaidOnce(message, "status", status, told.span, day=told.day)
    for claim in reading.claims(message):
        value = claim.value
        if isinstance(value, StatusClaim | DateClaim) and value.status and claim.modality.is_assertion:
            day = value.date if isinstance(value, DateClaim) else None
            yield SaidOnce(message, "status", value.status, Span(claim.start, claim.end), day=day)


@cache
def _combos() -> Combos:
    return Combos(_DATA)
