"""Adds, changes and lists webhooks, for administrators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError, WebhookError
from qa.notices import KINDS
from qa.stages.webhooks.address import read_address
from qa.stages.webhooks.signing import new_secret
from qa.store import tables
from qa.store.tables import DeliveryStatus

OLD_SECRET_FOR = timedelta(hours=24)
PAGE = 50


@dataclass(frozen=True, slots=True)
class WebhookLine:
    """A webhook in a list, with how many of its deliveries wait, arrived and were given up."""

    webhook: tables.Webhook
    waiting: int
    delivered: int
    failed: int


def add_webhook(
    session: Session, url: str, *, kinds: Sequence[str], ours: Sequence[str], by: int, now: datetime
) -> tables.Webhook:
    """Add a webhook with a fresh secret. Raises WebhookError for an address or a kind that cannot be used."""
    read_address(url, ours=ours)
    row = tables.Webhook(
        url=url.strip(), secret=new_secret(), kinds=_known(kinds), is_active=True, created_by_id=by, created_at=now
    )
    session.add(row)
    session.flush()
    _audit(session, "add_webhook", row, by=by, now=now)
    return row


def change_webhook(
    session: Session, webhook_id: int, *, kinds: Sequence[str], is_active: bool, by: int, now: datetime
) -> tables.Webhook:
    """Change what a webhook is told of and whether it is. Switching on begins anew, whatever failed before."""
    row = find_webhook(session, webhook_id)
    row.kinds = _known(kinds)
    if is_active and not row.is_active:
        row.failing_since = row.stopped_at = None
    row.is_active = is_active
    _audit(session, "change_webhook", row, by=by, now=now)
    return row


def rotate_secret(session: Session, webhook_id: int, *, by: int, now: datetime) -> tables.Webhook:
    """Give a webhook a fresh secret; for a day deliveries are signed with the old one too."""
    row = find_webhook(session, webhook_id)
    row.old_secret, row.old_secret_until = row.secret, now + OLD_SECRET_FOR
    row.secret = new_secret()
    _audit(session, "rotate_webhook_secret", row, by=by, now=now)
    return row


def remove_webhook(session: Session, webhook_id: int, *, by: int, now: datetime) -> None:
    """Remove a webhook and its deliveries."""
    row = find_webhook(session, webhook_id)
    _audit(session, "remove_webhook", row, by=by, now=now)
    session.delete(row)


def find_webhook(session: Session, webhook_id: int) -> tables.Webhook:
    """Return a webhook. Raises NotFoundError when there is none."""
    row = session.get(tables.Webhook, webhook_id)
    if row is None:
        raise NotFoundError("webhook", webhook_id)
    return row


def list_webhooks(session: Session) -> list[WebhookLine]:
    """Return all webhooks, oldest first."""
    delivery = tables.WebhookDelivery
    query = select(delivery.webhook_id, delivery.status, func.count()).group_by(delivery.webhook_id, delivery.status)
    counts = {(webhook_id, status): n for webhook_id, status, n in session.execute(query)}
    return [
        WebhookLine(row, *(counts.get((row.id, status), 0) for status in DeliveryStatus))
        for row in session.scalars(select(tables.Webhook).order_by(tables.Webhook.id))
    ]


def list_deliveries(session: Session, webhook_id: int) -> Sequence[tables.WebhookDelivery]:
    """Return the newest deliveries of a webhook."""
    delivery = tables.WebhookDelivery
    query = select(delivery).where(delivery.webhook_id == webhook_id).order_by(delivery.id.desc()).limit(PAGE)
    return session.scalars(query).all()


def send_again(session: Session, webhook_id: int, delivery_id: int, *, now: datetime) -> None:
    """Let a delivery that was given up be tried anew. Raises NotFoundError when the webhook has no such one."""
    row = session.get(tables.WebhookDelivery, delivery_id)
    if row is None or row.webhook_id != webhook_id:
        raise NotFoundError("delivery", delivery_id)
    row.status, row.attempts, row.next_try_at = DeliveryStatus.WAITING, 0, now


def _known(kinds: Sequence[str]) -> list[str]:
    for kind in kinds:
        if kind not in KINDS:
            raise WebhookError(
                "There is no kind of event “%(kind)s”. Known: %(known)s.", kind=kind, known=", ".join(sorted(KINDS))
            )
    return sorted(set(kinds))


def _audit(session: Session, action: str, row: tables.Webhook, *, by: int, now: datetime) -> None:
    details = {"host": read_host(row.url), "is_active": row.is_active, "kinds": row.kinds}
    session.add(
        tables.AuditEvent(at=now, user_id=by, action=action, subject="webhook", subject_id=row.id, details=details)
    )


def read_host(url: str) -> str:
    """Return the host of an address, which may be shown and kept; its path may hold a key."""
    return url.partition("//")[2].partition("/")[0].partition("?")[0]
