"""Tells whether a claim surely speaks of a fact's matter, so that another value can only be a mistake."""

from __future__ import annotations

import re
from pathlib import Path

from checks.accuracy.answer import Answer
from checks.accuracy.durations import WINDOWS
from checks.accuracy.fees import is_free_for_all, is_of_other_way, is_proved
from checks.accuracy.phrase_table import phrase_table
from checks.accuracy.reckoned import others_do
from checks.accuracy.scope import is_order_named
from checks.claims.context import begins_with, lengths_said, says, sums_said
from checks.claims.surroundings import Surroundings, surroundings_of
from checks.text import sentence_at
from qa.domain.claim import Claim, Modality
from qa.domain.conversation import Role
from qa.domain.fact import Duration, Fact, Money, Relation
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_RETURNS = frozenset({"withdrawal.period", "return.period"})
_GUARANTEES = frozenset({"guarantee.period", "conformity.period"})
_NEWS = frozenset({"dispatch.time", "delivery.time", "refund.time"})
_OF_WAYS = frozenset({"dispatch.time", "delivery.time"})
_FROM_CUSTOMER = ("goods_received", "order_placed")
_FREE_FROM, _SHIPPING = "shipping.free_from", "shipping.price"
_GENEROUS = _GUARANTEES | _RETURNS
_SHORTEST_GUARANTEE = 14
_FEW_LETTERS = 6
_SAID_OF_SUMS = ("campaign", "their_basket", "needed")
_PAUSE = re.compile(r"[,،;:–—]\s")


def is_certain(reading: Reading, index: int, claim: Claim, *, fact: Fact, answer: Answer) -> bool:
    """Tell whether a claim that contradicts a fact surely speaks of that fact's matter, and of it as a rule.

    Its own clause must name the topic, unless it answers a question of one or runs from when the customer bought or
    received and the sentence names no other, and hold no other value of the kind. A sum must be the price itself, not
    one of several, unless it makes up a total with the goods, nor of another way (by locker, on delivery) that anybody
    spoke of; what is always free must be so on no condition. A length must not be rough, one the
    customer had named, one that is right for another topic of the sentence, that of these days alone, nor a single day
    or month told without its start; a time to return something must be the customer's, and not of a purchase in a
    shop. A shop may give a longer guarantee or time to return than the rule; a day reckoned from the record needs its
    order named.
    """
    if fact.topic == _FREE_FROM:
        return _is_threshold(reading, index, claim, fact=fact)
    if answer is Answer.OVERPROMISES and (claim.is_hedged or fact.topic in _GENEROUS):
        return False
    if claim.last_day is not None:
        return claim.start_event == "complaint_received" or is_order_named(reading, until=index)
    if fact.topic == _SHIPPING and is_proved(reading, index, claim, fact=fact):
        return not _has_other_way(reading, index)
    topic = claim.topic or fact.topic
    text = reading.conversation.messages[index].text
    around = surroundings_of(text, claim, topic=claim.topic, language=reading.language_of(index))
    if claim.is_hedged and not _is_firm(claim, around, fact):
        return False
    is_only = _is_told_by_start(claim, around, fact)
    is_answer = claim.topic is None and (
        _is_nothing_else(reading, index, claim) or _is_term(reading, index, claim, fact)
    )
    if around.in_clause or not (around.is_named or is_only or is_answer):
        return False
    if isinstance(claim.value, Money):
        return _is_price(reading, index, claim, around, topic=topic)
    if not isinstance(claim.value, Duration):
        return True
    is_near = answer is Answer.OVERPROMISES and _reaches(claim.value, fact.value)
    is_of_other = _is_of_other_topic(reading, claim, fact, named=around.topics)
    return not (is_near or is_of_other) and _is_rule(reading, index, claim, topic=topic, answer=answer)


def _is_firm(claim: Claim, around: Surroundings, fact: Fact) -> bool:
    """Tell whether a softened length is wrong all the same: `should` gives the customer a duty, and a duty of the
    shop's was compared at two thirds of its length, here from the very start of the fact's.
    """
    if not isinstance(claim.value, Duration):
        return False
    if fact.topic in _RETURNS:
        return around.is_duty
    if fact.topic == "refund.time" and claim.start_event == "goods_returned":
        return True
    return fact.topic not in WINDOWS and claim.start_event is not None and claim.start_event == fact.start_event


