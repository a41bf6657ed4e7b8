"""Looks at how a refused complaint was told: with reasons, and with the way to settle it out of court."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.substance import own_content
from checks.text import sentence_at
from checks.wording import Reporter, can_judge, is_excused, own_spans, phrase_choice
from qa.domain.conversation import Channel, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["RefusalForm"]


class RefusalForm:
    """Fails where a complaint is refused (`when`) bare, or by e-mail without a word on out-of-court settlement.

    The agent's neighbouring messages count too. Any further sentence may be the reason. The word on settlement is
    asked for in the countries named (`settlement_in`) alone; there a reason without it, outside of e-mail, earns half
    the score. A letter attached needs a person. Does not apply where no complaint is refused, or the language lacks
    the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "when": OptionSpec("Phrases that refuse a complaint.", is_required=True, is_phrases=True),
        "unless": OptionSpec("Phrases in the sentence that make it no refusal.", is_phrases=True),
        "reason": OptionSpec("Phrases that begin a reason.", is_required=True, is_phrases=True),
        "settlement": OptionSpec("Phrases on settling it out of court.", is_required=True, is_phrases=True),
        "settlement_in": OptionSpec("Countries (ISO 3166) whose law asks for it.", types=(list,)),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._when, self._unless = phrase_choice(spec, "when"), phrase_choice(spec, "unless")
        self._reason, self._settlement = phrase_choice(spec, "reason"), phrase_choice(spec, "settlement")
        countries = spec.options.get("settlement_in")
        self._settled_in = frozenset(countries if isinstance(countries, tuple) else ())

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        results = [
            self._judge(reading, index)
            for index, _ in self._spec.where.select(reading.conversation)
            if can_judge(reading, index, self._when)
        ]
        found = [one for one in results if one is not None]
        if not found:
            return NOT_APPLICABLE
        judged = CheckResult.judge(tuple(finding for finding, _ in found))
        if judged.verdict is not Verdict.PASS:
            return judged
        return CheckResult(Verdict.PASS, judged.findings, min(score for _, score in found))

    def _judge(self, reading: Reading, index: int) -> tuple[Finding, float] | None:
        text = reading.conversation.messages[index].text
        spans = [
            span
            for span in own_spans(reading, index, self._when)
            if not is_excused(reading, index, span, unless=self._unless, within="sentence")
            and not text[: sentence_at(text, span.start).end].endswith("?")
        ]
        if not spans:
            return None
        block = _block(reading, index)
        has_reason = any(own_spans(reading, one, self._reason) for one in block)
        has_reason = has_reason or any(own_content(reading, one, beside=(self._when,)) for one in block)
        has_settlement = any(own_spans(reading, one, self._settlement) for one in block)
        has_letter = any(reading.conversation.messages[one].attachments for one in block)
        country = reading.conversation.metadata.get("country") or reading.materials.country
        is_told = has_settlement or country not in self._settled_in
        is_letter = reading.conversation.channel is Channel.EMAIL
        verdict = Verdict.PASS if has_settlement or (has_reason and (is_told or not is_letter)) else Verdict.FAIL
        if verdict is Verdict.FAIL and has_letter:
            verdict = Verdict.NEEDS_HUMAN
        finding = self._report.finding(reading, index, spans[0], verdict=verdict)
        return finding, 1.0 if has_reason and is_told else 0.5


def _block(reading: Reading, index: int) -> list[int]:
    """Return the agent's messages around one, up to the customer's before and after."""
    messages = reading.conversation.messages
    first, last = index, index
    while first > 0 and messages[first - 1].role is not Role.CUSTOMER:
        first -= 1
    while last + 1 < len(messages) and messages[last + 1].role is not Role.CUSTOMER:
        last += 1
    return [one for one in range(first, last + 1) if messages[one].role is Role.AGENT and not messages[one].is_internal]
