"""Looks at the end of a conversation for what was solved, or who does what by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.named_days import named_days, today_of
from checks.sides import agent_messages, customer_messages, is_open
from checks.substance import own_content
from checks.text import overlaps, sentence_at
from checks.wording import Reporter, can_judge, is_excused, own_spans, phrase_choice
from qa.domain.claim import DateClaim, Modality, StatusClaim
from qa.domain.fact import Duration
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["NextStep"]

_PROBLEMS = ("problem-statement", "complaint")
_TERMS = ("withdrawal.period", "return.period", "guarantee.period", "conformity.period", "opening.hours")
_SHORT = 80


class NextStep:
    """Fails where the agents' last word on a case is `vague` ("in progress") and nothing was solved or dated.

    Passes where a `resolved` or `time` phrase, or a claim with a day or a length of time, was said. A case that is
    still open, a problem to which none of these was said, and a brush-off (`forbid`) afterwards need a person.
    A last word that only makes the customer wait (`stalls`), without any time to come, takes back what was said before
    it; where an earlier message named one, a person is needed. Lengths of time that are only terms are none.
    Does not apply where the customer has no problem and nothing vague is said, or the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "resolved": OptionSpec("Phrases that say what was done.", is_required=True, is_phrases=True),
        "vague": OptionSpec("Phrases that put the customer off.", is_required=True, is_phrases=True),
        "forbid": OptionSpec("Phrases that brush the customer off.", is_phrases=True),
        "time": OptionSpec("Phrases that say by when.", is_required=True, is_phrases=True),
        "stalls": OptionSpec("Phrases that make the customer wait for nothing in particular.", is_phrases=True),
        "unless": OptionSpec("Phrases in the sentence that make it no waiting.", is_phrases=True),
    }
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._resolved, self._vague = phrase_choice(spec, "resolved"), phrase_choice(spec, "vague")
        self._time, self._forbid = phrase_choice(spec, "time"), phrase_choice(spec, "forbid")
        self._stalls, self._unless = phrase_choice(spec, "stalls"), phrase_choice(spec, "unless")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        asked = customer_messages(reading.conversation)
        answers = [
            index
            for index in agent_messages(reading.conversation, after=asked[0] if asked else len(_messages(reading)))
            if can_judge(reading, index, self._vague)
        ]
        if not answers:
            return NOT_APPLICABLE
        put_off = [(index, spans[0]) for index in answers if (spans := own_spans(reading, index, self._vague))]
        done = self._done(reading, answers)
        brushed = [(index, spans[0]) for index in answers if (spans := own_spans(reading, index, self._forbid))]
        if done is not None and brushed and brushed[-1][0] >= done[0]:
            doubt = self._report.finding(reading, brushed[-1][0], brushed[-1][1], verdict=Verdict.NEEDS_HUMAN)
            return CheckResult.judge((doubt,))
        stalled = self._stalled(reading, answers)
        if stalled is not None:
            is_sure = not is_open(reading.conversation) and not self._is_dated(reading, answers, stalled)
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            return CheckResult.judge((self._report.finding(reading, stalled[0], stalled[1], verdict=verdict),))
        if done is not None and (not put_off or done[0] >= put_off[-1][0]):
            finding = self._report.finding(reading, done[0], done[1], verdict=Verdict.PASS)
            return CheckResult(Verdict.PASS, (finding,))
        if put_off and done is None:
            is_sure = not is_open(reading.conversation) and self._is_last_word(reading, put_off[-1][0], answers)
            verdict = Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
            finding = self._report.finding(reading, put_off[-1][0], put_off[-1][1], verdict=verdict)
            return CheckResult.judge((finding,))
        if done is not None or any(reading.phrases(one, name) for one in asked for name in _PROBLEMS):
            doubt = self._report.finding(reading, answers[-1], None, verdict=Verdict.NEEDS_HUMAN)
            return CheckResult.judge((doubt,))
        return NOT_APPLICABLE

    def _done(self, reading: Reading, answers: list[int]) -> tuple[int, Span] | None:
        """Return the last place where something was solved or dated."""
        for index in reversed(answers):
            spans = own_spans(reading, index, self._resolved) or own_spans(reading, index, self._time)
            if spans:
                return index, spans[-1]
            for claim in reading.claims(index):
                is_told = isinstance(claim.value, DateClaim | Duration | StatusClaim) and claim.modality.is_assertion
                if is_told:
                    return index, Span(claim.start, claim.end)
        return None

    def _stalled(self, reading: Reading, answers: list[int]) -> tuple[int, Span] | None:
        """Return where the agents' last word makes the customer wait, after all that was solved and with no time."""
        for index in reversed(answers):
            spans = [span for span in own_spans(reading, index, self._stalls) if self._waits(reading, index, span)]
            if not spans:
                if own_content(reading, index) is None or _is_farewell(reading, index):
                    continue
                return None
            text, past = reading.conversation.messages[index].text, _past_days(reading, index)
            is_done = any(
                one.start > spans[-1].start and not overlaps(sentence_at(text, one.start), past)
                for one in own_spans(reading, index, self._resolved)
            )
            return None if is_done or self._has_time_to_come(reading, index) else (index, spans[-1])
        return None

    def _waits(self, reading: Reading, index: int, span: Span) -> bool:
        """Tell whether a sentence is no question, is not excused, and says nothing else that settles anything."""
        text = reading.conversation.messages[index].text
        sentence = sentence_at(text, span.start)
        is_asked = text[sentence.start : sentence.end].rstrip().endswith(("?", "؟"))
        return not is_asked and not is_excused(reading, index, span, unless=self._unless, within="sentence")

    def _has_time_to_come(self, reading: Reading, index: int) -> bool:
        """Tell whether a message says by when: a phrase, a length of time, or a day that is not past."""
        claims = reading.claims(index)
        terms = tuple(Span(one.start, one.end) for one in claims if one.topic in _TERMS)
        beside = (*_past_days(reading, index), *terms)
        if any(not overlaps(one, beside) for one in own_spans(reading, index, self._time)):
            return True
        if any(not overlaps(one.span, beside) for one in named_days(reading, index)):
            return True
        return any(
            isinstance(claim.value, Duration)
            and claim.topic not in _TERMS
            and claim.modality in (Modality.POLICY, Modality.PROMISE)
            for claim in claims
        )

    def _is_dated(self, reading: Reading, answers: list[int], stalled: tuple[int, Span]) -> bool:
        """Tell whether an earlier message of the agents' named a time that was still to come."""
        return any(self._has_time_to_come(reading, index) for index in answers if index < stalled[0])

    def _is_last_word(self, reading: Reading, put_off: int, answers: list[int]) -> bool:
        """Tell whether nothing but courtesy follows."""
        return all(own_content(reading, index) is None for index in answers if index > put_off)


def _past_days(reading: Reading, index: int) -> tuple[Span, ...]:
    """Return where a message names days before its own."""
    today = today_of(reading, index)
    return tuple(one.span for one in named_days(reading, index) if one.date and today and one.date < today)


def _is_farewell(reading: Reading, index: int) -> bool:
    """Tell whether a short message thanks or says good-bye."""
    is_short = len(reading.conversation.messages[index].text) <= _SHORT
    return is_short and any(reading.phrases(index, one) for one in ("farewell", "thanks"))


def _messages(reading: Reading) -> range:
    return range(len(reading.conversation.messages))
