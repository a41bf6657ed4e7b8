"""Tells people of disputes: those who decide, the reviewer, the agent, and managers when a term is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from qa.domain.rubric import text_in
from qa.stages.blindness import is_still_to_rate
from qa.stages.notices import notify
from qa.stages.reviewing import rubric_of
from qa.store import tables
from qa.store.tables import UserRole


def tell_opened(session: Session, dispute: tables.Dispute, *, now: datetime) -> None:
    """Tell the team's coaches, the managers, and the reviewer whose rating is disputed."""
    reviewer = dispute.feedback.review.reviewer_id
    users = {*_deciders(session, dispute), reviewer}
    _tell(session, dispute, users, kind="dispute_opened", now=now)


def tell_decided(session: Session, dispute: tables.Dispute, decision: tables.DisputeDecision, *, now: datetime) -> None:
    """Tell the agent and the reviewer."""
    kind = "appeal_decided" if decision.is_appeal else "dispute_decided"
    agents = select(tables.User.id).where(tables.User.agent_id == dispute.agent_id, tables.User.is_active)
    own = f"/my-disputes/{dispute.id}"
    _tell(session, dispute, session.scalars(agents), kind=kind, now=now, path=own)
    _tell(session, dispute, [dispute.feedback.review.reviewer_id], kind=kind, now=now)


def tell_appealed(session: Session, dispute: tables.Dispute, *, now: datetime) -> None:
    """Tell those who hold calibration sessions."""
    _tell(session, dispute, _deciders(session, dispute), kind="appeal_opened", now=now)


def tell_soon(session: Session, dispute: tables.Dispute, *, now: datetime) -> None:
    """Tell those who decide that the term ends soon."""
    _tell(session, dispute, _deciders(session, dispute), kind="dispute_deadline_soon", now=now)


def tell_overdue(session: Session, dispute: tables.Dispute, *, now: datetime) -> None:
    """Tell the managers that a dispute was not decided in its term; administrators where there is no manager."""
    user = tables.User
    for role in (UserRole.MANAGER, UserRole.ADMIN):
        found = session.scalars(_open_to(dispute).where(user.role == role)).all()
        if found:
            _tell(session, dispute, found, kind="dispute_overdue", now=now)
            return


def _deciders(session: Session, dispute: tables.Dispute) -> list[int]:
    """Return who may decide: coaches of the agent's team or of all teams, and managers; not the reviewer.

    Somebody who has still to rate the conversation blind is told nothing.
    """
    user = tables.User
    team = session.scalar(select(tables.Agent.team_id).where(tables.Agent.id == dispute.agent_id))
    is_of_team = or_(user.team_id.is_(None), user.team_id == team)
    query = _open_to(dispute).where(
        or_(user.role == UserRole.MANAGER, (user.role == UserRole.COACH) & is_of_team),
    )
    return list(session.scalars(query))


def _open_to(dispute: tables.Dispute) -> Select[Any]:
    """Ask for active users who are not the reviewer and may know what was said of the conversation."""
    user, review = tables.User, dispute.feedback.review
    return select(user.id).where(
        user.is_active,
        user.id != review.reviewer_id,
        ~is_still_to_rate(review.conversation_id, user.id),
    )


def _tell(
    session: Session,
    dispute: tables.Dispute,
    users: Iterable[int],
    *,
    kind: str,
    now: datetime,
    path: str | None = None,
) -> None:
    """Leave a notice for each user, the criterion named in their own language."""
    rubric = rubric_of(session, dispute.feedback.review.rubric_id)
    titles = next((one.title for one in rubric.criteria if one.id == dispute.criterion), {})
    agent = dispute.agent.name or dispute.agent.external_id
    user = tables.User
    rows = session.execute(select(user.id, user.language).where(user.id.in_(list(users)), user.is_active))
    for user_id, language in rows.all():
        notify(
            session,
            users=[user_id],
            kind=kind,
            subject="dispute",
            subject_id=dispute.id,
            path=path or f"/disputes/{dispute.id}",
            details={
                "agent": agent,
                "criterion": text_in(titles, language, default=dispute.criterion),
                "due": dispute.due_at.isoformat(),
            },
            now=now,
        )
