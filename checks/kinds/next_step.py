"""Looks at the end of a conversation for what was solved, or who does what by when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.case_ends import is_done, is_gesture, is_over, names_term, only_waits, past_days, times_named
from checks.combinations import combined_spans, thanked_spans
from checks.put_off import left_to_chance, offers_choice
from checks.sides import agent_messages, customer_messages, is_open
from checks.signs import may_name_time
from checks.substance import COURTESY, is_courteous, own_content
from checks.text import overlaps, sentence_at, spoken_sentences
from checks.warmth import is_soft
from checks.wording import Reporter, can_judge, chosen_spans, is_excused, own_spans, phrase_choice
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.fact import Duration
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["NextStep"]

_PROBLEMS = ("problem-statement", "complaint")
_SHORT = 80


class NextStep:
    """Fails where the agents' last word on a case is `vague` ("in progress") and nothing was solved or dated.

    Passes where a `resolved` or `time` phrase, or a claim with a day or a length of time, was said. A case that is
    still open, a problem to which none of these was said, and a brush-off (`forbid`) afterwards need a person.
    A last turn that leaves it to waiting (`stalls`, `vague`) takes back what was said before it, unless something is
    settled after it. A person is needed where the customer told no problem, that turn has a word of time, a "but" or
    tells of a deed done, an earlier one named a day, or it only waits for what takes its general time. A day of a wish,
    terms and gestures are none of these.
    Whoever tells a trouble, asks, and hears three times, or once before asking again, that it is left to chance
    ("we'll see", "when I get round to it") and nothing of a day, a number or a deed is put off for sure; who may
    choose a way (repair or money back) is not.
    Does not apply where the customer has no problem and nothing vague is said, or the language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "resolved": OptionSpec("Phrases that say what was done.", is_required=True, is_phrases=True),
        "vague": OptionSpec("Phrases that put the customer off.", is_required=True, is_phrases=True),
        "forbid": OptionSpec("Phrases that brush the customer off.", is_phrases=True),
        "time": OptionSpec("Phrases that say by when.", is_required=True, is_phrases=True),
        "stalls": OptionSpec("Phrases that make the customer wait for nothing in particular.", is_phrases=True),
        "combine": OptionSpec("A fault of the packs' combinations of words, stalling as well.", types=(str,)),
        "unless": OptionSpec("Phrases in the sentence that make it no waiting.", is_phrases=True),
    }
    version: ClassVar[int] = 4

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)
        self._resolved, self._vague = phrase_choice(spec, "resolved"), phrase_choice(spec, "vague")
        self._time, self._forbid = phrase_choice(spec, "time"), phrase_choice(spec, "forbid")
        self._combine = str(spec.options.get("combine") or "")
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
        chance = left_to_chance(reading, answers)
        if chance is not None:
            verdict = Verdict.NEEDS_HUMAN if is_open(reading.conversation) else Verdict.FAIL
            return CheckResult.judge((self._report.finding(reading, *chance, verdict=verdict),))
        put_off = [
            (index, waits[0])
            for index in answers
            if (waits := [one for one in own_spans(reading, index, self._vague) if self._waits(reading, index, one)])
        ]
        done = self._done(reading, answers)
        brushed = [(index, spans[0]) for index in answers if (spans := own_spans(reading, index, self._forbid))]
        if done is not None and brushed and brushed[-1][0] >= done[0]:
            doubt = self._report.finding(reading, brushed[-1][0], brushed[-1][1], verdict=Verdict.NEEDS_HUMAN)
            return CheckResult.judge((doubt,))
        stalled = self._stalled(reading, answers)
        if stalled is not None:
            return CheckResult.judge((self._report.finding(reading, *stalled[:2], verdict=stalled[2]),))
        if done is not None and (not put_off or done[0] >= put_off[-1][0]):
            finding = self._report.finding(reading, done[0], done[1], verdict=Verdict.PASS)
            return CheckResult(Verdict.PASS, (finding,))
        if put_off and done is None:
            is_sure = not is_open(reading.conversation) and self._is_last_word(reading, put_off[-1][0], answers)
            is_sure = is_sure and not offers_choice(reading, put_off[-1][0])
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

    def _stalled(self, reading: Reading, answers: list[int]) -> tuple[int, Span, Verdict] | None:
        """Return where the agents' last turn on the case leaves it to waiting, and how sure that is."""
        for index in reversed(answers):
            spans = self._waiting(reading, index)
            if not spans:
                is_short = len(_text(reading, index)) <= _SHORT * 2
                if _is_farewell(reading, index) or (is_short and own_content(reading, index) is None):
                    continue
                return None
            if self._is_settled_after(reading, index, spans[-1]):
                return None
            last = sentence_at(_text(reading, index), spans[-1].start)
            here = [one for one in spans if overlaps(one, (last,))]
            shown = next((one for one in here if one in own_spans(reading, index, self._vague)), here[0])
            verdict = self._weighed(reading, answers, index, shown)
            return None if verdict is None else (index, shown, verdict)
        return None

    def _waiting(self, reading: Reading, index: int) -> list[Span]:
        spans = [*own_spans(reading, index, self._stalls), *own_spans(reading, index, self._vague)]
        if self._combine:
            spans += combined_spans(reading, index, self._combine)
        return sorted((one for one in spans if self._waits(reading, index, one)), key=lambda one: one.start)

    def _is_settled_after(self, reading: Reading, index: int, stall: Span) -> bool:
        """Tell whether the message goes on to settle something, gestures and what is past aside."""
        text, language, past = _text(reading, index), reading.language_of(index), past_days(reading, index)
        later = [one for one in own_spans(reading, index, self._resolved) if one.start > stall.start]
        return any(
            not overlaps(one, (sentence_at(text, stall.start),))
            and not overlaps(sentence_at(text, one.start), past)
            and not is_gesture(text, sentence_at(text, one.start), language)
            for one in later
        )

    def _weighed(self, reading: Reading, answers: list[int], index: int, stall: Span) -> Verdict | None:
        """Weigh waiting against what else the turn says: a day, a term that holds for everybody, a deed done."""
        text, language = _text(reading, index), reading.language_of(index)
        is_weak = only_waits(text, sentence_at(text, stall.start), language)
        times = times_named(reading, index, self._time)
        if times:
            is_told_after = any(one.end > sentence_at(text, stall.start).start for one in times)
            return None if is_weak or is_told_after else Verdict.NEEDS_HUMAN
        resolved = own_spans(reading, index, self._resolved)
        has_deed = any(
            is_done(text, sentence_at(text, one.start), one, language)
            and not is_gesture(text, sentence_at(text, one.start), language)
            for one in resolved
        )
        is_told = any(
            times_named(reading, one, self._time) for one in answers if _last_question(reading, index) < one < index
        )
        if is_open(reading.conversation) or has_deed or is_told or (is_weak and names_term(reading, index)):
            return Verdict.NEEDS_HUMAN
        asked = customer_messages(reading.conversation)
        has_problem = any(reading.phrases(one, name) for one in asked for name in _PROBLEMS)
        said = sentence_at(text, stall.start)
        is_sure = has_problem and not _may_name_time(reading, index) and not is_soft(text[said.start : said.end])
        is_sure = is_sure and not offers_choice(reading, index)
        return Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN

    def _waits(self, reading: Reading, index: int, span: Span) -> bool:
        """Tell whether a sentence is no question, is not excused, and says nothing else that settles anything."""
        text = _text(reading, index)
        sentence = sentence_at(text, span.start)
        is_asked = text[sentence.start : sentence.end].rstrip().endswith(("?", "؟"))
        if overlaps(span, thanked_spans(reading, index)):
            return False
        if is_asked or is_over(text, sentence, span, reading.language_of(index)):
            return False
        return not any(
            is_excused(reading, index, span, unless=self._unless, within=one) for one in ("match", "sentence")
        )

    def _is_last_word(self, reading: Reading, put_off: int, answers: list[int]) -> bool:
        """Tell whether nothing but courtesy follows."""
        return all(own_content(reading, index) is None for index in answers if index > put_off)


def _text(reading: Reading, index: int) -> str:
    return reading.conversation.messages[index].text


def _last_question(reading: Reading, index: int) -> int:
    """Return the last message before one in which the customer asks for something again, after an answer."""
    asked = customer_messages(reading.conversation, before=index)
    return max((one for one in asked[1:] if any(sign in _text(reading, one) for sign in "?؟")), default=-1)


def _may_name_time(reading: Reading, index: int) -> bool:
    """Tell whether a sentence of a message that is no wish, thanks or greeting has a word of time."""
    text = _text(reading, index)
    return any(
        may_name_time(text[one.start : one.end])
        and not is_courteous(reading, index, one)
        and not overlaps(one, chosen_spans(reading, index, COURTESY))
        for one in spoken_sentences(text, language=reading.language_of(index))
    )


def _is_farewell(reading: Reading, index: int) -> bool:
    """Tell whether a short message thanks or says good-bye."""
    is_short = len(reading.conversation.messages[index].text) <= _SHORT
    return is_short and any(reading.phrases(index, one) for one in ("farewell", "thanks"))


def _messages(reading: Reading) -> range:
    return range(len(reading.conversation.messages))
