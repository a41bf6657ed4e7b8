"""Looks for what was true once and is not any more: old periods, dead terms, closed services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from checks.accuracy.answer import Answer
from checks.accuracy.describe import describe_claim, describe_fact
from checks.accuracy.durations import compare_durations
from checks.accuracy.scope import facts_for, orders_named
from checks.accuracy.spell import spell_fact
from checks.accuracy.sums import compare_sums
from checks.accuracy.terms import (
    DeadTerm,
    Standing,
    dead_terms,
    ended_facts,
    is_excused,
    names_terms,
    standing_of,
    term_spans,
)
from checks.text import quoted_spans, sentence_at
from checks.wording import Reporter
from qa.domain.claim import Claim, Modality
from qa.domain.conversation import Role
from qa.domain.fact import Duration, Fact, Money, Percent, Relation
from qa.domain.finding import CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec, text_in
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Outdated"]

_YEAR = re.compile(r"(?<![\d.,/-])(20[012]\d)(?![\d.,]\d)")
_TEXTS = {
    "en": "'{match}' held until {ended} ({source}); now: {expected}. Does the old rule apply to this sale?",
    "pl": "„{match}” obowiązywało do {ended} ({source}); teraz: {expected}. Czy tej sprzedaży dotyczy stara zasada?",
    "pt": "«{match}» vigorou até {ended} ({source}); agora: {expected}. A regra antiga aplica-se a esta compra?",
    "ar": "«{match}» كان ساريًا حتى {ended} ({source})؛ والآن: {expected}. هل تسري القاعدة القديمة على هذا الشراء؟",
    "th": "“{match}” ใช้ได้ถึง {ended} ({source}) ปัจจุบัน: {expected} การซื้อครั้งนี้ใช้กฎเดิมหรือไม่",
}


class Outdated:
    """Fails where the agent states what has ended: a value that an earlier fact had, or a dead term.

    An earlier sale, another kind of customer or country, and saying that it is over are fine. Where the day
    of the sale, the customer or the country is not known, where the customer brought the term up, and where
    the end is not certain, a person is needed. Does not apply where nothing that ever changed is spoken of.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        findings: list[Finding] = []
        is_about = False
        ended = ended_facts(reading.materials.facts)
        topics = {fact.topic for fact in ended}
        for index, _ in self._spec.where.select(reading.conversation):
            for claim in reading.claims(index):
                if claim.topic in topics and claim.modality in (Modality.POLICY, Modality.PROMISE):
                    is_about = True
                    findings.extend(self._old_value(reading, index, claim, ended))
            findings.extend(self._old_terms(reading, index))
        if findings:
            return CheckResult.judge(tuple(findings))
        return CheckResult(Verdict.PASS if is_about else Verdict.NOT_APPLICABLE)

    def _old_value(
        self, reading: Reading, index: int, claim: Claim, ended: tuple[Fact, ...]
    ) -> Iterator[Finding]:  # fmt: skip
        old = [fact for fact in ended if fact.topic == claim.topic and _is_same(claim, fact)]
        current = _current(reading, index, claim) if old else ()
        if any(_agrees(claim, fact) for fact in current):
            return
        for fact in old:
            standing = _standing(reading, index, fact)
            if standing.is_over and (current or fact.source.kind == "law"):
                span = Span(claim.start, claim.end)
                language = reading.conversation.language or reading.language_of(index)
                expected = spell_fact(current[0], language=language) if current else "-"
                finding = self._finding(
                    reading,
                    index,
                    span,
                    is_sure=standing.is_sure and fact.source.certainty in (None, "verified"),
                    ended=str(fact.valid_to),
                    source=fact.source.ref,
                    expected=expected,
                )
                described = describe_fact(current[0]) if current else None
                yield replace(finding, found=describe_claim(claim), expected=described, fact=fact.id)
                return

    def _old_terms(self, reading: Reading, index: int) -> Iterator[Finding]:
        language = reading.language_of(index)
        for term in dead_terms() if names_terms(reading, index) else ():
            spans = term_spans(reading, index, term)
            own = [span for span in spans if not _is_innocent(reading, index, span, term=term)]
            if not own:
                continue
            standing = standing_of(
                reading, index, ended=term.ended, as_of=term.as_of, country=term.country, customer=term.customer
            )
            if not standing.is_over or _is_of_old_sale(reading, term):
                continue
            yield self._finding(
                reading,
                index,
                max(own, key=lambda span: (span.end - span.start, -span.start)),
                is_sure=standing.is_sure and term.is_verified and not _customer_said(reading, index, term),
                ended=term.ended.isoformat(),
                source=term.source,
                expected=text_in(term.instead, reading.conversation.language or language),
            )

    def _finding(self, reading: Reading, index: int, span: Span, *, is_sure: bool, **said: str) -> Finding:
        verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
        spec = self._spec if is_sure and self._spec.message else replace(self._spec, message=_TEXTS, suggest={})
        return Reporter(spec, tells_passes=True).finding(reading, index, span, verdict=verdict, **said)


