"""Which deliveries are due, and what becomes of them: delivered, tried again later, or given up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from qa.stages.webhooks.signing import headers_for
from qa.store import tables
from qa.store.tables import DeliveryStatus

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200, 1440))
"""How long after each failed try the next one comes; after the last, a delivery is given up. About three days."""
STOPPED_AFTER = timedelta(days=3)
KEPT = timedelta(days=30)
GONE = 410
_LEASE = timedelta(minutes=5)
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """One try of one delivery: where it goes and what is sent."""

    id: int
    webhook_id: int
    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A webhook that was switched off because it kept failing for so many days."""

    webhook_id: int
    host: str
    days: int


def due_deliveries(session: Session, *, now: datetime) -> list[tuple[int, int]]:
    """Return what is due as (delivery, webhook), oldest first; of a webhook that is failing, one alone."""
    delivery, webhook = tables.WebhookDelivery, tables.Webhook
    rows = session.execute(
        select(delivery.id, delivery.webhook_id, webhook.failing_since)
        .join(webhook, webhook.id == delivery.webhook_id)
        .where(delivery.status == DeliveryStatus.WAITING, delivery.next_try_at <= now)
        .where(webhook.is_active | (delivery.subject == "webhook"))
        .order_by(delivery.next_try_at, delivery.id)
        .limit(20 * _AT_ONCE)
    )
    due: list[tuple[int, int]] = []
    failing: set[int] = set()
    for delivery_id, webhook_id, failing_since in rows:
        if webhook_id not in failing:
            due.append((delivery_id, webhook_id))
        if failing_since is not None:
            failing.add(webhook_id)
    return due[:_AT_ONCE]


def claim_delivery(session: Session, delivery_id: int, *, now: datetime) -> DueDelivery | None:
    """Take a delivery for one try, so that no other worker sends it too; the claim ends by itself."""
    delivery = tables.WebhookDelivery
    taken = session.execute(
        update(delivery)
        .where(delivery.id == delivery_id, delivery.status == DeliveryStatus.WAITING, delivery.next_try_at <= now)
        .values(next_try_at=now + _LEASE, attempts=delivery.attempts + 1, tried_at=now)
        .returning(delivery.id)
    )
    if taken.first() is None:
        return None
    row = session.get_one(delivery, delivery_id, populate_existing=True)
    body = body_of(row)
    signing = [row.webhook.secret]
    if row.webhook.old_secret and row.webhook.old_secret_until and now < row.webhook.old_secret_until:
        signing.append(row.webhook.old_secret)
    headers = headers_for(body, signing=signing, event_id=row.event_id, now=now)
    return DueDelivery(row.id, row.webhook_id, row.webhook.url, body, headers)


def body_of(row: tables.WebhookDelivery) -> bytes:
    """Write what is sent of an event: its kind, its moment and the number of the row it is about."""
    body = {
        "type": row.kind,
        "timestamp": row.occurred_at.isoformat().replace("+00:00", "Z"),
        "data": {"subject": row.subject, "id": row.subject_id},
    }
    return json.dumps(body, separators=(",", ":")).encode()


def note_answer(
    session: Session, delivery_id: int, *, status: int | None, problem: str | None, now: datetime
) -> Stopped | None:
    """Record the answer to a try; return the webhook when that was the failure that switched it off.

    2xx is a success, 410 (gone) switches the webhook off at once, everything else is tried again.
    """
    row = session.get_one(tables.WebhookDelivery, delivery_id)
    webhook = row.webhook
    row.response_status, row.problem = status, problem[:200] if problem else None
    if status is not None and 200 <= status < 300:
        row.status, row.next_try_at = DeliveryStatus.DELIVERED, None
        webhook.failing_since = None
        return None
    webhook.failing_since = webhook.failing_since or now
    if row.attempts > len(WAITS) or status == GONE or row.subject == "webhook":
        row.status, row.next_try_at = DeliveryStatus.FAILED, None
    else:
        row.next_try_at = now + WAITS[row.attempts - 1]
    failed_for = now - webhook.failing_since
    if webhook.is_active and (status == GONE or failed_for >= STOPPED_AFTER):
        webhook.is_active, webhook.stopped_at = False, now
        return Stopped(webhook.id, urlsplit(webhook.url).hostname or "", max(1, failed_for.days))
    return None


def forget_deliveries(session: Session, *, now: datetime) -> int:
    """Delete deliveries that ended, well or not, KEPT ago; return how many."""
    delivery = tables.WebhookDelivery
    ended = delivery.status != DeliveryStatus.WAITING
    gone = session.execute(delete(delivery).where(ended, delivery.occurred_at < now - KEPT).returning(delivery.id))
    return len(gone.all())
