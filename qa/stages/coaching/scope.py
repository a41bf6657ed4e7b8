"""Who may see whose coaching: a coach their team's, a manager everybody's; to anybody else it does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from qa.errors import CoachingError, NotFoundError
from qa.store import tables
from qa.store.tables import UserRole

LONGEST_TEXT = 5000
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class CoachScope:
    """Whose coaching may be found: an agent's own or a team's; nothing set means everybody's."""

    agent_id: int | None = None
    team_id: int | None = None

    def limit(self, query: Select[*Columns]) -> Select[*Columns]:
        """Narrow a query that selects from or has joined Agent."""
        if self.agent_id is not None:
            query = query.where(tables.Agent.id == self.agent_id)
        if self.team_id is not None:
            query = query.where(tables.Agent.team_id == self.team_id)
        return query


def find_agent(session: Session, agent_id: int, scope: CoachScope) -> tables.Agent:
    """Return the agent with their user. Raises NotFoundError when they are not within `scope`."""
    agent = tables.Agent
    query = select(agent).where(agent.id == agent_id).options(joinedload(agent.user), joinedload(agent.team))
    found = session.scalars(scope.limit(query)).one_or_none()
    if found is None:
        raise NotFoundError("agent", agent_id)
    return found


def find_plan(session: Session, plan_id: int, scope: CoachScope) -> tables.CoachingPlan:
    """Return the plan with its people and actions. Raises NotFoundError when it is not within `scope`."""
    plan = tables.CoachingPlan
    query = (
        select(plan)
        .join(tables.Agent, tables.Agent.id == plan.agent_id)
        .where(plan.id == plan_id)
        .options(joinedload(plan.agent).joinedload(tables.Agent.user), joinedload(plan.owner))
        .options(joinedload(plan.closed_by), joinedload(plan.actions))
        .execution_options(populate_existing=True)
    )
    found = session.scalars(scope.limit(query)).unique().one_or_none()
    if found is None:
        raise NotFoundError("coaching plan", plan_id)
    return found


def find_action(session: Session, action_id: int, scope: CoachScope) -> tables.CoachingAction:
    """Return an action with its plan. Raises NotFoundError when it is not within `scope`."""
    action = session.get(tables.CoachingAction, action_id)
    if action is None:
        raise NotFoundError("coaching action", action_id)
    find_plan(session, action.plan_id, scope)
    return action


def find_session(session: Session, session_id: int, scope: CoachScope) -> tables.CoachingSession:
    """Return the session with its people and plan. Raises NotFoundError when it is not within `scope`."""
    talk = tables.CoachingSession
    query = (
        select(talk)
        .join(tables.Agent, tables.Agent.id == talk.agent_id)
        .where(talk.id == session_id)
        .options(joinedload(talk.agent).joinedload(tables.Agent.user), joinedload(talk.coach), joinedload(talk.plan))
        .execution_options(populate_existing=True)
    )
    found = session.scalars(scope.limit(query)).one_or_none()
    if found is None:
        raise NotFoundError("coaching session", session_id)
    return found


def coaches_of(session: Session, agent: tables.Agent) -> Sequence[int]:
    """Return the users who coach an agent: their team's coaches and coaches of no team, else the managers."""
    user = tables.User
    active = select(user.id).where(user.is_active).order_by(user.id)
    own = or_(user.team_id.is_(None), user.team_id == agent.team_id)
    coaches = session.scalars(active.where(user.role == UserRole.COACH, own)).all()
    return coaches or session.scalars(active.where(user.role == UserRole.MANAGER)).all()


def written(text: str, *, what: str, is_needed: bool = True) -> str:
    """Return a text without the space around it. Raises CoachingError when it is empty or too long."""
    text = text.strip()
    if is_needed and not text:
        raise CoachingError("%(what)s is empty: write something first.", what=what)
    if len(text) > LONGEST_TEXT:
        raise CoachingError(
            "%(what)s has %(count)s characters; at most %(most)s are kept.",
            what=what,
            count=len(text),
            most=LONGEST_TEXT,
        )
    return text


def record(  # noqa: PLR0913 - each is a field of the row
    session: Session,
    action: str,
    *,
    subject: str,
    subject_id: int,
    user_id: int,
    now: datetime,
    details: dict[str, object] | None = None,
) -> None:
    """Note who did what to somebody's coaching; never what people wrote."""
    session.add(
        tables.AuditEvent(
            at=now, user_id=user_id, action=action, subject=subject, subject_id=subject_id, details=details or {}
        )
    )
