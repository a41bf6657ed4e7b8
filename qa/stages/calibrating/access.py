"""The one way to a calibration session: who may see it, who leads it, and who rates in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa.domain.rubric import Criterion
from qa.errors import CalibrationError, NotFoundError
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.store import tables
from qa.store.tables import CalibrationState

REVEALED = (
    CalibrationState.REVEAL,
    CalibrationState.DISCUSSION,
    CalibrationState.DECISIONS,
    CalibrationState.CLOSED,
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """What pages follow: a number that grows with every change of a session, and its state."""

    revision: int
    state: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks. `sees_all` is true for those who may lead sessions; others see those they are invited to."""

    user_id: int
    sees_all: bool = False


def visible_session(session: Session, session_id: int, viewer: Viewer) -> tables.CalibrationSession:
    """Return a session this viewer may see. Raises NotFoundError."""
    row = session.get(tables.CalibrationSession, session_id, populate_existing=True)
    if row is None or not (viewer.sees_all or _takes_part(session, row, viewer.user_id)):
        raise NotFoundError("calibration session", session_id)
    return row


def led_session(session: Session, session_id: int, *, user_id: int) -> tables.CalibrationSession:
    """Return a session for its facilitator to change. Raises NotFoundError, CalibrationError for anybody else."""
    row = session.get(tables.CalibrationSession, session_id, populate_existing=True)
    if row is None:
        raise NotFoundError("calibration session", session_id)
    if row.facilitator_id != user_id:
        raise CalibrationError("not_facilitator", "Only the session's facilitator can do this.")
    return row


def require_state(row: tables.CalibrationSession, *states: CalibrationState) -> None:
    """Raise CalibrationError unless the session is in one of these states."""
    if row.state not in states:
        known = ", ".join(state.value for state in states)
        raise CalibrationError("wrong_state", f"The session is at {row.state.value!r}; this is done at: {known}.")


def participant_of(session: Session, session_id: int, user_id: int) -> tables.CalibrationParticipant | None:
    """Return somebody's place in a session, None when they are not invited."""
    part = tables.CalibrationParticipant
    return session.scalars(select(part).where(part.session_id == session_id, part.user_id == user_id)).one_or_none()


def chosen_of(row: tables.CalibrationSession, chosen_id: int) -> tables.CalibrationConversation:
    """Return a conversation of a session. Raises NotFoundError."""
    for one in row.conversations:
        if one.id == chosen_id:
            return one
    raise NotFoundError("conversation of this session", chosen_id)


def rated_criteria(session: Session, row: tables.CalibrationSession, channel: str) -> tuple[Criterion, ...]:
    """Return the criteria that a session rates in a conversation of that channel, in the rubric's order."""
    criteria = criteria_for(rubric_of(session, row.rubric_id), channel)
    wanted = set(row.criteria)
    return tuple(one for one in criteria if not wanted or one.id in wanted)


def touch(session: Session, session_id: int) -> None:
    """Note that something changed which the others' pages show; they follow `revision`."""
    one = tables.CalibrationSession
    session.execute(
        update(one)
        .where(one.id == session_id)
        .values(revision=one.revision + 1)
        .execution_options(synchronize_session=False)
    )


def pulse_of(session: Session, session_id: int) -> Pulse | None:
    """Return how far a session is, None where there is none; cheap enough to ask twice a second."""
    one = tables.CalibrationSession
    found = session.execute(select(one.revision, one.state).where(one.id == session_id)).one_or_none()
    return None if found is None else Pulse(found.revision, found.state.value)


def note(
    session: Session,
    row: tables.CalibrationSession,
    action: str,
    *,
    user_id: int | None,
    now: datetime,
    **details: object,
) -> None:
    """Leave a trace of what was done to a session."""
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=user_id,
            action=f"calibration.{action}",
            subject="calibration_session",
            subject_id=row.id,
            details=details,
        )
    )
    session.flush()


def _takes_part(session: Session, row: tables.CalibrationSession, user_id: int) -> bool:
    return row.facilitator_id == user_id or participant_of(session, row.id, user_id) is not None
