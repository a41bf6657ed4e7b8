"""Sessions: a talk is planned, held with an agenda, and what was agreed is set down for both to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qa.domain.coaching import AgreedBy
from qa.errors import CoachingError
from qa.stages.coaching.agenda import as_json, make_agenda
from qa.stages.coaching.requests import open_requests
from qa.stages.coaching.scope import CoachScope, find_agent, find_plan, find_session, record, written
from qa.stages.notices import notify
from qa.stages.notices.settling import Work, settle_work
from qa.store import tables

LONGEST_MINUTES = 480


@dataclass(frozen=True, slots=True)
class NewSession:
    """When a talk is to be, and the plan it is for."""

    planned_at: datetime
    plan_id: int | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that was agreed, and who does it."""

    text: str
    by: AgreedBy


@dataclass(frozen=True, slots=True)
class SessionLog:
    """What is set down of a session that was held. `note` is read by the agent too."""

    held_at: datetime
    minutes: int
    agreed: tuple[Agreed, ...] = ()
    note: str = ""


def plan_session(
    session: Session, agent_id: int, new: NewSession, *, scope: CoachScope, coach_id: int, now: datetime
) -> tables.CoachingSession:
    """Plan a session and tell the agent. Raises NotFoundError when agent or plan are out of scope."""
    agent = find_agent(session, agent_id, scope)
    if new.plan_id is not None:
        find_plan(session, new.plan_id, CoachScope(agent_id=agent_id))
    talk = tables.CoachingSession(
        agent_id=agent_id, coach_id=coach_id, plan_id=new.plan_id, planned_at=new.planned_at, created_at=now
    )
    session.add(talk)
    session.flush()
    record(
        session, "coaching_session.planned", subject="coaching_session", subject_id=talk.id, user_id=coach_id, now=now
    )
    _tell(session, talk, agent, kind="coaching_planned", now=now)
    return talk


def log_session(
    session: Session, session_id: int, log: SessionLog, *, scope: CoachScope, user_id: int, now: datetime
) -> tables.CoachingSession:
    """Set down a session that was held, with its agenda as it stood; a second time changes the log, not the agenda.

    What the agent had asked counts as answered. Raises NotFoundError out of scope, CoachingError for a session that
    was called off, one in the future, or minutes that cannot be.
    """
    talk = find_session(session, session_id, scope)
    if talk.called_off_at is not None:
        raise CoachingError("This session was called off; plan a new one.")
    if not 1 <= log.minutes <= LONGEST_MINUTES:
        raise CoachingError(
            "%(minutes)s minutes cannot be: give how long you talked, 1 to %(most)s.",
            minutes=log.minutes,
            most=LONGEST_MINUTES,
        )
    if log.held_at > now:
        raise CoachingError("A session is set down once it was held; this moment has not come yet.")
    agreed = [{"text": written(one.text, what="What was agreed"), "by": one.by.value} for one in log.agreed]
    if talk.held_at is None:
        agenda = make_agenda(session, talk.agent_id, viewer_id=user_id, now=now)
        talk.agenda = [as_json(line) for line in agenda]
        for request in open_requests(session, talk.agent_id):
            request.session_id = talk.id
            settle_work(session, Work(("coaching_requested",), "coaching_request", request.id), now=now)
        settle_work(session, Work(("coaching_planned",), "coaching_session", talk.id), now=now)
    talk.held_at, talk.minutes, talk.agreed = log.held_at, log.minutes, agreed
    talk.note = written(log.note, what="The note", is_needed=False)
    session.flush()
    record(session, "coaching_session.held", subject="coaching_session", subject_id=talk.id, user_id=user_id, now=now)
    return talk


def call_off(session: Session, session_id: int, *, scope: CoachScope, user_id: int, now: datetime) -> None:
    """Call a session off that was not held, and tell the agent; a second time changes nothing.

    Raises NotFoundError out of scope, CoachingError after it was held.
    """
    talk = find_session(session, session_id, scope)
    if talk.held_at is not None:
        raise CoachingError("This session was held; it cannot be called off any more.")
    if talk.called_off_at is not None:
        return
    talk.called_off_at = now
    session.flush()
    _tell(session, talk, talk.agent, kind="coaching_called_off", now=now)
    record(
        session,
        "coaching_session.called_off",
        subject="coaching_session",
        subject_id=talk.id,
        user_id=user_id,
        now=now,
    )


def note_session(session: Session, session_id: int, text: str, *, agent_id: int, now: datetime) -> None:
    """Store the agent's own note on a session. Raises NotFoundError for another's."""
    talk = find_session(session, session_id, CoachScope(agent_id=agent_id))
    talk.agent_note = written(text, what="Your note", is_needed=False)
    talk.agent_noted_at = now
    session.flush()


def list_sessions(session: Session, agent_id: int, *, limit: int = 50) -> Sequence[tables.CoachingSession]:
    """Return an agent's sessions that were not called off, the newest first."""
    talk = tables.CoachingSession
    return session.scalars(
        select(talk)
        .where(talk.agent_id == agent_id, talk.called_off_at.is_(None))
        .options(joinedload(talk.coach), joinedload(talk.plan))
        .order_by(talk.planned_at.desc(), talk.id.desc())
        .limit(limit)
    ).all()


def open_sessions(session: Session, coach_id: int, *, limit: int = 5) -> Sequence[tables.CoachingSession]:
    """Return the sessions a coach has planned and not held yet, the first to come first."""
    talk = tables.CoachingSession
    return session.scalars(
        select(talk)
        .where(talk.coach_id == coach_id, talk.held_at.is_(None), talk.called_off_at.is_(None))
        .options(joinedload(talk.agent))
        .order_by(talk.planned_at, talk.id)
        .limit(limit)
    ).all()


def _tell(
    session: Session, talk: tables.CoachingSession, agent: tables.Agent, *, kind: str, now: datetime
) -> None:  # fmt: skip
    """Leave a notice for the agent, where they sign in."""
    if agent.user is None:
        return
    coach = session.get(tables.User, talk.coach_id) if talk.coach_id is not None else None
    notify(
        session,
        users=[agent.user.id],
        kind=kind,
        subject="coaching_session",
        subject_id=talk.id,
        path=f"/my-coaching/sessions/{talk.id}",
        details={"coach": coach.name if coach else "", "at": talk.planned_at.isoformat()},
        now=now,
    )
