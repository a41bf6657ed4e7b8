"""Puts a ruling into force: the rating, the review's score, coverage and critical fails, and a record of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, Grade, kept_score
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import DisputeError
from qa.stages.disputes.finding import grade_of
from qa.stages.reviewing import ROOT_CAUSES, RatingChange, rubric_of, score_review, settle_criticals
from qa.stages.reviewing.asking import asked_of
from qa.stages.reviewing.rating import grade
from qa.stages.reviewing.rubrics import criteria_for
from qa.stages.reviewing.submitting import score_own_doing
from qa.store import tables

_NOT_THE_AGENT = tuple(cause for cause in ROOT_CAUSES if cause != "agent")


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a dispute is answered. ACCEPT takes the agent's rating.

    PARTLY takes another rating (`verdict`, or `point` on a scale) that is milder than the old one, or leaves the
    rating and names a `root_cause` that is not the agent. REJECT changes nothing.
    """

    outcome: DisputeOutcome
    reason: str
    verdict: Verdict | None = None
    point: int | None = None
    root_cause: str | None = None


def settle(
    session: Session, dispute: tables.Dispute, ruling: Ruling, *, is_appeal: bool, user_id: int, now: datetime
) -> tables.DisputeDecision:
    """Store the decision and recompute everything that rests on the rating.

    A score is never lowered. Raises DisputeError without a reason, and for a part that grants nothing.
    """
    reason = ruling.reason.strip()
    if not reason:
        raise DisputeError("Give a reason: the agent reads it, and so do those who decide the next one.")
    review = dispute.feedback.review
    criteria = criteria_for(rubric_of(session, review.rubric_id), review.conversation.channel)
    criterion = next(one for one in criteria if one.id == dispute.criterion)
    ratings = session.scalars(select(tables.Rating).where(tables.Rating.review_id == review.id)).all()
    rating = next(one for one in ratings if one.criterion == dispute.criterion)
    before = grade_of(rating)
    after = _granted(dispute, ruling, criterion, before=before)
    decision = tables.DisputeDecision(
        dispute=dispute,
        is_appeal=is_appeal,
        decided_by_id=user_id,
        outcome=ruling.outcome,
        reason=reason,
        verdict_before=before.verdict.value,
        score_before=before.score,
        root_cause_before=before.root_cause,
        verdict=after.verdict.value,
        score=after.score,
        root_cause=after.root_cause,
        review_score_before=review.score_value,
        review_coverage_before=review.score_coverage,
        critical_before=list(review.critical),
        review_score=review.score_value,
        review_coverage=review.score_coverage,
        critical=list(review.critical),
        decided_at=now,
    )
    session.add(decision)
    if after != before:
        _change(rating, after, now=now)
        _rescore(review, asked_of(review, criteria, ratings), ratings, now=now)
        settle_criticals(session, review, now=now, user_id=user_id)
    decision.review_score, decision.review_coverage = review.score_value, review.score_coverage
    decision.critical = list(review.critical)
    _record(session, dispute, decision, user_id=user_id, now=now)
    return decision


def _granted(dispute: tables.Dispute, ruling: Ruling, criterion: Criterion, *, before: Grade) -> Grade:
    """Return the rating that a ruling gives."""
    if ruling.outcome is DisputeOutcome.REJECT:
        return before
    if ruling.outcome is DisputeOutcome.ACCEPT:
        verdict, score = Verdict(dispute.claimed_verdict), dispute.claimed_score
        return Grade(verdict, score, root_cause=None if score in (None, 1.0) else before.root_cause)
    return _part(ruling, criterion, before=before)


def _part(ruling: Ruling, criterion: Criterion, *, before: Grade) -> Grade:
    if ruling.root_cause and ruling.root_cause not in _NOT_THE_AGENT:
        raise DisputeError(
            "Cause “%(root_cause)s” cannot be named here. Known: %(known)s.",
            root_cause=ruling.root_cause,
            known=", ".join(_NOT_THE_AGENT),
        )
    cause = ruling.root_cause or before.root_cause
    if ruling.verdict is None and ruling.point is None:
        after = Grade(before.verdict, before.score, cause)
        if after == before:
            raise DisputeError("Partly means that something changes: choose a milder rating, or what caused it.")
        return after
    change = RatingChange(criterion.id, verdict=ruling.verdict or Verdict.PASS, point=ruling.point)
    verdict, score = grade(criterion, change)
    after = Grade(verdict, score, cause)
    if not after.is_milder_than(before):
        raise DisputeError("A dispute never lowers a rating: choose one that is milder, or reject with a reason.")
    return after


def _change(rating: tables.Rating, after: Grade, *, now: datetime) -> None:
    rating.verdict, rating.score, rating.root_cause = after.verdict.value, after.score, after.root_cause
    rating.revision += 1
    rating.updated_at = now


def _rescore(
    review: tables.Review, criteria: Sequence[Criterion], ratings: Sequence[tables.Rating], *, now: datetime
) -> None:
    score = score_review(criteria, ratings)
    review.score_value = kept_score(review.score_value, score.value)
    review.own_score_value = kept_score(review.own_score_value, score_own_doing(criteria, ratings).value)
    review.score_coverage = score.coverage
    review.critical = [one for one in score.critical if one in review.critical]
    review.revision += 1
    review.updated_at = now


def _record(
    session: Session, dispute: tables.Dispute, decision: tables.DisputeDecision, *, user_id: int, now: datetime
) -> None:
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=user_id,
            action="dispute.appeal_decided" if decision.is_appeal else "dispute.decided",
            subject="dispute",
            subject_id=dispute.id,
            details={
                "criterion": dispute.criterion,
                "outcome": decision.outcome.value,
                "score_before": decision.review_score_before,
                "score": decision.review_score,
            },
        )
    )
    session.flush()
