"""Tells whether what is said surely speaks of the order in the record, and not of another one or of the rule."""

from __future__ import annotations

import re
from pathlib import Path

from checks.accuracy.phrase_table import phrase_table
from checks.accuracy.scope import is_order_named, orders_named
from checks.claims.context import lengths_said, says
from checks.claims.surroundings import sentence_around, surroundings_of
from checks.text import sentence_at
from qa.domain.claim import Claim, DateClaim, StatusClaim
from qa.domain.conversation import Role
from qa.domain.fact import Money, Relation
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_ORDER = re.compile(
    r"zam[oó]wieni|zakup|\border|purchase|encomend|pedido|compra|طلب|شراء|مشتري|สั่งซื้อ|ออเดอร์|ออร์เดอร์|คำสั่ง",
    re.IGNORECASE,
)


def is_sum_of_order(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether a sum is surely that of the order: no other stands beside it, and the order is spoken of there.

    It is spoken of in the sentence, or in the customer's message that this one answers.
    """
    value = claim.value
    if not isinstance(value, Money) or value.relation is not Relation.EXACT:
        return False
    text, language = reading.conversation.messages[index].text, reading.language_of(index)
    said = sentence_around(text, claim.start, language=language)
    asked = [one.text for one in reading.conversation.messages[:index] if one.role is Role.CUSTOMER][-1:]
    named = orders_named(reading, until=index)
    is_named = any(_ORDER.search(one) or any(order.id in one for order in named) for one in (said, *asked))
    around = surroundings_of(text, claim, topic=claim.topic, language=language)
    return is_order_named(reading, until=index) and is_named and not around.in_sentence


def is_status_of_order(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether a status is surely told of the order: plainly, and not after the customer who said so, too."""
    status = _status(claim)
    heard = (at for at, one in enumerate(reading.conversation.messages[:index]) if one.role is Role.CUSTOMER)
    is_heard = any(status and _status(one) == status for at in heard for one in reading.claims(at))
    return not (claim.is_hedged or is_heard) and is_told_of_order(reading, index, claim.start, value=claim.value)


def _status(claim: Claim) -> str | None:
    return claim.value.status if isinstance(claim.value, StatusClaim | DateClaim) else None


def is_told_of_order(reading: Reading, index: int, at: int, *, value: object = None) -> bool:
    """Tell whether what is told at a position is surely of the order: it is named, and no length of time is beside it.

    What comes about within a length of time (`the money is given back within 7 days`) is told as a rule; what the
    courier says, or may be a mistake, is nothing the agent vouches for.
    """
    text, language = reading.conversation.messages[index].text, reading.language_of(index)
    said = sentence_around(text, at, language=language)
    is_rule = not isinstance(value, DateClaim) and lengths_said(said, language=language)
    start = text.find(said) if said else at
    within = Span(start, start + len(said))
    is_anothers = phrase_table(_DATA).spans_within(reading, index, "others_say", within=within)
    return is_order_named(reading, until=index) and not is_rule and not is_anothers


def is_of_offer(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether a total is of something the message only offers (`The total is £90. Shall I go ahead?`)."""
    if claim.topic != "order.total":
        return False
    text = reading.conversation.messages[index].text
    return says(text, "proposes", language=reading.language_of(index))


def is_of_part(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether a total is told of a part: an instalment, a difference, what a card paid."""
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, claim.start)
    return says(text[sentence.start : sentence.end], "variant", language=reading.language_of(index))


def is_in_full(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether a sentence says that all that was paid goes back."""
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, claim.start)
    return says(text[sentence.start : sentence.end], "in_full", language=reading.language_of(index))
