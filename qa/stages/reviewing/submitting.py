"""Ends a review: its score, its coverage and what failed critically."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.domain.score import CriterionScore, Score, score_outcomes
from qa.errors import ConflictError, IncompleteReviewError
from qa.stages.reviewing.drafts import open_draft
from qa.stages.reviewing.rubrics import criteria_for
from qa.store import tables
from qa.store.tables import ReviewStatus

PING_SECONDS = 60


def submit_review(
    session: Session, review_id: int, *, reviewer_id: int, revision: int, now: datetime, summary: str = ""
) -> tables.Review:
    """Submit a draft as it stood at `revision`, the one its reviewer was shown.

    Raises IncompleteReviewError naming the criteria still to rate, ConflictError when
    something changed since `revision`, NotFoundError and ReviewError as `open_draft`.
    """
    draft = open_draft(session, review_id, reviewer_id=reviewer_id)
    if draft.revision != revision:
        raise ConflictError("The review", current=draft.revision)
    criteria = criteria_for(draft.rubric, draft.channel)
    ratings = session.scalars(select(tables.Rating).where(tables.Rating.review_id == review_id)).all()
    missing = missing_criteria(criteria, ratings)
    if missing:
        raise IncompleteReviewError(missing)
    score = score_review(criteria, ratings)
    review = tables.Review
    submitted = session.execute(
        update(review)
        .where(review.id == review_id, review.revision == revision, review.status == ReviewStatus.DRAFT)
        .values(
            status=ReviewStatus.SUBMITTED,
            revision=revision + 1,
            score_value=score.value,
            score_coverage=score.coverage,
            critical=list(score.critical),
            summary=summary.strip(),
            submitted_at=now,
            updated_at=now,
        )
        .returning(review.id)
    ).one_or_none()
    if submitted is None:
        raise ConflictError("The review", current=revision + 1)
    return _close(session, review_id, conversation_id=draft.conversation_id, now=now)


def score_review(criteria: Iterable[Criterion], ratings: Iterable[tables.Rating]) -> Score:
    """Score the ratings given so far; criteria without one lower the coverage."""
    by_criterion = {rating.criterion: rating for rating in ratings}
    return score_outcomes(_criterion_score(criterion, by_criterion.get(criterion.id)) for criterion in criteria)


def missing_criteria(criteria: Iterable[Criterion], ratings: Iterable[tables.Rating]) -> tuple[str, ...]:
    """Return the ids of the criteria that are neither rated nor marked not applicable."""
    decided = {rating.criterion for rating in ratings if rating.verdict != Verdict.NEEDS_HUMAN.value}
    return tuple(criterion.id for criterion in criteria if criterion.id not in decided)


def add_active_seconds(session: Session, review_id: int, *, reviewer_id: int, seconds: int) -> None:
    """Add time spent looking at a draft; one call adds at most `PING_SECONDS`."""
    review = tables.Review
    session.execute(
        update(review)
        .where(review.id == review_id, review.reviewer_id == reviewer_id, review.status == ReviewStatus.DRAFT)
        .values(active_seconds=review.active_seconds + max(0, min(seconds, PING_SECONDS)))
    )


def _criterion_score(criterion: Criterion, rating: tables.Rating | None) -> CriterionScore:
    return CriterionScore(
        criterion=criterion.id,
        verdict=Verdict(rating.verdict) if rating else Verdict.NEEDS_HUMAN,
        score=rating.score if rating else None,
        weight=criterion.weight,
        is_critical=criterion.is_critical,
    )


def _close(session: Session, review_id: int, *, conversation_id: int, now: datetime) -> tables.Review:
    """Tell the conversation, the assignment and the audit trail that the review is submitted."""
    row = session.get_one(tables.Review, review_id, populate_existing=True)
    conversation, assignment = tables.Conversation, tables.Assignment
    session.execute(update(conversation).where(conversation.id == conversation_id).values(reviewed_at=now))
    if row.assignment_id is not None:
        session.execute(update(assignment).where(assignment.id == row.assignment_id).values(finished_at=now))
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=row.reviewer_id,
            action="review.submitted",
            subject="review",
            subject_id=review_id,
            details={"score": row.score_value, "critical": row.critical},
        )
    )
    session.flush()
    return row
