"""Tells why a customer writes: the reason the source gives, else the one their own words speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checks.sides import customer_messages
from checks.wording import own_spans
from qa.domain.checklist import Checklist
from qa.facts.checklists import shipped_checklists
from qa.ports import ContactReason, Reading, Span

_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """The checklist a conversation is about. `is_given` where the source names the reason; else words tell it."""

    checklist: Checklist
    is_given: bool
    message: int | None = None
    span: Span | None = None


def checklists_for(reading: Reading) -> Mapping[str, Checklist]:
    """Return the shipped checklists with the shop's own in their place."""
    own = reading.materials.facts.checklists
    return {**shipped_checklists(), **own} if own else shipped_checklists()


def asked_for(reading: Reading, checklists: Iterable[Checklist]) -> Asked | None:
    """Return the checklist of the given reason, else that of the customer's first words on any; None without any."""
    given = reading.conversation.reason
    if given:
        name = reason_name(given)
        found = next((one for one in checklists if name == one.id or name in one.reasons), None)
        return Asked(found, is_given=True) if found else None
    read = [asked for one in checklists if (asked := _read(reading, one)) is not None]
    return min(read, key=lambda pair: pair[0])[1] if read else None


def read_reason(reading: Reading) -> ContactReason | None:
    """Return why the customer writes, by the name of a checklist where one is for it."""
    given = reading.conversation.reason
    asked = asked_for(reading, checklists_for(reading).values())
    if asked is not None:
        return ContactReason(asked.checklist.id, is_given=asked.is_given)
    return ContactReason(reason_name(given), is_given=True) if given else None


def reason_name(written: str) -> str:
    """Write a reason as names are written: `Order status` is `order-status`."""
    return _NOT_WORD.sub("-", written.strip().casefold()).strip("-")


def _read(reading: Reading, checklist: Checklist) -> tuple[tuple[int, int, bool, str], Asked] | None:
    """Return what the customer says of it, with its rank: the earliest message first, in it the most words.

    A checklist with words of its own goes before one that uses a common phrase set.
    """
    found = [
        (index, span)
        for index in customer_messages(reading.conversation)
        for span in own_spans(reading, index, checklist.asked)
    ]
    if not found:
        return None
    index, span = found[0]
    said = sum(span.end - span.start for _, span in found)
    return (index, -said, bool(checklist.asked.use), checklist.id), Asked(
        checklist, is_given=False, message=index, span=span
    )
