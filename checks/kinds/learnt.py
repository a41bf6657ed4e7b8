"""Looks for what agents should not do in a sentence, by weights learnt from many sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.acts.model import ACTS, knows, learnt_beside, weigh
from checks.denied import is_disclaimed
from checks.sides import customer_messages
from checks.text import overlaps
from checks.wording import Reporter, chosen_spans, is_excused, phrase_choice
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Learnt"]


class Learnt:
    """Fails where the learnt weights of an `act` are sure of a sentence, and needs a person where it may be one.

    An `unless` phrase makes it innocent: in its sentence, or, with `unless_within`, anywhere in its message or later. A
    `mild` phrase in the sentence leaves it to a person. What is quoted, told of others or denied ("it is not true
    that") counts for nothing. With `answering`, only what follows a word of the customer is looked at. Does not apply
    where nothing of the kind is said, or the language has no weights.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "act": OptionSpec("What the sentence does.", is_required=True, choices=ACTS),
        "unless": OptionSpec("Phrases that make a sentence innocent.", is_phrases=True),
        "unless_within": OptionSpec(
            "How near the innocent phrase must be: in the sentence, or in the message or one after it.",
            choices=("sentence", "later"),
        ),
        "beside": OptionSpec("Phrases that another check finds; their sentences are its.", is_phrases=True),
        "mild": OptionSpec("Phrases in the sentence that leave it to a person.", is_phrases=True),
        "answering": OptionSpec("Whether only what follows a customer's words is looked at.", types=(bool,)),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._act = str(spec.options["act"])
        self._unless, self._mild = phrase_choice(spec, "unless"), phrase_choice(spec, "mild")
        self._beside = phrase_choice(spec, "beside")
        self._is_later = spec.options.get("unless_within") == "later"

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        asked = customer_messages(reading.conversation)
        first = asked[0] if asked else len(reading.conversation.messages)
        judged = [
            index
            for index, _ in self._spec.where.select(reading.conversation)
            if knows(reading.language_of(index), self._act)
            and (index > first or not self._spec.options.get("answering"))
        ]
        weighed = (
            self._finding(reading, index, span, judged) for index in judged for span in self._said(reading, index)
        )
        findings = tuple(one for one in weighed if one is not None)
        return CheckResult.judge(findings) if findings else NOT_APPLICABLE

    def _said(self, reading: Reading, index: int) -> tuple[Span, ...]:
        found = learnt_beside(reading, index, self._act, chosen_spans(reading, index, self._beside))
        return tuple(one for one in found if not is_disclaimed(reading, index, one))

    def _finding(self, reading: Reading, index: int, span: Span, judged: list[int]) -> Finding | None:
        if is_excused(reading, index, span, unless=self._unless, within="match"):
            return None
        if self._is_later and any(chosen_spans(reading, one, self._unless) for one in judged if one >= index):
            return None
        weighed = weigh(reading, index, self._act, span)
        is_sure = weighed is not None and weighed.is_sure
        is_mild = overlaps(span, chosen_spans(reading, index, self._mild))
        verdict = Verdict.FAIL if is_sure and not is_mild else Verdict.NEEDS_HUMAN
        return self._report.finding(reading, index, span, verdict=verdict)
