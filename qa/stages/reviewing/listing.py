"""Lists of reviews: what is begun, what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from qa.stages.blindness import still_to_calibrate
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

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
    is_repeat: bool = False
    scorecard: str | None = None


def list_reviews(
    session: Session,
    *,
    reader_id: int,
    reviewer_id: int | None = None,
    statuses: Sequence[ReviewStatus] = tuple(ReviewStatus),
    page: int = 1,
) -> tuple[Sequence[ReviewLine], bool]:
    """Return one page of a reviewer's reviews or everybody's, the last changed first, and whether there is another.

    Left out is what the reader must not see before rating: others' reviews of a conversation they have still to
    rate, and their own first one of a conversation they are to rate once more.
    """
    review, conversation, agent, user = tables.Review, tables.Conversation, tables.Agent, tables.User
    query = (
        select(review, conversation, agent.name, user.name)
        .join(conversation, conversation.id == review.conversation_id)
        .join(user, user.id == review.reviewer_id)
        .outerjoin(agent, agent.id == conversation.agent_id)
        .where(
            review.status.in_(statuses),
            or_(
                review.kind == ReviewKind.QUALITY,
                (review.kind == ReviewKind.REPEAT) & (review.reviewer_id == reader_id),
            ),
            _may_see(reader_id),
        )
        .order_by(review.updated_at.desc(), review.id.desc())
        .limit(PAGE + 1)
        .offset(PAGE * (page - 1))
    )
    if reviewer_id is not None:
        query = query.where(review.reviewer_id == reviewer_id)
    rows = session.execute(query).all()
    lines = [_line(*row) for row in rows[:PAGE]]
    hidden = still_to_calibrate(session, reader_id, [line.conversation_id for line in lines])
    return [line for line in lines if line.conversation_id not in hidden], len(rows) > PAGE


def _may_see(reader_id: int) -> ColumnElement[bool]:
    """Say which reviews the reader may see: own drafts, and of what they have nothing more to rate."""
    review, assignment, draft = tables.Review, tables.Assignment, aliased(tables.Review)
    waiting = (
        select(assignment.id)
        .where(
            assignment.conversation_id == review.conversation_id,
            assignment.reviewer_id == reader_id,
            assignment.finished_at.is_(None),
            or_(review.reviewer_id != reader_id, assignment.is_repeat),
        )
        .exists()
    )
    begun = (
        select(draft.id)
        .where(
            draft.conversation_id == review.conversation_id,
            draft.reviewer_id == reader_id,
            draft.status == ReviewStatus.DRAFT,
            review.reviewer_id != reader_id,
        )
        .exists()
    )
    is_own_draft = (review.reviewer_id == reader_id) & (review.status == ReviewStatus.DRAFT)
    return or_(is_own_draft, ~or_(waiting, begun))


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
        scorecard=review.scorecard["name"] if review.scorecard else None,
        is_repeat=review.kind is ReviewKind.REPEAT and review.status is not ReviewStatus.DRAFT,
    )
