"""Finds where an agent sends a customer off: sale goods may not go back, a fault is left to the maker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checks.accuracy.lapsed import tells_fault
from checks.combos import Combos
from checks.sides import agent_messages, customer_messages
from checks.text import quoted_spans, sentences
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_REACH = 200
_ASKS = ("?", "؟")


def turned_away_spans(reading: Reading, index: int) -> Iterator[Span]:
    """Yield where an agent refuses a customer who wants to return sale goods, or sends one with a fault to the maker.

    Both words of a pair stand near each other, in no question and no quotation. Nothing is found where an agent opens
    a way after all, or names goods that the law excepts.
    """
    heard = customer_messages(reading.conversation, before=index)
    if any(_spans(reading, one, "open_to") for one in (*agent_messages(reading.conversation), *heard)):
        return
    if any(_spans(reading, one, "wants_back") for one in heard):
        yield from _together(reading, index, "sale", "final")
    if tells_fault(reading, index, in_answer=False):
        yield from _together(reading, index, "maker", "disowned")


def _together(reading: Reading, index: int, first: str, second: str) -> Iterator[Span]:
    others = _spans(reading, index, second)
    for one in _spans(reading, index, first):
        for other in others:
            start, end = min(one.start, other.start), max(one.end, other.end)
            if end - start <= _REACH:
                yield Span(start, end)
                return


def _spans(reading: Reading, index: int, name: str) -> tuple[Span, ...]:
    """Return where words of a class stand, those of questions and quotations left out."""
    text = reading.conversation.messages[index].text
    found = _combos().spans(reading, index, name)
    if not found:
        return ()
    if name in ("final", "disowned"):
        asked = [one for one in sentences(text) if text[one.start : one.end].rstrip().endswith(_ASKS)]
        hidden = (*asked, *quoted_spans(text))
        found = tuple(one for one in found if not any(h.start <= one.start < h.end for h in hidden))
    return found


@cache
def _combos() -> Combos:
    return Combos(_DATA)
