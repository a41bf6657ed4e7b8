"""One assignment as the page shows it that asks why it is not reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from qa.errors import NotFoundError
from qa.store import tables
from qa.store.tables import ReviewStatus


@dataclass(frozen=True, slots=True)
class OpenAssignment:
    """An open assignment. `ratings` is how many were given in its draft, `review_id` that draft."""

    id: int
    reviewer_id: int
    sample: str
    due_at: datetime | None
    conversation_id: int
    external_id: str
    subject: object
    channel: str
    is_by_chance: bool
    review_id: int | None
    ratings: int


def read_assignment(session: Session, assignment_id: int) -> OpenAssignment:
    """Return an open assignment. Raises NotFoundError for one that is not, or is done."""
    row = session.get(
        tables.Assignment,
        assignment_id,
        options=[joinedload(tables.Assignment.sample), joinedload(tables.Assignment.conversation)],
    )
    if row is None or row.finished_at is not None:
        raise NotFoundError("assignment", assignment_id)
    pick, review, rating = tables.SamplePick, tables.Review, tables.Rating
    chance = session.scalar(
        select(pick.inclusion_probability).where(
            pick.sample_id == row.sample_id, pick.conversation_id == row.conversation_id
        )
    )
    draft = session.scalar(select(review.id).where(review.assignment_id == row.id, review.status == ReviewStatus.DRAFT))
    given = session.scalar(select(func.count(rating.id)).where(rating.review_id == draft)) if draft else 0
    return OpenAssignment(
        id=row.id,
        reviewer_id=row.reviewer_id,
        sample=row.sample.name,
        due_at=row.due_at or row.sample.due_at,
        conversation_id=row.conversation_id,
        external_id=row.conversation.external_id,
        subject=row.conversation.subject,
        channel=row.conversation.channel,
        is_by_chance=chance is not None,
        review_id=draft,
        ratings=given or 0,
    )
