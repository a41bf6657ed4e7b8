"""Lists of reviews: what is begun, what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.store import tables
from qa.store.tables import ReviewStatus

PAGE = 50


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of a list."""

    id: int
    conversation_id: int
    external_id: str
    subject: object
    channel: str
    language: str | None
    agent: str | None
    reviewer: str
    status: ReviewStatus
    score: float | None
    has_critical: bool
    updated_at: datetime
    submitted_at: datetime | None


def list_reviews(
    session: Session,
    *,
    reviewer_id: int | None = None,
    statuses: Sequence[ReviewStatus] = tuple(ReviewStatus),
    page: int = 1,
) -> tuple[Sequence[ReviewLine], bool]:
    """Return one page of reviews, newest first, and whether there is another; a reviewer's own or everybody's."""
    review, conversation, agent, user = tables.Review, tables.Conversation, tables.Agent, tables.User
    query = (
        select(review, conversation, agent.name, user.name)
        .join(conversation, conversation.id == review.conversation_id)
        .join(user, user.id == review.reviewer_id)
        .outerjoin(agent, agent.id == conversation.agent_id)
        .where(review.status.in_(statuses))
        .order_by(review.id.desc())
        .limit(PAGE + 1)
        .offset(PAGE * (page - 1))
    )
    if reviewer_id is not None:
        query = query.where(review.reviewer_id == reviewer_id)
    rows = session.execute(query).all()
    return [_line(*row) for row in rows[:PAGE]], len(rows) > PAGE


def _line(review: tables.Review, conversation: tables.Conversation, agent: str | None, reviewer: str) -> ReviewLine:
    return ReviewLine(
        id=review.id,
        conversation_id=conversation.id,
        external_id=conversation.external_id,
        subject=conversation.subject,
        channel=conversation.channel,
        language=conversation.language,
        agent=agent,
        reviewer=reviewer,
        status=review.status,
        score=review.score_value,
        has_critical=bool(review.critical),
        updated_at=review.updated_at,
        submitted_at=review.submitted_at,
    )
