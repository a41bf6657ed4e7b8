"""Disputes of the demo, opened, decided and appealed through the same steps as people's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeReason
from qa.domain.finding import Verdict
from qa.settings import Settings
from qa.stages import disputes
from qa.stages.calendars import keep_calendar
from qa.stages.disputes import Author, Objection, Ruling
from qa.stages.feedback import Scope
from qa.store import tables


def store_disputes(session: Session, settings: Settings, path: Path, *, now: datetime) -> int:
    """Keep the calendar and store the disputes of a file that are not there yet; return how many were new."""
    keep_calendar(session, settings, now)
    given = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return sum(_store(session, settings, one) for one in given["disputes"])


def _store(session: Session, settings: Settings, given: Mapping[str, Any]) -> bool:
    feedback, user = _feedback(session, given["conversation"]), _user(session, given["agent"])
    if feedback is None or user is None or user.agent_id != feedback.agent_id:
        return False
    if any(one.criterion == given["criterion"] for one in feedback.disputes):
        return False
    now = feedback.published_at
    author = Author(agent_id=user.agent_id, user_id=user.id)
    terms = disputes.terms_of(session, settings)
    objection = Objection(
        criterion=given["criterion"],
        reason=DisputeReason(given["reason"]),
        text=given["text"],
        verdict=Verdict(given["claim"]),
    )
    dispute = disputes.open_dispute(session, feedback.id, objection, author=author, terms=terms, now=now)
    if "decision" in given:
        _decide(session, dispute.id, given["decision"], now=now)
    if "appeal" in given:
        disputes.appeal_dispute(session, dispute.id, given["appeal"], author=author, terms=terms, now=now)
    return True


def _decide(session: Session, dispute_id: int, given: Mapping[str, Any], *, now: datetime) -> None:
    user = _user(session, given["by"])
    assert user is not None
    ruling = Ruling(outcome=DisputeOutcome(given["outcome"]), reason=given["reason"])
    disputes.decide_dispute(session, dispute_id, ruling, scope=Scope(), user_id=user.id, now=now)


def _feedback(session: Session, external_id: str) -> tables.Feedback | None:
    feedback = tables.Feedback
    return session.scalars(
        select(feedback)
        .join(feedback.review)
        .join(tables.Review.conversation)
        .where(tables.Conversation.external_id == external_id)
        .order_by(feedback.id)
        .limit(1)
    ).first()


def _user(session: Session, email: str) -> tables.User | None:
    return session.scalar(select(tables.User).where(tables.User.email == email))
