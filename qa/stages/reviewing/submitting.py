"""Ends a review: its score, its coverage and what failed critically."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.domain.score import CriterionScore, Score, score_outcomes
from qa.errors import ConflictError, IncompleteReviewError
from qa.stages.notices.settling import Work, settle_assignments, settle_work
from qa.stages.reviewing.asking import asked_of
from qa.stages.reviewing.criticals import settle_criticals
from qa.stages.reviewing.drafts import open_draft
from qa.stages.reviewing.rubrics import criteria_for
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

PING_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Submission:
    """What a reviewer submits: the review as shown at `revision`.

    `leaves_open` submits although criteria are not decided: allowed where none of them is critical and the
    coverage still reaches `qa.domain.score.MIN_COVERAGE`.
    """

    revision: int
    summary: str = ""
    leaves_open: bool = False


def submit_review(
    session: Session, review_id: int, *, reviewer_id: int, revision: int, now: datetime, summary: str = ""
) -> tables.Review:
    """Submit a draft in which everything is decided; see `submit`."""
    return submit(session, review_id, Submission(revision, summary), reviewer_id=reviewer_id, now=now)


def submit(
    session: Session, review_id: int, submission: Submission, *, reviewer_id: int, now: datetime
) -> tables.Review:
    """Submit a draft as it stood at the revision its reviewer was shown.

    Raises IncompleteReviewError naming the criteria still to rate, ConflictError when
    something changed since that revision, NotFoundError and ReviewError as `open_draft`.
    """
    revision = submission.revision
    draft = open_draft(session, review_id, reviewer_id=reviewer_id)
    if draft.revision != revision:
        raise ConflictError("The review", current=draft.revision)
    ratings = session.scalars(select(tables.Rating).where(tables.Rating.review_id == review_id)).all()
    criteria = asked_of(draft.scorecard, criteria_for(draft.rubric, draft.channel), ratings)
    missing = missing_criteria(criteria, ratings)
    score = score_review(criteria, ratings)
    if missing and not (submission.leaves_open and may_leave_open(criteria, missing, score)):
        raise IncompleteReviewError(missing)
    review = tables.Review
    submitted = session.execute(
        update(review)
        .where(review.id == review_id, review.revision == revision, review.status == ReviewStatus.DRAFT)
        .values(
            status=ReviewStatus.SUBMITTED,
            revision=revision + 1,
            score_value=score.value,
            score_coverage=score.coverage,
            own_score_value=score_own_doing(criteria, ratings).value,
            critical=list(score.critical),
            summary=submission.summary.strip(),
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


def score_own_doing(criteria: Iterable[Criterion], ratings: Iterable[tables.Rating]) -> Score:
    """Score what was the agent's doing: a fail that something else caused leaves the sums."""
    own = [rating for rating in ratings if not is_caused_elsewhere(rating)]
    rated = {rating.criterion for rating in own}
    return score_review([criterion for criterion in criteria if criterion.id in rated], own)


def is_caused_elsewhere(rating: tables.Rating) -> bool:
    """Tell whether a criterion failed by a saved reply, the process, the knowledge base or a tool."""
    return rating.verdict == Verdict.FAIL.value and rating.root_cause not in (None, "agent")


def may_leave_open(criteria: Iterable[Criterion], missing: Collection[str], score: Score) -> bool:
    """Tell whether a review may be submitted with these undecided: no critical one, and enough of the weight judged."""
    return score.is_complete and not any(one.is_critical for one in criteria if one.id in missing)


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
    if row.kind is ReviewKind.QUALITY:
        session.execute(update(conversation).where(conversation.id == conversation_id).values(reviewed_at=now))
        settle_criticals(session, row, now=now)
    if row.assignment_id is not None:
        session.execute(update(assignment).where(assignment.id == row.assignment_id).values(finished_at=now))
        settle_assignments(session, row.assignment_id, now=now)
    if row.kind is ReviewKind.SELF:
        settle_work(session, Work(("self_review_given",), "review", row.id), now=now, user_id=row.reviewer_id)
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=row.reviewer_id,
            action="review.submitted",
            subject="review",
            subject_id=review_id,
            details={"score": row.score_value, "critical": row.critical, "kind": row.kind.value},
        )
    )
    session.flush()
    return row
