"""Watches the terms of disputes: warns who decides, tells managers what is overdue, closes what cannot be appealed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.dispute import DisputeState
from qa.settings import Settings
from qa.stages.disputes.telling import tell_overdue, tell_soon
from qa.stages.feedback.terms import Terms, terms_of
from qa.store import tables

_BEFORE = timedelta(microseconds=1)


def watch_disputes(session: Session, settings: Settings, now: datetime) -> None:
    """Do what the clock asks for; each dispute is told of once for each reason."""
    terms = terms_of(session, settings)
    for dispute in _in_state(session, DisputeState.OPEN):
        if dispute.due_at <= now:
            if dispute.escalated_at is None:
                dispute.escalated_at = now
                tell_overdue(session, dispute, now=now)
        elif dispute.warned_at is None and _ends_soon(dispute, terms, now=now):
            dispute.warned_at = now
            tell_soon(session, dispute, now=now)
    for dispute in _in_state(session, DisputeState.DECIDED):
        if now >= terms.last_to_dispute(dispute.decisions[-1].decided_at):
            dispute.state = DisputeState.CLOSED
    session.flush()


def _in_state(session: Session, state: DisputeState) -> list[tables.Dispute]:
    dispute = tables.Dispute
    query = (
        select(dispute)
        .where(dispute.state == state)
        .options(
            joinedload(dispute.agent),
            joinedload(dispute.feedback).joinedload(tables.Feedback.review),
            selectinload(dispute.decisions),
        )
        .order_by(dispute.id)
    )
    return list(session.scalars(query))


def _ends_soon(dispute: tables.Dispute, terms: Terms, *, now: datetime) -> bool:
    """Tell whether at most one working day is left after today's."""
    return terms.days_between(now, dispute.due_at - _BEFORE) <= 1
