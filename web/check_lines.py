"""The lines of the page of checks: criteria by dimension, each with its checks and what is known of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from qa.domain.rubric import DIMENSIONS, CheckSpec, CheckState, Criterion, text_in
from qa.stages.judged import JudgedAlike
from qa.stages.records import RecordLine, record_lines
from web.check_records import Counted
from web.languages import page_language

_PLACE = re.compile(r"\s*\(\{\w+\}\)|\{\w+\}\.?")
_ORDER = tuple(CheckState)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check as its row shows it. `others` are the languages whose state is another than the one shown."""

    spec: CheckSpec
    says: str
    record: RecordLine
    others: tuple[tuple[str, CheckState], ...]

    @property
    def step(self) -> int:
        """Return how many states up (above 0) or down (below) the record speaks for."""
        return _ORDER.index(self.record.earned) - _ORDER.index(self.record.state)


@dataclass(frozen=True, slots=True)
class CriterionLines:
    """A criterion and its checks; none where people alone rate it."""

    criterion: Criterion
    title: str
    checks: tuple[CheckLine, ...]


def lines_by_dimension(
    counted: Counted, *, dimension: str | None, language: str | None
) -> tuple[tuple[str, tuple[CriterionLines, ...]], ...]:
    """Return the criteria of the rubric in force by dimension, with records of all conversations or one language's."""
    if counted.rubric is None:
        return ()
    found = _records(counted, language=language)
    wanted = [one for one in DIMENSIONS if dimension in (None, one)]
    grouped = {
        name: tuple(
            _lines(criterion, found, language=language)
            for criterion in counted.rubric.criteria
            if criterion.dimension == name
        )
        for name in wanted
    }
    return tuple((name, lines) for name, lines in grouped.items() if lines)


def _records(counted: Counted, *, language: str | None) -> dict[tuple[str, str], RecordLine]:
    assert counted.rubric is not None
    judged: Counter[JudgedAlike] = counted.judged
    if language is not None:
        judged = Counter({alike: n for alike, n in judged.items() if alike.language == language})
    lines = record_lines(counted.rubric, judged, by="language" if language else None, resamples=0)
    return {(line.criterion, line.check): line for line in lines}


def _lines(
    criterion: Criterion, found: dict[tuple[str, str], RecordLine], *, language: str | None
) -> CriterionLines:  # fmt: skip
    title = text_in(criterion.title, page_language(), default=criterion.id)
    checks = tuple(_line(criterion, spec, found, language=language) for spec in criterion.checks)
    return CriterionLines(criterion, title, checks)


def _line(
    criterion: Criterion, spec: CheckSpec, found: dict[tuple[str, str], RecordLine], *, language: str | None
) -> CheckLine:
    state = spec.state_in(language or "*")
    unknown = RecordLine(criterion.id, spec.id, language or "*", state, None, state)
    others = () if language else tuple((code, one) for code, one in sorted(spec.states.items()) if one is not state)
    return CheckLine(spec, says_of(spec), found.get((criterion.id, spec.id), unknown), others)


def says_of(spec: CheckSpec) -> str:
    """Return what the check says of its finding, with a gap for what it fills in."""
    return _PLACE.sub(lambda place: "" if "(" in place[0] else "…", text_in(spec.message, page_language()))
