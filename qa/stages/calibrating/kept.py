"""Figures of sessions as a worker keeps them: measuring a quarter takes seconds and loads what pages do without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.codec import from_json, to_json
from qa.stages.calibrating.access import REVEALED
from qa.stages.calibrating.figures import Figures, measure_quarter, measure_session
from qa.stages.calibrating.revealing import read_answers
from qa.store import tables


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """The figures of a session, and of all `sessions` of its rubric in the quarter that ends with its reveal."""

    session: Figures
    quarter: Figures
    sessions: int


@dataclass(frozen=True, slots=True)
class DueFigures:
    """A session whose figures are missing, or older than its gold ratings; `basis` says what they will rest on."""

    session_id: int
    basis: str


def find_figures(session: Session, session_id: int) -> KeptFigures | None:
    """Return what is kept of a session, None until a worker has measured it."""
    row = tables.CalibrationFigures
    found = session.scalar(select(row.figures).where(row.session_id == session_id))
    return None if found is None else from_json(KeptFigures, found)


def next_due(session: Session) -> DueFigures | None:
    """Return the newest revealed session that is to be measured: ratings are locked then, gold ones may be added."""
    one, chosen, gold = tables.CalibrationSession, tables.CalibrationConversation, tables.CalibrationGold
    rows = session.execute(
        select(one.id, func.count(gold.id), func.max(gold.locked_at), tables.CalibrationFigures.basis)
        .outerjoin(chosen, chosen.session_id == one.id)
        .outerjoin(gold, gold.chosen_id == chosen.id)
        .outerjoin(tables.CalibrationFigures, tables.CalibrationFigures.session_id == one.id)
        .where(one.state.in_(REVEALED), one.revealed_at.is_not(None))
        .group_by(one.id, tables.CalibrationFigures.basis)
        .order_by(one.id.desc())
    )
    for session_id, count, newest, kept in rows:
        basis = f"{count} {newest}"[:64]
        if basis != kept:
            return DueFigures(session_id, basis)
    return None


def measure_figures(session: Session, session_id: int) -> KeptFigures:
    """Measure a revealed session and its quarter. Only reads."""
    row = session.get_one(tables.CalibrationSession, session_id)
    reveal = read_answers(session, row)
    assert row.revealed_at is not None
    quarter, sessions = measure_quarter(session, reveal.rubric.name, until=row.revealed_at)
    return KeptFigures(measure_session(reveal), quarter, sessions)


def keep_figures(session: Session, due: DueFigures, figures: KeptFigures, *, now: datetime) -> None:
    """Keep what was measured."""
    table = tables.CalibrationFigures
    row = session.scalar(select(table).where(table.session_id == due.session_id))
    if row is None:
        row = table(session_id=due.session_id)
        session.add(row)
    row.basis, row.figures, row.made_at = due.basis, to_json(figures), now
    session.flush()
