"""Looks for what must stand beside a thing said: the reason and the way out beside a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from checks.absence import stands_alone
from checks.acts.model import ACTS, learnt_beside, weigh
from checks.bare_refusal import is_bare_refusal
from checks.combinations import stretches
from checks.denied import is_disclaimed
from checks.text import overlaps
from checks.wording import Reporter, can_judge, is_empty, is_excused, own_spans, phrase_choice
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Accompanied"]

_BEFORE, _AFTER = 1, 2


class Accompanied:
    """Fails where a `when` phrase is said and its message has neither a `require` nor an `also` phrase.

    With `near`, they must stand beside it: in its sentence, the one before or the two after it. One of the two earns
    half the score. With `alone`, only a short message fails that says nothing else and softens nothing, and a no to a
    request beside which there is but courtesy and answers to other questions, with nothing that regrets it or helps
    afterwards; any other needs a person. Sentences that the weights of `learnt` find are `when` phrases too, and fail
    only where these are sure. Does not apply where no `when` phrase is said, or the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "when": OptionSpec("Phrases that need company.", is_required=True, is_phrases=True),
        "unless": OptionSpec("Phrases that make a `when` phrase not count.", is_phrases=True),
        "require": OptionSpec(
            "Phrases of which one must stand in the same message.", is_required=True, is_phrases=True
        ),
        "also": OptionSpec("Phrases of which one must stand there too.", is_phrases=True),
        "alone": OptionSpec("Whether a person decides where more than that is said.", types=(bool,)),
        "learnt": OptionSpec("An act whose learnt weights find sentences that need company as well.", choices=ACTS),
        "near": OptionSpec("Whether they must stand beside it.", types=(bool,)),
    }
    version: ClassVar[int] = 5

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._when, self._unless = phrase_choice(spec, "when"), phrase_choice(spec, "unless")
        self._companions = [phrase_choice(spec, name) for name in ("require", "also")]
        self._learnt = str(spec.options.get("learnt") or "")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        scores: list[float] = []
        findings: list[Finding] = []
        for index, _ in self._spec.where.select(reading.conversation):
            span = self._said(reading, index)
            wanted = [one for one in self._companions if not is_empty(one) and can_judge(reading, index, one)]
            if span is None or not wanted:
                continue
            score = sum(self._has(reading, index, span, one) for one in wanted) / len(wanted)
            scores.append(score)
            verdict = self._verdict(reading, index) if score == 0 else Verdict.PASS
            findings.append(self._report.finding(reading, index, span, verdict=verdict))
        if not scores:
            return NOT_APPLICABLE
        result = CheckResult.judge(tuple(findings))
        return replace(result, score=min(scores)) if result.verdict is Verdict.PASS else result

    def _verdict(self, reading: Reading, index: int) -> Verdict:
        """Fail what stands alone; without `alone`, whatever lacks company."""
        said = self._all_said(reading, index)
        if self._learnt and not own_spans(reading, index, self._when):
            weighed = [weigh(reading, index, self._learnt, one) for one in said]
            if not any(one is not None and one.is_sure for one in weighed):
                return Verdict.NEEDS_HUMAN
        is_alone = stands_alone(reading, index, said) or is_bare_refusal(reading, index, said)
        return Verdict.FAIL if is_alone or not self._spec.options.get("alone") else Verdict.NEEDS_HUMAN

    def _has(self, reading: Reading, index: int, said: Span, wanted: PhraseChoice) -> bool:
        """Tell whether a wanted phrase stands in the message, or beside what was said."""
        spans = own_spans(reading, index, wanted)
        if not spans or not self._spec.options.get("near"):
            return bool(spans)
        told = stretches(reading.conversation.messages[index].text, reading.language_of(index), "sentence")
        at = next((number for number, one in enumerate(told) if one.start <= said.start < one.end), 0)
        beside = told[max(0, at - _BEFORE) : at + _AFTER + 1]
        return any(overlaps(one, beside) for one in spans)

    def _said(self, reading: Reading, index: int) -> Span | None:
        return next(iter(self._all_said(reading, index)), None)

    def _all_said(self, reading: Reading, index: int) -> tuple[Span, ...]:
        spans = own_spans(reading, index, self._when)
        spans += learnt_beside(reading, index, self._learnt, spans)
        return tuple(
            span
            for span in sorted(spans, key=lambda one: one.start)
            if not is_excused(reading, index, span, unless=self._unless, within="match")
            and not is_disclaimed(reading, index, span)
        )
