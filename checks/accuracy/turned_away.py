"""Finds where an agent sends a customer off: sale goods may not go back, a fault is left to the maker."""

from __future__ import annotations

import re
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
_PAUSES = re.compile(r"[,،;؛:.!?؟–—\n]")
_THAI_PAUSES = re.compile(r"\s")


def turned_away_spans(reading: Reading, index: int) -> Iterator[Span]:
    """Yield where an agent refuses a customer who wants to return sale goods, or sends one with a fault to the maker.

    Both words of a pair stand near each other, in no question and no quotation. Nothing is found where an agent opens
    a way after all, or names goods that the law excepts; nor where the box, a fee or the courier is what does not go or
    come back.
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
    return tuple(one for one in found if not _is_of_other(reading, index, one)) if name == "final" else found


def _is_of_other(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the words between the pauses around a refusal name another thing than the goods."""
    text = reading.conversation.messages[index].text
    pauses = _THAI_PAUSES if reading.language_of(index) == "th" else _PAUSES
    start = max((one.end() for one in pauses.finditer(text, 0, span.start)), default=0)
    stop = pauses.search(text, span.end)
    end = stop.start() if stop else len(text)
    return any(start <= one.start < end for one in _combos().spans(reading, index, "of_other"))


@cache
def _combos() -> Combos:
    return Combos(_DATA)
