"""Counts how disputes ended: in all, by criterion, reason, check and reviewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.stages.feedback.terms import Terms
from qa.statistics.intervals import wilson
from qa.statistics.values import Interval
from qa.store import tables

HEALTHY = (0.05, 0.20)
FEW = 20


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How the disputes of one group ended; an appeal's word replaces the first.

    `median_days` are working days from opening to the first decision, `late` how many of those came after the term;
    `withdrawn` were taken back before anybody decided.
    """

    name: str
    opened: int
    accepted: int
    partly: int
    rejected: int
    appealed: int
    late: int
    median_days: float | None
    withdrawn: int = 0

    @property
    def decided(self) -> int:
        """Return how many were answered."""
        return self.accepted + self.partly + self.rejected

    @property
    def overturned(self) -> int:
        """Return how many changed a rating."""
        return self.accepted + self.partly

    @property
    def rate(self) -> float | None:
        """Return the share overturned, 0 to 1."""
        return self.overturned / self.decided if self.decided else None

    @property
    def interval(self) -> Interval | None:
        """Return Wilson's interval of the rate."""
        return wilson(self.overturned, self.decided) if self.decided else None

    @property
    def health(self) -> str:
        """Say how the rate lies to the healthy band: `few`, `low`, `inside`, `high` or `unsure`.

        A group is low or high only when its whole interval is outside.
        """
        interval = self.interval
        if interval is None or self.decided < FEW:
            return "few"
        low, high = HEALTHY
        if interval.high < low:
            return "low"
        if interval.low > high:
            return "high"
        return "inside" if low <= interval.low and interval.high <= high else "unsure"


@dataclass(frozen=True, slots=True)
class DisputeStatistics:
    """How disputes ended. `published` counts the feedback they could be of; `reviewers` are by user id."""

    published: int
    total: OutcomeCount
    criteria: tuple[OutcomeCount, ...]
    reasons: tuple[OutcomeCount, ...]
    checks: tuple[OutcomeCount, ...]
    reviewers: Mapping[int, OutcomeCount]


def count_outcomes(
    session: Session, *, terms: Terms, since: datetime | None = None, until: datetime | None = None
) -> DisputeStatistics:
    """Count the disputes opened within a period; a side that is None is open."""
    rows = _rows(session, since, until, terms)
    names = {row.reviewer_id: row.reviewer for row in rows}
    by_reviewer = _grouped(rows, lambda row: (str(row.reviewer_id),))
    return DisputeStatistics(
        published=_published(session, since, until),
        total=_count("", rows),
        criteria=_most_first(_grouped(rows, lambda row: (row.criterion,))),
        reasons=_most_first(_grouped(rows, lambda row: (row.reason,))),
        checks=_most_first(_grouped(rows, lambda row: tuple(f"{row.criterion}/{one}" for one in row.checks))),
        reviewers={int(one.name): replace(one, name=names[int(one.name)]) for one in by_reviewer},
    )


@dataclass(frozen=True, slots=True)
class _Ended:
    """A dispute as it is counted."""

    criterion: str
    reason: str
    checks: tuple[str, ...]
    reviewer_id: int
    reviewer: str
    opened_at: datetime
    due_at: datetime
    outcome: DisputeOutcome | None
    decided_at: datetime | None
    days: int | None
    is_appealed: bool
    is_withdrawn: bool


def _rows(session: Session, since: datetime | None, until: datetime | None, terms: Terms) -> list[_Ended]:
    dispute, decision, review = tables.Dispute, tables.DisputeDecision, tables.Review
    query = (
        select(
            dispute.id,
            dispute.criterion,
            dispute.reason,
            dispute.checks,
            dispute.opened_at,
            dispute.due_at,
            dispute.state,
            decision.outcome,
            decision.decided_at,
            decision.is_appeal,
            review.reviewer_id,
            tables.User.name,
        )
        .join(dispute.feedback)
        .join(tables.Feedback.review)
        .join(review.reviewer)
        .outerjoin(decision, decision.dispute_id == dispute.id)
        .order_by(dispute.id, decision.is_appeal)
    )
    if since is not None:
        query = query.where(dispute.opened_at >= since)
    if until is not None:
        query = query.where(dispute.opened_at < until)
    ended: dict[int, _Ended] = {}
    for row in session.execute(query):
        ended[row[0]] = _ended(row, first=ended.get(row[0]), terms=terms)
    return list(ended.values())


def _ended(row: Row[*tuple[Any, ...]], *, first: _Ended | None, terms: Terms) -> _Ended:
    """Take the outcome of the last decision, and the time of the first."""
    (_, criterion, reason, checks, opened_at, due_at, state, outcome, last_at, is_appeal, reviewer_id, reviewer) = row
    decided_at = first.decided_at if first else last_at
    return _Ended(
        criterion=criterion,
        reason=reason,
        checks=tuple(checks),
        reviewer_id=reviewer_id,
        reviewer=reviewer,
        opened_at=opened_at,
        due_at=due_at,
        outcome=outcome,
        decided_at=decided_at,
        days=terms.days_between(opened_at, decided_at) if decided_at else None,
        is_appealed=state is DisputeState.APPEALED or bool(is_appeal),
        is_withdrawn=state is DisputeState.WITHDRAWN,
    )


def _grouped(rows: Iterable[_Ended], names: Callable[[_Ended], tuple[str, ...]]) -> list[OutcomeCount]:
    groups: dict[str, list[_Ended]] = {}
    for row in rows:
        for name in names(row):
            groups.setdefault(name, []).append(row)
    return [_count(name, group) for name, group in groups.items()]


def _count(name: str, rows: Iterable[_Ended]) -> OutcomeCount:
    ended = list(rows)
    outcomes = [row.outcome for row in ended]
    days = [row.days for row in ended if row.days is not None]
    return OutcomeCount(
        name=name,
        opened=len(ended),
        accepted=outcomes.count(DisputeOutcome.ACCEPT),
        partly=outcomes.count(DisputeOutcome.PARTLY),
        rejected=outcomes.count(DisputeOutcome.REJECT),
        appealed=sum(row.is_appealed for row in ended),
        late=sum(row.decided_at is not None and row.decided_at >= row.due_at for row in ended),
        median_days=median(days) if days else None,
        withdrawn=sum(row.is_withdrawn for row in ended),
    )


def _most_first(groups: Iterable[OutcomeCount]) -> tuple[OutcomeCount, ...]:
    return tuple(sorted(groups, key=lambda one: (-one.opened, one.name)))


def _published(session: Session, since: datetime | None, until: datetime | None) -> int:
    feedback = tables.Feedback
    query = select(func.count(feedback.id))
    if since is not None:
        query = query.where(feedback.published_at >= since)
    if until is not None:
        query = query.where(feedback.published_at < until)
    return session.scalar(query) or 0
