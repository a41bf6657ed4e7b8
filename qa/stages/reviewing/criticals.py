"""What a review says of critical fails: those it fails stand, those the machine proposed and it passes do not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


def settle_criticals(session: Session, review: tables.Review, *, now: datetime, user_id: int | None = None) -> None:
    """Decide the critical criteria of a submitted review by its ratings; call it again when a rating was changed.

    A review is a longer look than one at a single proposal, so its word replaces an earlier one. `user_id` is who
    changed a rating later; what did not change keeps its decider. Reviews that do not count (self-reviews and
    repeats) and drafts decide nothing.
    """
    if review.kind is not ReviewKind.QUALITY or review.status is ReviewStatus.DRAFT:
        return
    critical = {one.id for one in rubric_of(session, review.rubric_id).criteria if one.is_critical}
    session.flush()  # a rating that was changed just now is read below
    proposed = proposed_criticals(session, review.conversation_id, rubric_id=review.rubric_id)
    ratings = session.scalars(
        select(tables.Rating)
        .where(tables.Rating.review_id == review.id, tables.Rating.criterion.in_(critical))
        .order_by(tables.Rating.criterion)
    )
    for rating in ratings:
        is_failed = rating.verdict == Verdict.FAIL.value
        known = find_decision(session, review.conversation_id, rubric_id=review.rubric_id, criterion=rating.criterion)
        if known is None and not is_failed and rating.criterion not in proposed:
            continue
        if user_id is not None and known is not None and known.is_confirmed is is_failed:
            continue
        decision = known or tables.CriticalDecision(
            conversation_id=review.conversation_id, rubric_id=review.rubric_id, criterion=rating.criterion
        )
        decision.is_confirmed, decision.was_proposed = is_failed, rating.criterion in proposed
        decision.closes, decision.reason = True, rating.comment
        decision.review_id, decision.decided_by_id = review.id, user_id or review.reviewer_id
        decision.decided_at = now
        session.add(decision)
        session.flush()


def proposed_criticals(session: Session, conversation_id: int, *, rubric_id: int) -> tuple[str, ...]:
    """Return the criteria the machine failed critically, under that rubric."""
    run = tables.CheckRun
    found = session.scalar(
        select(run.critical).where(run.conversation_id == conversation_id, run.rubric_id == rubric_id)
    )
    return tuple(found or ())


def find_decision(
    session: Session, conversation_id: int, *, rubric_id: int, criterion: str
) -> tables.CriticalDecision | None:
    """Return what was decided on a critical criterion of a conversation, None where nobody has."""
    decision = tables.CriticalDecision
    return session.scalars(
        select(decision).where(
            decision.conversation_id == conversation_id,
            decision.rubric_id == rubric_id,
            decision.criterion == criterion,
        )
    ).one_or_none()
