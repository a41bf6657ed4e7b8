"""Lists the people who may sign in, and what was changed about one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from qa.store import tables
from qa.store.tables import UserRole

PAGE = 50
MOST_EVENTS = 30
MOST_AGENTS = 500


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which people are asked for; `words` are looked for in names and e-mails."""

    words: str = ""
    role: UserRole | None = None
    only_closed: bool = False


@dataclass(frozen=True, slots=True)
class PersonEvent:
    """Something that was changed about somebody; `by` is None where the command line or nobody known did it."""

    at: datetime
    action: str
    by: str | None
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AgentChoice:
    """An agent of the source systems nobody signs in as yet."""

    external_id: str
    name: str | None


def list_users(session: Session) -> Sequence[tables.User]:
    """Return all users by name, with their teams and agents."""
    return session.scalars(_with_teams(select(tables.User))).all()


def find_people(session: Session, wanted: PeopleFilter, *, page: int = 1) -> tuple[Sequence[tables.User], bool]:
    """Return one page of the people asked for, by name, and whether there is another."""
    user = tables.User
    query = select(user)
    if wanted.words.strip():
        like = f"%{_escaped(wanted.words.strip().lower())}%"
        query = query.where(
            or_(func.lower(user.name).like(like, escape="!"), func.lower(user.email).like(like, escape="!"))
        )
    if wanted.role is not None:
        query = query.where(user.role == wanted.role)
    if wanted.only_closed:
        query = query.where(user.is_active.is_(False))
    rows = session.scalars(_with_teams(query).limit(PAGE + 1).offset(PAGE * (page - 1))).all()
    return rows[:PAGE], len(rows) > PAGE


def read_events(session: Session, user_id: int) -> list[PersonEvent]:
    """Return what was last changed about somebody, newest first."""
    event, author = tables.AuditEvent, tables.User
    rows = session.execute(
        select(event.at, event.action, author.name, event.details)
        .outerjoin(author, author.id == event.user_id)
        .where(event.subject == "user_account", event.subject_id == user_id)
        .order_by(event.id.desc())
        .limit(MOST_EVENTS)
    )
    return [PersonEvent(at, action, by, details) for at, action, by, details in rows]


def team_names(session: Session) -> Sequence[str]:
    """Return the teams there are."""
    return session.scalars(select(tables.Team.name).order_by(tables.Team.name)).all()


def agents_without_user(session: Session) -> list[AgentChoice]:
    """Return agents nobody signs in as yet, by id; at most MOST_AGENTS."""
    agent, user = tables.Agent, tables.User
    rows = session.execute(
        select(agent.external_id, agent.name)
        .outerjoin(user, user.agent_id == agent.id)
        .where(user.id.is_(None))
        .order_by(agent.external_id)
        .limit(MOST_AGENTS)
    )
    return [AgentChoice(external_id, name) for external_id, name in rows]


def _with_teams(query: Select[tables.User]) -> Select[tables.User]:
    user = tables.User
    return query.options(selectinload(user.team), selectinload(user.agent)).order_by(user.name, user.id)


def _escaped(words: str) -> str:
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
