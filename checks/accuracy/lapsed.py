"""Finds where an agent ends the shop's answer for faulty goods earlier than the law does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checks.accuracy.scope import facts_for
from checks.claims.context import lengths_said
from checks.combos import Combos
from checks.sides import agent_messages
from checks.text import sentences
from qa.domain.conversation import Role
from qa.domain.fact import Duration
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_REACH = 200
_ASKS = ("?", "؟")
_MONTHS = {"month": 1, "year": 12}
_YOUNGEST, _SHORT = 3, 12


def lapsed_spans(reading: Reading, index: int) -> Iterator[tuple[Span, bool]]:
    """Yield (where, is it sure) an agent says that a fault is no longer the shop's affair after a year or less.

    Sure where the thing's age was told and lies within the time of the law in force; nothing is found where an agent
    names that time or takes the complaint, and where the sentence speaks of a card, a battery or the maker's guarantee.
    """
    limits = tuple(one for one in _spans(reading, index, "limit") if not _is_aside(reading, index, one))
    if not limits or not tells_fault(reading, index):
        return
    answers = agent_messages(reading.conversation)
    if any(_spans(reading, one, name) for one in answers for name in ("right", "granted")):
        return
    for limit in limits:
        over = next((one for one in _spans(reading, index, "over") if _are_near(limit, one)), None)
        if over is not None:
            is_sure = _is_of_law(reading, index) and _is_young(reading, index)
            yield Span(min(limit.start, over.start), max(limit.end, over.end)), is_sure
            return


def tells_fault(reading: Reading, index: int, *, in_answer: bool = True) -> bool:
    """Tell whether the customer before a message, or with `in_answer` the message too, speaks of a fault or claim."""
    messages = reading.conversation.messages
    heard = [at for at in range(index) if messages[at].role is Role.CUSTOMER]
    return any(bool(_spans(reading, at, "fault")) for at in ((index, *heard) if in_answer else heard))


def _spans(reading: Reading, index: int, name: str) -> tuple[Span, ...]:
    return _combos().spans(reading, index, name)


def _are_near(one: Span, other: Span) -> bool:
    apart = max(one.start, other.start) - min(one.end, other.end)
    return apart <= _REACH and not (one.start < other.end and other.start < one.end)


def _is_aside(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether a time stands in a question, or beside what has a time of its own."""
    text = reading.conversation.messages[index].text
    sentence = next((one for one in sentences(text) if one.start <= span.start < one.end), span)
    if text[sentence.start : sentence.end].rstrip().endswith(_ASKS):
        return True
    return any(sentence.start <= one.start < sentence.end for one in _spans(reading, index, "other"))


def _is_of_law(reading: Reading, index: int) -> bool:
    """Tell whether the law gives longer than a year, whatever else is known of the sale."""
    facts = facts_for(reading, "conformity.period", message=index, kind="law")
    known = [fact.value for fact, is_certain in facts if is_certain]
    return bool(known) and all(isinstance(one, Duration) and _months(one) > _SHORT for one in known)


def _is_young(reading: Reading, index: int) -> bool:
    """Tell whether somebody told how old the thing is, and nobody an age that the law leaves out."""
    messages = reading.conversation.messages
    customers = [at for at in range(index) if messages[at].role is Role.CUSTOMER]
    lengths = [
        length
        for at in (*customers, *(one for one in agent_messages(reading.conversation) if one < index))
        for length in lengths_said(messages[at].text, language=reading.language_of(at))
    ]
    ages = [n * _MONTHS[unit] for n, unit in lengths if unit in _MONTHS]
    if any(months >= 2 * _SHORT for months in ages):
        return False
    is_counted = any(months >= _YOUNGEST for months in ages)
    return is_counted or any(bool(_spans(reading, at, "age")) for at in customers)


def _months(value: Duration) -> float:
    return (value.n or value.min or 0) * _MONTHS.get(value.unit, 0)


@cache
def _combos() -> Combos:
    return Combos(_DATA)
