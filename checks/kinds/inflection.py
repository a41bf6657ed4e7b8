"""Looks for words in a form that does not fit those around them, where LanguageTool lets them pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from checks.arabic.concord import arabic_faults
from checks.english.concord import english_faults
from checks.hidden import hidden_spans
from checks.polish.inflection import OPEN, polish_faults
from checks.portuguese.concord import portuguese_faults
from checks.text import code_spans, overlaps
from checks.wording import Reporter, is_spoken
from qa.domain.conversation import Message
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Inflection"]

_WORD = re.compile(r"[^\W\d_]+")
_HALF_SCORE_RATE = 1.0


_FAULTS: Mapping[str, Callable[[str], Iterator[Span]]] = {
    "pl": polish_faults,
    "pt": portuguese_faults,
    "en": english_faults,
    "ar": arabic_faults,
}


class Inflection:
    """Fails where a word is in a form that no reading of it allows beside those around it.

    Polish: after a preposition or prepositional phrase ("na podstawie opinie", "zgodnie z regulaminu"), a verb that
    asks for a case ("użyć kod", "pomożemy Panią", "wysłaliśmy paczka"), a numeral ("dwa paczki", "przez 5 godziny") and
    a negated verb ("nie mogę znaleźć fakturę"); determiners and adjectives beside their noun ("ta produkt"), verbs and
    predicates beside their subject ("paczka dotarł", "została wysłany", "pięć paczek zostały"). Portuguese:
    determiners, numerals and adjectives beside their noun ("nosso equipe"), predicates and verbs after their subject
    ("o reembolso foi processada"), plurals of impersonal *haver* and *fazer*. English: *have*, *be* and *do* after the
    noun they belong to ("Your order have been sent"). Arabic: numerals with their noun ("ثلاث أيام", "15 طلبات"), sound
    plurals ("من المسؤولون") and the five verbs ("لن يستطيعون") after particles, genders of demonstratives, verbs and
    predicates ("هذه المنتج", "الشحنة وصل"), unless the message is in a dialect. What any reading in the dictionaries
    makes right is let be, and so are names, abbreviations and codes. Where a word may have been left out before the
    one marked ("w obu ta sama tkanina"), a person is needed. Up to one mistake in 100 words earns half the
    score. Quotes, signatures and saved replies are not looked at. Does not apply to calls and to other languages.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 6

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        judged = [
            (index, message)
            for index, message in self._spec.where.select(reading.conversation)
            if reading.language_of(index) in _FAULTS
        ]
        if is_spoken(reading) or not judged:
            return NOT_APPLICABLE
        words = sum(len(_WORD.findall(message.text)) for _, message in judged)
        findings = tuple(finding for index, message in judged for finding in self._faults(reading, index, message))
        if not findings:
            return CheckResult(Verdict.PASS)
        certain = sum(finding.verdict is Verdict.FAIL for finding in findings)
        if not certain:
            return CheckResult.judge(findings)
        rate = 100 * certain / words
        return CheckResult(Verdict.FAIL, findings, score=0.5 if rate <= _HALF_SCORE_RATE else 0.0)

    def _faults(self, reading: Reading, index: int, message: Message) -> list[Finding]:
        hidden = None
        findings: list[Finding] = []
        for wrong in _FAULTS[reading.language_of(index)](message.text):
            if hidden is None:
                hidden = hidden_spans(message, reading.materials.templates) + code_spans(message.text)
            if not overlaps(wrong, hidden):
                verdict = Verdict.NEEDS_HUMAN if wrong.name.startswith(OPEN) else Verdict.FAIL
                findings.append(self._report.finding(reading, index, wrong, verdict=verdict, rule=wrong.name))
        return findings
