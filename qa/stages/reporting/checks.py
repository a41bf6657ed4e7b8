"""The records of the checks in force, as of the report: of all versions of the rubric and all its reviews."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.stages.judged import JudgedAlike, count_judged
from qa.stages.records import RecordLine, record_lines
from qa.stages.reporting.basis import Basis
from qa.stages.reporting.figure import Figure
from qa.stages.standing import standings_of, with_standings


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check in conversations of one language: how often it failed one, and was right."""

    criterion: str
    check: str
    language: str
    state: str
    earned: str
    n: int
    firings: int
    precision: Figure
    recall: Figure


@dataclass(frozen=True, slots=True)
class Checks:
    """Checks with a record; `unknown` counts those that nobody's review speaks of yet."""

    lines: tuple[CheckLine, ...]
    unknown: int


def read_checks(session: Session, basis: Basis) -> Checks:
    """Measure the checks by language."""
    if basis.rubric is None:
        return Checks((), 0)
    judged = _of_scope(basis, count_judged(session, basis.rubric.name))
    decided = with_standings(basis.rubric, standings_of(session, basis.rubric.name))
    lines = [line for line in record_lines(decided, judged, by="language", resamples=0) if line.record is not None]
    known = {(line.criterion, line.check) for line in lines}
    return Checks(tuple(_line(line) for line in lines), _count(basis.rubric) - len(known))


def _of_scope(basis: Basis, judged: Counter[JudgedAlike]) -> Counter[JudgedAlike]:
    scope = basis.scope
    return Counter(
        {
            alike: n
            for alike, n in judged.items()
            if scope.language in (None, alike.language) and scope.channel in (None, alike.channel)
        }
    )


def _count(rubric: Rubric) -> int:
    return sum(len(criterion.checks) for criterion in rubric.criteria)


def _line(line: RecordLine) -> CheckLine:
    record = line.record
    assert record is not None
    return CheckLine(
        criterion=line.criterion,
        check=line.check,
        language=line.group,
        state=line.state.value,
        earned=line.earned.value,
        n=record.n,
        firings=record.firings,
        precision=Figure.of(record.precision, note="" if record.firings else "never-failed"),
        recall=Figure.of(record.recall, note="" if record.true_positives + record.false_negatives else "nobody-failed"),
    )
