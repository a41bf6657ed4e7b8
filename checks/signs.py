"""Looks for the signs of a step in a message: phrases, claims, links, attachments, tracking numbers."""

from __future__ import annotations

import re

from checks.named_days import named_days, today_of
from checks.wording import can_judge, own_spans
from qa.domain.checklist import Condition, Signs, Step
from qa.domain.claim import Claim, DateClaim, Modality, StatusClaim
from qa.domain.conversation import Role
from qa.domain.fact import Duration, Money, Percent
from qa.ports import Reading, Span

_LINK = re.compile(r"(?i)\b(?:https?://|www\.)\S*[\w/]")
_TIME = re.compile(
    r"(?i)miesi[ąa]c|tydzie[ńn]|tygodn|\bdni(?:a|ach|em)?\b|dzie[ńn]|dzi[śs]\b|jutr|rok(?:u|iem)?\b|wiecz[óo]r|poniedzia|wtor|"
    r"[śs]rod[ęay]|czwart|pi[ąa]t(?:ek|ku)|sobot|niedziel|\b(?:month|week|day|fortnight|year|tomorrow|today|tonight|"
    r"morning|noon|evening|mon|tues|wednes|thurs|fri|satur|sun)(?:s|day|days)?\b|"
    r"\b(?:m[êe]s|meses|semanas?|dias?|quinzena|amanh[ãa]|hoje|ano|noite|segunda|ter[çc]a|quarta|quinta|sexta|s[áa]bado|domingo)\b|"
    r"شهر|أسبوع|اسبوع|يوم|أيام|ايام|غدا|بكرة|بكره|اليوم|سنة|เดือน|สัปดาห์|อาทิตย์|วัน|พรุ่งนี้|ปี"
)
_DUE = Signs(values=("due",))
_PAST = (Modality.REPORT_PAST,)
_KINDS: dict[type, str] = {
    DateClaim: "date",
    Duration: "duration",
    Money: "money",
    Percent: "percent",
    StatusClaim: "status",
}


def can_look(reading: Reading, message: int, signs: Signs) -> bool:
    """Tell whether a message can be looked at: its language has some of the phrases, or none are needed."""
    choice = signs.phrases
    return can_judge(reading, message, choice) or not (choice.use or any(choice.add.values()))


def first_sign(reading: Reading, message: int, signs: Signs) -> Span | None:
    """Return the first place of a message that shows one of the signs."""
    return next(iter(signs_in(reading, message, signs)), None)


def signs_in(reading: Reading, message: int, signs: Signs) -> list[Span]:
    """Return all places of a message that show one of the signs, in order."""
    found = [*own_spans(reading, message, signs.phrases), *_claims(reading, message, signs)]
    if "date" in signs.values or "due" in signs.values:
        found += _days(reading, message, is_to_come="date" not in signs.values)
    if "link" in signs.shown:
        found += _links(reading, message)
    if "tracking" in signs.shown:
        found += _tracking(reading, message)
    if "attachment" in signs.shown and reading.conversation.messages[message].attachments:
        found.append(Span(0, len(reading.conversation.messages[message].text)))
    return sorted(found, key=lambda span: (span.start, -span.end))


def due_spans(reading: Reading, message: int) -> list[Span]:
    """Return where an agent's message names a day or a length of time to come."""
    found = [*_claims(reading, message, _DUE), *_days(reading, message, is_to_come=True)]
    return sorted((*found, *reading.phrases(message, "due-time")), key=lambda span: span.start)


def may_name_time(text: str) -> bool:
    """Tell whether a text has any word of time, though none that claims or phrases read as a day to come."""
    return bool(_TIME.search(text))


def is_asked_for(reading: Reading, step: Step) -> bool:
    """Tell whether a step is asked for in this conversation."""
    return (step.when is None or _holds(reading, step.when)) and not (step.unless and _holds(reading, step.unless))


def _holds(reading: Reading, condition: Condition) -> bool:
    for index, message in enumerate(reading.conversation.messages):
        if message.is_internal:
            continue
        if message.role is Role.CUSTOMER and own_spans(reading, index, condition.customer):
            return True
        if message.role is Role.AGENT:
            if own_spans(reading, index, condition.agent):
                return True
            if condition.statuses and any(_status(one) in condition.statuses for one in reading.claims(index)):
                return True
    return False


def _claims(reading: Reading, message: int, signs: Signs) -> list[Span]:
    said = reading.conversation.messages[message]
    if not (signs.topics or signs.values) or said.role is not Role.AGENT:
        return []
    return [
        Span(claim.start, claim.end)
        for claim in reading.claims(message)
        if claim.modality.is_assertion
        and not ("due" in signs.values and _is_gone(reading, message, claim))
        and (
            claim.topic in signs.topics
            or _KINDS[type(claim.value)] in signs.values
            or _is_dated(claim, signs)
            or ("due" in signs.values and _is_to_come(claim))
        )
    ]


def _is_gone(reading: Reading, message: int, claim: Claim) -> bool:
    """Tell whether a claim names a day that is past."""
    today = today_of(reading, message)
    day = claim.value.date if isinstance(claim.value, DateClaim) else None
    return day is not None and today is not None and day < today


def _is_dated(claim: Claim, signs: Signs) -> bool:
    """Tell whether a day carries a status, as `we shipped it on Monday` does."""
    return "status" in signs.values and _status(claim) is not None


def _status(claim: Claim) -> str | None:
    return claim.value.status if isinstance(claim.value, StatusClaim | DateClaim) else None


def _days(reading: Reading, message: int, *, is_to_come: bool) -> list[Span]:
    today = today_of(reading, message)
    return [
        one.span
        for one in named_days(reading, message)
        if not is_to_come or one.date is None or today is None or one.date >= today
    ]


def _is_to_come(claim: Claim) -> bool:
    """Tell whether a claim is a length of time ahead; minutes are a hold or a call, not a date."""
    return isinstance(claim.value, Duration) and claim.value.unit != "minute" and claim.modality not in _PAST


def _links(reading: Reading, message: int) -> list[Span]:
    return [Span(*match.span()) for match in _LINK.finditer(reading.conversation.messages[message].text)]


def _tracking(reading: Reading, message: int) -> list[Span]:
    """Return where tracking numbers of the records, or links to tracking hosts, stand."""
    text = reading.conversation.messages[message].text
    orders = reading.materials.orders.orders.values()
    numbers = {order.shipping.tracking for order in orders if order.shipping.tracking}
    known = [*numbers, *reading.materials.facts.contacts.tracking_hosts]
    places = [(text.casefold().find(one.casefold()), len(one)) for one in sorted(known)]
    return [Span(start, start + length) for start, length in places if start >= 0]
