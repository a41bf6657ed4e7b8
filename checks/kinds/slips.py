"""Looks for words and signs that are wrong wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from checks.hidden import hidden_spans
from checks.slips import ISSUES, slip_spans, slips
from checks.text import code_spans, overlaps
from checks.wording import Reporter, is_spoken
from qa.domain.conversation import Message
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["Slips"]

_WORD = re.compile(r"[^\W\d_]+")
_HALF_SCORE_RATE = 1.0


class Slips:
    """Fails where the agent wrote what is wrong wherever it stands: "لاكن", "poszłem", "concerteza", "ok ,thanks".

    The lists stand in `checks/slips` by language, each entry with what is right and why; what is right anywhere is
    not on them. They need no language server. Up to one mistake in 100 words earns half the score. Quotes, signatures,
    saved replies, links and codes are not looked at. Does not apply to calls and to languages without a list.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "issue": OptionSpec("Which mistakes count.", is_required=True, choices=ISSUES),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._issue = str(spec.options["issue"])

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        judged = [
            (index, message)
            for index, message in self._spec.where.select(reading.conversation)
            if slips(reading.language_of(index), self._issue)
        ]
        if is_spoken(reading) or not judged:
            return NOT_APPLICABLE
        findings = tuple(finding for index, message in judged for finding in self._found(reading, index, message))
        if not findings:
            return CheckResult(Verdict.PASS)
        words = sum(len(_WORD.findall(message.text)) for _, message in judged)
        rate = 100 * len(findings) / max(words, 1)
        return CheckResult(Verdict.FAIL, findings, score=0.5 if rate <= _HALF_SCORE_RATE else 0.0)

    def _found(self, reading: Reading, index: int, message: Message) -> list[Finding]:
        hidden = None
        findings: list[Finding] = []
        for span, slip in slip_spans(message.text, reading.language_of(index), self._issue):
            if hidden is None:
                hidden = hidden_spans(message, reading.materials.templates) + code_spans(message.text)
            if not overlaps(span, hidden):
                found = self._report.finding(reading, index, span, rule=slip.name, better=slip.right)
                findings.append(replace(found, suggestion=slip.right, expected=slip.right))
        return findings
