"""What agents want to talk about: asked from a feedback or on their own page, answered by a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError
from qa.stages.coaching.scope import CoachScope, coaches_of, find_agent, written
from qa.stages.notices import notify
from qa.stages.notices.settling import Work, drop_work
from qa.store import tables


def request_coaching(
    session: Session, *, agent_id: int, text: str, now: datetime, feedback_id: int | None = None
) -> tables.CoachingRequest:
    """Ask for coaching, perhaps about a feedback of one's own, and tell the coaches.

    Asking twice about one feedback before a session took it up adds to the first request. Raises NotFoundError for
    an unknown agent or another's feedback, CoachingError for an empty or endless text.
    """
    agent = find_agent(session, agent_id, CoachScope())
    asked = written(text, what="The question", is_needed=feedback_id is None)
    if feedback_id is not None:
        _own_feedback(session, feedback_id, agent_id)
    known = _open_about(session, agent_id, feedback_id) if feedback_id is not None else None
    if known is not None:
        known.text = written("\n".join(filter(None, (known.text, asked))), what="The question", is_needed=False)
        session.flush()
        return known
    request = tables.CoachingRequest(agent_id=agent_id, feedback_id=feedback_id, text=asked, created_at=now)
    session.add(request)
    session.flush()
    notify(
        session,
        users=coaches_of(session, agent),
        kind="coaching_requested",
        subject="coaching_request",
        subject_id=request.id,
        path=f"/coaching/agents/{agent_id}",
        details={"agent": agent.name or agent.external_id},
        now=now,
    )
    return request


def open_requests(session: Session, agent_id: int) -> Sequence[tables.CoachingRequest]:
    """Return what an agent asked and no session has taken up, oldest first."""
    request = tables.CoachingRequest
    return session.scalars(
        select(request).where(request.agent_id == agent_id, request.session_id.is_(None)).order_by(request.id)
    ).all()


def withdraw_request(session: Session, request_id: int, *, agent_id: int) -> None:
    """Take back a question that no session has taken up. Raises NotFoundError for another's or an answered one."""
    request = session.get(tables.CoachingRequest, request_id)
    if request is None or request.agent_id != agent_id or request.session_id is not None:
        raise NotFoundError("open question", request_id)
    session.delete(request)
    session.flush()
    drop_work(session, Work(("coaching_requested",), "coaching_request", request_id))


def _own_feedback(session: Session, feedback_id: int, agent_id: int) -> None:
    feedback = session.get(tables.Feedback, feedback_id)
    if feedback is None or feedback.agent_id != agent_id:
        raise NotFoundError("feedback", feedback_id)


def _open_about(session: Session, agent_id: int, feedback_id: int) -> tables.CoachingRequest | None:
    return next((one for one in open_requests(session, agent_id) if one.feedback_id == feedback_id), None)
