"""What agents disputed in the days of a report, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome
from qa.stages.reporting.basis import Basis
from qa.stages.reporting.figure import Figure, rate
from qa.store import tables

HEALTHY = (0.05, 0.2)


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """Disputes of one criterion or one reason; `changed` is the share of decided ones that changed the rating."""

    name: str
    opened: int
    decided: int
    accepted: int
    partly: int
    rejected: int
    changed: Figure


@dataclass(frozen=True, slots=True)
class Disputes:
    """Disputes opened in the days of the scope. Out of `feedbacks` published then; days are calendar days."""

    all: DisputeLine
    feedbacks: int
    median_days: float | None
    overdue: int
    appealed: int
    criteria: tuple[DisputeLine, ...]
    reasons: tuple[DisputeLine, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    criterion: str
    reason: str
    outcome: DisputeOutcome | None
    days: float | None
    is_overdue: bool
    is_appealed: bool


def read_disputes(session: Session, basis: Basis) -> Disputes:
    """Count the disputes."""
    cases = _cases(session, basis)
    days = [one.days for one in cases if one.days is not None]
    return Disputes(
        all=_line("", cases),
        feedbacks=_feedbacks(session, basis),
        median_days=round(median(days), 1) if days else None,
        overdue=sum(one.is_overdue for one in cases),
        appealed=sum(one.is_appealed for one in cases),
        criteria=_lines(cases, [one.criterion for one in cases]),
        reasons=_lines(cases, [one.reason for one in cases]),
    )


def _cases(session: Session, basis: Basis) -> list[_Case]:
    dispute, decision, feedback, review = tables.Dispute, tables.DisputeDecision, tables.Feedback, tables.Review
    scope = basis.scope
    rows = session.execute(
        select(dispute, decision)
        .join(feedback, feedback.id == dispute.feedback_id)
        .join(review, review.id == feedback.review_id)
        .join(tables.Conversation, tables.Conversation.id == review.conversation_id)
        .join(decision, (decision.dispute_id == dispute.id) & decision.is_appeal.is_(False), isouter=True)
        .where(
            dispute.opened_at >= scope.midnight(scope.date_from),
            dispute.opened_at < scope.midnight(scope.date_to + timedelta(days=1)),
            *scope.place_conditions(),
        )
        .order_by(dispute.id)
    )
    return [_case(one, answer) for one, answer in rows]


def _case(dispute: tables.Dispute, decision: tables.DisputeDecision | None) -> _Case:
    return _Case(
        criterion=dispute.criterion,
        reason=dispute.reason,
        outcome=decision.outcome if decision else None,
        days=(decision.decided_at - dispute.opened_at) / timedelta(days=1) if decision else None,
        is_overdue=dispute.escalated_at is not None or (decision is not None and decision.decided_at >= dispute.due_at),
        is_appealed=dispute.appealed_at is not None,
    )


def _feedbacks(session: Session, basis: Basis) -> int:
    feedback, review, scope = tables.Feedback, tables.Review, basis.scope
    found = session.scalars(
        select(feedback.id)
        .join(review, review.id == feedback.review_id)
        .join(tables.Conversation, tables.Conversation.id == review.conversation_id)
        .where(
            feedback.published_at >= scope.midnight(scope.date_from),
            feedback.published_at < scope.midnight(scope.date_to + timedelta(days=1)),
            *scope.place_conditions(),
        )
    )
    return len(found.all())


def _lines(cases: Sequence[_Case], names: Iterable[str]) -> tuple[DisputeLine, ...]:
    grouped: dict[str, list[_Case]] = {}
    for one, name in zip(cases, names, strict=True):
        grouped.setdefault(name, []).append(one)
    return tuple(_line(name, found) for name, found in sorted(grouped.items(), key=lambda one: (-len(one[1]), one[0])))


def _line(name: str, cases: Sequence[_Case]) -> DisputeLine:
    outcomes = [one.outcome for one in cases if one.outcome is not None]
    accepted, partly, rejected = (outcomes.count(one) for one in DisputeOutcome)
    return DisputeLine(
        name, len(cases), len(outcomes), accepted, partly, rejected, rate(accepted + partly, len(outcomes))
    )
