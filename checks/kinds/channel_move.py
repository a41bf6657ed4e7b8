"""Looks for customers who are sent to another channel instead of being answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.sides import agent_messages, customer_messages
from checks.substance import own_content
from checks.wording import Reporter, can_judge, is_spoken, own_spans, phrase_choice
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["ChannelMove"]

_ANSWERS = ("resolution", "due-time")


class ChannelMove:
    """Fails where the agent only sends the customer elsewhere (`forbid`) and answers nothing.

    A move with a reason (`unless`), or that the customer asked for (`asked`), is fine. A move beside
    an answer needs a person. Does not apply to calls, where no agent wrote after the customer, or where
    the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "forbid": OptionSpec("Phrases that send the customer elsewhere.", is_required=True, is_phrases=True),
        "unless": OptionSpec("Phrases in the same message that give a reason or a choice.", is_phrases=True),
        "asked": OptionSpec("Customer's phrases that ask for the other channel.", is_phrases=True),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._forbid, self._unless = phrase_choice(spec, "forbid"), phrase_choice(spec, "unless")
        self._asked = phrase_choice(spec, "asked")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        asked = customer_messages(reading.conversation)
        if is_spoken(reading) or not asked:
            return NOT_APPLICABLE
        answers = agent_messages(reading.conversation, after=asked[0])
        judged = [index for index in answers if can_judge(reading, index, self._forbid)]
        if not judged:
            return NOT_APPLICABLE
        return CheckResult.judge(tuple(self._moves(reading, judged)))

    def _moves(self, reading: Reading, judged: list[int]) -> list[Finding]:
        sent = [
            (index, spans[0])
            for index in judged
            if (spans := own_spans(reading, index, self._forbid))
            and not own_spans(reading, index, self._unless)
            and not self._is_asked(reading, index)
        ]
        if not sent:
            return []
        is_bare = not any(self._answers(reading, index) for index in judged)
        verdict = Verdict.FAIL if is_bare else Verdict.NEEDS_HUMAN
        return [self._report.finding(reading, index, span, verdict=verdict) for index, span in sent]

    def _answers(self, reading: Reading, index: int) -> bool:
        is_told = any(reading.phrases(index, name) for name in _ANSWERS) or bool(reading.claims(index))
        return is_told or own_content(reading, index, beside=(self._forbid,)) is not None

    def _is_asked(self, reading: Reading, index: int) -> bool:
        before = customer_messages(reading.conversation, before=index)
        return any(own_spans(reading, one, self._asked) for one in before)
