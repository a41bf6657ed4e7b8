"""Looks for what an agent must do once the customer says a certain thing: hand over, register, give a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.sides import agent_messages, customer_messages, is_closed
from checks.substance import own_content
from checks.wording import Reporter, can_judge, is_empty, is_excused, own_spans, phrase_choice
from qa.domain.claim import DateClaim
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Reaction"]

_FEW_WORDS, _FEW_SIGNS = 14, 90


class Reaction:
    """Fails where the customer says an `after` phrase and the agent brushes it off, or says nothing to it.

    A `trouble` and a `demand` phrase in one message do as `after`. Passes where one of the `require` phrases, or a
    claim on one of the `topics`, is said afterwards. A `forbid` phrase without one fails; so does, with `silence`, a
    closed conversation in which the agent only spoke courtesies. With `signs`, answers without any of them fail:
    always after a `grave` phrase or where the rubric names none, else where a short answer only takes note (`shrug`).
    A `never` phrase fails in any case. Anything else, and both together, needs a person. Does not apply without such
    a message, where nobody answered, or where the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "after": OptionSpec("Customer's phrases that make a reaction needed.", is_required=True, is_phrases=True),
        "trouble": OptionSpec("Customer's phrases that make it needed beside a `demand`.", is_phrases=True),
        "demand": OptionSpec("Customer's phrases that make it needed beside a `trouble`.", is_phrases=True),
        "unless": OptionSpec("Phrases that make an `after` phrase in their sentence not count.", is_phrases=True),
        "require": OptionSpec("Phrases of which one must be said.", is_required=True, is_phrases=True),
        "topics": OptionSpec("Topics of claims that do instead.", types=(list,)),
        "forbid": OptionSpec("Phrases that brush the customer off.", is_required=True, is_phrases=True),
        "never": OptionSpec("Phrases that fail whatever else is said.", is_phrases=True),
        "signs": OptionSpec(
            "Phrases without which the answers fail, and with which a person is asked.", is_phrases=True
        ),
        "grave": OptionSpec(
            "Customer's phrases for which `signs` must be there, however much is said.", is_phrases=True
        ),
        "shrug": OptionSpec(
            "Phrases that only take note; a short answer of them fails without `signs`.", is_phrases=True
        ),
        "silence": OptionSpec("Whether courtesies alone fail in a closed conversation.", types=(bool,)),
    }
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._after, self._unless = phrase_choice(spec, "after"), phrase_choice(spec, "unless")
        self._trouble, self._demand = phrase_choice(spec, "trouble"), phrase_choice(spec, "demand")
        self._require, self._forbid = phrase_choice(spec, "require"), phrase_choice(spec, "forbid")
        self._never, self._signs = phrase_choice(spec, "never"), phrase_choice(spec, "signs")
        self._grave, self._shrug = phrase_choice(spec, "grave"), phrase_choice(spec, "shrug")
        topics = spec.options.get("topics")
        self._topics = frozenset(topics if isinstance(topics, tuple) else ())

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        trigger = self._trigger(reading)
        if trigger is None:
            return NOT_APPLICABLE
        answers = [
            index
            for index in agent_messages(reading.conversation, after=trigger)
            if can_judge(reading, index, self._require)
        ]
        if not answers:
            return NOT_APPLICABLE
        never = self._first(reading, answers, self._never)
        if never is not None:
            return CheckResult.judge((self._report.finding(reading, never[0], never[1]),))
        done = self._first_done(reading, answers)
        brushed = self._first(reading, answers, self._forbid)
        if done is not None and brushed is not None:
            doubt = self._report.finding(reading, brushed[0], brushed[1], verdict=Verdict.NEEDS_HUMAN)
            return CheckResult.judge((doubt,))
        if done is not None:
            finding = self._report.finding(reading, done[0], done[1], verdict=Verdict.PASS)
            return CheckResult(Verdict.PASS, (finding,))
        if brushed is None and self._lacks_signs(reading, trigger, answers):
            return CheckResult.judge((self._report.missing(reading, answers[0]),))
        return self._without(reading, answers, brushed)

    def _without(self, reading: Reading, answers: list[int], brushed: tuple[int, Span] | None) -> CheckResult:
        if brushed is not None:
            return CheckResult.judge((self._report.finding(reading, brushed[0], brushed[1]),))
        is_silent = bool(self._spec.options.get("silence")) and is_closed(reading.conversation)
        if is_silent and all(own_content(reading, index) is None for index in answers):
            return CheckResult.judge((self._report.missing(reading, answers[0]),))
        doubt = self._report.finding(reading, answers[0], None, verdict=Verdict.NEEDS_HUMAN)
        return CheckResult.judge((doubt,))

    def _lacks_signs(self, reading: Reading, trigger: int, answers: list[int]) -> bool:
        """Tell whether nothing in the answers is even near to what is needed; of lesser matters, a few words."""
        if is_empty(self._signs) or not can_judge(reading, answers[0], self._signs):
            return False
        if self._first(reading, answers, self._signs) is not None:
            return False
        if is_empty(self._grave) or own_spans(reading, trigger, self._grave):
            return True
        said = reading.conversation.messages[answers[0]].text
        is_shrug = bool(own_spans(reading, answers[0], self._shrug))
        return is_shrug and len(said.split()) <= _FEW_WORDS and len(said) <= _FEW_SIGNS

    def _first(self, reading: Reading, answers: list[int], choice: PhraseChoice) -> tuple[int, Span] | None:
        for index in answers:
            spans = own_spans(reading, index, choice)
            if spans:
                return index, spans[0]
        return None

    def _trigger(self, reading: Reading) -> int | None:
        for index in customer_messages(reading.conversation):
            for span in own_spans(reading, index, self._after):
                nearness = ("match", "sentence")
                if not any(is_excused(reading, index, span, unless=self._unless, within=one) for one in nearness):
                    return index
            if own_spans(reading, index, self._trouble) and own_spans(reading, index, self._demand):
                return index
        return None

    def _first_done(self, reading: Reading, answers: list[int]) -> tuple[int, Span] | None:
        for index in answers:
            spans = own_spans(reading, index, self._require)
            if spans:
                return index, spans[0]
            for claim in reading.claims(index) if self._topics else ():
                is_day = isinstance(claim.value, DateClaim) and claim.topic is None
                if claim.modality.is_assertion and (claim.topic in self._topics or is_day):
                    return index, Span(claim.start, claim.end)
        return None
