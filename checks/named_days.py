"""Finds where a message names days, also in ranges, which are no claim: `14-16 May`, `we wtorek`, `jutro`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checks.claims.calendar import Calendar
from checks.claims.lexicon import Token, languages, lexicon
from checks.normal import normalise
from checks.text import overlaps, quoted_spans
from qa.ports import Reading, Span

_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A place that names a day. `date` is None where it cannot be told which, as for a weekday alone."""

    span: Span
    date: date | None


def named_days(reading: Reading, message: int) -> tuple[NamedDay, ...]:
    """Return where a message names days, in order; what it quotes is left out."""
    said, code = reading.conversation.messages[message], reading.language_of(message)
    if code not in languages():
        return ()
    words, normal = lexicon(code), normalise(said.text, language=code)
    tokens = words.tokens(words.signs(normal.text))
    sent_at = said.sent_at or reading.conversation.started_at
    calendar = Calendar.at(sent_at, language=code, country=reading.materials.country)
    quoted = quoted_spans(said.text)
    found = (NamedDay(Span(*normal.original(start, end)), day) for start, end, day in _days(tokens, calendar))
    return tuple(one for one in found if not overlaps(one.span, quoted))


def today_of(reading: Reading, message: int) -> date | None:
    """Return the day a message was sent, as `named_days` counts."""
    said = reading.conversation.messages[message]
    sent_at = said.sent_at or reading.conversation.started_at
    return Calendar.at(sent_at, language=reading.language_of(message), country=reading.materials.country).today


def _days(tokens: tuple[Token, ...], calendar: Calendar) -> Iterator[tuple[int, int, date | None]]:
    for at, token in enumerate(tokens):
        if "relative" in token:
            day = calendar.today + timedelta(days=int(token.terms["relative"])) if calendar.today else None
            yield token.start, token.end, day
        elif "weekday" in token:
            yield token.start, token.end, None
        elif "month" in token:
            beside = [*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 2]]
            numbers = [one for one in beside if one.number is not None and 1 <= one.number <= _LONGEST_MONTH]
            if numbers:
                last = calendar.day(year=None, month=int(token.terms["month"]), day=int(numbers[-1].number or 0))
                yield min(numbers[-1].start, token.start), max(numbers[-1].end, token.end), last
