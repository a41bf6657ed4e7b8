"""Tells whether a shipping fee is surely the shop's usual one: proved by a sum, of no other way, free without terms."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from checks.accuracy.phrase_table import phrase_table
from checks.claims.context import sums_said
from checks.text import sentence_at
from qa.domain.claim import Claim
from qa.domain.conversation import Role
from qa.domain.fact import Fact, FactBase, Money, Relation
from qa.ports import Reading

_DATA = Path(__file__).with_suffix(".yaml")
_SHIPPING, _FREE_FROM = "shipping.price", "shipping.free_from"
_DIGIT = re.compile(r"\d")
_PLACE = re.compile(
    r"(?<!\w)(?i:do|w|we|na|to|in|from|para|em|no|de)\s+(?:the )?"
    r"(?!Pan|Pań|Acme)[A-ZŁŚŻĆÉÁ][a-ząćęłńóśźżáâãçéêíóôõú]{2,}"
)


def is_free_for_all(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether a sentence says that shipping is free without a condition: no number is in it, and no such word.

    Where the customer speaks of an exchange or of a mistake, free is the way of that.
    """
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, claim.start)
    if _DIGIT.search(text, sentence.start, sentence.end):
        return False
    asked = any(phrase_table(_DATA).spans(reading, at, "condition") for at in _heard(reading, index)[-1:])
    return not (asked or phrase_table(_DATA).spans_within(reading, index, "condition", within=sentence))


def is_of_other_way(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether the sentence of a fee, or the customer just before, names what may cost another: a way, a place."""
    sentence = sentence_at(reading.conversation.messages[index].text, claim.start)
    if phrase_table(_DATA).spans_within(reading, index, "other_way", within=sentence):
        return True
    return any(_is_other_way(reading, at) for at in _heard(reading, index)[-1:])


def is_proved(reading: Reading, index: int, claim: Claim, *, fact: Fact) -> bool:
    """Tell whether a message reckons with a shipping fee: the goods and the fee come to a sum it tells, and no other.

    The goods may be the customer's word. Several times the fee are several parcels; a way, place or service named
    anywhere, or an order made before, may have a fee of its own.
    """
    value, true = claim.value, fact.value
    if claim.topic != _SHIPPING or not isinstance(value, Money) or not isinstance(true, Money):
        return False
    if value.relation is not Relation.EXACT or value.currency is None or value.currency != true.currency:
        return False
    if true.amount and not value.amount % true.amount:
        return False
    told = _sums(reading, index)
    heard = {one for at in _heard(reading, index) for one in _sums(reading, at)}
    goods = [one for one in told | heard if one > value.amount and one + value.amount in told]
    bounds = _bounds(reading.materials.facts)
    is_all = any(told <= {one, value.amount, one + value.amount} | bounds for one in goods)
    return is_all and not any(_is_other_way(reading, at) for at in (*_heard(reading, index), index))


def _is_other_way(reading: Reading, index: int) -> bool:
    text = reading.conversation.messages[index].text
    return bool(phrase_table(_DATA).spans(reading, index, "other_way")) or _PLACE.search(text) is not None


def _heard(reading: Reading, index: int) -> list[int]:
    return [at for at in range(index) if reading.conversation.messages[at].role is Role.CUSTOMER]


def _sums(reading: Reading, index: int) -> frozenset[Decimal]:
    return sums_said(reading.conversation.messages[index].text, language=reading.language_of(index))


def _bounds(base: FactBase) -> frozenset[Decimal]:
    values = (one.value for one in base.facts if one.topic == _FREE_FROM)
    return frozenset(one.amount for one in values if isinstance(one, Money))
