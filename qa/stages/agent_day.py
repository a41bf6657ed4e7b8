"""What an agent finds on the home page beside unread feedback: what is asked of them, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.dispute import DisputeState
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

DECIDED_FOR = timedelta(days=14)
_SHORT = 5


@dataclass(frozen=True, slots=True)
class AgentDay:
    """An agent's open ends. `decided` are disputes decided lately, `waiting` counts those nobody has decided."""

    session: tables.CoachingSession | None
    exercises: Sequence[tables.CoachingAction]
    self_reviews: Sequence[tables.Review]
    decided: Sequence[tables.Dispute]
    waiting: int

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing at all."""
        return not (self.session or self.exercises or self.self_reviews or self.decided or self.waiting)


def read_day(session: Session, *, agent_id: int, user_id: int, now: datetime) -> AgentDay:
    """Read what an agent should know of today: nothing of anybody else's."""
    return AgentDay(
        session=_next_session(session, agent_id, now=now),
        exercises=_exercises(session, agent_id),
        self_reviews=_self_reviews(session, user_id),
        decided=_decided(session, agent_id, since=now - DECIDED_FOR),
        waiting=_waiting(session, agent_id),
    )


def _next_session(session: Session, agent_id: int, *, now: datetime) -> tables.CoachingSession | None:
    talk = tables.CoachingSession
    return session.scalars(
        select(talk)
        .where(
            talk.agent_id == agent_id,
            talk.held_at.is_(None),
            talk.called_off_at.is_(None),
            talk.planned_at > now - timedelta(hours=12),
        )
        .options(joinedload(talk.coach))
        .order_by(talk.planned_at)
        .limit(1)
    ).one_or_none()


def _exercises(session: Session, agent_id: int) -> Sequence[tables.CoachingAction]:
    action, plan = tables.CoachingAction, tables.CoachingPlan
    return session.scalars(
        select(action)
        .join(plan, plan.id == action.plan_id)
        .where(
            plan.agent_id == agent_id,
            plan.closed_at.is_(None),
            action.kind == "rewrite",
            action.answered_at.is_(None),
            action.done_at.is_(None),
        )
        .order_by(action.id)
        .limit(_SHORT)
    ).all()


def _self_reviews(session: Session, user_id: int) -> Sequence[tables.Review]:
    review = tables.Review
    return session.scalars(
        select(review)
        .where(review.reviewer_id == user_id, review.kind == ReviewKind.SELF, review.status == ReviewStatus.DRAFT)
        .options(joinedload(review.conversation))
        .order_by(review.id.desc())
        .limit(_SHORT)
    ).all()


def _decided(session: Session, agent_id: int, *, since: datetime) -> Sequence[tables.Dispute]:
    dispute, decision = tables.Dispute, tables.DisputeDecision
    lately = select(decision.dispute_id).where(decision.decided_at > since)
    return session.scalars(
        select(dispute)
        .where(
            dispute.agent_id == agent_id,
            dispute.id.in_(lately),
            dispute.state.in_((DisputeState.DECIDED, DisputeState.CLOSED)),
        )
        .options(selectinload(dispute.decisions))
        .order_by(dispute.id.desc())
        .limit(_SHORT)
    ).all()


def _waiting(session: Session, agent_id: int) -> int:
    dispute = tables.Dispute
    query = select(func.count(dispute.id)).where(
        dispute.agent_id == agent_id, dispute.state.in_((DisputeState.OPEN, DisputeState.APPEALED))
    )
    return session.scalar(query) or 0
