"""Finds disputes: those of an agent, or those that somebody who gives feedback may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.dispute import Grade
from qa.domain.finding import Verdict
from qa.errors import NotFoundError
from qa.stages.feedback import Scope
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Author:
    """The agent whose dispute it is, and the account they use."""

    agent_id: int
    user_id: int


def disputes_in(scope: Scope) -> Select[*tuple[Any, ...]]:
    """Ask for the disputes within a scope; Feedback, Review and Agent are joined."""
    dispute = tables.Dispute
    query = (
        select(dispute)
        .join(dispute.feedback)
        .join(tables.Feedback.review)
        .join(tables.Agent, tables.Agent.id == dispute.agent_id)
    )
    return scope.limit(query)


def find_dispute(session: Session, dispute_id: int, scope: Scope) -> tables.Dispute:
    """Return the row with its feedback, review and decisions. Raises NotFoundError when not within `scope`."""
    dispute, feedback = tables.Dispute, tables.Feedback
    found: tables.Dispute | None = session.scalars(
        disputes_in(scope)
        .where(dispute.id == dispute_id)
        .options(
            joinedload(dispute.agent),
            joinedload(dispute.opened_by),
            selectinload(dispute.decisions).joinedload(tables.DisputeDecision.decided_by),
            joinedload(dispute.feedback).joinedload(feedback.review).joinedload(tables.Review.reviewer),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError("dispute", dispute_id)
    return found


def grade_of(rating: tables.Rating) -> Grade:
    """Return what a rating says, as disputes speak of it."""
    return Grade(verdict=Verdict(rating.verdict), score=rating.score, root_cause=rating.root_cause)
