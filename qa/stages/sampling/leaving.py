"""Leaves a drawn conversation out with a reason, draws another in its place, or hands it to somebody else."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from qa.domain.sample import Bearer, Design, Exclusion, SamplePlan, share_out
from qa.errors import NotFoundError, SamplingError
from qa.stages.accounts import reviewers
from qa.stages.sampling.assigning import barred, expected_minutes, minutes_of, open_minutes, tell_assigned
from qa.stages.sampling.frame import read_frame
from qa.store import tables
from qa.store.tables import ReviewStatus

REVIEWER_REASONS = ("language", "conflict")
_AT_LEAST = timedelta(days=2)
LEAVE_REASONS = ("unreadable", "no_conversation", "duplicate", "not_ours", "other")


@dataclass(frozen=True, slots=True)
class LeaveOrder:
    """Why somebody does not review a conversation: one of LEAVE_REASONS, of REVIEWER_REASONS to hand it over."""

    reason: str
    by: int
    note: str = ""
    is_replaced: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """What came of it: the conversation drawn in its place, or who has it now; None where there is none."""

    sample_id: int
    replacement_id: int | None = None
    reviewer_id: int | None = None


def leave_out(
    session: Session, assignment_id: int, order: LeaveOrder, *, zone: ZoneInfo, now: datetime
) -> Left:  # fmt: skip
    """Leave a conversation out of its sample: it stays in the sample as not answered, with the reason.

    With `is_replaced` another is drawn at random from its stratum, with its chances and to the same reviewer; no
    weight changes. A draft of the review goes. Raises SamplingError for an unknown reason, for OTHER without a note,
    and where the review is done.
    """
    _refuse_bad_reason(order, known=LEAVE_REASONS)
    assignment = _open_assignment(session, assignment_id)
    pick = _pick_of(session, assignment)
    if assignment.is_repeat:
        return _drop_repeat(session, assignment, pick, order, now=now)
    _drop_draft(session, assignment.id)
    pick.left_out_at, pick.left_out_reason = now, order.reason
    pick.left_out_note, pick.left_out_by_id = order.note.strip(), order.by
    session.delete(assignment)
    session.flush()
    fresh = _replace(session, pick, assignment, zone=zone, now=now) if order.is_replaced else None
    _record(session, "sample_pick.left_out", pick, order, now=now, replacement=fresh)
    return Left(pick.sample_id, replacement_id=fresh, reviewer_id=assignment.reviewer_id if fresh else None)


def hand_over(session: Session, assignment_id: int, order: LeaveOrder, *, now: datetime) -> Left:
    """Give a conversation that its reviewer cannot rate to whoever else has least to do.

    Those of the same sample come first, then everybody who may review. Raises SamplingError where nobody is left.
    """
    _refuse_bad_reason(order, known=REVIEWER_REASONS)
    assignment = _open_assignment(session, assignment_id)
    pick = _pick_of(session, assignment)
    if assignment.is_repeat:
        return _drop_repeat(session, assignment, pick, order, now=now)
    taker = _least_loaded(session, assignment)
    _drop_draft(session, assignment.id)
    assignment.reviewer_id, assignment.reminded_at = taker, None
    assignment.due_at = _later(assignment.due_at or assignment.sample.due_at, now)
    session.flush()
    tell_assigned(session, assignment.sample_id, {taker: 1}, by=order.by, now=now)
    _record(session, "assignment.handed_over", pick, order, now=now)
    return Left(pick.sample_id, reviewer_id=taker)


def _refuse_bad_reason(order: LeaveOrder, *, known: Sequence[str]) -> None:
    if order.reason not in known:
        raise SamplingError(
            "Unknown reason “%(reason)s”. Known: %(known)s.", reason=order.reason, known=", ".join(known)
        )
    if order.reason == "other" and not order.note.strip():
        raise SamplingError("Another reason needs a note that says which.")


def _open_assignment(session: Session, assignment_id: int) -> tables.Assignment:
    row = session.get(tables.Assignment, assignment_id, options=[joinedload(tables.Assignment.sample)])
    if row is None:
        raise NotFoundError("assignment", assignment_id)
    if row.finished_at is not None:
        raise SamplingError("This review is submitted: it can no longer be left out.")
    return row


def _drop_repeat(
    session: Session, assignment: tables.Assignment, pick: tables.SamplePick, order: LeaveOrder, *, now: datetime
) -> Left:
    """Serve a hidden repeat no longer, and say nothing that tells it from another review; the sample has its answer."""
    _drop_draft(session, assignment.id)
    session.delete(assignment)
    session.flush()
    _record(session, "repeat.left_out", pick, order, now=now)
    return Left(assignment.sample_id)


def _pick_of(session: Session, assignment: tables.Assignment) -> tables.SamplePick:
    pick = tables.SamplePick
    return session.scalars(
        select(pick).where(pick.sample_id == assignment.sample_id, pick.conversation_id == assignment.conversation_id)
    ).one()


def _drop_draft(session: Session, assignment_id: int) -> None:
    review = tables.Review
    session.execute(delete(review).where(review.assignment_id == assignment_id, review.status == ReviewStatus.DRAFT))
    session.execute(update(review).where(review.assignment_id == assignment_id).values(assignment_id=None))


def _replace(
    session: Session, left: tables.SamplePick, assignment: tables.Assignment, *, zone: ZoneInfo, now: datetime
) -> int | None:
    """Draw another of the same stratum; None where there is none left, or the one left out was chosen."""
    if not left.is_by_chance:
        return None
    sample = session.get_one(tables.Sample, left.sample_id)
    groups = read_frame(session, _plan_of(sample), zone=zone).groups
    taken = select(tables.SamplePick.conversation_id).where(tables.SamplePick.sample_id == sample.id)
    free = sorted(set(groups.get(left.stratum, ())) - set(session.scalars(taken)))
    kept_from = barred(session, free, [assignment.reviewer_id]) if len(free) < 1000 else {}
    free = [one for one in free if one not in kept_from]
    if not free:
        return None
    chosen = random.Random(f"{sample.seed}/replace/{left.position}").choice(free)
    last = session.scalar(select(func.max(tables.SamplePick.position)).where(tables.SamplePick.sample_id == sample.id))
    fresh = tables.SamplePick(
        sample_id=sample.id,
        conversation_id=chosen,
        position=(last or 0) + 1,
        stratum=left.stratum,
        inclusion_probability=left.inclusion_probability,
        drawn_by=list(left.drawn_by),
        chances=dict(left.chances),
        is_plain_random=left.is_plain_random,
        replaces_id=left.id,
    )
    given = tables.Assignment(
        sample_id=sample.id,
        conversation_id=chosen,
        reviewer_id=assignment.reviewer_id,
        created_at=now,
        due_at=_later(assignment.due_at or sample.due_at, now),
    )
    session.add_all((fresh, given))
    session.flush()
    return chosen


def _later(due_at: datetime | None, now: datetime) -> datetime | None:
    """Leave whoever gets another conversation late at least two days for it."""
    return max(due_at, now + _AT_LEAST) if due_at else None


def _plan_of(sample: tables.Sample) -> SamplePlan:
    return SamplePlan(
        design=Design(sample.design),
        size=sample.size,
        seed=sample.seed,
        stratify_by=sample.stratify_by,
        filters=sample.filters,
        exclusions=tuple(Exclusion.from_json(one) for one in sample.exclusions),
    )


def _least_loaded(session: Session, assignment: tables.Assignment) -> int:
    row = tables.Assignment
    everybody = [user.id for user in reviewers(session) if user.id != assignment.reviewer_id]
    same = set(session.scalars(select(row.reviewer_id).where(row.sample_id == assignment.sample_id)))
    minutes = expected_minutes(session)
    channel = session.scalar(
        select(tables.Conversation.channel).where(tables.Conversation.id == assignment.conversation_id)
    )
    for people in ([one for one in everybody if one in same], everybody):
        load = open_minutes(session, people, minutes=minutes)
        given = share_out(
            [(assignment.conversation_id, minutes_of(channel or "", minutes))],
            [Bearer(one, load.get(one, 0.0)) for one in people],
            never=barred(session, [assignment.conversation_id], people),
        )
        if given:
            return given[assignment.conversation_id]
    raise SamplingError("There is nobody else who may review this conversation.")


def _record(
    session: Session,
    action: str,
    pick: tables.SamplePick,
    order: LeaveOrder,
    *,
    now: datetime,
    replacement: int | None = None,
) -> None:
    details = {"conversation": pick.conversation_id, "reason": order.reason, "replacement": replacement}
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=order.by,
            action=action,
            subject="sample",
            subject_id=pick.sample_id,
            details=details,
        )
    )
    session.flush()
