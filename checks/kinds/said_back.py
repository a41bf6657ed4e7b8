"""Looks, on calls, whether the agent says the customer's problem back before solving it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from checks.asked_values import told_values
from checks.echo import echoes, shared_words
from checks.named_days import named_days
from checks.sides import agent_messages, customer_messages
from checks.substance import own_content
from checks.text import overlaps, sentence_at, sentences
from checks.wording import Reporter, can_judge, is_spoken, own_spans, phrase_choice
from qa.domain.claim import DateClaim, StatusClaim
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading

__all__ = ["SaidBack"]

_MATTERS = ("problem-statement", "complaint")
_KIND_WORDS = ("empathy", "apology")
_ENOUGH = 2


class SaidBack:
    """Needs a person where, on a call, a problem is solved and was not said back before.

    It never fails: a good agent may know the matter from a word. A problem is said back by a `listens` phrase in a
    sentence that asks, or holds a word of the customer's own, or by two such words in any sentence that is no
    sympathy. Does not apply to other channels, where no problem is told, nothing solves it, or the language lacks the
    phrases.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "listens": OptionSpec("Phrases that say the matter back.", is_required=True, is_phrases=True),
    }
    version: ClassVar[int] = 2
    never_fails: ClassVar[bool] = True

    def __init__(self, spec: CheckSpec) -> None:
        self._report = Reporter(spec)
        self._listens = phrase_choice(spec, "listens")

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        matter = _matter(reading) if is_spoken(reading) else None
        if matter is None:
            return NOT_APPLICABLE
        answers = [
            one for one in agent_messages(reading.conversation, after=matter) if can_judge(reading, one, self._listens)
        ]
        solved = next((one for one in answers if _solves(reading, one)), None)
        if solved is None:
            return NOT_APPLICABLE
        told = " ".join(_text(reading, one) for one in customer_messages(reading.conversation, before=solved))
        back = next((one for one in answers if one <= solved and self._says_back(reading, one, told)), None)
        if back is not None:
            return CheckResult(Verdict.PASS)
        return CheckResult.judge((self._report.finding(reading, solved, None, verdict=Verdict.NEEDS_HUMAN),))

    def _says_back(self, reading: Reading, index: int, told: str) -> bool:
        text, language = _text(reading, index), reading.language_of(index)
        kind = [span for name in _KIND_WORDS for span in reading.phrases(index, name)]
        for sentence in sentences(text):
            said = text[sentence.start : sentence.end]
            if shared_words(said, told, language=language) >= _ENOUGH and not overlaps(sentence, kind):
                return True
        for span in own_spans(reading, index, self._listens):
            sentence = sentence_at(text, span.start)
            said = text[sentence.start : sentence.end]
            if said.rstrip().endswith(("?", "؟")) or echoes(said, told, language=language):
                return True
        return False


def _matter(reading: Reading) -> int | None:
    """Return the first message in which the customer tells a problem."""
    for index in customer_messages(reading.conversation):
        if any(reading.phrases(index, name) for name in _MATTERS):
            return index
        if "fault" in told_values(_text(reading, index), reading.language_of(index)):
            return index
    return None


def _solves(reading: Reading, index: int) -> bool:
    """Tell whether a message says something to the matter, beyond courtesy and questions for details."""
    if own_content(reading, index) is None:
        return False
    if reading.phrases(index, "resolution") or named_days(reading, index):
        return True
    told = (claim for claim in reading.claims(index) if claim.modality.is_assertion)
    return any(isinstance(one.value, DateClaim | StatusClaim) for one in told)


def _text(reading: Reading, index: int) -> str:
    return reading.conversation.messages[index].text
