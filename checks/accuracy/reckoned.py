"""Reckons how long a stated last day leaves: from the delivery of an order, from a complaint, from the order itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from checks.accuracy.answer import Answer
from checks.accuracy.durations import compare_durations
from checks.accuracy.phrase_table import PhraseTable
from checks.accuracy.scope import day_of, only_order
from checks.claims.context import topic_asked
from checks.working_time import WorkingDays
from qa.domain.claim import Claim, DateClaim, LastDay
from qa.domain.conversation import Role
from qa.domain.fact import Duration, Fact, Order
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_SENT = frozenset({"shipped", "out_for_delivery", "delivered", "returned", "refunded", "cancelled"})
_FROM_RECEIPT = frozenset({"withdrawal.period", "return.period"})
_ANY_LENGTH = Duration(unit="day", n=1)


def reckon(reading: Reading, message: int, claim: Claim, *, sentence: str) -> Claim | None:
    """Return the length of time a stated day leaves, on the topic it is the last day of; None where none is known.

    The day on which a period begins does not count.
    """
    value = claim.value
    if not isinstance(value, DateClaim) or value.status or value.weekday_mismatch or not claim.modality.is_assertion:
        return None
    if claim.topic == "delivery.date":
        return _delivery(reading, message, claim, value.date)
    topic = _topic(reading, message, claim, sentence)
    if topic in _FROM_RECEIPT:
        start, event = _received(reading, message), "goods_received"
    elif topic == "complaint.reply":
        start, event = _complained(reading, message), "complaint_received"
    else:
        return None
    return _length(reading, claim, value.date, start, topic=topic, event=event) if start else None


def compare_reckoned(claim: Claim, fact: Fact) -> Answer:
    """Compare the length with a fact; a day more or less needs a person, for the record may be a day off.

    A period that ends on a day off goes on until the next working day.
    """
    assert isinstance(claim.value, Duration) and claim.last_day is not None
    answer = compare_durations(claim, fact)
    if not answer.is_contradiction or claim.value.calendar == "working":
        return answer
    if any(compare_durations(_other(claim, -back), fact).agrees for back in range(1, claim.last_day.moved + 1)):
        return Answer.SUPPORTED
    is_close = any(not compare_durations(_other(claim, step), fact).is_contradiction for step in (-1, 1))
    return Answer.OPEN if is_close else answer


def others_do(reading: Reading, message: int, within: Span) -> bool:
    """Tell whether a sentence speaks of what a courier or the shop does."""
    return bool(_phrases().spans_within(reading, message, "others_do", within=within))


def _topic(reading: Reading, message: int, claim: Claim, sentence: str) -> str | None:
    """A day after `until` needs its topic in the sentence; a period that is over may be the customer's question."""
    language = reading.language_of(message)
    text = reading.conversation.messages[message].text
    length = replace(claim, value=_ANY_LENGTH)
    own = topic_asked(sentence, length, language=language)
    at = text.find(sentence) if sentence else -1
    within = Span(max(at, 0), max(at, 0) + len(sentence))
    if not _phrases().spans_within(reading, message, "over", within=within):
        is_last = _is_until(text[within.start : claim.start], language) and _is_theirs(reading, message, within)
        return own if is_last or own == "complaint.reply" else None
    asked = (topic_asked(said, length, language=language) for said in (text, *_asked_before(reading, message)))
    return own or next((topic for topic in asked if topic), None)


def _is_theirs(reading: Reading, message: int, within: Span) -> bool:
    """Tell whether a sentence says what the customer may do, not what a courier or the shop does by that day."""
    has_time = _phrases().spans_within(reading, message, "may", within=within)
    return bool(has_time) and not others_do(reading, message, within)


def _is_until(before: str, language: str) -> bool:
    pattern = _until(language)
    return pattern is not None and pattern.search(before.casefold()) is not None


def _asked_before(reading: Reading, message: int) -> tuple[str, ...]:
    """Return what the customer wrote before, the newest first."""
    messages = reading.conversation.messages[:message]
    return tuple(one.text for one in reversed(messages) if one.role is Role.CUSTOMER)


def _received(reading: Reading, message: int) -> date | None:
    order, at = only_order(reading), _moment(reading, message)
    if order is None or at is None:
        return None
    days = [_local(when, reading) for status, when in order.status_history if status == "delivered" and when <= at]
    return max(days, default=None)


def _complained(reading: Reading, message: int) -> date | None:
    """Return the day of the first message in which the customer complains."""
    for index, said in enumerate(reading.conversation.messages[:message]):
        if said.role is Role.CUSTOMER and _phrases().spans(reading, index, "complaint"):
            return day_of(reading, index)
    return None


def _delivery(reading: Reading, message: int, claim: Claim, day: date) -> Claim | None:
    """Reckon the working days from the order to a promised day, as long as the parcel has not been sent."""
    order, at = only_order(reading), _moment(reading, message)
    if order is None or order.created_at is None or at is None:
        return None
    if any(status in _SENT and when <= at for status, when in order.status_history):
        return None
    start, days = _local(order.created_at, reading), _working_days(reading, order)
    if day < _local(at, reading):
        return None
    count = sum(days.is_working(start + timedelta(days=one)) for one in range(1, (day - start).days + 1))
    value = Duration(unit="day", n=count, calendar="working")
    return replace(claim, topic="delivery.time", value=value, start_event="order_placed", last_day=LastDay(day))


def _length(reading: Reading, claim: Claim, day: date, start: date, *, topic: str, event: str) -> Claim:
    days, moved = _working_days(reading, only_order(reading)), 0
    while days.is_working(day) and not days.is_working(day - timedelta(days=moved + 1)) and moved < 5:
        moved += 1
    value = Duration(unit="day", n=max(0, (day - start).days))
    return replace(claim, topic=topic, value=value, start_event=event, last_day=LastDay(day, moved))


def _other(claim: Claim, step: int) -> Claim:
    assert isinstance(claim.value, Duration)
    return replace(claim, value=replace(claim.value, n=max(0, (claim.value.n or 0) + step)))


def _working_days(reading: Reading, order: Order | None) -> WorkingDays:
    return WorkingDays((order.country if order else None) or reading.materials.country)


def _moment(reading: Reading, message: int) -> datetime | None:
    return reading.conversation.messages[message].sent_at or reading.conversation.started_at


def _local(at: datetime, reading: Reading) -> date:
    return at.astimezone(ZoneInfo(reading.materials.time_zone)).date()


@cache
def _phrases() -> PhraseTable:
    return PhraseTable({name: _tables()[name] for name in ("over", "complaint", "may", "others_do")})


@cache
def _until(language: str) -> re.Pattern[str] | None:
    source = _tables()["until"].get(language)
    return re.compile(source) if source else None


@cache
def _tables() -> dict[str, dict[str, Any]]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded
