"""Looks for two answers in one case that cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import ClassVar

from checks.accuracy.contradictions import (
    admits_mistake,
    can_both_hold,
    takes_back,
)
from checks.accuracy.offers import clash_of_offers, offers_said
from checks.accuracy.same_matter import (
    Said,
    are_days_apart,
    is_another_matter,
    is_named,
    is_one_agent,
    is_plain,
    may_differ,
)
from checks.accuracy.spell import spell_claim
from checks.accuracy.states import are_of_one_thing, states_said
from checks.accuracy.twice import SaidOnce, is_put_off, said_once, told_of_order
from checks.text import sentence_at
from checks.wording import Reporter
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
_SAME_DAY = timedelta(hours=12)
_TEXTS = {
    "en": "Said: {found}. Message {earlier} said: {expected}. Can both be true here?",
    "pl": "Powiedziano: {found}. W wiadomości {earlier} było: {expected}. Czy tu jedno i drugie może być prawdą?",
    "pt": "Dito: {found}. A mensagem {earlier} dizia: {expected}. Podem ambos ser verdade aqui?",
    "ar": "قيل: {found}. وفي الرسالة {earlier} قيل: {expected}. هل يصح الاثنان هنا؟",
    "th": "บอกว่า: {found} แต่ข้อความที่ {earlier} บอกว่า: {expected} เป็นจริงทั้งสองอย่างได้หรือไม่",
}


class Contradiction:
    """Fails where an agent gives two values for the same thing that cannot both be true.

    Both must be plain statements, and only the later is the finding; where a clause does not name what its value is of,
    or holds two, a person is needed. A correction that says so, a limit and a value within it, another start, carrier,
    country or means of payment are no contradiction. Two agents, words that may make the difference, and days of
    delivery less than a fortnight apart need a person. Of one agent, within half a day, two days for a call or visit,
    two numbers of photos, and a step of the order denied after it was told fail too; so does what goods are or have, or
    the shop does, granted and then denied of the same thing (in the set, in two sizes, washable, card and code
    together), unless the later names another, and a person is needed where it says more than that. Does not apply where
    nothing is told twice.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 3

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
            elif not takes_back(reading, index):
                yield from self._of_offers(reading, index, chosen)
            before.extend(said)

    def _of_offers(self, reading: Reading, index: int, chosen: list[int]) -> Iterator[Finding]:
        """Find the gravest clash of what a message says goods are with what the same agent said before."""
        told = tuple(offers_said(reading, index))
        messages = reading.conversation.messages
        earlier = [at for at in chosen if at < index and messages[at].author == messages[index].author] if told else []
        clashes = [
            (verdict, one, other)
            for at in earlier
            for other in offers_said(reading, at)
            for one in told
            if (verdict := clash_of_offers(reading, one, other)) is not None
        ]
        clashes.sort(key=lambda clash: clash[0] is not Verdict.FAIL)
        for verdict, one, other in clashes[:1]:
            yield self._twice(reading, one, other, verdict=verdict)

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

    def _twice(self, reading: Reading, one: SaidOnce, earlier: SaidOnce, *, verdict: Verdict = Verdict.FAIL) -> Finding:
        said = reading.conversation.messages[earlier.message].text[earlier.span.start : earlier.span.end]
        told = reading.conversation.messages[one.message].text[one.span.start : one.span.end]
        earliest = str(earlier.message + 1)
        is_sure = verdict is Verdict.FAIL
        spec = self._spec if is_sure and self._spec.message else replace(self._spec, message=_TEXTS, suggest={})
        return Reporter(spec, tells_passes=True).finding(
            reading, one.message, one.span, verdict=verdict, found=told, expected=said, before=said, earlier=earliest
        )

    def _pairs(self, reading: Reading) -> Iterator[tuple[Said, Said]]:
        """Yield what is said of one topic in two messages."""
        plain = [
            (index, claim)
            for index, _ in self._spec.where.select(reading.conversation)
            for claim in reading.claims(index)
            if claim.topic in _TOPICS and is_plain(claim)
        ]
        if len(plain) < 2:
            return
        messages = reading.conversation.messages
        said = [Said(index, claim, sentence_at(messages[index].text, claim.start)) for index, claim in plain]
        for first, second in combinations(said, 2):
            is_apart = first.message != second.message or are_days_apart(first, second)
            if (
                is_apart
                and first.claim.topic == second.claim.topic
                and type(first.claim.value) is type(second.claim.value)
            ):
                yield first, second

    def _finding(self, reading: Reading, first: Said, second: Said) -> Finding | None:
        sent = reading.conversation.messages[second.message].sent_at or reading.conversation.started_at
        on = sent.date() if sent else None
        if can_both_hold(first.claim, second.claim, on=on) or is_another_matter(reading, first, second):
            return None
        is_open = may_differ(reading, first, second)
        if is_open and first.claim.topic in _OF_MANY:
            return None
        are_named = all(is_named(reading, one) for one in (first, second))
        is_sure = is_one_agent(reading, first, second) and not is_open and are_named
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
