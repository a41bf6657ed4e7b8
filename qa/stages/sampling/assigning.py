"""Gives drawn conversations to reviewers, so that nobody has more minutes of work than the others."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from qa.domain.sample import Bearer, share_out
from qa.stages.notices import notify
from qa.store import tables
from qa.store.tables import ReviewStatus

ASSIGNED = "assignment_given"
LEAST_REVIEWS = 5
_USUAL_MINUTES = {"chat": 6.0, "email": 6.0, "call": 10.0, "social": 4.0, "sms": 3.0}
_OTHER_MINUTES = 6.0
_NEWEST = 400


def assign(
    session: Session, sample_id: int, *, reviewers: Sequence[int], now: datetime, by: int | None = None
) -> int:  # fmt: skip
    """Give the conversations of a sample that nobody has yet to those with least to do; return how many.

    Nobody is given a conversation of their own, or one they reviewed before. Everybody but `by` is told.
    """
    free = _free(session, sample_id)
    if not free or not reviewers:
        return 0
    minutes = expected_minutes(session)
    load = open_minutes(session, reviewers, minutes=minutes)
    given = share_out(
        [(conversation_id, minutes_of(channel, minutes)) for conversation_id, channel in free],
        [Bearer(reviewer, load.get(reviewer, 0.0)) for reviewer in reviewers],
        never=barred(session, [conversation_id for conversation_id, _ in free], reviewers),
    )
    if not given:
        return 0
    session.execute(
        insert(tables.Assignment),
        [
            {"sample_id": sample_id, "conversation_id": one, "reviewer_id": given[one], "created_at": now}
            for one, _ in free
            if one in given
        ],
    )
    tell_assigned(session, sample_id, Counter(given.values()), by=by, now=now)
    return len(given)


def tell_assigned(
    session: Session, sample_id: int, counts: Mapping[int, int], *, by: int | None, now: datetime
) -> None:  # fmt: skip
    """Leave each reviewer one notice of how many conversations of a sample they were given."""
    sample = session.get_one(tables.Sample, sample_id)
    for reviewer, count in counts.items():
        if reviewer != by:
            notify(
                session,
                users=[reviewer],
                kind=ASSIGNED,
                subject="sample",
                subject_id=sample_id,
                path="/",
                details={"count": count, "sample": sample.name, **_due(sample)},
                now=now,
            )


def _due(sample: tables.Sample) -> dict[str, str]:
    return {"due": sample.due_at.isoformat()} if sample.due_at else {}


def expected_minutes(session: Session) -> dict[str, float]:
    """Return the minutes a review of each channel takes: the median of the newest, where there are five."""
    review, conversation = tables.Review, tables.Conversation
    rows = session.execute(
        select(conversation.channel, review.active_seconds)
        .join(conversation, conversation.id == review.conversation_id)
        .where(review.status != ReviewStatus.DRAFT, review.active_seconds > 0)
        .order_by(review.id.desc())
        .limit(_NEWEST)
    )
    seconds: dict[str, list[int]] = {}
    for channel, taken in rows:
        seconds.setdefault(channel, []).append(taken)
    measured = {
        channel: statistics.median(taken) / 60 for channel, taken in seconds.items() if len(taken) >= LEAST_REVIEWS
    }
    return _USUAL_MINUTES | measured


def minutes_of(channel: str, minutes: Mapping[str, float]) -> float:
    """Return the minutes a review of a channel takes."""
    return minutes.get(channel, _OTHER_MINUTES)


def open_minutes(session: Session, reviewers: Iterable[int], *, minutes: Mapping[str, float]) -> dict[int, float]:
    """Return the minutes of work each reviewer has still to do."""
    assignment, conversation = tables.Assignment, tables.Conversation
    rows = session.execute(
        select(assignment.reviewer_id, conversation.channel, func.count())
        .join(conversation, conversation.id == assignment.conversation_id)
        .where(assignment.reviewer_id.in_(list(reviewers)), assignment.finished_at.is_(None))
        .group_by(assignment.reviewer_id, conversation.channel)
    )
    load: dict[int, float] = {}
    for reviewer, channel, count in rows:
        load[reviewer] = load.get(reviewer, 0.0) + count * minutes_of(channel, minutes)
    return load


def barred(session: Session, conversations: Sequence[int], reviewers: Sequence[int]) -> dict[int, frozenset[int]]:
    """Return by conversation who must not be given it.

    Those who reviewed it, have it from another sample, were its agent, or decided on a critical fail of it: they saw
    what the machine says.
    """
    never: dict[int, set[int]] = {}
    for owner in (tables.Review, tables.Assignment):
        rows = session.execute(
            select(owner.conversation_id, owner.reviewer_id).where(
                owner.conversation_id.in_(conversations), owner.reviewer_id.in_(reviewers)
            )
        )
        for conversation_id, reviewer in rows:
            never.setdefault(conversation_id, set()).add(reviewer)
    decision = tables.CriticalDecision
    decided = session.execute(
        select(decision.conversation_id, decision.decided_by_id).where(
            decision.conversation_id.in_(conversations), decision.decided_by_id.in_(reviewers)
        )
    )
    own = session.execute(
        select(tables.Conversation.id, tables.User.id)
        .join(tables.User, tables.User.agent_id == tables.Conversation.agent_id)
        .where(tables.Conversation.id.in_(conversations), tables.User.id.in_(reviewers))
    )
    for conversation_id, reviewer in (*own, *decided):
        never.setdefault(conversation_id, set()).add(reviewer)
    return {conversation_id: frozenset(people) for conversation_id, people in never.items()}


def due_at() -> ColumnElement[datetime | None]:
    """Say when an assignment is due: its own day, else that of its sample."""
    return func.coalesce(tables.Assignment.due_at, tables.Sample.due_at)


def _free(session: Session, sample_id: int) -> list[tuple[int, str]]:
    pick, conversation = tables.SamplePick, tables.Conversation
    taken = select(tables.Assignment.conversation_id).where(tables.Assignment.sample_id == sample_id)
    rows = session.execute(
        select(pick.conversation_id, conversation.channel)
        .join(conversation, conversation.id == pick.conversation_id)
        .where(pick.sample_id == sample_id, pick.conversation_id.not_in(taken), pick.left_out_at.is_(None))
        .order_by(pick.position)
    )
    return [(conversation_id, channel) for conversation_id, channel in rows]
