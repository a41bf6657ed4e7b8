"""Reads what state an agent says an order is in, and on which day it came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.claims.clauses import Stretch
from checks.claims.lexicon import Lexicon, Token
from checks.claims.values import Found, is_negated
from qa.domain.claim import DateClaim, StatusClaim

_ON_THE_WAY = ("shipped", "out_for_delivery", "packed")


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Words that put an order in a status; `start` and `end` are token positions."""

    status: str
    start: int
    end: int
    is_current: bool = False


def find_statuses(
    lexicon: Lexicon, text: str, tokens: Sequence[Token], clause: Stretch
) -> Iterator[StatusWords]:  # fmt: skip
    """Yield the statuses a clause states; denied, future and conditional ones are left out."""
    within = text[clause.start : clause.end]
    if not lexicon.may_name_status(within) or lexicon.has("status_not", within):
        return
    taken: list[tuple[int, int]] = []
    for status, pattern in lexicon.patterns("statuses"):
        for found in pattern.finditer(within):
            start, end = clause.start + found.start(), clause.start + found.end()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            is_current = status in _ON_THE_WAY and lexicon.has("status_now", found[0])
            words = replace(_at_tokens(status, tokens, start, end), is_current=is_current)
            is_open = _is_open(lexicon, text[clause.start : end], found[0], start=start - clause.start)
            if not is_open and not is_negated(tokens, words.end, words.end):
                yield words
    if not taken:
        yield from _conjoined(lexicon, within, tokens, clause)


def _conjoined(lexicon: Lexicon, within: str, tokens: Sequence[Token], clause: Stretch) -> Iterator[StatusWords]:
    """Yield the status that several words of a clause tell together, in any order (`środki`, `zwróciliśmy`)."""
    for _, status, start, end in lexicon.conjoined("statuses", within)[:1]:
        words = _at_tokens(status, tokens, clause.start + start, clause.start + end)
        is_open = _is_open(lexicon, within[:end], within[start:end], start=start)
        if not is_open and not is_negated(tokens, words.end, words.end):
            yield words


def _is_open(lexicon: Lexicon, before: str, words: str, *, start: int) -> bool:
    """Tell whether a status is future or only possible, by what stands before it or in it."""
    return lexicon.has("status_open", before[:start]) or lexicon.has("status_open", words)


def join_dates(statuses: Sequence[StatusWords], days: Sequence[tuple[Found, bool]]) -> Iterator[Found]:
    """Yield each status of one clause: as a day with that status where the clause names exactly one day."""
    day = days[0][0] if len(days) == 1 and len(statuses) == 1 else None
    for words in statuses:
        if day is None:
            yield Found(StatusClaim(words.status, words.is_current), words.start, words.end)
            continue
        assert isinstance(day.value, DateClaim)
        value = DateClaim(day.value.date, day.value.weekday_mismatch, words.status)
        yield Found(value, min(day.start, words.start), max(day.end, words.end))


def _at_tokens(status: str, tokens: Sequence[Token], start: int, end: int) -> StatusWords:
    first = next(index for index, token in enumerate(tokens) if token.end > start)
    last = next((index for index, token in enumerate(tokens) if token.start >= end), len(tokens))
    return StatusWords(status, first, last)
