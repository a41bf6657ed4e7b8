"""Reads what an agent says goods are or have, or the shop does: in the set, in two sizes, washable, to be combined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from checks.accuracy.states import left_over, plain_words
from checks.accuracy.twice import SaidOnce
from checks.accuracy.words import shares_stem
from checks.combos import Combos
from checks.text import sentence_at
from qa.domain.conversation import Role
from qa.domain.finding import Verdict
from qa.ports import Reading, Span

_DATA = Path(__file__).with_suffix(".yaml")
_WORD = re.compile(r"[^\W\d_]{4,}")
_THAI_RUN = 5
_MOST_NEW = 1
_PAIR = 2
_BOTH = "both"
_OF_MANY = frozenset({"set", "fits", "kinds", "there"})
_OTHER, _PAYER = "other", "payer"


def offers_said(reading: Reading, message: int) -> Iterator[SaidOnce]:
    """Yield what a message says is so or is not of goods and services."""
    for one in _combos().find(reading, message, "offers"):
        subject, value = one.tells.split()
        yield SaidOnce(message, subject, value, one.span, clause=one.clause, parts=one.parts)


def clash_of_offers(reading: Reading, later: SaidOnce, earlier: SaidOnce) -> Verdict | None:
    """Return how sure it is that two such statements clash; None where they are of two things.

    Certain where something granted is denied later, both name the same thing, and the later sentence hardly a word that
    was not in the talk before; a person looks at any other that names no other thing.
    """
    if later.subject != earlier.subject or later.value == earlier.value:
        return None
    if _spans_in(reading, later, _OTHER) or (later.subject == _BOTH and _payers(reading, later) < _PAIR):
        return None
    if _is_of_thing_asked_between(reading, later, earlier):
        return None
    shared = _shared(reading, later, earlier)
    is_certain = earlier.value == "yes" and bool(shared)
    if not shared and later.subject in _OF_MANY:
        return None
    if later.subject == _BOTH:
        return Verdict.FAIL if is_certain and _payers(reading, earlier) >= _PAIR else Verdict.NEEDS_HUMAN
    return Verdict.FAIL if is_certain and _new_words(reading, later) <= _MOST_NEW else Verdict.NEEDS_HUMAN


def _is_of_thing_asked_between(reading: Reading, later: SaidOnce, earlier: SaidOnce) -> bool:
    """Tell whether the later sentence names what the customer asked of in between, and the earlier message did not."""
    messages, language = reading.conversation.messages, reading.language_of(later.message)
    said, text = messages[earlier.message].text, _text(reading, later, is_cut=True)
    between = messages[earlier.message + 1 : later.message]
    asked = " ".join(one.text for one in between if one.role is Role.CUSTOMER)
    if language == "th":
        runs = (run for run in re.findall(r"[^\W\d_]+", _bare(asked)) if len(run) >= _THAI_RUN)
        return any(_holds_word_of(text, run) and not _holds_word_of(said, run) for run in runs)
    known, named = _words(said), _words(text)
    return any(
        shares_stem(word, named) and not shares_stem(word, known)
        for word in _words(asked)
        if word not in plain_words(language)
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _spans_in(reading: Reading, one: SaidOnce, name: str) -> tuple[Span, ...]:
    within = one.clause or one.span
    return tuple(
        span for span in _combos().spans(reading, one.message, name) if within.start <= span.start < within.end
    )


def _payers(reading: Reading, one: SaidOnce) -> int:
    """Count the different things to pay or save with that a sentence names."""
    text = reading.conversation.messages[one.message].text
    named: list[str] = []
    for span in _spans_in(reading, one, _PAYER):
        word = text[span.start : span.end].casefold()
        if not shares_stem(word, named):
            named.append(word)
    return len(named)


def _shared(reading: Reading, later: SaidOnce, earlier: SaidOnce) -> list[str]:
    """Return the words of the earlier sentence that the later one, or the sentence before it, has too."""
    said, told = _text(reading, earlier), _text(reading, later, with_before=True)
    if reading.language_of(later.message) == "th":
        runs = re.findall(r"[^\W\d_]+", _bare(said))
        return [run for run in runs if _holds_word_of(told, run)]
    known, plain = _words(told), plain_words(reading.language_of(later.message))
    return [word for word in _words(said) if word not in plain and shares_stem(word, known)]


def _new_words(reading: Reading, later: SaidOnce) -> int:
    """Count the words of the later sentence, beside those that tell it, that nobody said before."""
    messages = reading.conversation.messages
    before = " ".join(one.text for one in messages[: later.message])
    text = _text(reading, later, is_cut=True)
    if reading.language_of(later.message) == "th":
        return len(left_over(text, before)) // _THAI_RUN
    start = sentence_at(messages[later.message].text, later.span.start).start
    known = _words(f"{before} {messages[later.message].text[:start]}")
    plain = plain_words(reading.language_of(later.message))
    return sum(word not in plain and not shares_stem(word, known) for word in set(_words(text)))


def _text(reading: Reading, one: SaidOnce, *, with_before: bool = False, is_cut: bool = False) -> str:
    text, within = reading.conversation.messages[one.message].text, one.clause or one.span
    start = within.start
    if not is_cut:
        sentence = sentence_at(text, start)
        start = sentence_at(text, max(sentence.start - 2, 0)).start if with_before else sentence.start
        return text[start : sentence.end]
    pieces, at = [], start
    for part in sorted(one.parts, key=lambda part: part.start):
        pieces.append(text[at : max(at, part.start)])
        at = max(at, part.end)
    return " ".join([*pieces, text[at : within.end]])


def _bare(text: str) -> str:
    for word in sorted(plain_words("th"), key=len, reverse=True):
        text = text.replace(word, " ")
    return text


def _holds_word_of(text: str, run: str) -> bool:
    """Tell whether a text holds as many letters of a run on end as make a word."""
    pieces = (run[at : at + _THAI_RUN] for at in range(len(run) - _THAI_RUN + 1))
    return any(piece in text for piece in pieces)


@cache
def _combos() -> Combos:
    return Combos(_DATA)
