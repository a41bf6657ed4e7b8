"""Moves open assignments from one reviewer to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qa.domain.sample import Bearer, share_out
from qa.stages.sampling.assigning import barred, expected_minutes, minutes_of, open_minutes, tell_assigned
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Moved:
    """How many assignments changed hands, and how many stayed: begun already, or nobody else may have them."""

    moved: int
    stayed: int


def move_assignments(
    session: Session, assignment_ids: Sequence[int], *, takers: Sequence[int], by: int, now: datetime
) -> Moved:
    """Give open assignments to `takers`, to the one with least to do first. What was begun stays where it is."""
    row, conversation = tables.Assignment, tables.Conversation
    found = session.execute(
        select(row, conversation.channel)
        .join(conversation, conversation.id == row.conversation_id)
        .where(row.id.in_(assignment_ids), row.finished_at.is_(None), row.is_repeat.is_(False))
        .order_by(row.id)
    ).all()
    begun = _begun(session, [assignment.id for assignment, _ in found])
    free = {assignment.id: (assignment, channel) for assignment, channel in found if assignment.id not in begun}
    given = _share(session, list(free.values()), takers)
    counts: dict[int, Counter[int]] = {}
    for assignment_id, taker in given.items():
        assignment = free[assignment_id][0]
        _record(session, assignment, taker=taker, by=by, now=now)
        assignment.reviewer_id, assignment.reminded_at = taker, None
        counts.setdefault(assignment.sample_id, Counter())[taker] += 1
    session.flush()
    for sample_id, takers_of in counts.items():
        tell_assigned(session, sample_id, takers_of, by=by, now=now)
    return Moved(moved=len(given), stayed=len(found) - len(given))


def _begun(session: Session, ids: Sequence[int]) -> set[int]:
    """Return the assignments whose review was begun; a draft that holds nothing is dropped instead."""
    review, rating, note = tables.Review, tables.Rating, tables.Annotation
    is_rated = select(rating.id).where(rating.review_id == review.id).exists()
    is_noted = select(note.id).where(note.review_id == review.id).exists()
    is_empty = (~is_rated, ~is_noted, review.submitted_at.is_(None))
    session.execute(delete(review).where(review.assignment_id.in_(ids), *is_empty))
    return {one for one in session.scalars(select(review.assignment_id).where(review.assignment_id.in_(ids))) if one}


def _share(
    session: Session, free: Sequence[tuple[tables.Assignment, str]], takers: Sequence[int]
) -> dict[int, int]:  # fmt: skip
    minutes = expected_minutes(session)
    load = open_minutes(session, takers, minutes=minutes)
    never = barred(session, [assignment.conversation_id for assignment, _ in free], takers)
    return share_out(
        [(assignment.id, minutes_of(channel, minutes)) for assignment, channel in free],
        [Bearer(taker, load.get(taker, 0.0)) for taker in takers],
        never={assignment.id: never.get(assignment.conversation_id, frozenset()) for assignment, _ in free},
    )


def _record(session: Session, assignment: tables.Assignment, *, taker: int, by: int, now: datetime) -> None:
    details = {"conversation": assignment.conversation_id, "from": assignment.reviewer_id, "to": taker}
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=by,
            action="assignment.moved",
            subject="sample",
            subject_id=assignment.sample_id,
            details=details,
        )
    )
