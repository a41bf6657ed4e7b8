"""Looks for sentences too long to be read at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from checks.hidden import hidden_spans
from checks.text import overlaps, sentences
from checks.wording import Reporter, is_spoken
from qa.domain.conversation import Channel
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Finding, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["SentenceLength"]

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_LISTED = re.compile(r"[;:•]|\d+[.)] ")
_WITHOUT_SPACES = ("th",)
# Thai writes a space where a clause ends: a stretch as long as this, chained by relatives, is more than one breath.
_STRETCH = re.compile(r"[\u0e01-\u0e5b]+")
_JOINING = re.compile("ซึ่ง|ที่|และ|โดย|เพื่อ|เนื่องจาก|อัน")
_LONGEST_STRETCH = 130
_LETTERS_A_WORD = 3
_FEWEST = 3
_COMMA = re.compile("[,،–—()]")
_LEAST_A_PIECE = 7


class SentenceLength:
    """Fails where a sentence has more than `longest` words and no figure in it.

    One alone that is too long earns half the score. With figures, which conditions and sums need, it needs a person,
    and so does it where commas cut it into short pieces, or where most sentences have more words than the limit of the
    channel: more than half of them, three at least. A sentence that is a list counts for nothing, nor do quotes,
    signatures and saved replies. In Thai, which puts spaces between clauses only, a stretch of more than 130 letters
    chained by relatives fails. Does not apply to calls.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {
        "chat": OptionSpec("Words a sentence of a chat may have; 18 by default.", types=(int,)),
        "other": OptionSpec("Words a sentence elsewhere may have; 25 by default.", types=(int,)),
        "longest": OptionSpec("Words no sentence may have more of; 45 by default.", types=(int,)),
    }
    version: ClassVar[int] = 2

    def __init__(self, spec: CheckSpec) -> None:
        self._report = Reporter(spec)
        self._chat, self._other = _number(spec, "chat", 18), _number(spec, "other", 25)
        self._longest = _number(spec, "longest", 45)
        self._where = spec.where

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        if is_spoken(reading):
            return NOT_APPLICABLE
        found = [
            (index, span, count)
            for index, _ in self._where.select(reading.conversation)
            for span, count in _counted(reading, index)
        ]
        if not found:
            return NOT_APPLICABLE
        limit = self._chat if reading.conversation.channel is Channel.CHAT else self._other
        huge = [one for one in found if one[2] > self._longest]
        plain = [one for one in huge if not _has_figure(reading, one[0], one[1]) and not _is_broken(reading, *one)]
        if plain:
            findings = self._findings(reading, plain, limit=self._longest)
            return CheckResult(Verdict.FAIL, findings, 0.5 if len(huge) == 1 else 0.0)
        long = [one for one in found if one[2] > limit]
        is_most = len(long) >= _FEWEST and 2 * len(long) > len(found)
        if not huge and not is_most:
            return CheckResult(Verdict.PASS)
        told, most = (huge, self._longest) if huge else (long, limit)
        return CheckResult.judge(self._findings(reading, told, limit=most, verdict=Verdict.NEEDS_HUMAN))

    def _findings(
        self,
        reading: Reading,
        long: list[tuple[int, Span, int]],
        *,
        limit: int,
        verdict: Verdict = Verdict.FAIL,
    ) -> tuple[Finding, ...]:
        most = str(limit)
        return tuple(
            self._report.finding(
                reading,
                index,
                span,
                verdict=verdict,
                words=str(count),
                limit=most,
                found=str(count),
                expected=f"≤ {most}",
            )
            for index, span, count in long
        )


def _has_figure(reading: Reading, index: int, span: Span) -> bool:
    text = reading.conversation.messages[index].text
    return any(letter.isdigit() for letter in text[span.start : span.end])


def _is_broken(reading: Reading, index: int, span: Span, count: int) -> bool:
    """Tell whether commas cut a sentence into pieces of a few words each."""
    text = reading.conversation.messages[index].text[span.start : span.end]
    return count < _LEAST_A_PIECE * (1 + len(_COMMA.findall(text)))


def _counted(reading: Reading, index: int) -> Iterator[tuple[Span, int]]:
    """Yield sentences with their words; in Thai the stretches without a space, with about as many words."""
    if reading.language_of(index) not in _WITHOUT_SPACES:
        yield from _own_sentences(reading, index)
        return
    message = reading.conversation.messages[index]
    hidden = hidden_spans(message, reading.materials.templates)
    for match in _STRETCH.finditer(message.text):
        span = Span(match.start(), match.end())
        is_chain = len(_JOINING.findall(match.group())) >= _FEWEST
        letters = len(match.group()) if is_chain else 0
        if not overlaps(span, hidden):
            yield span, max(letters - _LONGEST_STRETCH, 0) and letters // _LETTERS_A_WORD


def _own_sentences(reading: Reading, index: int) -> Iterator[tuple[Span, int]]:
    """Yield the sentences the agent wrote, with their words; lists and what others wrote are left out."""
    message = reading.conversation.messages[index]
    hidden = hidden_spans(message, reading.materials.templates)
    for span in sentences(message.text):
        text = message.text[span.start : span.end]
        if not overlaps(span, hidden) and len(_LISTED.findall(text)) < _FEWEST:
            yield span, len(_WORD.findall(text))


def _number(spec: CheckSpec, name: str, default: int) -> int:
    value = spec.options.get(name)
    return value if isinstance(value, int) else default