def _is_told_by_start(claim: Claim, around: Surroundings, fact: Fact) -> bool:
    """Tell whether from when a length runs says what it is of, where its sentence names no other topic."""
    if claim.start_event == "goods_returned":
        return fact.topic == "refund.time" and around.topics <= {fact.topic}
    if claim.start_event not in _FROM_CUSTOMER:
        return False
    return around.topics == {claim.topic} or (
        claim.topic is None and around.topics <= _RETURNS and fact.topic in _RETURNS
    )


def _is_nothing_else(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether an answer is the value and hardly a word more: `gift wrap is 9 zł` answers something else."""
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, claim.start)
    beside = f"{text[sentence.start : claim.start]} {text[claim.end : sentence.end]}"
    return len("".join(filter(str.isalpha, beside))) <= _FEW_LETTERS


def _is_term(reading: Reading, index: int, claim: Claim, fact: Fact) -> bool:
    """Tell whether an answer on returns calls its length the time that there is: `the window is 14 days`."""
    sentence = sentence_at(reading.conversation.messages[index].text, claim.start)
    return fact.topic in _RETURNS and bool(phrase_table(_DATA).spans_within(reading, index, "term", within=sentence))


def _is_threshold(reading: Reading, index: int, claim: Claim, *, fact: Fact) -> bool:
    """Tell whether a sum is surely that from which the way is free: its sentence names the way and no other bound.

    What is missing to it may stand beside it, not in its clause; nor may a way of its own, what holds on some days
    alone, and what this customer's basket comes to (`your order is above 300, so it's free`), unless a rule is told.
    """
    text, language = reading.conversation.messages[index].text, reading.language_of(index)
    around = surroundings_of(text, claim, topic=claim.topic, language=language)
    sentence = sentence_at(text, claim.start)
    led_by = _PAUSE.split(text[sentence.start : claim.end])[-1]
    if _SHIPPING not in around.topics or says(text[sentence.start : sentence.end], "variant", language=language):
        return False
    is_missing = says(led_by, "short_of", language=language)
    if says(led_by, "hedge", language=language) or (
        is_missing and not begins_with(claim.quote, "reaching", language=language)
    ):
        return False
    said = {name: phrase_table(_DATA).spans_within(reading, index, name, within=sentence) for name in _SAID_OF_SUMS}
    is_told = bool(said["their_basket"]) or _is_above(reading, index, claim, fact)
    return not (said["campaign"] or (is_told and not said["needed"]) or _has_other_way(reading, index))


def _is_above(reading: Reading, index: int, claim: Claim, fact: Fact) -> bool:
    """Tell whether a sum above the rule's may only be what is bought: what costs that much or more was named."""
    value, true = claim.value, fact.value
    assert isinstance(value, Money)
    if not isinstance(true, Money) or value.amount <= true.amount:
        return False
    messages = reading.conversation.messages
    return any(
        amount >= value.amount
        for at, one in enumerate(messages[:index])
        for amount in sums_said(one.text, language=reading.language_of(at))
    )


def _is_price(reading: Reading, index: int, claim: Claim, around: Surroundings, *, topic: str) -> bool:
    """Tell whether a sum is the price alone: a sum said beside `free` is the order's, one of several may be any.

    So may one that shipping is only told with (`a new order comes to 71.99 with shipping`), or that is still missing
    (`add something for 10 zł and delivery is free`).
    """
    value = claim.value
    assert isinstance(value, Money)
    is_of_order = around.is_free and value.amount > 0 and value.relation is Relation.EXACT
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, claim.start)
    is_short_of = says(text[sentence.start : sentence.end], "short_of", language=reading.language_of(index))
    if is_of_order or around.in_sentence or is_short_of:
        return False
    if topic != _SHIPPING:
        return True
    is_told_with = claim.topic is not None and not around.is_led
    is_usual = (
        is_free_for_all(reading, index, claim) if not value.amount else not is_of_other_way(reading, index, claim)
    )
    return is_usual and not (is_told_with or _has_other_way(reading, index))


def _has_other_way(reading: Reading, index: int) -> bool:
    """Tell whether the message or the customer before it speaks of a way or goods with a price or time of their own."""
    messages = reading.conversation.messages
    return any(
        says(one.text, section, language=reading.language_of(at))
        for section in ("variant", "scope")
        for at, one in enumerate(messages[: index + 1])
        if at == index or one.role is Role.CUSTOMER
    )


def _is_rule(reading: Reading, index: int, claim: Claim, *, topic: str, answer: Answer) -> bool:
    value = claim.value
    assert isinstance(value, Duration)
    length = value.max or value.n or 0
    is_article = length == 1 and value.unit != "year" and not any(sign.isdigit() for sign in claim.quote)
    if is_article and claim.start_event is None:
        return False
    if topic in _GUARANTEES and value.unit in ("hour", "day") and length < _SHORTEST_GUARANTEE:
        return False
    sentence = sentence_at(reading.conversation.messages[index].text, claim.start)
    if topic in _RETURNS and _is_in_shop(reading, index):
        return False
    is_given = claim.topic is None or claim.start_event in _FROM_CUSTOMER or _is_theirs(reading, index, sentence)
    if topic in _RETURNS and not is_given:
        return False
    is_longer = topic not in WINDOWS and answer is not Answer.OVERPROMISES
    if is_longer and topic in _NEWS and claim.modality is Modality.PROMISE and claim.start_event != "goods_returned":
        return False
    is_counted = topic in _RETURNS and claim.start_event == "goods_received"
    if not is_counted and phrase_table(_DATA).spans_within(reading, index, "these_days", within=sentence):
        return False
    if topic in _OF_WAYS | _GUARANTEES and _has_other_way(reading, index):
        return False
    return not _is_customers(reading, index, value, length, is_of_age=topic in _GUARANTEES)


def _is_customers(reading: Reading, index: int, value: Duration, length: float, *, is_of_age: bool) -> bool:
    """Tell whether the customer named that length before, or, of a guarantee, any age of the thing."""
    said = (
        lengths_said(one.text, language=reading.language_of(at))
        for at, one in enumerate(reading.conversation.messages[:index])
        if one.role is Role.CUSTOMER
    )
    named = {one for each in said for one in each}
    return (length, value.unit) in named or (is_of_age and any(unit in ("month", "year") for _, unit in named))


def _is_in_shop(reading: Reading, index: int) -> bool:
    """Tell whether anybody speaks of a purchase in a shop, which the law of distance selling leaves alone."""
    return any(phrase_table(_DATA).spans(reading, at, "in_shop") for at in range(index + 1))


def _is_theirs(reading: Reading, index: int, sentence: Span) -> bool:
    """Tell whether a sentence gives the customer a time, and no courier or agent does anything in it."""
    is_given = phrase_table(_DATA).spans_within(reading, index, "theirs", within=sentence)
    return bool(is_given) and not others_do(reading, index, sentence)


def _is_of_other_topic(reading: Reading, claim: Claim, fact: Fact, *, named: frozenset[str]) -> bool:
    """Tell whether another topic has the very length said, without a start of this one's.

    It must be named in the sentence, unless two numbers agree (`5 to 7 working days`): that is no chance.
    """
    value = claim.value
    assert isinstance(value, Duration)
    return any(
        other.topic not in (fact.topic, claim.topic)
        and (other.topic in named or value.relation is Relation.RANGE)
        and not {other.topic, fact.topic} <= WINDOWS
        and isinstance(other.value, Duration)
        and _number(other.value) == _number(value)
        and claim.start_event in (None, other.start_event)
        for other in reading.materials.facts.facts
    )


def _reaches(said: Duration, true: object) -> bool:
    """Tell whether a stated range reaches into a fact's (`1 to 3 days` of `2 to 4`): both may be meant as rough."""
    if said.relation is not Relation.RANGE or not isinstance(true, Duration) or true.min is None:
        return False
    return (said.unit, said.calendar) == (true.unit, true.calendar) and (said.max or 0) >= true.min


def _number(value: Duration) -> tuple[float | None, float | None, str, str]:
    last = value.max if value.relation is Relation.RANGE else value.n
    return value.min if value.relation is Relation.RANGE else None, last, value.unit, value.calendar
