"""Calibration sessions revealed in the days of a report: how far those who rated agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.errors import StatisticsError
from qa.stages.reporting.basis import SEED, Basis
from qa.stages.reporting.figure import Figure
from qa.store import tables

_RESAMPLES = 500
_JUDGED = ("pass", "fail")


@dataclass(frozen=True, slots=True)
class CalibrationLine:
    """One session after its reveal. Late ratings are left out; agreement is on pass or fail, all criteria."""

    session_id: int
    name: str
    revealed_on: date
    raters: int
    conversations: int
    precedents: int
    agreement: Figure
    alpha: Figure
    ac1: Figure


@dataclass(frozen=True, slots=True)
class Calibration:
    """Sessions in order of their reveal. They are of everybody, whatever team or channel a report is narrowed to."""

    lines: tuple[CalibrationLine, ...]


def read_calibration(session: Session, basis: Basis) -> Calibration:
    """Measure the sessions revealed in the days of the scope; of those not revealed nothing is read."""
    row, scope = tables.CalibrationSession, basis.scope
    found = session.scalars(
        select(row)
        .where(
            row.revealed_at >= scope.midnight(scope.date_from),
            row.revealed_at < scope.midnight(scope.date_to + timedelta(days=1)),
        )
        .order_by(row.revealed_at, row.id)
    )
    return Calibration(tuple(_line(session, basis, one) for one in found))


def _line(session: Session, basis: Basis, row: tables.CalibrationSession) -> CalibrationLine:
    rating, chosen = tables.CalibrationRating, tables.CalibrationConversation
    rows = session.execute(
        select(chosen.conversation_id, rating.participant_id, rating.criterion, rating.verdict)
        .join(chosen, chosen.id == rating.chosen_id)
        .where(chosen.session_id == row.id, rating.is_late.is_(False), rating.verdict.in_(_JUDGED))
        .order_by(rating.id)
    ).all()
    agreement, alpha, ac1 = measure([(one[0], one[1], one[2], one[3]) for one in rows])
    precedents = session.scalar(select(func.count()).where(tables.Precedent.session_id == row.id)) or 0
    assert row.revealed_at is not None
    return CalibrationLine(
        session_id=row.id,
        name=row.name,
        revealed_on=row.revealed_at.astimezone(basis.scope.zone).date(),
        raters=len({one[1] for one in rows}),
        conversations=len({one[0] for one in rows}),
        precedents=precedents,
        agreement=agreement,
        alpha=alpha,
        ac1=ac1,
    )


def measure(rated: Sequence[tuple[int, int, str, str]]) -> tuple[Figure, Figure, Figure]:
    """Return percent agreement, Krippendorff's alpha and AC1 of (conversation, rater, criterion, verdict).

    Intervals are by bootstrap of whole conversations.
    """
    nothing = Figure(note="none-shared")
    kept = {(conversation, criterion, rater): verdict for conversation, rater, criterion, verdict in rated}
    if not kept:
        return nothing, nothing, nothing
    import numpy as np

    from qa.statistics.agreement.report import measure_agreement
    from qa.statistics.agreement.table import Level, Rating, tabulate

    rows = [
        Rating(f"{conversation} {criterion}", str(rater), verdict, cluster=str(conversation))
        for (conversation, criterion, rater), verdict in kept.items()
    ]
    generator = np.random.default_rng(SEED)
    try:
        table = tabulate(rows, level=Level.NOMINAL)
        found = measure_agreement(table, level=Level.NOMINAL, generator=generator, resamples=_RESAMPLES)
    except StatisticsError:
        return nothing, nothing, nothing
    by_name = {one.name: Figure.of(one, low=-1.0) for one in found.coefficients}
    first, second, third = (
        by_name.get(name, nothing) for name in ("percent agreement", "Krippendorff's alpha (nominal)", "Gwet's AC1")
    )
    return first, second, third
