"""Reviews that are rated and submitted, and conversations given out, for tests of what comes after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages import reviewing
from qa.stages.reviewing import RatingChange
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.store import tables
from tests.shop import NOW


def finish(session: Session, review: tables.Review, verdicts: Mapping[str, Verdict], *, now: datetime) -> tables.Review:
    """Rate everything, PASS where `verdicts` says nothing, and submit."""
    channel = session.get_one(tables.Conversation, review.conversation_id).channel
    for criterion in criteria_for(rubric_of(session, review.rubric_id), channel):
        verdict = verdicts.get(criterion.id, Verdict.PASS)
        point = None
        if criterion.scale:
            point = criterion.scale[-1] if verdict is Verdict.PASS else criterion.scale[0]
        change = RatingChange(criterion.id, verdict, point=point)
        reviewing.rate(session, review.id, change, reviewer_id=review.reviewer_id, now=now)
    session.refresh(review)
    return reviewing.submit_review(
        session, review.id, reviewer_id=review.reviewer_id, revision=review.revision, now=now
    )


def finish_review(
    session: Session, conversation_id: int, reviewer_id: int, verdicts: Mapping[str, Verdict], *, now: datetime
) -> tables.Review:
    """Start a review, rate everything and submit it."""
    review = reviewing.start_review(session, conversation_id, reviewer_id=reviewer_id, now=now)
    return finish(session, review, verdicts, now=now)


def give_out(session: Session, conversation_id: int, reviewer_id: int, *, is_blind: bool = True) -> tables.Assignment:
    """Give a conversation to a reviewer, in a sample of its own."""
    sample = tables.Sample(
        name="May", design="random", size=1, seed=1, frame_size=4, strata=[], is_blind=is_blind, created_at=NOW
    )
    assignment = tables.Assignment(
        sample=sample, conversation_id=conversation_id, reviewer_id=reviewer_id, created_at=NOW
    )
    session.add_all([sample, assignment])
    session.flush()
    return assignment
