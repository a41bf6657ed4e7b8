"""The coach's list: every agent with what is open, by name; nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeState
from qa.stages.coaching.agenda import LOOKED_BACK
from qa.stages.coaching.scope import CoachScope
from qa.store import tables

PAGE = 100


@dataclass(frozen=True, slots=True)
class AgentLine:
    """An agent with what is open: feedback since the last session, questions, disputes, goals, exercises to answer to.

    `next_at` is the next session planned, `plan_ends_at` when the first open plan is looked at again.
    """

    id: int
    name: str
    team: str | None
    feedback: int
    questions: int
    disputes: int
    goals: int
    answers: int
    plan_ends_at: datetime | None
    last_at: datetime | None
    next_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody waits for the coach."""
        return bool(self.questions or self.answers)


def list_agents(
    session: Session, scope: CoachScope, *, now: datetime, page: int = 1
) -> tuple[Sequence[AgentLine], bool]:
    """Return one page of agents by name, and whether there is another."""
    agent = tables.Agent
    talks, plans = _talks(), _plans()
    query = (
        select(
            agent.id,
            func.coalesce(agent.name, agent.external_id).label("name"),
            tables.Team.name.label("team"),
            _feedback(talks.c.last_at, now),
            _questions(),
            _disputes(),
            func.coalesce(plans.c.goals, 0).label("goals"),
            _answers(),
            plans.c.plan_ends_at,
            talks.c.last_at,
            talks.c.next_at,
        )
        .outerjoin(tables.Team, tables.Team.id == agent.team_id)
        .outerjoin(talks, talks.c.agent_id == agent.id)
        .outerjoin(plans, plans.c.agent_id == agent.id)
        .order_by(func.lower(func.coalesce(agent.name, agent.external_id)), agent.id)
        .limit(PAGE + 1)
        .offset(PAGE * (page - 1))
    )
    rows = session.execute(scope.limit(query)).all()
    return [AgentLine(**row._mapping) for row in rows[:PAGE]], len(rows) > PAGE


def _talks() -> Subquery:
    talk = tables.CoachingSession
    is_ahead = talk.held_at.is_(None)
    return (
        select(
            talk.agent_id,
            func.max(talk.held_at).label("last_at"),
            func.min(talk.planned_at).filter(is_ahead).label("next_at"),
        )
        .where(talk.called_off_at.is_(None))
        .group_by(talk.agent_id)
        .subquery()
    )


def _plans() -> Subquery:
    plan = tables.CoachingPlan
    return (
        select(plan.agent_id, func.count(plan.id).label("goals"), func.min(plan.ends_at).label("plan_ends_at"))
        .where(plan.closed_at.is_(None))
        .group_by(plan.agent_id)
        .subquery()
    )


def _feedback(last_at: ColumnElement[datetime | None], now: datetime) -> ColumnElement[int]:
    feedback = tables.Feedback
    return (
        select(func.count(feedback.id))
        .where(
            feedback.agent_id == tables.Agent.id,
            feedback.published_at > func.coalesce(last_at, now - LOOKED_BACK),
        )
        .scalar_subquery()
        .label("feedback")
    )


def _questions() -> ColumnElement[int]:
    request = tables.CoachingRequest
    return (
        select(func.count(request.id))
        .where(request.agent_id == tables.Agent.id, request.session_id.is_(None))
        .scalar_subquery()
        .label("questions")
    )


def _disputes() -> ColumnElement[int]:
    dispute = tables.Dispute
    states = (DisputeState.OPEN, DisputeState.APPEALED)
    return (
        select(func.count(dispute.id))
        .where(dispute.agent_id == tables.Agent.id, dispute.state.in_(states))
        .scalar_subquery()
        .label("disputes")
    )


def _answers() -> ColumnElement[int]:
    """Count the exercises the agent has answered and no coach has commented on."""
    action, plan = tables.CoachingAction, tables.CoachingPlan
    return (
        select(func.count(action.id))
        .join(plan, plan.id == action.plan_id)
        .where(
            plan.agent_id == tables.Agent.id,
            plan.closed_at.is_(None),
            action.answered_at.is_not(None),
            action.commented_at.is_(None),
        )
        .scalar_subquery()
        .label("answers")
    )
