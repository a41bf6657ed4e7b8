"""Compares stated statuses, days and sums with an order's record as it stood when the message was sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations
from zoneinfo import ZoneInfo

from checks.accuracy.answer import Answer
from checks.accuracy.tellings import Telling
from qa.domain.claim import Claim, DateClaim, StatusClaim
from qa.domain.fact import Money, Order

_LATE = timedelta(hours=2)
_WAY = ("placed", "paid", "packed", "shipped", "out_for_delivery", "delivered")
_MOST_ITEMS = 8
_ANY_CARRIER = frozenset({"courier", "carrier", "kurier", "estafeta", "transportadora", "post", "poczta", "standard"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """How a claim stands to a record, and what the record says."""

    answer: Answer
    expected: str


def compare_status(claim: Claim, order: Order, *, at: datetime) -> Recorded:
    """Compare a status: true when the record had it by then, or a later one on the same way.

    What is said of this moment (`is still in transit`) is wrong once the parcel has been delivered or came back.

    The record may lag two hours behind; a parcel said to be out for delivery is the carrier's to know.
    """
    status = claim.value.status if isinstance(claim.value, StatusClaim | DateClaim) else None
    assert status is not None
    reached = [name for name, when in order.status_history if when <= at]
    if any(when <= at + _LATE for _, when in order.refunds):
        reached.append("refunded")
    now = order.status_at(at)
    if isinstance(claim.value, StatusClaim) and claim.value.is_current and _is_over(order, status, at):
        return Recorded(Answer.OTHER, now or "no status")
    if status in reached or _is_passed(status, reached):
        return Recorded(Answer.SUPPORTED, now or "no status")
    is_soon = any(name == status and when <= at + _LATE for name, when in order.status_history)
    is_carriers = status == "out_for_delivery" and "shipped" in reached
    is_unknown = now is None or is_soon or is_carriers
    return Recorded(Answer.OPEN if is_unknown else Answer.OTHER, now or "no status")


def compare_day(claim: Claim, order: Order, *, at: datetime, time_zone: str) -> Recorded | None:
    """Compare the day of a status; a day off may be the time of handing over and needs a person."""
    assert isinstance(claim.value, DateClaim)
    days = [
        when.astimezone(ZoneInfo(time_zone)).date()
        for name, when in order.status_history
        if name == claim.value.status and when <= at + _LATE
    ]
    if not days:
        return None
    said = claim.value.date
    nearest = min(days, key=lambda day: abs(day - said))
    off = abs((nearest - said).days)
    answer = Answer.SUPPORTED if off == 0 else Answer.OPEN if off == 1 else Answer.OTHER
    return Recorded(answer, f"{claim.value.status} on {nearest.isoformat()}")


def compare_amount(claim: Claim, order: Order, *, at: datetime, is_whole: bool = False) -> Recorded | None:
    """Compare a refund or total with the sums of the order; None for a sum about something else.

    `is_whole`: the sentence says that all of it goes back, so that a part of it is wrong.
    """
    value = claim.value
    if not isinstance(value, Money) or claim.topic not in ("refund.amount", "order.total"):
        return None
    if order.currency and value.currency and value.currency != order.currency:
        return Recorded(Answer.OPEN, f"{order.currency}")
    if claim.topic == "order.total":
        return _compare_total(value, order)
    return _compare_refund(value, order, at=at, is_whole=is_whole)


def compare_telling(telling: Telling, order: Order, *, at: datetime, time_zone: str) -> Recorded | None:
    """Compare what was said beside plain statuses; None where the record does not speak to it."""
    if telling.kind == "denied":
        return _compare_denied(str(telling.status), order, at=at)
    if telling.kind == "later":
        is_done = telling.is_clear and _was_reached(str(telling.status), order, at - _LATE)
        return Recorded(Answer.OTHER, order.status_at(at) or "") if is_done else None
    if telling.kind == "counted":
        return _compare_count(telling.count or 0, order)
    if telling.kind == "placed" and telling.day and order.created_at:
        placed = order.created_at.astimezone(ZoneInfo(time_zone)).date()
        off = abs((placed - telling.day).days)
        answer = Answer.SUPPORTED if off == 0 else Answer.OPEN if off == 1 else Answer.OTHER
        return Recorded(answer, f"placed on {placed.isoformat()}")
    if telling.kind == "tracking" and order.shipping.tracking:
        is_same = telling.code == order.shipping.tracking.replace(" ", "")
        return Recorded(Answer.SUPPORTED if is_same else Answer.OTHER, order.shipping.tracking)
    return None


def is_later_step(status: str, *, than: str) -> bool:
    """Tell whether a status comes with or after another on the way of a parcel."""
    return status == than or (status in _WAY and than in _WAY and _WAY.index(status) >= _WAY.index(than))


def compare_carrier(carrier: str, order: Order) -> Recorded | None:
    """Compare who carries a parcel; where the record only says `courier`, it does not settle who that is."""
    recorded = (order.shipping.carrier or "").casefold()
    if not recorded:
        return None
    if carrier in recorded or recorded in carrier:
        return Recorded(Answer.SUPPORTED, order.shipping.carrier or "")
    return Recorded(Answer.OPEN if recorded in _ANY_CARRIER else Answer.OTHER, order.shipping.carrier or "")


def _compare_denied(status: str, order: Order, *, at: datetime) -> Recorded:
    """What is said not to have come about is wrong where the record had it two hours before."""
    now = order.status_at(at)
    if _was_reached(status, order, at - _LATE):
        return Recorded(Answer.OTHER, now or "no status")
    return Recorded(
        Answer.OPEN if now is None or _was_reached(status, order, at) else Answer.SUPPORTED, now or "no status"
    )


def _was_reached(status: str, order: Order, at: datetime) -> bool:
    """Tell whether the record had a status by then; what is paid on delivery is shipped without being paid."""
    reached = [name for name, when in order.status_history if when <= at]
    return status in reached or (status != "paid" and _is_passed(status, reached))


def _compare_count(said: int, order: Order) -> Recorded | None:
    """How many were ordered: of all, of one line, or how many lines."""
    if not order.items:
        return None
    quantities = [item.quantity for item in order.items]
    is_right = said in (sum(quantities), len(quantities), *quantities)
    return Recorded(Answer.SUPPORTED if is_right else Answer.OTHER, f"{sum(quantities)} ×")


def _compare_total(value: Money, order: Order) -> Recorded | None:
    if order.total is None or not value.amount:
        return None
    expected = f"{order.total} {order.currency or ''}".rstrip()
    if value.amount == order.total:
        return Recorded(Answer.SUPPORTED, expected)
    return Recorded(Answer.OPEN if value.amount in set(_possible_sums(order)) else Answer.OTHER, expected)


def _compare_refund(value: Money, order: Order, *, at: datetime, is_whole: bool) -> Recorded | None:
    made = [amount for amount, when in order.refunds if when <= at + _LATE]
    sums = {sum(chosen, Decimal(0)) for size in range(1, len(made) + 1) for chosen in combinations(made, size)}
    if made and value.amount in sums:
        return Recorded(Answer.SUPPORTED, _listed(made, order))
    possible = set(_possible_sums(order))
    if made:
        return Recorded(Answer.OPEN if value.amount in possible else Answer.OTHER, _listed(made, order))
    if not possible:
        return None
    expected = f"{order.total or max(possible)} {order.currency or ''}".rstrip()
    if value.amount in possible:
        return Recorded(Answer.SUPPORTED, expected)
    is_wrong = order.total is not None and (value.amount > order.total or is_whole)
    return Recorded(Answer.OTHER if is_wrong else Answer.OPEN, f"at most {expected}")


def _possible_sums(order: Order) -> Iterator[Decimal]:
    """Yield what may be given back: any of the items, with and without the shipping, and the total."""
    prices = [item.price for item in order.items for _ in range(item.quantity) if item.price is not None][:_MOST_ITEMS]
    shipping = order.shipping.price or Decimal(0)
    if shipping:
        yield shipping
    if order.total is not None:
        yield order.total
        yield order.total - shipping
    for size in range(1, len(prices) + 1):
        for chosen in combinations(prices, size):
            yield sum(chosen, Decimal(0))
            yield sum(chosen, Decimal(0)) + shipping


def _is_over(order: Order, status: str, at: datetime) -> bool:
    """Tell whether something later than a status had come about, more than two hours before."""
    ends = {"delivered", "returned", "refunded", "cancelled"} | ({"shipped"} if status == "packed" else set())
    return any(name in ends and when <= at - _LATE for name, when in order.status_history)


def _is_passed(status: str, reached: list[str]) -> bool:
    """A parcel that was delivered was also shipped, whatever the record left out."""
    if status not in _WAY:
        return False
    ways = [_WAY.index(name) for name in reached if name in _WAY]
    if "returned" in reached:
        ways.append(len(_WAY) - 1)
    return bool(ways) and max(ways) > _WAY.index(status)


def _listed(made: list[Decimal], order: Order) -> str:
    return ", ".join(f"{amount} {order.currency or ''}".rstrip() for amount in made)
