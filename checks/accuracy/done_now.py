"""Tells what an agent does in the talk itself, which a record made before cannot show."""

from __future__ import annotations

from datetime import datetime, timedelta

from checks.accuracy.tellings import day_in
from checks.claims.context import says
from checks.text import sentence_at
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.fact import Order
from qa.ports import Reading, Span

_BY_AGENTS = frozenset(("refunded", "cancelled"))
_LATE = timedelta(hours=2)


def is_done_now(
    reading: Reading, index: int, span: Span, value: object, *, order: Order, at: datetime
) -> bool:  # fmt: skip
    """Tell whether an agent says of themselves, or of this moment, that money went back or an order was cancelled.

    Where a day before is named, or the record goes on after the message (anything two hours later or more), it would
    show it: then it is not.
    """
    status = value.status if isinstance(value, StatusClaim | DateClaim) else None
    shown = [when for _, when in (*order.status_history, *order.refunds)]
    was_before = isinstance(value, DateClaim) and value.date < at.date()
    if status not in _BY_AGENTS or was_before or (shown and max(shown) > at + _LATE):
        return False
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, span.start)
    day = day_in(reading, index, sentence, is_past=True)
    if day is not None and day < at.date():
        return False
    return says(text[sentence.start : sentence.end], "done_now", language=reading.language_of(index))
