"""Reads what can be true only once: a day of a call or visit, a number of photos, a step taken or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from checks.accuracy.records import is_later_step
from checks.accuracy.tellings import count_beside, day_in, denied_in, tellings
from checks.combos import Combos
from qa.domain.claim import DateClaim, StatusClaim
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, slots=True)
class SaidOnce:
    """Something said in a message: of `subject`, with `value`; a status counts as `reached` or denied."""

    message: int
    subject: str
    value: date | int | str
    span: Span
    is_denied: bool = False

    def contradicts(self, earlier: SaidOnce) -> bool:
        """Tell whether this and what was said before cannot both be true."""
        if self.subject != earlier.subject:
            return False
        if self.subject != "status":
            return self.value != earlier.value
        return self.is_denied and not earlier.is_denied and is_later_step(str(earlier.value), than=str(self.value))


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
        yield SaidOnce(message, "status", status, span, is_denied=True)


def told_of_order(reading: Reading, message: int) -> Iterator[SaidOnce]:
    """Yield the steps of the order that a message says were taken; read only where a later message denies one."""
    for told in tellings(reading, message):
        if told.kind == "status" and told.status and told.is_clear:
            yield SaidOnce(message, "status", "shipped" if told.status == "on_way" else told.status, told.span)
    for claim in reading.claims(message):
        value = claim.value
        if isinstance(value, StatusClaim | DateClaim) and value.status and claim.modality.is_assertion:
            yield SaidOnce(message, "status", value.status, Span(claim.start, claim.end))


@cache
def _combos() -> Combos:
    return Combos(_DATA)
