"""Tells agents of their feedback and both sides of what is asked, answered or left unread."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qa.settings import Settings
from qa.stages.feedback.terms import terms_of
from qa.stages.notices import notify
from qa.store import tables

_OLDEST = timedelta(days=60)
_BATCH = 500


def tell_published(session: Session, feedback: tables.Feedback, *, now: datetime) -> None:
    """Tell the agent, where they have an account: who reviewed, as the feedback itself says, and of which day."""
    author, began = _name(session, feedback.review.reviewer_id), feedback.review.conversation.started_at
    details = {"author": author, "day": began.isoformat() if began else ""}
    _tell_agent(session, feedback, kind="feedback_published", details=details, now=now)


def tell_commented(session: Session, feedback: tables.Feedback, *, user_id: int, now: datetime) -> None:
    """Tell the other side of a comment: the agent, or who reviewed and who published."""
    agent = feedback.agent.name or feedback.agent.external_id
    if user_id in _accounts(session, feedback.agent_id):
        details = {"agent": agent}
        _tell_givers(session, feedback, kind="feedback_commented", details=details, now=now, but=user_id)
    else:
        details = {"author": _name(session, user_id)}
        _tell_agent(session, feedback, kind="feedback_commented", details=details, now=now)


def remind_of_feedback(session: Session, settings: Settings, now: datetime) -> int:
    """Remind both sides, once, of feedback that nobody acknowledged in its term; return of how many.

    It is a reminder, not a penalty: nothing is counted against anybody. An agent without an account cannot
    acknowledge, so nobody is reminded of theirs.
    """
    feedback, terms = tables.Feedback, terms_of(session, settings)
    rows = session.scalars(
        select(feedback)
        .join(tables.User, (tables.User.agent_id == feedback.agent_id) & tables.User.is_active)
        .where(
            feedback.acknowledged_at.is_(None),
            feedback.reminded_at.is_(None),
            feedback.published_at > now - _OLDEST,
            feedback.published_at <= now - timedelta(days=terms.to_acknowledge),
        )
        .options(joinedload(feedback.agent), joinedload(feedback.review))
        .order_by(feedback.id)
        .limit(_BATCH)
    ).all()
    late = [one for one in rows if now >= terms.last_to_acknowledge(one.published_at)]
    for one in late:
        one.reminded_at = now
        since = {"since": one.published_at.isoformat()}
        _tell_agent(session, one, kind="feedback_waiting", details=since, now=now)
        agent = one.agent.name or one.agent.external_id
        _tell_givers(session, one, kind="feedback_unacknowledged", details={"agent": agent, **since}, now=now)
    session.flush()
    return len(late)


def _tell_agent(
    session: Session, feedback: tables.Feedback, *, kind: str, details: Mapping[str, str], now: datetime
) -> None:
    notify(
        session,
        users=_accounts(session, feedback.agent_id),
        kind=kind,
        subject="feedback",
        subject_id=feedback.id,
        path=f"/my-feedback/{feedback.id}",
        details={name: value for name, value in details.items() if value},
        now=now,
    )


def _tell_givers(
    session: Session,
    feedback: tables.Feedback,
    *,
    kind: str,
    details: Mapping[str, str],
    now: datetime,
    but: int | None = None,
) -> None:
    """Tell who reviewed and who published."""
    users = {feedback.review.reviewer_id, feedback.published_by_id} - {None, but}
    notify(
        session,
        users=[user for user in users if user is not None],
        kind=kind,
        subject="feedback",
        subject_id=feedback.id,
        path=f"/feedback/{feedback.id}",
        details=details,
        now=now,
    )


def _accounts(session: Session, agent_id: int) -> list[int]:
    user = tables.User
    return list(session.scalars(select(user.id).where(user.agent_id == agent_id, user.is_active)))


def _name(session: Session, user_id: int | None) -> str:
    return session.scalar(select(tables.User.name).where(tables.User.id == user_id)) or ""
