"""Tells the two people of a plan what the other one did, the goal named in the reader's language."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.rubric import text_in
from qa.stages.notices import notify
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables


def tell_agent(session: Session, plan: tables.CoachingPlan, *, kind: str, now: datetime) -> None:
    """Leave a notice for the agent, where they sign in."""
    user = session.scalar(select(tables.User).where(tables.User.agent_id == plan.agent_id))
    if user is not None:
        _tell(session, plan, user, kind=kind, path=f"/my-coaching/plans/{plan.id}", now=now)


def tell_owner(session: Session, plan: tables.CoachingPlan, *, kind: str, now: datetime) -> None:
    """Leave a notice for the coach whose plan it is."""
    user = session.get(tables.User, plan.owner_id) if plan.owner_id is not None else None
    if user is not None:
        _tell(session, plan, user, kind=kind, path=f"/coaching/plans/{plan.id}", now=now)


def _tell(
    session: Session, plan: tables.CoachingPlan, user: tables.User, *, kind: str, path: str, now: datetime
) -> None:  # fmt: skip
    agent = session.get_one(tables.Agent, plan.agent_id)
    notify(
        session,
        users=[user.id],
        kind=kind,
        subject="coaching_plan",
        subject_id=plan.id,
        path=path,
        details={"agent": agent.name or agent.external_id, "criterion": _goal(session, plan, user.language)},
        now=now,
    )


def _goal(session: Session, plan: tables.CoachingPlan, language: str) -> str:
    """Name the goal by the newest version of its rubric that has it, else by its id."""
    rubric = tables.Rubric
    version = session.scalar(select(rubric.id).where(rubric.name == plan.rubric_name).order_by(rubric.id.desc()))
    criteria = rubric_of(session, version).criteria if version is not None else ()
    titles = next((one.title for one in criteria if one.id == plan.criterion), {})
    return text_in(titles, language, default=plan.criterion)
