"""Lists of disputes: what waits to be decided, what is at a calibration session, what is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.stages.disputes.finding import disputes_in
from qa.stages.feedback import Scope
from qa.stages.reviewing import rubric_of
from qa.store import tables

PAGE = 50


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One line of a list. `title` is the criterion's, by language; `outcome` is the last decision's."""

    id: int
    agent: str
    reviewer: str
    criterion: str
    title: Mapping[str, str]
    is_critical: bool
    reason: str
    state: DisputeState
    outcome: DisputeOutcome | None
    channel: str
    external_id: str
    subject: object
    opened_at: datetime
    due_at: datetime
    decided_at: datetime | None


def list_disputes(
    session: Session, scope: Scope, *, states: Collection[DisputeState] = tuple(DisputeState), page: int = 1
) -> tuple[Sequence[DisputeLine], bool]:
    """Return one page and whether there is another: open ones by their term, all others newest first."""
    dispute, feedback, review = tables.Dispute, tables.Feedback, tables.Review
    order = (dispute.due_at, dispute.id) if set(states) == {DisputeState.OPEN} else (dispute.id.desc(),)
    rows = session.scalars(
        disputes_in(scope)
        .where(dispute.state.in_(states))
        .options(
            joinedload(dispute.agent),
            selectinload(dispute.decisions),
            joinedload(dispute.feedback).joinedload(feedback.review).joinedload(review.reviewer),
            joinedload(dispute.feedback).joinedload(feedback.review).joinedload(review.conversation),
        )
        .order_by(*order)
        .limit(PAGE + 1)
        .offset(PAGE * (page - 1))
    ).all()
    return [_line(session, row) for row in rows[:PAGE]], len(rows) > PAGE


def count_disputes(
    session: Session, scope: Scope, *, states: Collection[DisputeState] = tuple(DisputeState)
) -> Mapping[DisputeState, int]:
    """Count the disputes in each state, or in some; the others are said to have none."""
    dispute = tables.Dispute
    query = disputes_in(scope).where(dispute.state.in_(states))
    rows = session.execute(query.with_only_columns(dispute.state, func.count(dispute.id)).group_by(dispute.state))
    counted = {state: count for state, count in rows}  # noqa: C416 - rows are not pairs to mypy
    return {state: counted.get(state, 0) for state in DisputeState}


def _line(session: Session, dispute: tables.Dispute) -> DisputeLine:
    review = dispute.feedback.review
    rubric = rubric_of(session, review.rubric_id)
    criterion = next((one for one in rubric.criteria if one.id == dispute.criterion), None)
    last = dispute.decisions[-1] if dispute.decisions else None
    return DisputeLine(
        id=dispute.id,
        agent=dispute.agent.name or dispute.agent.external_id,
        reviewer=review.reviewer.name,
        criterion=dispute.criterion,
        title=criterion.title if criterion else {},
        is_critical=criterion is not None and criterion.is_critical,
        reason=dispute.reason,
        state=dispute.state,
        outcome=last.outcome if last else None,
        channel=review.conversation.channel,
        external_id=review.conversation.external_id,
        subject=review.conversation.subject,
        opened_at=dispute.opened_at,
        due_at=dispute.due_at,
        decided_at=last.decided_at if last else None,
    )
