"""Lists of feedback: an agent's inbox, a reviewer's outbox, and what is not published yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from qa.stages.feedback.reading import Scope
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

PAGE = 50


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One line of a list. `comments` counts questions and answers."""

    id: int
    agent: str
    reviewer: str
    channel: str
    language: str | None
    external_id: str
    subject: object
    started_at: datetime | None
    published_at: datetime
    acknowledged_at: datetime | None
    score: float | None
    points: int
    comments: int


@dataclass(frozen=True, slots=True)
class PendingReview:
    """A submitted review that its agent has not been shown. `is_told_already`: another one of the conversation was."""

    review_id: int
    agent: str
    reviewer: str
    channel: str
    external_id: str
    subject: object
    submitted_at: datetime
    score: float | None
    has_critical: bool
    is_told_already: bool


def list_feedback(session: Session, scope: Scope, *, page: int = 1) -> tuple[Sequence[FeedbackLine], bool]:
    """Return one page, newest first, and whether there is another."""
    feedback, review, conversation = tables.Feedback, tables.Review, tables.Conversation
    agent, user, comment = tables.Agent, tables.User, tables.FeedbackComment
    talk = select(func.count(comment.id)).where(comment.feedback_id == feedback.id).scalar_subquery()
    order = (feedback.published_at.desc(), feedback.id.desc())
    ids = (
        select(feedback.id)
        .join(review, review.id == feedback.review_id)
        .join(agent, agent.id == feedback.agent_id)
        .order_by(*order)
        .limit(PAGE + 1)
        .offset(PAGE * (page - 1))
    )
    found = session.scalars(scope.limit(ids)).all()
    rows = session.execute(
        select(feedback, review.score_value, conversation, agent, user.name, talk)
        .join(review, review.id == feedback.review_id)
        .join(conversation, conversation.id == review.conversation_id)
        .join(agent, agent.id == feedback.agent_id)
        .join(user, user.id == review.reviewer_id)
        .where(feedback.id.in_(found[:PAGE]))
        .order_by(*order)
    )
    return [_line(*row) for row in rows], len(found) > PAGE


def count_unread(session: Session, agent_id: int) -> int:
    """Count the feedback an agent has not acknowledged."""
    feedback = tables.Feedback
    return (
        session.scalar(
            select(func.count(feedback.id)).where(feedback.agent_id == agent_id, feedback.acknowledged_at.is_(None))
        )
        or 0
    )


def next_unread(session: Session, agent_id: int, *, but: int) -> int | None:
    """Return the newest feedback an agent has not acknowledged, beside the one they are at."""
    feedback = tables.Feedback
    return session.scalar(
        select(feedback.id)
        .where(feedback.agent_id == agent_id, feedback.acknowledged_at.is_(None), feedback.id != but)
        .order_by(feedback.published_at.desc(), feedback.id.desc())
        .limit(1)
    )


def list_unpublished(session: Session, scope: Scope) -> Sequence[PendingReview]:
    """Return the newest submitted reviews that wait to be published, those within `scope`."""
    review, conversation, agent = tables.Review, tables.Conversation, tables.Agent
    other = aliased(review)
    told = (
        select(other.id)
        .where(other.conversation_id == review.conversation_id, other.status == ReviewStatus.PUBLISHED)
        .exists()
    )
    query = (
        select(review, conversation, agent, tables.User.name, told)
        .join(conversation, conversation.id == review.conversation_id)
        .join(agent, agent.id == conversation.agent_id)
        .join(tables.User, tables.User.id == review.reviewer_id)
        .where(review.status == ReviewStatus.SUBMITTED, review.kind == ReviewKind.QUALITY)
        .order_by(review.id.desc())
        .limit(PAGE)
    )
    return [_pending(*row) for row in session.execute(scope.limit(query))]


def _line(
    feedback: tables.Feedback,
    score: float | None,
    conversation: tables.Conversation,
    agent: tables.Agent,
    reviewer: str,
    comments: int,
) -> FeedbackLine:
    return FeedbackLine(
        id=feedback.id,
        agent=agent.name or agent.external_id,
        reviewer=reviewer,
        channel=conversation.channel,
        language=conversation.language,
        external_id=conversation.external_id,
        subject=conversation.subject,
        started_at=conversation.started_at,
        published_at=feedback.published_at,
        acknowledged_at=feedback.acknowledged_at,
        score=score,
        points=len(feedback.points),
        comments=comments,
    )


def _pending(
    review: tables.Review, conversation: tables.Conversation, agent: tables.Agent, reviewer: str, is_told: bool
) -> PendingReview:
    assert review.submitted_at is not None
    return PendingReview(
        review_id=review.id,
        agent=agent.name or agent.external_id,
        reviewer=reviewer,
        channel=conversation.channel,
        external_id=conversation.external_id,
        subject=conversation.subject,
        submitted_at=review.submitted_at,
        score=review.score_value,
        has_critical=bool(review.critical),
        is_told_already=is_told,
    )
