"""Precedents: what sessions decided about the lines of a rubric, for later reviewers and its next version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qa.stages.blindness import still_to_calibrate, still_to_review
from qa.store import tables
from qa.store.tables import CalibrationState

CHANGES_RUBRIC = ("clarify", "add_example", "change_weight", "split", "fix_check")


@dataclass(frozen=True, slots=True)
class PrecedentLine:
    """A precedent as later reviewers read it."""

    id: int
    session_id: int
    session_name: str
    criterion: str
    kind: str
    reason: str
    quote: str
    verdict: str | None
    owner: str | None
    effective_on: date
    conversation_id: int | None


def precedents_for(
    session: Session, rubric_name: str, *, reader_id: int, on: date
) -> Mapping[str, tuple[PrecedentLine, ...]]:
    """Return the precedents in force by criterion, the newest first.

    A precedent comes from a closed session and has reached its date. One that speaks of a conversation which the
    reader is still to rate blind is left out.
    """
    found: dict[str, list[PrecedentLine]] = {}
    rows = _in_force(session, rubric_name, on=on)
    ids = [one.conversation_id for one in rows if one.conversation_id is not None]
    blind = still_to_calibrate(session, reader_id, ids) | still_to_review(session, reader_id, ids)
    for one in rows:
        if one.conversation_id not in blind:
            found.setdefault(one.criterion, []).append(one)
    return {criterion: tuple(lines) for criterion, lines in found.items()}


def precedents_of(
    session: Session, rubric_name: str, criterion: str, *, reader_id: int, on: date
) -> tuple[PrecedentLine, ...]:
    """Return the precedents in force of one criterion; see `precedents_for`."""
    return precedents_for(session, rubric_name, reader_id=reader_id, on=on).get(criterion, ())


def decisions_for_draft(session: Session, rubric_name: str) -> Sequence[tables.Precedent]:
    """Return the decisions of closed sessions that ask for a change of the rubric and are in no draft yet."""
    stored, one = tables.Precedent, tables.CalibrationSession
    return session.scalars(
        select(stored)
        .join(one, one.id == stored.session_id)
        .where(
            stored.rubric_name == rubric_name,
            stored.kind.in_(CHANGES_RUBRIC),
            stored.drafted_at.is_(None),
            one.state == CalibrationState.CLOSED,
        )
        .options(joinedload(stored.owner))
        .order_by(stored.criterion, stored.id)
    ).all()


def mark_drafted(session: Session, precedents: Iterable[tables.Precedent], *, now: datetime) -> None:
    """Note that decisions have gone into a draft of the rubric."""
    for one in precedents:
        one.drafted_at = now
    session.flush()


def _in_force(session: Session, rubric_name: str, *, on: date) -> list[PrecedentLine]:
    """Read what a page shows of them and no more: every review asks for all of its rubric."""
    stored, one, owner = tables.Precedent, tables.CalibrationSession, tables.User
    rows = session.execute(
        select(
            stored.id,
            stored.session_id,
            one.name.label("session_name"),
            stored.criterion,
            stored.kind,
            stored.reason,
            stored.quote,
            stored.verdict,
            owner.name.label("owner"),
            stored.effective_on,
            stored.conversation_id,
        )
        .join(one, one.id == stored.session_id)
        .outerjoin(owner, owner.id == stored.owner_id)
        .where(
            stored.rubric_name == rubric_name,
            stored.effective_on <= on,
            one.state == CalibrationState.CLOSED,
        )
        .order_by(stored.effective_on.desc(), stored.id.desc())
    )
    return [PrecedentLine(**row._mapping) for row in rows]
