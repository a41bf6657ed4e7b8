"""Looks for customers who are sent to another channel instead of being answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from checks.sides import agent_messages, customer_messages
from checks.substance import own_content
from checks.text import sentence_at
from checks.wording import Reporter, can_judge, is_spoken, own_spans, phrase_choice
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["ChannelMove"]

_ONLY_THERE = re.compile(
    r"(?i)\b(?:wy[łl][ąa]cznie|tylko|jedynie|t[ęe]dy|tutaj nie|reszt[ęaay]|ci[ąa]g dalszy|jeszcze raz|od nowa|"
    r"nie (?:ustalimy|za[łl]atwi\w*|rozwi[ąa]\w*|pomo[żz]\w*)|"
    r"only|can'?t be (?:settled|done|sorted|handled|resolved)|cannot be|this way|the rest|again|from here|"
    r"s[óo]|somente|apenas|não tratamos|não tratam\w*|para continuar|o resto|tem de|de novo|"
    r"فقط|يجب|لا نعالج|لا يمكن|للمتابعة|الباقي)\b|เท่านั้น|ไม่รับเรื่อง|ที่เหลือ"
)
_DENIED = re.compile(
    r"(?i)(?:ไม่(?:จำเป็น)?|nie (?:trzeba|musi(?: Pani?)?|potrzeba)|no need to|(?:don't|do not|won't) (?:need|have) to|"
    r"não (?:precisa|é preciso|é necessário)(?: de)?|(?:لا|ما) (?:داعي|حاجة|تحتاج|يلزم)\S*)\s*$"
)
_ANSWERS = ("resolution", "due-time")


class ChannelMove:
    """Fails where the agent only sends the customer elsewhere (`forbid`) and answers nothing.

    A move with a reason (`unless`), or that the customer asked for (`asked`), is fine. A move beside
    an answer needs a person, unless its sentence says that the matter goes on only there, which fails.
    Does not apply to calls, where no agent wrote after the customer, or where the language lacks the phrases.
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
            if (
                spans := [one for one in own_spans(reading, index, self._forbid) if not _is_denied(reading, index, one)]
            )
            and not own_spans(reading, index, self._unless)
            and not self._is_asked(reading, index)
        ]
        if not sent:
            return []
        is_bare = not any(self._answers(reading, index) for index in judged)
        return [
            self._report.finding(
                reading,
                index,
                span,
                verdict=Verdict.FAIL if is_bare or _is_only_there(reading, index, span) else Verdict.NEEDS_HUMAN,
            )
            for index, span in sent
        ]

    def _answers(self, reading: Reading, index: int) -> bool:
        is_told = any(reading.phrases(index, name) for name in _ANSWERS) or bool(reading.claims(index))
        return is_told or own_content(reading, index, beside=(self._forbid,)) is not None

    def _is_asked(self, reading: Reading, index: int) -> bool:
        before = customer_messages(reading.conversation, before=index)
        return any(own_spans(reading, one, self._asked) for one in before)


def _is_only_there(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the sentence says that the matter goes on there and not here."""
    text = reading.conversation.messages[index].text
    sentence = sentence_at(text, span.start)
    return _ONLY_THERE.search(text, sentence.start, sentence.end) is not None


def _is_denied(reading: Reading, index: int, span: Span) -> bool:
    """Tell whether the customer is told that they need not go there."""
    return _DENIED.search(reading.conversation.messages[index].text[: span.start]) is not None
