"""How scores and critical fails moved up to the end of a period, with the days on which the rubric changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.stages.reporting.basis import Basis
from qa.stages.reporting.counted import CountedReview, read_counted
from qa.stages.reporting.figure import FEWEST, Figure, mean_score_of
from qa.stages.reporting.scope import Scope, month_of
from qa.store import tables

WEEKS, MONTHS = 13, 12
_LONG_DAYS = 45


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A week or a month: conversations, the machine's mean of them, and what people say by chance-drawn reviews."""

    date_from: date
    date_to: date
    conversations: int
    machine: float | None
    reviews: int
    score: Figure
    critical: Figure


@dataclass(frozen=True, slots=True)
class VersionMark:
    """The day a rubric version came in; figures on its two sides are not of one measure."""

    day: date
    version: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Points in order of time; `unit` is week or month."""

    unit: str
    points: tuple[TrendPoint, ...]
    marks: tuple[VersionMark, ...]


def read_trend(session: Session, basis: Basis) -> Trend:
    """Compute the weeks, or for a long period the months, up to the end of the scope."""
    scope = basis.scope
    unit = "month" if scope.days > _LONG_DAYS else "week"
    spans = list(_months(scope) if unit == "month" else _weeks(scope))
    whole = scope.within(spans[0][0], spans[-1][1])
    reviews = read_counted(session, whole)
    points = tuple(_point(session, scope.within(*span), reviews) for span in spans)
    return Trend(unit, points, _marks(session, whole))


def _weeks(scope: Scope) -> Iterator[tuple[date, date]]:
    """Yield whole weeks from Monday to Sunday; the last one holds the end of the period."""
    monday = scope.date_to - timedelta(days=scope.date_to.weekday())
    for back in range(WEEKS - 1, -1, -1):
        first = monday - timedelta(weeks=back)
        yield first, first + timedelta(days=6)


def _months(scope: Scope) -> Iterator[tuple[date, date]]:
    month = month_of(scope.date_to, scope.zone)
    found = [month]
    while len(found) < MONTHS:
        found.append(found[-1].before())
    yield from ((one.date_from, one.date_to) for one in reversed(found))


def _point(session: Session, scope: Scope, reviews: Sequence[CountedReview]) -> TrendPoint:
    from qa.statistics.estimate.unequal import weighted_rate

    conversation = tables.Conversation
    count, mean = session.execute(
        select(func.count(), func.avg(conversation.score_value)).where(*scope.conditions())
    ).one()
    begin, end = scope.midnight(scope.date_from), scope.midnight(scope.date_to + timedelta(days=1))
    own = [one for one in reviews if begin <= one.started_at < end and one.score is not None]
    chances = [one.chance for one in own]
    scores = [one.score for one in own if one.score is not None]
    none = Figure(note="no-reviews")
    return TrendPoint(
        date_from=scope.date_from,
        date_to=scope.date_to,
        conversations=count,
        machine=None if mean is None or count < FEWEST else round(float(mean), 2),
        reviews=len(own),
        score=mean_score_of(scores, chances),
        critical=Figure.of(weighted_rate([one.is_critical for one in own], chances)) if own else none,
    )


def _marks(session: Session, scope: Scope) -> tuple[VersionMark, ...]:
    """Return the first day of each rubric version that came in within the days shown."""
    rubric, term = tables.Rubric, tables.RubricTerm
    since = func.min(func.coalesce(term.from_at, rubric.created_at))
    begin, end = scope.midnight(scope.date_from), scope.midnight(scope.date_to + timedelta(days=1))
    rows = session.execute(
        select(rubric.name, rubric.version, since)
        .join(term, term.rubric_id == rubric.id, isouter=True)
        .group_by(rubric.name, rubric.version)
        .having(since >= begin, since < end)
        .order_by(since)
    ).all()
    return tuple(
        VersionMark(moment.astimezone(scope.zone).date(), f"{name} {version}") for name, version, moment in rows
    )
