"""Looks for the shop's inside words in what customers read: RMA, SKU, backorder, picking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.text import overlaps, quoted_spans
from checks.wording import Reporter
from qa.domain.conversation import Message, Role
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Jargon"]

# Letters that only those who work in a warehouse or a call centre read as words; a model's name has a figure beside it.
_LETTERS = "RMA|SKUs?|WMS|OMS|SLA|KPI|ERP|FIFO|3PL|AWB|POD|CRM"
_WORDS = "back-?orders?|picking|fulfil?lment|pick ?list|putaway|cross-?dock(?:ing)?"
_JARGON = re.compile(rf"(?<![\w#-])(?:(?:{_LETTERS})|(?i:{_WORDS}))(?![\w-])(?![ -]?\d)", re.ASCII)
# English sells and reports with these; elsewhere they are nobody's words but the warehouse's.
_ENGLISH_TOO = re.compile(r"(?i:back-?orders?|picking|fulfil?lment)")
_TIER = re.compile(
    r"(?:\b(?:do|to|z|from|na|para|no|ao|from|tier|nível)|إلى|الى|على|ไป|ให้|ทีม) ?(?P<tier>L[123])(?![\w-])"
)
# "RMA is your return number" explains it; so does a bracket.
_EXPLAINED = re.compile(
    r"\s*(?:\(|=|[,–-]? ?(?:is|means|to|oznacza|czyli|é|significa|ou seja|هو|هي|يعني|أي|คือ|หมายถึง)(?!\w))"
)
_EXPLAINING = re.compile(r"(?:\(|(?:called|tzw\.?|zwany|zwane|chamad[oa]|يسمى|เรียกว่า) ?)$")


class Jargon:
    """Fails where a message of the agent's has several inside words of shops and warehouses: "RMA", "SKU", "picking".

    One alone ("we opened an RMA", "passed to L2") may be what the label or the page calls it and needs a person.
    What the customer said first, what the agent explains ("RMA is your return number") and names of models may stand.
    Does not apply where the agent said nothing.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        chosen = self._spec.where.select(reading.conversation)
        if not chosen:
            return NOT_APPLICABLE
        found = [
            (index, span) for index, message in chosen for span in _inside_words(message, reading.language_of(index))
        ]
        if not found:
            return CheckResult.judge(())
        told = " ".join(one.text for one in reading.conversation.messages if one.role is Role.CUSTOMER).lower()
        inside = [(index, span, _word(reading, index, span)) for index, span in found]
        inside = [one for one in inside if one[2] not in told]
        words = {index: {word for at, _, word in inside if at == index} for index, _, _ in inside}
        return CheckResult.judge(
            tuple(
                self._report.finding(
                    reading, index, span, verdict=Verdict.FAIL if len(words[index]) > 1 else Verdict.NEEDS_HUMAN
                )
                for index, span, _ in inside
            )
        )


def _word(reading: Reading, index: int, span: Span) -> str:
    return reading.conversation.messages[index].text[span.start : span.end].lower()


def _inside_words(message: Message, language: str) -> Iterator[Span]:
    text, explained = message.text, set[str]()
    quoted = quoted_spans(text)
    for match in _JARGON.finditer(text):
        word = match.group().lower()
        if _EXPLAINED.match(text, match.end()) or _EXPLAINING.search(text, 0, match.start()):
            explained.add(word)
        is_plain = language == "en" and _ENGLISH_TOO.fullmatch(word) is not None
        span = Span(match.start(), match.end())
        if word not in explained and not is_plain and not overlaps(span, quoted):
            yield span
    for match in _TIER.finditer(text):
        yield Span(match.start("tier"), match.end("tier"))
