"""Short scorecards of the demo: one for any conversation, three for what comes most."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages.scorecards import ScorecardOrder, save_scorecard
from qa.store import tables

_ORDERS = (
    ScorecardOrder(
        "Daily check",
        ("order-facts", "questions-answered", "greeting", "empathy", "grammar", "resolution-next-step"),
    ),
    ScorecardOrder(
        "Complaint by e-mail",
        ("order-facts", "questions-answered", "empathy", "apology", "refusal-with-option", "resolution-next-step"),
        channels=("email",),
        reasons=("complaint", "damaged", "wrong-item"),
    ),
    ScorecardOrder(
        "Where is my order",
        ("order-facts", "no-unrealistic-promise", "questions-answered", "first-response-time", "proactive-status"),
        channels=("chat", "email"),
        reasons=("order-status",),
    ),
    ScorecardOrder(
        "Call",
        ("questions-answered", "greeting", "empathy", "active-listening", "hold-and-silence", "resolution-next-step"),
        channels=("call",),
    ),
)


def store_scorecards(session: Session, *, now: datetime) -> list[int]:
    """Keep the demo's scorecards where there are none; return their ids."""
    row = tables.Scorecard
    known = list(session.scalars(select(row.id).order_by(row.id)))
    if known:
        return known
    user = tables.User
    manager = session.scalar(select(user.id).where(user.role == tables.UserRole.MANAGER))
    return [save_scorecard(session, order, by=manager, now=now).id for order in _ORDERS]
