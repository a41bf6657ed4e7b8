"""Compares a stated sum or percentage with a fact."""

from __future__ import annotations

from decimal import Decimal

from checks.accuracy.answer import Answer
from qa.domain.claim import Claim
from qa.domain.fact import Fact, Money, Percent, Relation

_MANY_KINDS = frozenset({"coupon.value", "product.price"})


def compare_sums(claim: Claim, fact: Fact, *, is_always: bool = False, is_amends: bool = False) -> Answer:
    """Say how a stated sum stands to a fact on its topic; currencies that differ leave it open.

    Coupons and prices come in many: another sum than the fact's is open, never wrong.
    `is_always`: the sentence says that it holds for everybody. `is_amends`: a coupon is given to make up for a
    mistake, for which a shop has one value.
    """
    said, true = claim.value, fact.value
    if isinstance(said, Percent) and isinstance(true, Percent):
        return Answer.SUPPORTED if said.n == true.n else Answer.OPEN
    assert isinstance(said, Money) and isinstance(true, Money)
    if said.currency is None and true.amount and fact.topic == "shipping.price":
        return Answer.OVERPROMISES if is_always else Answer.OPEN
    if said.currency is not None and true.currency is not None and said.currency != true.currency:
        return Answer.OPEN
    if _agrees(said, true, topic=fact.topic):
        return Answer.SUPPORTED
    is_hedged = claim.is_hedged and fact.topic != "shipping.free_from"
    if (fact.topic in _MANY_KINDS and not is_amends) or is_hedged:
        return Answer.OPEN
    return Answer.OVERPROMISES if said.amount < true.amount else _worse(fact)


def until_pause(sentence: str, quote: str) -> str:
    """Return a sentence up to a value: where the customer pays for a way back, told after it, changes nothing."""
    at = sentence.find(quote)
    return sentence[: at + len(quote)] if at >= 0 else sentence


def _agrees(said: Money, true: Money, *, topic: str) -> bool:
    if said.amount == true.amount:
        return True
    if topic == "shipping.free_from":
        return False
    if said.relation is Relation.AT_LEAST:
        return said.amount <= true.amount
    if said.relation is Relation.AT_MOST:
        return said.amount >= true.amount
    return _is_within(said.amount, true)


def _is_within(amount: Decimal, true: Money) -> bool:
    if true.relation is Relation.AT_MOST:
        return amount <= true.amount
    return true.relation is Relation.AT_LEAST and amount >= true.amount


def _worse(fact: Fact) -> Answer:
    return Answer.UNDERSTATES if fact.direction == "customer_right" else Answer.OTHER
