"""Tells reviewers that a line their review rests on was corrected, so that they can look at it again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qa.stages.notices.notifying import notify
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

KIND = "line_corrected"


def tell_reviewers(session: Session, conversation_id: int, position: int, *, by: int, now: datetime) -> int:
    """Leave a notice with everybody whose review rests on a line; return how many reviews do.

    A review rests on it when a note of it is pinned there, when its feedback quotes it, or while it is open and
    something is rated. Who corrected the line knows already. Self-reviews and repeats are left alone.
    """
    review, note = tables.Review, tables.Annotation
    pinned = select(note.id).where(note.review_id == review.id, note.message_position == position).exists()
    rated = select(tables.Rating.id).where(tables.Rating.review_id == review.id).exists()
    query = (
        select(review, tables.Feedback)
        .outerjoin(tables.Feedback, tables.Feedback.review_id == review.id)
        .where(
            review.conversation_id == conversation_id,
            review.kind == ReviewKind.QUALITY,
            review.reviewer_id != by,
            or_(pinned, (review.status == ReviewStatus.DRAFT) & rated, tables.Feedback.id.is_not(None)),
        )
        .order_by(review.id)
    )
    told = 0
    for one, feedback in session.execute(query).all():
        if feedback is not None and not (_quotes(feedback, position) or _is_pinned(session, one.id, position)):
            continue
        told += 1
        notify(
            session,
            users=[one.reviewer_id],
            kind=KIND,
            subject="review",
            subject_id=one.id,
            path=f"/reviews/{one.id}#message-{position}",
            now=now,
        )
    return told


def _quotes(feedback: tables.Feedback, position: int) -> bool:
    return any(told.get("message") == position for told in (feedback.strength, *feedback.points))


def _is_pinned(session: Session, review_id: int, position: int) -> bool:
    note = tables.Annotation
    query = select(note.id).where(note.review_id == review_id, note.message_position == position)
    return session.scalar(query.limit(1)) is not None
