"""Tells what a length of time is about that names no topic itself, from what the talk is about."""

from __future__ import annotations

from pathlib import Path

from checks.accuracy.phrase_table import phrase_table
from checks.claims.context import is_bare, lengths_said, says, tells, topic_asked, topics_named
from checks.claims.surroundings import sentence_around, surroundings_of
from checks.text import sentence_at
from qa.domain.claim import Claim, Modality
from qa.domain.conversation import Role
from qa.domain.fact import Duration
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_RETURNS = frozenset({"return.period", "withdrawal.period", "return.cost"})
_LONGEST, _MOST_YEARS = 60, 5


def topic_of_talk(reading: Reading, index: int, claim: Claim) -> str | None:
    """Return what a claim without a topic is about; None where the talk leaves it open.

    An answer that names nothing else is about what the customer asked just before. Days from when the customer got the
    goods are those to return them where the talk is of a return; from when goods came back, those of the refund. A time
    for an answer is the complaint's where the customer made one.
    """
    heard = _heard(reading, index)
    if not isinstance(claim.value, Duration):
        return _asked(reading, index, claim)
    if heard and phrase_table(_DATA).spans(reading, heard[-1], "aside"):
        return None
    found = (_asked, _to_return, _of_refund, _of_reply)
    return next((topic for one in found if (topic := one(reading, index, claim)) is not None), None)


def _asked(reading: Reading, index: int, claim: Claim) -> str | None:
    before = [
        (position, one)
        for position, one in enumerate(reading.conversation.messages[:index])
        if one.role in (Role.CUSTOMER, Role.AGENT)
    ]
    if not before or before[-1][1].role is not Role.CUSTOMER:
        return None
    position, asked = before[-1]
    text, span = reading.conversation.messages[index].text, _sentence(reading, index, claim)
    language = reading.language_of(index)
    says_little = is_bare(text[span.start : span.end], claim.quote, language=language)
    says_little = says_little or _names_nothing(reading, index, claim)
    topic = topic_asked(asked.text, claim, language=reading.language_of(position)) if says_little else None
    if topic is None and says_little and isinstance(claim.value, Duration) and _asks_for_money(reading, position):
        topic = "refund.time"
    # What runs from the day goods came back is a refund, whatever else was asked.
    return None if claim.start_event == "goods_returned" and topic != "refund.time" else topic


def _asks_for_money(reading: Reading, index: int) -> bool:
    """Tell whether a customer who is to get money back asks how long that takes: `and the money, how long?`."""
    text, language = reading.conversation.messages[index].text, reading.language_of(index)
    is_asked = bool(phrase_table(_DATA).spans(reading, index, "how_long")) and tells(text, "money", language=language)
    heard = _heard(reading, index + 1)
    named = (topics_named(reading.conversation.messages[at].text, language=reading.language_of(at)) for at in heard)
    return is_asked and any((_RETURNS | {"refund.time", "refund.amount"}) & one for one in named)


def _to_return(reading: Reading, index: int, claim: Claim) -> str | None:
    value = claim.value
    assert isinstance(value, Duration)
    if claim.start_event != "goods_received" or value.unit != "day" or (value.max or value.n or 0) > _LONGEST:
        return None
    heard = _heard(reading, index)
    if not _names_nothing(reading, index, claim) or _is_of_fault(reading, index):
        return None
    messages = reading.conversation.messages
    named = (topics_named(messages[at].text, language=reading.language_of(at)) for at in (*heard, index))
    return "return.period" if any(_RETURNS & one for one in named) else None


def _of_refund(reading: Reading, index: int, claim: Claim) -> str | None:
    """What runs from when goods came back is the refund where the customer spoke of money, and nothing else is sent."""
    span = _sentence(reading, index, claim)
    is_other = bool(phrase_table(_DATA).spans_within(reading, index, "exchange", within=span)) or _is_of_fault(
        reading, index
    )
    if claim.start_event != "goods_returned" or is_other or _topics_beside(reading, index, claim) - {"refund.time"}:
        return None
    messages = reading.conversation.messages
    asked = ((messages[at].text, reading.language_of(at)) for at in _heard(reading, index))
    return "refund.time" if any(tells(text, "money", language=language) for text, language in asked) else None


def _of_reply(reading: Reading, index: int, claim: Claim) -> str | None:
    """A time for an answer or a decision is the complaint's, where the customer complained just before."""
    heard = _heard(reading, index)
    text, language = reading.conversation.messages[index].text, reading.language_of(index)
    if not heard or not reading.phrases(heard[-1], "complaint") or _topics_beside(reading, index, claim):
        return None
    is_answer = tells(sentence_around(text, claim.start, language=language), "replies", language=language)
    return "complaint.reply" if is_answer else None


def _names_nothing(reading: Reading, index: int, claim: Claim) -> bool:
    """Tell whether the sentence of a length holds no other, and no word of another matter with a time of its own."""
    text, span, language = _text(reading, index), _sentence(reading, index, claim), reading.language_of(index)
    is_rough = claim.start_event is None and (claim.is_hedged or claim.modality is Modality.PROMISE)
    if not isinstance(claim.value, Duration) or is_rough or _topics_beside(reading, index, claim) - _RETURNS:
        return False
    is_long = claim.value.unit == "year" and (claim.value.n or 0) > _MOST_YEARS
    is_one = len(lengths_said(text[span.start : span.end], language=language)) <= 1
    if is_long or not is_one or says(text[span.start : span.end], "another_matter", language=language):
        return False
    return not any(
        phrase_table(_DATA).spans_within(reading, index, name, within=span) for name in ("another_time", "remaining")
    )


def _topics_beside(reading: Reading, index: int, claim: Claim) -> frozenset[str]:
    text = reading.conversation.messages[index].text
    return surroundings_of(text, claim, topic=None, language=reading.language_of(index)).topics


def _text(reading: Reading, index: int) -> str:
    return reading.conversation.messages[index].text


def _heard(reading: Reading, index: int) -> list[int]:
    return [at for at in range(index) if reading.conversation.messages[at].role is Role.CUSTOMER]


def _is_of_fault(reading: Reading, index: int) -> bool:
    return any(bool(phrase_table(_DATA).spans(reading, at, "fault")) for at in _heard(reading, index))


def _sentence(reading: Reading, index: int, claim: Claim) -> Span:
    span = sentence_at(reading.conversation.messages[index].text, claim.start)
    return Span(span.start, max(span.end, claim.end))
