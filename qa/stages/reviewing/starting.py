"""Starts a review or finds the one already begun."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from qa.domain.scorecard import Scorecard
from qa.errors import NotFoundError
from qa.stages.blindness import refuse_while_calibrating, still_to_calibrate
from qa.stages.reviewing.asking import pin_scorecard
from qa.stages.reviewing.rubrics import active_rubric_id
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


def start_review(
    session: Session,
    conversation_id: int,
    *,
    reviewer_id: int,
    now: datetime,
    rubric_id: int | None = None,
    scorecard: Scorecard | None = None,
) -> tables.Review:
    """Return the reviewer's review of a conversation, begun now where there is none.

    A draft is resumed with the rubric it was begun with. A new one takes the newest rubric in
    force (or `rubric_id`), the reviewer's open assignment, and is blind unless the sample
    says otherwise. It keeps the short scorecard of the sample that fits the conversation, if one does; begun by hand
    it keeps the one given as `scorecard`. A repeat is always blind and takes rubric and scorecard of the first review.
    Raises NotFoundError for an unknown conversation, ReviewError without a rubric or when the reviewer rates the
    conversation in a calibration session first.
    """
    refuse_while_calibrating(session, reviewer_id, conversation_id)
    is_repeat = is_repeating(session, conversation_id, reviewer_id=reviewer_id)
    kind = ReviewKind.REPEAT if is_repeat else ReviewKind.QUALITY
    found = _existing(session, conversation_id, reviewer_id=reviewer_id, rubric_id=rubric_id, kind=kind)
    if found is not None:
        return found
    first: tables.Review | None = None
    if is_repeat:
        first = _existing(session, conversation_id, reviewer_id=reviewer_id, rubric_id=None, kind=ReviewKind.QUALITY)
        rubric_id = first.rubric_id if first else None
    conversation = session.get(tables.Conversation, conversation_id)
    if conversation is None:
        raise NotFoundError("conversation", conversation_id)
    wanted = active_rubric_id(session) if rubric_id is None else rubric_id
    assignment = _open_assignment(session, conversation_id, reviewer_id=reviewer_id, is_repeat=is_repeat)
    sample = assignment.sample if assignment else None
    review = tables.Review(
        conversation_id=conversation_id,
        reviewer_id=reviewer_id,
        rubric_id=wanted,
        assignment_id=assignment.id if assignment else None,
        status=ReviewStatus.DRAFT,
        kind=kind,
        is_blind=sample.is_blind if sample and not is_repeat else True,
        scorecard=first.scorecard
        if first
        else pin_scorecard(session, conversation, rubric_id=wanted, sample=sample, chosen=scorecard),
        started_at=now,
        updated_at=now,
    )
    return store_review(session, review)


def begins_by_hand(session: Session, conversation_id: int, *, reviewer_id: int) -> bool:
    """Tell whether a review begun now would be one that no sample asked for; not so where there is one already."""
    found = _existing(session, conversation_id, reviewer_id=reviewer_id, rubric_id=None, kind=ReviewKind.QUALITY)
    is_asked = is_about_to_review(session, conversation_id, reviewer_id=reviewer_id)
    return found is None and not is_asked


def _existing(
    session: Session, conversation_id: int, *, reviewer_id: int, rubric_id: int | None, kind: ReviewKind
) -> tables.Review | None:
    """Find a draft first, then the newest that is done."""
    review = tables.Review
    query = (
        select(review)
        .where(review.conversation_id == conversation_id, review.reviewer_id == reviewer_id, review.kind == kind)
        .order_by(case((review.status == ReviewStatus.DRAFT, 0), else_=1), review.id.desc())
    )
    if rubric_id is not None:
        query = query.where(review.rubric_id == rubric_id)
    return session.scalars(query.limit(1)).first()


def _open_assignment(
    session: Session, conversation_id: int, *, reviewer_id: int, is_repeat: bool
) -> tables.Assignment | None:
    assignment, review = tables.Assignment, tables.Review
    is_taken = select(review.id).where(review.assignment_id == assignment.id).exists()
    return session.scalars(
        select(assignment)
        .where(
            assignment.conversation_id == conversation_id,
            assignment.reviewer_id == reviewer_id,
            assignment.finished_at.is_(None),
            assignment.is_repeat.is_(is_repeat),
            ~is_taken,
        )
        .options(joinedload(assignment.sample))
        .order_by(assignment.id)
        .limit(1)
    ).first()


def store_review(session: Session, review: tables.Review) -> tables.Review:
    """Store a new review; where another tab stored it first, return that one."""
    key = (review.conversation_id, review.reviewer_id, review.rubric_id, review.kind)
    try:
        with session.begin_nested():
            session.add(review)
            session.flush()
    except IntegrityError:
        stored = tables.Review
        return session.scalars(
            select(stored).where(
                stored.conversation_id == key[0],
                stored.reviewer_id == key[1],
                stored.rubric_id == key[2],
                stored.kind == key[3],
            )
        ).one()
    return review


def is_about_to_review(session: Session, conversation_id: int, *, reviewer_id: int) -> bool:
    """Tell whether the reviewer is still to rate this, for review or for calibration, and may not see others' yet."""
    if still_to_calibrate(session, reviewer_id, [conversation_id]):
        return True
    review, assignment = tables.Review, tables.Assignment
    draft = select(review.id).where(
        review.conversation_id == conversation_id,
        review.reviewer_id == reviewer_id,
        review.status == ReviewStatus.DRAFT,
    )
    waiting = select(assignment.id).where(
        assignment.conversation_id == conversation_id,
        assignment.reviewer_id == reviewer_id,
        assignment.finished_at.is_(None),
    )
    return session.scalar(draft.limit(1)) is not None or session.scalar(waiting.limit(1)) is not None


def is_repeating(session: Session, conversation_id: int, *, reviewer_id: int) -> bool:
    """Tell whether the reviewer is to rate the conversation once more; their first review stays hidden until then."""
    assignment = tables.Assignment
    waiting = select(assignment.id).where(
        assignment.conversation_id == conversation_id,
        assignment.reviewer_id == reviewer_id,
        assignment.finished_at.is_(None),
        assignment.is_repeat,
    )
    return session.scalar(waiting.limit(1)) is not None
