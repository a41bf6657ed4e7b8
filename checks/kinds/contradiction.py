"""Looks for two answers in one case that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import ClassVar

from checks.accuracy.contradictions import (
    adds_words,
    admits_mistake,
    can_both_hold,
    is_longer,
    names_branch,
    names_other_goods,
    names_stage,
    takes_back,
)
from checks.accuracy.spell import spell_claim
from checks.accuracy.states import are_of_one_thing, states_said
from checks.accuracy.twice import SaidOnce, is_put_off, said_once, told_of_order
from checks.claims.context import says
from checks.claims.surroundings import surroundings_of
from checks.text import quoted_spans, sentence_at
from checks.wording import Reporter
from qa.domain.claim import Claim, DateClaim, Modality
from qa.domain.fact import Duration, Money, Percent
from qa.domain.finding import CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Contradiction"]

_TOPICS = frozenset(
    {
        "withdrawal.period",
        "return.period",
        "refund.time",
        "complaint.reply",
        "dispatch.time",
        "delivery.time",
        "shipping.price",
        "shipping.free_from",
        "return.cost",
        "guarantee.period",
        "conformity.period",
        "delivery.date",
        "refund.amount",
        "product.price",
        "coupon.value",
    }
)
_OF_MANY = frozenset({"refund.amount", "product.price", "coupon.value"})
_OF_THE_SHOP = frozenset({"refund.time", "complaint.reply", "withdrawal.period"})
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{4,}(?![.,]\d)")
_SAME_DAY = timedelta(hours=12)
_FAR = timedelta(days=14)
_OF_ONE_CLAUSE = frozenset({"guarantee.period", "conformity.period"})
_PAUSE = re.compile(r"[,;:،–—]\s")
_TEXTS = {
    "en": "Said: {found}. Message {earlier} said: {expected}. Can both be true here?",
    "pl": "Powiedziano: {found}. W wiadomości {earlier} było: {expected}. Czy tu jedno i drugie może być prawdą?",
    "pt": "Dito: {found}. A mensagem {earlier} dizia: {expected}. Podem ambos ser verdade aqui?",
    "ar": "قيل: {found}. وفي الرسالة {earlier} قيل: {expected}. هل يصح الاثنان هنا؟",
    "th": "บอกว่า: {found} แต่ข้อความที่ {earlier} บอกว่า: {expected} เป็นจริงทั้งสองอย่างได้หรือไม่",
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim with its message and sentence."""

    message: int
    claim: Claim
    sentence: Span


