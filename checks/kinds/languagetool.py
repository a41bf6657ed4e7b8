"""Looks for mistakes of spelling, grammar or punctuation that LanguageTool marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks.hidden import hidden_spans
from checks.text import without
from checks.wording import Reporter, is_spoken
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import LanguageError, OptionSpec, Reading, Span

__all__ = ["LanguageTool"]

_ISSUES = ("spelling", "grammar", "punctuation")
_WORD = re.compile(r"[^\W\d_]+")
_HALF_SCORE_RATE = 1.0


class LanguageTool:
    """Fails where the agent's own written words have mistakes of the kind `issue` names.

    Up to one mistake in 100 words earns half the score. Quotes, signatures, saved replies, links, codes and
    names are not looked at. Does not apply to calls, whose spelling is the engine's, nor to languages LanguageTool
    does not know, such as Thai.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "issue": OptionSpec("Which mistakes count.", is_required=True, choices=_ISSUES),
        "ignore": OptionSpec("Ids of LanguageTool rules whose marks do not count.", types=(list,)),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._issue = str(spec.options["issue"])
        ignored = spec.options.get("ignore", ())
        self._ignored = frozenset(ignored) if isinstance(ignored, tuple) else frozenset()

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation. Raises LanguageServerError when the server cannot be used."""
        chosen = self._spec.where.select(reading.conversation)
        if is_spoken(reading) or not chosen:
            return NOT_APPLICABLE
        marked = {index: reading.language_errors(index) for index, _ in chosen}
        judged = {index: errors for index, errors in marked.items() if errors is not None}
        words = sum(self._count_words(reading, index) for index in judged)
        if not words:
            return NOT_APPLICABLE
        findings = tuple(
            self._finding(reading, index, error)
            for index, errors in judged.items()
            for error in errors
            if error.issue == self._issue and error.rule not in self._ignored
        )
        if not findings:
            return CheckResult(Verdict.PASS)
        rate = 100 * len(findings) / words
        return CheckResult(Verdict.FAIL, findings, score=0.5 if rate <= _HALF_SCORE_RATE else 0.0)

    def _finding(self, reading: Reading, index: int, error: LanguageError) -> Finding:
        best = ", ".join(error.suggestions[:3])
        finding = self._report.finding(reading, index, Span(error.start, error.end), rule=error.rule, better=best)
        return Finding(
            check=finding.check,
            evidence=finding.evidence,
            explanation=error.explanation or finding.explanation,
            suggestion=best or finding.suggestion,
            found=finding.evidence.quote,
            expected=best or None,
            kind=error.rule,
        )

    def _count_words(self, reading: Reading, index: int) -> int:
        """Count the words the agent wrote: without quotes, signature and saved reply."""
        message = reading.conversation.messages[index]
        return len(_WORD.findall(without(message.text, hidden_spans(message, reading.materials.templates)).text))