def _standing(reading: Reading, index: int, fact: Fact) -> Standing:
    assert fact.valid_to is not None
    scope = fact.scope
    standing = standing_of(
        reading, index, ended=fact.valid_to, as_of=fact.as_of, country=scope.country, customer=scope.customer
    )
    return replace(standing, is_sure=standing.is_sure and not scope.product)


def _current(reading: Reading, index: int, claim: Claim) -> tuple[Fact, ...]:
    """Return the facts that hold now on the claim's topic, of the policy and of the law."""
    return tuple(
        fact
        for kind in ("policy", "law")
        for fact, _ in facts_for(reading, claim.topic or "", message=index, kind=kind)
        if type(fact.value) is type(claim.value)
    )


def _agrees(claim: Claim, fact: Fact) -> bool:
    if isinstance(claim.value, Duration):
        return compare_durations(claim, fact) in (Answer.SUPPORTED, Answer.INCOMPLETE, Answer.OPEN)
    return compare_sums(claim, fact) is Answer.SUPPORTED


def _is_same(claim: Claim, fact: Fact) -> bool:
    """Tell whether the claim has the very number of a fact; another number is another fault."""
    said, true = claim.value, fact.value
    if isinstance(said, Duration) and isinstance(true, Duration):
        return (said.unit, said.calendar, _number(said)) == (true.unit, true.calendar, _number(true))
    if isinstance(said, Money) and isinstance(true, Money):
        return (said.amount, said.currency) == (true.amount, true.currency)
    return isinstance(said, Percent) and isinstance(true, Percent) and said.n == true.n


def _number(value: Duration) -> float | None:
    return value.max if value.relation is Relation.RANGE else value.n


def _is_innocent(reading: Reading, index: int, span: Span, *, term: DeadTerm) -> bool:
    """Tell whether the words are quoted, asked, or said to be over."""
    text = reading.conversation.messages[index].text
    if any(one.start < span.end and span.start < one.end for one in quoted_spans(text)):
        return True
    sentence = sentence_at(text, span.start)
    if text[sentence.start : sentence.end].rstrip().endswith(("?", "؟")):
        return True
    return is_excused(reading, index, term, within=sentence)


def _is_of_old_sale(reading: Reading, term: DeadTerm) -> bool:
    """Tell whether somebody names a year of the old rule, and no order number says otherwise."""
    if term.as_of != "order_date" or orders_named(reading):
        return False
    years = {int(year) for one in reading.conversation.messages for year in _YEAR.findall(one.text)}
    return any(year <= term.ended.year for year in years)


def _customer_said(reading: Reading, until: int, term: DeadTerm) -> bool:
    messages = enumerate(reading.conversation.messages[:until])
    return any(one.role is Role.CUSTOMER and bool(term_spans(reading, at, term)) for at, one in messages)
