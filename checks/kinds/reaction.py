"""Looks for what an agent must do once the customer says a certain thing: hand over, register, give a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.certainty import sure_spans
from checks.combinations import combined_spans
from checks.harsh import is_harsh
from checks.sides import agent_messages, customer_messages, is_closed
from checks.substance import is_courteous, own_content
from checks.text import overlaps, sentence_at
from checks.warmth import is_joyful, is_soft
from checks.wording import Reporter, can_judge, is_empty, is_excused, own_spans, phrase_choice
from qa.domain.claim import DateClaim
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Reaction"]

_GRAVEST = (Verdict.FAIL, Verdict.NEEDS_HUMAN, Verdict.PASS)
_ASKED = re.compile(r"[?؟]|ไหม|มั้ย|หรือเปล่า")
_YES_OR_NO = re.compile(r"(?im)^(?:no|yes|nie|tak|n[ãa]o|sim|لا|نعم|إي|ไม่ใช่|ใช่)(?![^\W\u0e00-\u0e7f])")
_FEW_WORDS, _FEW_SIGNS, _SOME_SIGNS, _BARE_SIGNS, _FEW_ASKED = 14, 90, 500, 200, 8


class Reaction:
    """Fails where the customer says an `after` phrase and the agent brushes it off, or says nothing to it.

    A `trouble` and a `demand` phrase in one message do as `after`. Passes where one of the `require` phrases, or a
    claim on one of the `topics`, is said afterwards. A `forbid` phrase without one fails, where the packs are sure
    of it, little else is said or the message is harsh; so does, with `silence`, a closed conversation in which the
    agent only spoke courtesies.
    With `signs`, answers without any of them fail: always after a `grave` phrase or where the rubric names none, else
    where a short answer only takes note (`shrug`) or nothing in it helps (`eases`).
    A `never` phrase fails, unless its sentence goes on with a "but", or, with `grave`, a sign stands beside it. A later
    message with an `another` phrase is a matter of its own. Only a few words in answer fail for what they lack, and
    none that ask anything, say yes or no to a question or answer a short one, tell joy or answer thanks. Anything else,
    and both together, needs a person. Does not apply without such a message, where nobody answered, or where the
    language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "after": OptionSpec("Customer's phrases that make a reaction needed.", is_required=True, is_phrases=True),
        "trouble": OptionSpec("Customer's phrases that make it needed beside a `demand`.", is_phrases=True),
        "demand": OptionSpec("Customer's phrases that make it needed beside a `trouble`.", is_phrases=True),
        "another": OptionSpec(
            "Customer's phrases that begin another such matter, which needs its own reaction.", is_phrases=True
        ),  # fmt: skip
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
        "eases": OptionSpec("Phrases that may be help enough after a phrase that is not `grave`.", is_phrases=True),
        "combine": OptionSpec("Combinations of the packs' words that do as an `after` phrase.", types=(str,)),
        "silence": OptionSpec("Whether courtesies alone fail in a closed conversation.", types=(bool,)),
    }
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._after, self._unless = phrase_choice(spec, "after"), phrase_choice(spec, "unless")
        self._another = phrase_choice(spec, "another")
        self._trouble, self._demand = phrase_choice(spec, "trouble"), phrase_choice(spec, "demand")
        self._require, self._forbid = phrase_choice(spec, "require"), phrase_choice(spec, "forbid")
        self._never, self._signs = phrase_choice(spec, "never"), phrase_choice(spec, "signs")
        self._grave, self._shrug = phrase_choice(spec, "grave"), phrase_choice(spec, "shrug")
        self._eases, self._combine = phrase_choice(spec, "eases"), str(spec.options.get("combine") or "")
        topics = spec.options.get("topics")
        self._topics = frozenset(topics if isinstance(topics, tuple) else ())

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        first = self._trigger(reading)
        if first is None:
            return NOT_APPLICABLE
        results = [self._judge(reading, one) for one in (first, *self._others(reading, first))]
        return next((one for verdict in _GRAVEST for one in results if one.verdict is verdict), NOT_APPLICABLE)

    def _judge(self, reading: Reading, trigger: int) -> CheckResult:
        answers = [
            index
            for index in agent_messages(reading.conversation, after=trigger)
            if can_judge(reading, index, self._require)
        ]
        if not answers:
            return NOT_APPLICABLE
        never = self._first(reading, answers, self._never)
        done = self._first_done(reading, answers)
        if never is not None:
            is_sure = self._is_surely_never(reading, answers, *never, is_done=done is not None)
            return CheckResult.judge((self._report.finding(reading, *never, verdict=_weighed(is_sure)),))
        brushed = self._first(reading, answers, self._forbid)
        if done is not None and brushed is not None:
            doubt = self._report.finding(reading, brushed[0], brushed[1], verdict=Verdict.NEEDS_HUMAN)
            return CheckResult.judge((doubt,))
        if done is not None:
            finding = self._report.finding(reading, done[0], done[1], verdict=Verdict.PASS)
            return CheckResult(Verdict.PASS, (finding,))
        if brushed is None and self._lacks_signs(reading, trigger, answers):
            return self._lacking(reading, trigger, answers)
        return self._without(reading, trigger, answers, brushed)

    def _without(
        self, reading: Reading, trigger: int, answers: list[int], brushed: tuple[int, Span] | None
    ) -> CheckResult:  # fmt: skip
        if brushed is not None:
            is_helped = not is_empty(self._signs) and self._is_told(reading, answers, self._signs, beside=brushed)
            is_plain = overlaps(brushed[1], sure_spans(reading, brushed[0], self._forbid))
            is_cold = _is_bare(reading, answers) or is_harsh(reading, brushed[0])
            is_sure = not is_helped and (is_plain or is_cold)
            return CheckResult.judge((self._report.finding(reading, *brushed, verdict=_weighed(is_sure)),))
        is_silent = bool(self._spec.options.get("silence")) and is_closed(reading.conversation)
        if is_silent and all(own_content(reading, index) is None for index in answers):
            return self._lacking(reading, trigger, answers)
        doubt = self._report.finding(reading, answers[0], None, verdict=Verdict.NEEDS_HUMAN)
        return CheckResult.judge((doubt,))

    def _lacking(self, reading: Reading, trigger: int, answers: list[int]) -> CheckResult:
        """Judge answers that lack what is needed: a few words that ask nothing fail, unless they answer thanks."""
        said = [reading.conversation.messages[one].text for one in answers]
        is_glad = bool(reading.phrases(trigger, "thanks")) or is_joyful(said[0])
        asked = reading.conversation.messages[trigger].text
        asks = bool(reading.phrases(trigger, "asks-question") or _ASKED.search(asked))
        is_answer = asks and (len(asked.split()) <= _FEW_ASKED or any(_YES_OR_NO.search(one) for one in said))
        if _is_bare(reading, answers) and not (is_glad or is_answer):
            return CheckResult.judge((self._report.missing(reading, answers[0]),))
        doubt = self._report.finding(reading, answers[0], None, verdict=Verdict.NEEDS_HUMAN)
        return CheckResult.judge((doubt,))

    def _is_surely_never(
        self, reading: Reading, answers: list[int], index: int, span: Span, *, is_done: bool
    ) -> bool:  # fmt: skip
        text = reading.conversation.messages[index].text
        sentence = sentence_at(text, span.start)
        if is_soft(text[sentence.start : sentence.end]):
            return False
        is_helped = is_done or self._is_told(reading, answers, self._signs, beside=(index, span))
        return is_empty(self._grave) or not is_helped

    def _lacks_signs(self, reading: Reading, trigger: int, answers: list[int]) -> bool:
        """Tell whether nothing in the answers is even near to what is needed; of lesser matters, a few words."""
        if is_empty(self._signs) or not can_judge(reading, answers[0], self._signs):
            return False
        if self._is_told(reading, answers, self._signs):
            return False
        if is_empty(self._grave) or own_spans(reading, trigger, self._grave):
            return True
        if not is_empty(self._eases) and not self._is_told(reading, answers, self._eases):
            return sum(len(reading.conversation.messages[one].text) for one in answers) <= _SOME_SIGNS
        said = reading.conversation.messages[answers[0]].text
        is_shrug = bool(own_spans(reading, answers[0], self._shrug))
        return is_shrug and len(said.split()) <= _FEW_WORDS and len(said) <= _FEW_SIGNS

    def _is_told(
        self, reading: Reading, answers: list[int], choice: PhraseChoice, *, beside: tuple[int, Span] | None = None
    ) -> bool:  # fmt: skip
        """Tell whether a phrase of a choice is said in earnest: in no thanks, wish or signature, nor beside a span."""
        return any(
            not is_courteous(reading, index, span) and not (beside and _is_beside(reading, index, span, beside))
            for index in answers
            for span in own_spans(reading, index, choice)
        )

    def _first(self, reading: Reading, answers: list[int], choice: PhraseChoice) -> tuple[int, Span] | None:
        for index in answers:
            spans = own_spans(reading, index, choice)
            if spans:
                return index, spans[0]
        return None

    def _trigger(self, reading: Reading) -> int | None:
        return next((one for one in customer_messages(reading.conversation) if self._begins(reading, one)), None)

    def _begins(self, reading: Reading, index: int) -> bool:
        """Tell whether a customer's message makes a reaction needed."""
        nearness = ("match", "sentence")
        return any(
            not any(is_excused(reading, index, span, unless=self._unless, within=one) for one in nearness)
            for span in own_spans(reading, index, self._after)
        ) or self._is_combined(reading, index)

    def _is_combined(self, reading: Reading, index: int) -> bool:
        """Tell whether words of several classes say together what an `after` phrase says."""
        if own_spans(reading, index, self._trouble) and own_spans(reading, index, self._demand):
            return True
        spans = combined_spans(reading, index, self._combine) if self._combine else ()
        return any(not is_excused(reading, index, span, unless=self._unless, within="sentence") for span in spans)

    def _others(self, reading: Reading, first: int) -> Iterator[int]:
        """Yield later messages that begin another matter of the kind, once the first was answered."""
        answered = agent_messages(reading.conversation, after=first)
        for index in customer_messages(reading.conversation) if answered and not is_empty(self._another) else ():
            if index > answered[0] and own_spans(reading, index, self._another) and self._begins(reading, index):
                yield index

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


def _is_bare(reading: Reading, answers: list[int]) -> bool:
    """Tell whether all answers together are a few words that ask nothing."""
    said = [reading.conversation.messages[one].text for one in answers]
    return sum(map(len, said)) <= _BARE_SIGNS and not any(sign in one for one in said for sign in "?؟")


def _is_beside(reading: Reading, index: int, span: Span, other: tuple[int, Span]) -> bool:
    text = reading.conversation.messages[index].text
    return index == other[0] and overlaps(span, (sentence_at(text, other[1].start),))


def _weighed(is_sure: bool) -> Verdict:
    return Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN
