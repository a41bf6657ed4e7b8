"""Moves a session on: plan, blind rating, reveal, discussion, decisions, closed; never back, never past a state."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import CalibrationError, ConflictError, NotFoundError
from qa.stages.blindness import still_to_calibrate, still_to_review
from qa.stages.calibrating.access import led_session, note, require_state, touch
from qa.stages.calibrating.appeals import open_appeals
from qa.stages.notices import notify
from qa.store import tables
from qa.store.tables import CalibrationState

ORDER = tuple(CalibrationState)
_STAMPS = {
    CalibrationState.RATING: "opened_at",
    CalibrationState.REVEAL: "revealed_at",
    CalibrationState.DISCUSSION: "discussed_at",
    CalibrationState.DECISIONS: "decided_at",
    CalibrationState.CLOSED: "closed_at",
}


def next_state(state: CalibrationState) -> CalibrationState | None:
    """Return the state that follows, None at the end."""
    place = ORDER.index(state) + 1
    return ORDER[place] if place < len(ORDER) else None


def advance(
    session: Session, session_id: int, *, to: CalibrationState, user_id: int, now: datetime
) -> tables.CalibrationSession:
    """Move a session to its next state, as its facilitator.

    Raises CalibrationError when `to` is not the next state or something is missing for it, ConflictError when
    somebody moved it at the same moment.
    """
    row = led_session(session, session_id, user_id=user_id)
    if next_state(row.state) is not to:
        raise CalibrationError("not_next", f"The session is at {row.state.value!r}; {to.value!r} is not next.")
    moved = _move(session, row, to, now=now)
    if to is CalibrationState.RATING:
        _invite(session, moved, now=now)
    if to is CalibrationState.REVEAL:
        _check_reveal(session, moved)
    if to is CalibrationState.CLOSED and open_appeals(session, moved):
        raise CalibrationError("appeal_open", "An appeal still waits for this session's answer.")
    note(session, moved, f"moved_to_{to.value}", user_id=user_id, now=now)
    if to is CalibrationState.REVEAL:
        _tell(session, moved, "calibration_revealed", now=now)
    if to is CalibrationState.CLOSED and moved.precedents:
        _tell(session, moved, "calibration_decided", now=now)
    return moved


def open_for_rating(session: Session, row: tables.CalibrationSession, *, now: datetime) -> None:
    """Open a session that the tool itself planned."""
    moved = _move(session, row, CalibrationState.RATING, now=now)
    _invite(session, moved, now=now)
    note(session, moved, "moved_to_rating", user_id=moved.facilitator_id, now=now)


def cancel(session: Session, session_id: int, *, user_id: int, now: datetime) -> None:
    """Call a session off before its reveal: what was rated stays stored and is never shown."""
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, CalibrationState.PLAN, CalibrationState.RATING)
    row.state, row.cancelled_at, row.closed_at = CalibrationState.CLOSED, now, now
    session.flush()
    touch(session, session_id)
    note(session, row, "cancelled", user_id=user_id, now=now)


def take_over(session: Session, session_id: int, *, user_id: int, now: datetime) -> None:
    """Make somebody else the facilitator. Whether they may lead is for the caller to know."""
    row = session.get(tables.CalibrationSession, session_id, populate_existing=True)
    if row is None:
        raise NotFoundError("calibration session", session_id)
    if row.state is CalibrationState.CLOSED:
        raise CalibrationError("closed", "The session is closed; there is nothing left to lead.")
    before = row.facilitator_id
    row.facilitator_id = user_id
    session.flush()
    touch(session, session_id)
    note(session, row, "taken_over", user_id=user_id, now=now, before=before)


def agree_in_the_room(session: Session, session_id: int, *, user_id: int, now: datetime) -> None:
    """Give up on a gold rating before the reveal: it will be agreed on in the session, and say so."""
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, CalibrationState.PLAN, CalibrationState.RATING)
    if any(one.is_gold and one.finished_at for one in row.participants):
        raise CalibrationError("gold_locked", "The gold rating is locked.")
    row.gold_origin = "session"
    session.flush()
    touch(session, session_id)
    note(session, row, "gold_left_to_the_room", user_id=user_id, now=now)


def _move(
    session: Session, row: tables.CalibrationSession, to: CalibrationState, *, now: datetime
) -> tables.CalibrationSession:
    """Change the state where it is still what was read; the lock this takes makes ratings under way wait."""
    if to is CalibrationState.RATING:
        _check_plan(row, now=now)
    one = tables.CalibrationSession
    values: dict[str, object] = {"state": to, _STAMPS[to]: now, "revision": one.revision + 1}
    if to is CalibrationState.DISCUSSION:
        values |= {"item": 0, "item_started_at": now}
    moved = session.execute(
        update(one)
        .where(one.id == row.id, one.state == row.state)
        .values(**values)
        .returning(one.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if moved is None:
        raise ConflictError("The session", current=row.revision + 1)
    session.refresh(row)
    return row


def _check_plan(row: tables.CalibrationSession, *, now: datetime) -> None:
    if not row.conversations:
        raise CalibrationError("no_conversations", "Choose at least one conversation before people rate.")
    if row.deadline_at is not None and row.deadline_at <= now:
        raise CalibrationError("past_deadline", "The deadline has passed already; choose a later one.")


def _check_reveal(session: Session, row: tables.CalibrationSession) -> None:
    """Raise CalibrationError when the gold is open, too few rated in time, or the reveal would spoil a blind review."""
    gold = [one for one in row.participants if one.is_gold]
    if row.gold_origin == "before" and not all(one.finished_at for one in gold):
        raise CalibrationError("gold_open", "The gold rating is not locked yet: it comes before the reveal.")
    rating = tables.CalibrationRating
    raters = [one.id for one in row.participants if not one.is_gold]
    in_time = session.scalars(
        select(rating.participant_id)
        .where(rating.participant_id.in_(raters), ~rating.is_late, rating.verdict != Verdict.NEEDS_HUMAN.value)
        .distinct()
    ).all()
    if len(in_time) < 2:
        raise CalibrationError("few_ratings", "Fewer than two people have rated in time: there is nothing to compare.")
    ids = [one.conversation_id for one in row.conversations]
    spoiled = [
        one.user.name
        for one in row.participants
        if still_to_review(session, one.user_id, ids) or still_to_calibrate(session, one.user_id, ids)
    ]
    if spoiled:
        raise CalibrationError(
            "would_spoil",
            f"{', '.join(spoiled)} still to rate one of these conversations blind elsewhere: finish that first.",
        )


def _invite(session: Session, row: tables.CalibrationSession, *, now: datetime) -> None:
    for one in row.participants:
        one.invited_at = now
    session.flush()
    _tell(session, row, "calibration_invited", now=now)


def _tell(session: Session, row: tables.CalibrationSession, kind: str, *, now: datetime) -> None:
    """Tell those who rate; never the agents whose conversations these are."""
    notify(
        session,
        users=[one.user_id for one in row.participants],
        kind=kind,
        subject="calibration_session",
        subject_id=row.id,
        path=f"/calibration/{row.id}",
        details={"session": row.name} | ({"due": row.deadline_at.isoformat()} if row.deadline_at else {}),
        now=now,
    )
