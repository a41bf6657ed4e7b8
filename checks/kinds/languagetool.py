"""Looks for mistakes of spelling, grammar or punctuation that LanguageTool marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from checks.hidden import hidden_spans
from checks.text import sentence_at, without
from checks.wording import Reporter, is_spoken
from qa.domain.conversation import Channel, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import LanguageError, OptionSpec, Reading, Span

__all__ = ["LanguageTool"]

_ISSUES = ("spelling", "grammar", "punctuation")
_WORD = re.compile(r"[^\W\d_]+")
_HALF_SCORE_RATE = 1.0
_BRACKETS = re.compile(r"\([^()\n]*\)")
_DOTS = re.compile(r"[.!?…]{2,}")
_TALKED = (Channel.CHAT, Channel.SMS, Channel.SOCIAL)
_FOREIGN_WORDS = 2


class LanguageTool:
    """Fails where the agent's own written words have certain mistakes of the kind `issue` names.

    Certain are slips of hand and ear ("recieved", "zespuł", "armazem") and marks of the rules that `certain.yaml` and
    `certain_words.yaml` in `checks/languagetool` believe where they stand; every other mark needs a person. So does a
    word that the customer wrote too, that stands in brackets or beside other unknown words, and dots in a chat. Up to
    one mistake in 100 words earns half the score. Quotes, signatures, saved replies, links, codes and names are not
    looked at. Does not apply to calls, whose spelling is the engine's, nor to languages LanguageTool does not know,
    such as Thai.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "issue": OptionSpec("Which mistakes count.", is_required=True, choices=_ISSUES),
        "ignore": OptionSpec("Ids of LanguageTool rules whose marks do not count.", types=(list,)),
    }
    version: ClassVar[int] = 3

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
            self._finding(reading, index, error, verdict=Verdict.NEEDS_HUMAN if doubted else Verdict.FAIL)
            for index, errors in judged.items()
            for error, doubted in _doubted(reading, index, errors)
            if error.issue == self._issue and error.rule not in self._ignored
        )
        certain = sum(finding.verdict is Verdict.FAIL for finding in findings)
        if not certain:
            return CheckResult.judge(findings)
        rate = 100 * certain / words
        return CheckResult(Verdict.FAIL, findings, score=0.5 if rate <= _HALF_SCORE_RATE else 0.0)

    def _finding(self, reading: Reading, index: int, error: LanguageError, *, verdict: Verdict) -> Finding:
        best = ", ".join(error.suggestions[:3])
        span = Span(error.start, error.end)
        finding = self._report.finding(reading, index, span, verdict=verdict, rule=error.rule, better=best)
        return replace(
            finding,
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


def _doubted(
    reading: Reading, index: int, errors: tuple[LanguageError, ...]
) -> Iterator[tuple[LanguageError, bool]]:  # fmt: skip
    """Yield each mark with whether a person has to look at it."""
    text = reading.conversation.messages[index].text
    brackets = tuple(match.span() for match in _BRACKETS.finditer(text))
    foreign = _foreign_sentences(text, errors)
    unknown = [error for error in errors if error.issue == "spelling" and not error.is_sure]
    for error in errors:
        word = text[error.start : error.end]
        is_open = not error.is_sure or (reading.conversation.channel in _TALKED and _DOTS.fullmatch(word) is not None)
        if error.issue == "spelling" and not is_open:
            is_open = (
                any(start < error.start < end for start, end in brackets)
                or sentence_at(text, error.start) in foreign
                or any(error.start - other.end in (0, 1) or other.start - error.end in (0, 1) for other in unknown)
                or _has_customer_written(reading, word)
            )
        yield error, is_open


def _foreign_sentences(text: str, errors: tuple[LanguageError, ...]) -> frozenset[Span]:
    """Return sentences with more unknown words than slips, two at least: they quote another language."""
    slips = [sentence_at(text, error.start) for error in errors if error.issue == "spelling" and error.is_sure]
    unknown = [sentence_at(text, error.start) for error in errors if error.issue == "spelling" and not error.is_sure]
    return frozenset(one for one in unknown if unknown.count(one) >= max(_FOREIGN_WORDS, slips.count(one) + 1))


def _has_customer_written(reading: Reading, word: str) -> bool:
    written = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    return any(written.search(one.text) for one in reading.conversation.messages if one.role is Role.CUSTOMER)
