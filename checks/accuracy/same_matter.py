"""Tells what makes two values an agent gave no contradiction: a correction, another start, one way of several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from checks.accuracy.contradictions import (
    adds_words,
    is_longer,
    names_branch,
    names_other_goods,
    names_stage,
    takes_back,
)
from checks.accuracy.twice import is_put_off
from checks.claims.context import says
from checks.claims.surroundings import surroundings_of
from checks.text import quoted_spans
from qa.domain.claim import Claim, DateClaim, Modality
from qa.domain.fact import Duration, Money, Percent
from qa.ports import Reading, Span

_OF_THE_SHOP = frozenset({"refund.time", "complaint.reply", "withdrawal.period"})
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{4,}(?![.,]\d)")
_SAME_DAY = timedelta(hours=12)
_FAR = timedelta(days=14)
_OF_ONE_CLAUSE = frozenset({"guarantee.period", "conformity.period"})
_PAUSE = re.compile(r"[,;:،–—]\s")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its message and sentence."""

    message: int
    claim: Claim
    sentence: Span


def is_plain(claim: Claim) -> bool:
    """Tell whether a claim states a value firmly, as a rule or a promise."""
    is_value = isinstance(claim.value, Duration | Money | Percent | DateClaim)
    return is_value and claim.modality in (Modality.POLICY, Modality.PROMISE) and not claim.is_hedged


def are_days_apart(first: Said, second: Said) -> bool:
    """Two days of delivery may also differ within one message, if not within one sentence."""
    return isinstance(first.claim.value, DateClaim) and first.sentence != second.sentence


def is_another_matter(reading: Reading, first: Said, second: Said) -> bool:
    """Tell what makes two values no contradiction: a correction, another start, one way of several, time gone by."""
    if any(takes_back(reading, message) for message in range(first.message + 1, second.message + 1)):
        return True
    between = Span(first.sentence.start, second.sentence.end)
    if first.message == second.message and takes_back(reading, first.message, within=between):
        return True
    if isinstance(second.claim.value, DateClaim) and _is_later(reading, first, second):
        return True
    starts = {first.claim.start_event, second.claim.start_event} - {None}
    if len(starts) == 2 or _is_remaining(reading, first, second):
        return True
    for one in (first, second):
        text, language = _text(reading, one), reading.language_of(one.message)
        is_quoted = any(span.start <= one.claim.start < span.end for span in _quoted(reading, one.message))
        if isinstance(one.claim.value, DateClaim) and names_other_goods(reading, one.message, one.sentence):
            return True
        if is_quoted or says(text, "scope", language=language) or says(text, "variant", language=language):
            return True
        if "?" in text or "؟" in text or names_branch(reading, one.message, one.sentence):
            return True
    numbers = [_numbers(reading, one) for one in (first, second)]
    return all(numbers) and numbers[0].isdisjoint(numbers[1])


def _is_remaining(reading: Reading, first: Said, second: Said) -> bool:
    """A shorter time given on a later day, or promised for this case, is what is left of the longer one."""
    if not isinstance(second.claim.value, Duration) or is_longer(second.claim, first.claim):
        return False
    return _is_later(reading, first, second) or second.claim.modality is Modality.PROMISE


def _is_later(reading: Reading, first: Said, second: Said) -> bool:
    """Tell whether half a day went by, in which there may have been news."""
    times = [reading.conversation.messages[one.message].sent_at for one in (first, second)]
    return times[0] is not None and times[1] is not None and times[1] - times[0] > _SAME_DAY


def may_differ(reading: Reading, first: Said, second: Said) -> bool:
    """Tell whether words of a sentence may make the difference; a few topics have one value for a shop."""
    one, other = first.claim.value, second.claim.value
    if isinstance(one, DateClaim) and isinstance(other, DateClaim):
        if abs(other.date - one.date) >= _FAR:
            return False
        if is_put_off(reading, first.message, second.message):
            return True
    if first.claim.topic in _OF_THE_SHOP:
        return any(
            names_stage(reading, one.message, one.sentence, beside=Span(one.claim.start, one.claim.end))
            for one in (first, second)
        )
    texts = [_without_value(reading, one) for one in (first, second)]
    return adds_words(texts[0], texts[1], language=reading.language_of(second.message))


def is_named(reading: Reading, one: Said) -> bool:
    """Tell whether the clause of a value names its topic and holds no other: else it may be of another thing."""
    text, language = reading.conversation.messages[one.message].text, reading.language_of(one.message)
    return surroundings_of(text, one.claim, topic=one.claim.topic, language=language).is_alone


def is_one_agent(reading: Reading, first: Said, second: Said) -> bool:
    """Tell whether one agent gave both, as far as names are known."""
    authors = {reading.conversation.messages[one.message].author for one in (first, second)}
    return len(authors - {None}) < 2


def _text(reading: Reading, one: Said) -> str:
    return reading.conversation.messages[one.message].text[one.sentence.start : one.sentence.end]


def _without_value(reading: Reading, one: Said) -> str:
    """Return what is said around a value; of a guarantee, whose length does not hang on it, only to the next comma."""
    text, claim = reading.conversation.messages[one.message].text, one.claim
    before, after = text[one.sentence.start : claim.start], text[claim.end : max(one.sentence.end, claim.end)]
    if claim.topic in _OF_ONE_CLAUSE:
        before, after = _PAUSE.split(before)[-1], _PAUSE.split(after)[0]
    return f"{before} {after}"


def _numbers(reading: Reading, one: Said) -> set[str]:
    """Return the order and article numbers of a sentence."""
    return set(_LONG_NUMBER.findall(_text(reading, one)))


def _quoted(reading: Reading, message: int) -> tuple[Span, ...]:
    return quoted_spans(reading.conversation.messages[message].text)
