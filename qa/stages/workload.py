"""What reviewers have to do: open, overdue, done this week, and how long it will take them."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import Session

from qa.stages.accounts import require_user, reviewers
from qa.stages.sampling import expected_minutes, open_minutes
from qa.stages.sampling.assigning import due_at, minutes_of
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

_MEDIAN_OF = 50
_LONGEST_LIST = 500
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class OpenLoad:
    """What one reviewer has open, and the hours it will take."""

    id: int
    name: str
    role: str
    open: int
    overdue: int
    hours: float
    next_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewerLoad:
    """What one reviewer has to do. `median_minutes` is of the last fifty reviews, None before the first."""

    id: int
    name: str
    role: str
    open: int
    overdue: int
    begun: int
    done_this_week: int
    median_minutes: float | None
    timed: int
    hours: float
    next_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenAssignment:
    """One conversation somebody has still to review."""

    id: int
    conversation_id: int
    external_id: str
    subject: object
    channel: str
    sample_id: int
    sample: str
    given_at: datetime
    due_at: datetime | None
    is_overdue: bool
    is_begun: bool
    minutes: float


@dataclass(frozen=True, slots=True)
class Workload:
    """All reviewers, those with most to do first, and how many drawn conversations nobody has."""

    reviewers: tuple[ReviewerLoad, ...]
    unassigned: int
    week_from: date


def read_workload(session: Session, *, zone: ZoneInfo, now: datetime) -> Workload:
    """Return what everybody who may review has to do, and those who may no longer and still have something open."""
    monday, loads = _monday(now, zone), read_loads(session, now=now)
    users = [load.id for load in loads]
    begun, done, taken = _begun(session, users), _done_since(session, users, monday), _times(session, users)
    worked = [
        ReviewerLoad(
            id=load.id,
            name=load.name,
            role=load.role,
            open=load.open,
            overdue=load.overdue,
            begun=begun.get(load.id, 0),
            done_this_week=done.get(load.id, 0),
            median_minutes=statistics.median(taken[load.id]) / 60 if taken.get(load.id) else None,
            timed=len(taken.get(load.id, ())),
            hours=load.hours,
            next_due_at=load.next_due_at,
        )
        for load in loads
    ]
    return Workload(reviewers=tuple(worked), unassigned=_unassigned(session), week_from=monday.astimezone(zone).date())


def read_loads(session: Session, *, now: datetime) -> tuple[OpenLoad, ...]:
    """Return what those of `read_workload` have open, those with most to do first."""
    users = {user.id: user for user in reviewers(session)}
    counts = _open_counts(session, now=now)
    for user_id in counts.keys() - users.keys():
        users[user_id] = require_user(session, user_id)
    minutes = open_minutes(session, list(users), minutes=expected_minutes(session))
    loads = [
        OpenLoad(
            id=user.id,
            name=user.name,
            role=user.role.value,
            open=counts.get(user.id, _NONE)[0],
            overdue=counts.get(user.id, _NONE)[1],
            hours=minutes.get(user.id, 0.0) / 60,
            next_due_at=counts.get(user.id, _NONE)[2],
        )
        for user in users.values()
    ]
    return tuple(sorted(loads, key=lambda load: (-load.hours, load.name.casefold(), load.id)))


def read_open(
    session: Session, reviewer_id: int, *, now: datetime, page: int = 1, most: int = _LONGEST_LIST
) -> tuple[OpenAssignment, ...]:
    """Return a page of what one reviewer has open, the one due first at the head.

    Raises NotFoundError for an unknown user.
    """
    require_user(session, reviewer_id)
    row, conversation, sample = tables.Assignment, tables.Conversation, tables.Sample
    due, minutes = due_at(), expected_minutes(session)
    is_begun = select(tables.Review.id).where(tables.Review.assignment_id == row.id).exists()
    found = session.execute(
        select(
            row.id,
            row.created_at,
            conversation.id,
            conversation.external_id,
            conversation.subject,
            conversation.channel,
            sample.id,
            sample.name,
            due,
            is_begun,
        )
        .join(conversation, conversation.id == row.conversation_id)
        .join(sample, sample.id == row.sample_id)
        .where(row.reviewer_id == reviewer_id, row.finished_at.is_(None))
        .order_by(due.is_(None), due, row.id)
        .limit(most)
        .offset(most * (page - 1))
    )
    return tuple(
        OpenAssignment(
            id=assignment_id,
            conversation_id=conversation_id,
            external_id=external_id,
            subject=subject,
            channel=channel,
            sample_id=sample_id,
            sample=sample_name,
            given_at=given_at,
            due_at=until,
            is_overdue=until is not None and until < now,
            is_begun=begun,
            minutes=minutes_of(channel, minutes),
        )
        for (
            assignment_id,
            given_at,
            conversation_id,
            external_id,
            subject,
            channel,
            sample_id,
            sample_name,
            until,
            begun,
        ) in found
    )


_NONE: tuple[int, int, datetime | None] = (0, 0, None)


def _monday(now: datetime, zone: ZoneInfo) -> datetime:
    today = now.astimezone(zone).date()
    return datetime.combine(today - timedelta(days=today.weekday()), time(), zone)


def _open_counts(session: Session, *, now: datetime) -> dict[int, tuple[int, int, datetime | None]]:
    row, sample = tables.Assignment, tables.Sample
    due = due_at()
    found = session.execute(
        select(row.reviewer_id, func.count(row.id), func.count(row.id).filter(due < now), func.min(due))
        .join(sample, sample.id == row.sample_id)
        .where(row.finished_at.is_(None))
        .group_by(row.reviewer_id)
    )
    return {reviewer: (count, overdue, first) for reviewer, count, overdue, first in found}


def _begun(session: Session, users: Sequence[int]) -> Mapping[int, int]:
    review = tables.Review
    found = session.execute(
        select(review.reviewer_id, func.count(review.id))
        .where(review.reviewer_id.in_(users), review.status == ReviewStatus.DRAFT, review.assignment_id.is_not(None))
        .group_by(review.reviewer_id)
    )
    return {one.reviewer_id: int(one[1]) for one in found}


def _done_since(session: Session, users: Sequence[int], since: datetime) -> Mapping[int, int]:
    review = tables.Review
    found = session.execute(
        select(review.reviewer_id, func.count(review.id))
        .where(review.reviewer_id.in_(users), review.submitted_at >= since, review.kind != ReviewKind.SELF)
        .group_by(review.reviewer_id)
    )
    return {one.reviewer_id: int(one[1]) for one in found}


def _times(session: Session, users: Sequence[int]) -> dict[int, list[int]]:
    """Return the seconds that the last reviews of each took, where they were measured."""
    taken: dict[int, list[int]] = {}
    for start in range(0, len(users), _AT_ONCE):
        newest = union_all(*(_newest(user) for user in users[start : start + _AT_ONCE]))
        for reviewer, seconds in session.execute(newest):
            taken.setdefault(reviewer, []).append(seconds)
    return taken


def _newest(user_id: int) -> Select[int, int]:
    """Ask for the last reviews of one reviewer by themselves: an index has them in order, and the rest is not read."""
    review = tables.Review
    newest = (
        select(review.reviewer_id, review.active_seconds)
        .where(
            review.reviewer_id == user_id,
            review.submitted_at.is_not(None),
            review.status != ReviewStatus.DRAFT,
            review.active_seconds > 0,
            review.kind != ReviewKind.SELF,
        )
        .order_by(review.submitted_at.desc(), review.id.desc())
        .limit(_MEDIAN_OF)
        .subquery()
    )
    return select(newest.c.reviewer_id, newest.c.active_seconds)


def _unassigned(session: Session) -> int:
    pick, given = tables.SamplePick, tables.Assignment
    is_given = (
        select(given.id)
        .where(given.sample_id == pick.sample_id, given.conversation_id == pick.conversation_id)
        .exists()
    )
    return session.scalar(select(func.count(pick.id)).where(pick.left_out_at.is_(None), ~is_given)) or 0
