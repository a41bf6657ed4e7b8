"""Decides a dispute, by somebody else than who reviewed first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.errors import ConflictError, DisputeError
from qa.stages.disputes.finding import find_dispute
from qa.stages.disputes.settling import Ruling, settle
from qa.stages.disputes.telling import tell_decided
from qa.stages.feedback import Scope
from qa.stages.notices.settling import Work, settle_work
from qa.store import tables

_TO_DECIDE = ("dispute_opened", "dispute_deadline_soon", "dispute_overdue")


def decide_dispute(
    session: Session, dispute_id: int, ruling: Ruling, *, scope: Scope, user_id: int, now: datetime
) -> tables.DisputeDecision:
    """Answer an open dispute and tell the agent and the reviewer.

    Raises NotFoundError out of scope, DisputeError when the decider is the reviewer or `settle` refuses the ruling,
    ConflictError when somebody else decided first.
    """
    dispute = find_dispute(session, dispute_id, scope)
    refuse_reviewer(dispute, user_id)
    with session.begin_nested():
        leave_state(session, dispute, DisputeState.OPEN, to=DisputeState.DECIDED)
        decision = settle(session, dispute, ruling, is_appeal=False, user_id=user_id, now=now)
        if not can_be_appealed(decision):
            dispute.state = DisputeState.CLOSED
    settle_work(session, Work(_TO_DECIDE, "dispute", dispute.id), now=now)
    tell_decided(session, dispute, decision, now=now)
    return decision


def can_be_appealed(decision: tables.DisputeDecision) -> bool:
    """Tell whether a decision left something of the score to dispute, and is not that of an appeal."""
    return not decision.is_appeal and decision.outcome is not DisputeOutcome.ACCEPT


def refuse_reviewer(dispute: tables.Dispute, user_id: int) -> None:
    """Raise DisputeError where the user is the one whose rating is disputed, or the agent themself."""
    if user_id in (dispute.feedback.review.reviewer_id, dispute.opened_by_id):
        raise DisputeError("You reviewed this conversation; somebody else decides the dispute.")


def leave_state(session: Session, dispute: tables.Dispute, state: DisputeState, *, to: DisputeState) -> None:
    """Move a dispute on from a state; the database itself compares. Raises ConflictError when it left it before."""
    row = tables.Dispute
    moved = session.execute(
        update(row).where(row.id == dispute.id, row.state == state).values(state=to).returning(row.id)
    ).one_or_none()
    if moved is None:
        raise ConflictError("The dispute", current=0)
    session.refresh(dispute, ["state"])
