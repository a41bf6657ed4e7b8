"""The one way to a review that is about to change: its own reviewer's, still a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.errors import NotFoundError, ReviewError
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


@dataclass(frozen=True, slots=True)
class Draft:
    """What must be known of a review before it is changed."""

    id: int
    conversation_id: int
    rubric_id: int
    channel: str
    is_blind: bool
    revision: int
    rubric: Rubric
    is_self: bool = False
    scorecard: dict[str, Any] | None = None


def open_draft(session: Session, review_id: int, *, reviewer_id: int) -> Draft:
    """Return the draft. Raises NotFoundError when it is not this reviewer's, ReviewError when it is submitted."""
    review, conversation = tables.Review, tables.Conversation
    row = session.execute(
        select(
            review.conversation_id,
            review.rubric_id,
            review.reviewer_id,
            review.status,
            review.is_blind,
            review.kind,
            review.revision,
            review.scorecard,
            conversation.channel,
        )
        .join(conversation, conversation.id == review.conversation_id)
        .where(review.id == review_id)
    ).one_or_none()
    if row is None or row.reviewer_id != reviewer_id:
        raise NotFoundError("review", review_id)
    if row.status is not ReviewStatus.DRAFT:
        raise ReviewError("This review is submitted and can no longer be changed.")
    return Draft(
        id=review_id,
        conversation_id=row.conversation_id,
        rubric_id=row.rubric_id,
        channel=row.channel,
        is_blind=row.is_blind,
        revision=row.revision,
        rubric=rubric_of(session, row.rubric_id),
        is_self=row.kind is ReviewKind.SELF,
        scorecard=row.scorecard,
    )


def touch(session: Session, review_id: int, *, now: datetime) -> None:
    """Note that something of a review changed."""
    review = tables.Review
    session.execute(update(review).where(review.id == review_id).values(revision=review.revision + 1, updated_at=now))
