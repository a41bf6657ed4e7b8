"""Looks for pledges of what a shop does not hold in its hands: `at your door on Friday, and that is me telling you`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar, NamedTuple

from ruamel.yaml import YAML

from checks.denied import is_disclaimed
from checks.text import overlaps, quoted_spans, spoken_sentences
from checks.wording import Reporter
from qa.domain.finding import NOT_APPLICABLE, CheckResult, Verdict
from qa.domain.rubric import CheckSpec
from qa.ports import OptionSpec, Reading, Span

__all__ = ["Vouched"]

_DATA = Path(__file__).parents[1] / "vouched.yaml"
_LISTED = re.compile(r"(?i)odds|difference|matter")
"""What follows its obstacles: `snow, traffic, makes no odds`."""
_MARKS = " \"'„”“«».!,"
_ASKS, _LONGEST = ("?", "؟"), 140


class _Words(NamedTuple):
    """What a pledge is told by in one language."""

    arrival: re.Pattern[str]
    time: re.Pattern[str]
    outcome: re.Pattern[str]
    pledge: re.Pattern[str]
    closed: re.Pattern[str]
    own: re.Pattern[str]
    though: re.Pattern[str]
    obstacle: re.Pattern[str]
    unsure: re.Pattern[str]
    ailment: re.Pattern[str]
    cured: re.Pattern[str]
    everybody: re.Pattern[str]
    doubted: re.Pattern[str]


class Vouched:
    """Fails where the agent vouches that goods or money arrive on a day, or that others decide so.

    They vouch in the first person ("on my head", "that's me telling you"), in the sentence or right beside it, or say
    that nothing can come between ("even if it snows"). So does a product that takes an ailment away from everybody,
    or on the agent's word; from the customer alone it needs a person. A pledge of what the agent will do, a doubt, a
    condition, what others say, questions and quotes count for nothing. Does not apply where nothing is vouched for,
    or to languages without such words.
    """

    options: ClassVar[Mapping[str, OptionSpec]] = {}
    version: ClassVar[int] = 1

    def __init__(self, spec: CheckSpec) -> None:
        self._spec = spec
        self._report = Reporter(spec)

    def check(self, reading: Reading) -> CheckResult:
        """Judge one conversation."""
        findings = tuple(
            self._report.finding(reading, index, span, verdict=Verdict.FAIL if is_sure else Verdict.NEEDS_HUMAN)
            for index, _ in self._spec.where.select(reading.conversation)
            for span, is_sure in _vouched(reading, index)
            if not is_disclaimed(reading, index, span)
        )
        return CheckResult.judge(findings) if findings else NOT_APPLICABLE


def _vouched(reading: Reading, index: int) -> Iterator[tuple[Span, bool]]:
    """Yield what a message tells for sure, with the sentence beside that vouches, and whether that is certain."""
    text, language = reading.conversation.messages[index].text, reading.language_of(index)
    words = _words().get(language)
    if words is None or not any(one.search(text) for one in (words.pledge, words.though, words.ailment)):
        return
    told = spoken_sentences(text, language=language)
    quoted = quoted_spans(text)
    for at, one in enumerate(told):
        said = text[one.start : one.end]
        is_cure = _is_cure(said, words)
        tells = words.outcome.search(said) or (words.arrival.search(said) and words.time.search(said))
        if not (is_cure or (tells and not _is_open(said, words))) or overlaps(one, quoted):
            continue
        if _is_pledged(said, words, is_own=True):
            yield _bare(text, one), True
            continue
        beside = (two for two in told[max(0, at - 1) : at + 2] if two != one and "\n" not in _between(text, one, two))
        witness = next((two for two in beside if _is_witness(text[two.start : two.end], words)), None)
        if witness is not None:
            yield _bare(text, Span(min(one.start, witness.start), max(one.end, witness.end))), True
        elif is_cure:
            yield _bare(text, one), words.everybody.search(said) is not None


def _is_cure(said: str, words: _Words) -> bool:
    """Tell whether a sentence says of an ailment that it will be gone, without a doubt."""
    is_told = words.ailment.search(said) is not None and words.cured.search(said) is not None
    return is_told and not said.rstrip().endswith(_ASKS) and not words.doubted.search(said)


def _bare(text: str, span: Span) -> Span:
    """Return a span without the marks around it."""
    said = text[span.start : span.end]
    left = len(said) - len(said.lstrip(_MARKS))
    return Span(span.start + left, span.start + len(said.rstrip(_MARKS)))


def _is_open(said: str, words: _Words) -> bool:
    return said.rstrip(" \"'»”)").endswith(_ASKS) or words.unsure.search(said) is not None


def _is_pledged(said: str, words: _Words, *, is_own: bool) -> bool:
    """Tell whether a sentence vouches for what it tells, or says that nothing can come between."""
    though = words.though.search(said)
    if though is not None and words.obstacle.search(said, 0 if _LISTED.search(though[0]) else though.start()):
        return True
    return any(
        (is_own or words.closed.search(said) is not None) and not words.own.search(said[one.end() :])
        for one in words.pledge.finditer(said)
    )


def _is_witness(said: str, words: _Words) -> bool:
    """Tell whether a sentence beside vouches for what the other tells, and for nothing of its own."""
    is_short = len(said) <= _LONGEST
    return is_short and not _is_open(said, words) and _is_pledged(said, words, is_own=False)


def _between(text: str, one: Span, two: Span) -> str:
    return text[min(one.end, two.end) : max(one.start, two.start)]


@cache
def _words() -> dict[str, _Words]:
    loaded = YAML(typ="safe", pure=True).load(_DATA.read_text("utf-8"))
    return {
        language: _Words(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in one.items()})
        for language, one in loaded.items()
    }
