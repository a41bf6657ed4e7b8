"""What a reviewer does next: the oldest open assignment."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.store import tables


def next_review(session: Session, reviewer_id: int) -> int | None:
    """Return the conversation of the reviewer's next open assignment, None when all are done."""
    assignment = tables.Assignment
    return session.scalar(
        select(assignment.conversation_id)
        .where(assignment.reviewer_id == reviewer_id, assignment.finished_at.is_(None))
        .order_by(assignment.id)
        .limit(1)
    )
