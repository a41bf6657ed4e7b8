"""Puts an event on its way to every webhook that wants it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.store import tables
from qa.store.tables import DeliveryStatus

TEST = "test"


def enqueue_event(session: Session, *, kind: str, subject: str, subject_id: int, now: datetime) -> int:
    """Enqueue an event for the webhooks that want its kind; return how many. The same event is enqueued once.

    What is sent are the kind and the row's number: never a name, never anybody's words.
    """
    webhook = tables.Webhook
    wanting = [one for one in session.scalars(select(webhook).where(webhook.is_active)) if _wants(one, kind)]
    if not wanting:
        return 0
    event_id = _event_id(kind, subject, subject_id, now=now)
    delivery = tables.WebhookDelivery
    known = set(session.scalars(select(delivery.webhook_id).where(delivery.event_id == event_id)))
    new = [one for one in wanting if one.id not in known]
    for one in new:
        session.add(_delivery(one.id, event_id, kind=kind, subject=subject, subject_id=subject_id, now=now))
    session.flush()
    return len(new)


def enqueue_test(session: Session, webhook_id: int, *, now: datetime) -> int:
    """Enqueue a test for one webhook, whatever kinds it wants; return the delivery's row id."""
    event_id = _event_id(TEST, "webhook", webhook_id, now=now)
    row = _delivery(webhook_id, event_id, kind=TEST, subject="webhook", subject_id=webhook_id, now=now)
    session.add(row)
    session.flush()
    return row.id


def _wants(webhook: tables.Webhook, kind: str) -> bool:
    return not webhook.kinds or kind in webhook.kinds


def _event_id(kind: str, subject: str, subject_id: int, *, now: datetime) -> str:
    key = f"{kind} {subject} {subject_id} {now.isoformat()}"
    return f"evt_{sha256(key.encode()).hexdigest()[:32]}"


def _delivery(
    webhook_id: int, event_id: str, *, kind: str, subject: str, subject_id: int, now: datetime
) -> tables.WebhookDelivery:
    return tables.WebhookDelivery(
        webhook_id=webhook_id,
        event_id=event_id,
        kind=kind,
        subject=subject,
        subject_id=subject_id,
        occurred_at=now,
        status=DeliveryStatus.WAITING,
        attempts=0,
        next_try_at=now,
    )
