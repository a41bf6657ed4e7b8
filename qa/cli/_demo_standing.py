"""A decision on a check of the demo, made through the same step as a manager's, and a webhook that is switched off."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.rubric import CheckState
from qa.settings import Settings
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.stages.standing.applying import Subject
from qa.stages.standing.deciding import Decision, decide
from qa.stages.webhooks.keeping import add_webhook, change_webhook
from qa.store import tables

_WATCHED = Subject("no-blame", "blaming-words", "th")
_REASON = "Nobody here speaks Thai. We watch it until a native speaker has rated a sample."
_URL = "https://hooks.example.com/plumbline"
_KINDS = ("dispute_opened", "dispute_decided", "check_demoted")


def store_decision(session: Session, settings: Settings, *, now: datetime) -> bool:
    """Store them unless they are there; return whether they are new."""
    user = tables.User
    manager, admin = (
        session.scalar(select(user.id).where(user.role == role).order_by(user.id).limit(1))
        for role in (tables.UserRole.MANAGER, tables.UserRole.ADMIN)
    )
    if manager is None or admin is None or session.scalar(select(tables.CheckStanding.id).limit(1)) is not None:
        return False
    rubric = rubric_of(session, active_rubric_id(session))
    decide(session, rubric, _WATCHED, Decision(CheckState.SHADOW, _REASON), by=manager, now=now)
    webhook = add_webhook(session, _URL, kinds=_KINDS, ours=settings.webhook_hosts, by=admin, now=now)
    change_webhook(session, webhook.id, kinds=_KINDS, is_active=False, by=admin, now=now)
    return True
