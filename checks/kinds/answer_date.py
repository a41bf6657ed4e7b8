"""Looks whether a complaint that was taken got a date for its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.claims.context import says
from checks.sides import agent_messages, customer_messages, is_open
from checks.signs import due_spans, may_name_time
from checks.substance import COURTESY, is_courteous
from checks.text import overlaps, spoken_sentences
from checks.wording import Reporter, can_judge, chosen_spans, is_excused, own_spans, phrase_choice
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec, PhraseChoice
from qa.ports import OptionSpec, Reading, Span

__all__ = ["AnswerDate"]

_NEAR = ("match", "sentence")
_ASKS = ("?", "؟")
_TODAY = re.compile(r"(?i)dzi[śs]|today|hoje|اليوم|วันนี้")


class AnswerDate:
    """Fails where a complaint was taken (`taken`) and nothing says by when it is answered.

    So does one that is left to a queue (`vague`) or whose day is withheld (`withheld`): dates of that clause are none.
    A date counts in a sentence on the answer (`answer`), wherever it stands; the day a courier comes or photographs are
    due is none. A remedy granted or refused (`settled`) needs no date. Dates and words of time in other sentences,
    unless they are of `others` or of courtesy, a case that is open or handed over, and a last word that asks for
    something need a person. Does not apply without a complaint (`after`) that was taken or put off, or where the
    language lacks the phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "after": OptionSpec("Customer's phrases that complain.", is_required=True, is_phrases=True),
        "unless": OptionSpec("Phrases that make an `after` phrase in their sentence not count.", is_phrases=True),
        "taken": OptionSpec("Phrases that take a complaint.", is_required=True, is_phrases=True),
        "answer": OptionSpec("Phrases that speak of the answer.", is_required=True, is_phrases=True),
        "settled": OptionSpec("Phrases that settle it at once.", is_required=True, is_phrases=True),
        "others": OptionSpec("Phrases for what else may be dated.", is_phrases=True),
        "handover": OptionSpec("Phrases that hand the case over.", is_phrases=True),
        "vague": OptionSpec("Phrases that leave the answer to its turn in a queue.", is_phrases=True),
        "withheld": OptionSpec("Phrases that give no day for the answer.", is_phrases=True),
    }
    version: ClassVar[int] = 3

    def __init__(self, spec: CheckSpec) -> None:
        self._report = Reporter(spec)
        self._choices = {name: phrase_choice(spec, name) for name in self.options}

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        asked = next(
            (index for index in customer_messages(reading.conversation) if self._complains(reading, index)), None
        )
        if asked is None:
            return NOT_APPLICABLE
        answers = [
            index
            for index in agent_messages(reading.conversation, after=asked)
            if can_judge(reading, index, self._choices["taken"])
        ]
        put_off = next(self._put_off(reading, answers), None)
        taken = put_off or next(self._told(reading, answers, "taken"), None)
        if taken is None or next(self._told(reading, answers, "settled"), None) is not None:
            return NOT_APPLICABLE
        index, span = taken
        given = [(one, date) for one in answers for date in due_spans(reading, one)]
        dates = [(one, date) for one, date in given if not self._is_withheld(reading, one, date)]
        for one, date in dates:
            if overlaps(_sentence_of(reading, one, date), chosen_spans(reading, one, self._choices["answer"])):
                return CheckResult(Verdict.PASS, (self._report.finding(reading, one, date, verdict=Verdict.PASS),))
        if put_off is not None:
            answers, dates = [one for one in answers if one >= index], [one for one in dates if one[0] >= index]
        is_doubtful = self._is_doubtful(reading, answers, is_put_off=put_off is not None) or any(
            self._is_unclear(reading, *date) for date in dates
        )
        is_doubtful = is_doubtful or any(self._may_date(reading, one) for one in answers)
        verdict = Verdict.NEEDS_HUMAN if is_doubtful else Verdict.FAIL
        return CheckResult.judge((self._report.finding(reading, index, span, verdict=verdict),))

    def _complains(self, reading: Reading, index: int) -> bool:
        unless = self._choices["unless"]
        return any(
            not any(is_excused(reading, index, span, unless=unless, within=near) for near in _NEAR)
            for span in own_spans(reading, index, self._choices["after"])
        )

    def _told(self, reading: Reading, answers: list[int], name: str) -> Iterator[tuple[int, Span]]:
        """Yield where phrases stand that are told: in no question."""
        for index in answers:
            text = reading.conversation.messages[index].text
            for span in own_spans(reading, index, self._choices[name]):
                sentence = _sentence_of(reading, index, span)
                if not text[sentence.start : sentence.end].rstrip().endswith(_ASKS):
                    yield index, span

    def _put_off(self, reading: Reading, answers: list[int]) -> Iterator[tuple[int, Span]]:
        """Yield where the answer is left to a queue or its day withheld, in a sentence that speaks of nothing else."""
        for name in ("withheld", "vague"):
            for index, span in self._told(reading, answers, name):
                if not overlaps(
                    _sentence_of(reading, index, span), chosen_spans(reading, index, self._choices["others"])
                ):
                    yield index, span

    def _is_withheld(self, reading: Reading, index: int, time: Span) -> bool:
        """Tell whether a time stands where the agent gives none (`I couldn't say a day or a week`), with no `but`."""
        text, language = reading.conversation.messages[index].text, reading.language_of(index)
        sentence = _sentence_of(reading, index, time)
        return any(
            overlaps(sentence, (one,)) and not says(text[one.start : time.end], "contrast", language=language)
            for one in own_spans(reading, index, self._choices["withheld"])
        )

    def _is_unclear(self, reading: Reading, index: int, date: Span) -> bool:
        """Tell whether a date may be the answer's: its sentence speaks of nothing else, or only takes the complaint.

        A complaint is taken today.
        """
        sentence, text = _sentence_of(reading, index, date), reading.conversation.messages[index].text
        beside = self._other() if _TODAY.search(text, date.start, date.end) else (self._choices["others"],)
        return not any(overlaps(sentence, chosen_spans(reading, index, one)) for one in beside)

    def _may_date(self, reading: Reading, index: int) -> bool:
        """Tell whether a sentence that speaks of nothing else, and is no wish or thanks, has a word of time."""
        text = reading.conversation.messages[index].text
        return any(
            may_name_time(text[one.start : one.end])
            and not is_courteous(reading, index, one)
            and not self._is_withheld(reading, index, one)
            and not any(overlaps(one, chosen_spans(reading, index, choice)) for choice in (*self._other(), COURTESY))
            for one in spoken_sentences(text, language=reading.language_of(index))
        )

    def _other(self) -> tuple[PhraseChoice, ...]:
        return self._choices["others"], self._choices["taken"]

    def _is_doubtful(self, reading: Reading, answers: list[int], *, is_put_off: bool) -> bool:
        handed = any(own_spans(reading, one, self._choices["handover"]) for one in answers)
        if is_open(reading.conversation) or (handed and not is_put_off):
            return True
        said = reading.conversation.messages
        is_last = said[answers[-1]] is said[-1]
        return is_last and said[-1].text.rstrip().endswith(_ASKS) and not reading.phrases(answers[-1], "more-help")


def _sentence_of(reading: Reading, index: int, span: Span) -> Span:
    text = reading.conversation.messages[index].text
    told = spoken_sentences(text, language=reading.language_of(index))
    return next((one for one in told if one.start <= span.start < one.end), span)