class Contradiction:
    """Fails where an agent gives two values for the same thing that cannot both be true.

    Both must be plain statements, and only the later is the finding; where a clause does not name what its value is of,
    or holds two, a person is needed. A correction that says so, a limit and a value within it, another start, carrier,
    country or means of payment are no contradiction. Two agents, words that may make the difference, and days of
    delivery less than a fortnight apart need a person. Of one agent, within half a day, two days for a call or visit,
    two numbers of photos, and a step of the order denied after it was told fail too. Does not apply where nothing is
    told twice.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        pairs = tuple(self._pairs(reading))
        once = tuple(self._said_twice(reading))
        if not pairs:
            return CheckResult.judge(once) if once else CheckResult(Verdict.NOT_APPLICABLE)
        found: dict[tuple[int, int], Finding] = {}
        for first, second in pairs:
            finding = self._finding(reading, first, second)
            place = (second.message, second.claim.start)
            if finding is not None and (place not in found or finding.verdict is Verdict.FAIL):
                found[place] = finding
        return CheckResult.judge((*found.values(), *once))

    def _said_twice(self, reading: Reading) -> Iterator[Finding]:
        """Find days of a call or visit, numbers of photos, and steps denied after they were told, by one agent."""
        chosen = [index for index, _ in self._spec.where.select(reading.conversation)]
        before: list[SaidOnce] = []
        for index in chosen if len(chosen) > 1 else ():
            said = tuple(said_once(reading, index))
            if said and takes_back(reading, index):
                said = ()
            if not admits_mistake(reading, index):
                said = (*said, *states_said(reading, index))
            if any(one.is_denied for one in before) and not takes_back(reading, index):
                said = (*said, *(one for one in told_of_order(reading, index) if one.day))
            denied = any(one.is_denied for one in said)
            steps = (one for at in chosen if at < index for one in told_of_order(reading, at)) if denied else ()
            told = (*before, *steps)
            clash = next(
                ((one, other) for one in said for other in told if self._clashes(reading, one, other)), None
            )  # fmt: skip
            if clash is not None:
                yield self._twice(reading, *clash)
            before.extend(said)

    def _clashes(self, reading: Reading, one: SaidOnce, other: SaidOnce) -> bool:
        messages = reading.conversation.messages
        first, second = messages[other.message], messages[one.message]
        is_late = bool(first.sent_at and second.sent_at and second.sent_at - first.sent_at > _SAME_DAY)
        if not one.contradicts(other) or first.author != second.author or is_late:
            return False
        if isinstance(one.value, date) and is_put_off(reading, other.message, one.message):
            return False
        if one.clause is not None:
            return are_of_one_thing(reading, one, other)
        return "?" not in second.text[one.span.start : one.span.end + 80]

    def _twice(self, reading: Reading, one: SaidOnce, earlier: SaidOnce) -> Finding:
        said = reading.conversation.messages[earlier.message].text[earlier.span.start : earlier.span.end]
        told = reading.conversation.messages[one.message].text[one.span.start : one.span.end]
        earliest = str(earlier.message + 1)
        return Reporter(self._spec, tells_passes=True).finding(
            reading, one.message, one.span, found=told, expected=said, before=said, earlier=earliest
        )

    def _pairs(self, reading: Reading) -> Iterator[tuple[_Said, _Said]]:
        """Yield what is said of one topic in two messages."""
        plain = [
            (index, claim)
            for index, _ in self._spec.where.select(reading.conversation)
            for claim in reading.claims(index)
            if claim.topic in _TOPICS and _is_plain(claim)
        ]
        if len(plain) < 2:
            return
        messages = reading.conversation.messages
        said = [_Said(index, claim, sentence_at(messages[index].text, claim.start)) for index, claim in plain]
        for first, second in combinations(said, 2):
            is_apart = first.message != second.message or _are_days_apart(first, second)
            if (
                is_apart
                and first.claim.topic == second.claim.topic
                and type(first.claim.value) is type(second.claim.value)
            ):
                yield first, second

    def _finding(self, reading: Reading, first: _Said, second: _Said) -> Finding | None:
        sent = reading.conversation.messages[second.message].sent_at or reading.conversation.started_at
        on = sent.date() if sent else None
        if can_both_hold(first.claim, second.claim, on=on) or _is_another_matter(reading, first, second):
            return None
        may_differ = _may_differ(reading, first, second)
        if may_differ and first.claim.topic in _OF_MANY:
            return None
        is_named = all(_is_named(reading, one) for one in (first, second))
        is_sure = _is_one_agent(reading, first, second) and not may_differ and is_named
        verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        spec = self._spec if is_sure and self._spec.message else replace(self._spec, message=_TEXTS, suggest={})
        language = reading.conversation.language or reading.language_of(second.message)
        said = {
            "found": spell_claim(second.claim, language=language),
            "expected": spell_claim(first.claim, language=language),
            "earlier": str(first.message + 1),
            "before": first.claim.quote,
        }
        span = Span(second.claim.start, second.claim.end)
        return Reporter(spec, tells_passes=True).finding(reading, second.message, span, verdict=verdict, **said)


def _is_plain(claim: Claim) -> bool:
    is_value = isinstance(claim.value, Duration | Money | Percent | DateClaim)
    return is_value and claim.modality in (Modality.POLICY, Modality.PROMISE) and not claim.is_hedged


def _are_days_apart(first: _Said, second: _Said) -> bool:
    """Two days of delivery may also differ within one message, if not within one sentence."""
    return isinstance(first.claim.value, DateClaim) and first.sentence != second.sentence


def _is_another_matter(reading: Reading, first: _Said, second: _Said) -> bool:
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


def _is_remaining(reading: Reading, first: _Said, second: _Said) -> bool:
    """A shorter time given on a later day, or promised for this case, is what is left of the longer one."""
    if not isinstance(second.claim.value, Duration) or is_longer(second.claim, first.claim):
        return False
    return _is_later(reading, first, second) or second.claim.modality is Modality.PROMISE


def _is_later(reading: Reading, first: _Said, second: _Said) -> bool:
    """Tell whether half a day went by, in which there may have been news."""
    times = [reading.conversation.messages[one.message].sent_at for one in (first, second)]
    return times[0] is not None and times[1] is not None and times[1] - times[0] > _SAME_DAY


def _may_differ(reading: Reading, first: _Said, second: _Said) -> bool:
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


def _is_named(reading: Reading, one: _Said) -> bool:
    """Tell whether the clause of a value names its topic and holds no other: else it may be of another thing."""
    text, language = reading.conversation.messages[one.message].text, reading.language_of(one.message)
    return surroundings_of(text, one.claim, topic=one.claim.topic, language=language).is_alone


def _is_one_agent(reading: Reading, first: _Said, second: _Said) -> bool:
    authors = {reading.conversation.messages[one.message].author for one in (first, second)}
    return len(authors - {None}) < 2


def _text(reading: Reading, one: _Said) -> str:
    return reading.conversation.messages[one.message].text[one.sentence.start : one.sentence.end]


def _without_value(reading: Reading, one: _Said) -> str:
    """Return what is said around a value; of a guarantee, whose length does not hang on it, only to the next comma."""
    text, claim = reading.conversation.messages[one.message].text, one.claim
    before, after = text[one.sentence.start : claim.start], text[claim.end : max(one.sentence.end, claim.end)]
    if claim.topic in _OF_ONE_CLAUSE:
        before, after = _PAUSE.split(before)[-1], _PAUSE.split(after)[0]
    return f"{before} {after}"


def _numbers(reading: Reading, one: _Said) -> set[str]:
    """Return the order and article numbers of a sentence."""
    return set(_LONG_NUMBER.findall(_text(reading, one)))


def _quoted(reading: Reading, message: int) -> tuple[Span, ...]:
    return quoted_spans(reading.conversation.messages[message].text)
