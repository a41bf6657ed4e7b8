"""Sends the deliveries of webhooks that are due, outside any transaction."""

from __future__ import annotations

import logging
from datetime import datetime

from qa.errors import WebhookError
from qa.settings import Settings
from qa.stages.notices.notifying import notify, users_with
from qa.stages.webhooks.address import read_address
from qa.stages.webhooks.delivering import DueDelivery, claim_delivery, due_deliveries, note_answer
from qa.stages.webhooks.sending import post
from qa.store.session import Sessions
from qa.store.tables import UserRole

logger = logging.getLogger(__name__)


def send_deliveries(writing: Sessions, settings: Settings, now: datetime) -> int:
    """Try every delivery that is due once; return how many arrived. A webhook that fails is left alone for this run."""
    with writing() as session:
        due = due_deliveries(session, now=now)
    failed: set[int] = set()
    arrived = 0
    for delivery_id, webhook_id in due:
        if webhook_id in failed:
            continue
        if try_delivery(writing, settings, delivery_id, now=now):
            arrived += 1
        else:
            failed.add(webhook_id)
    return arrived


def try_delivery(writing: Sessions, settings: Settings, delivery_id: int, *, now: datetime) -> bool:
    """Try one delivery; return whether it arrived."""
    with writing.begin() as session:
        delivery = claim_delivery(session, delivery_id, now=now)
    if delivery is None:
        return False
    status, problem = _answer(delivery, settings)
    with writing.begin() as session:
        stopped = note_answer(session, delivery.id, status=status, problem=problem, now=now)
        if stopped is not None:
            logger.warning("Webhook %d is switched off because it kept failing", stopped.webhook_id)
            notify(
                session,
                users=users_with(session, UserRole.ADMIN),
                kind="webhook_failed",
                subject="webhook",
                subject_id=stopped.webhook_id,
                path=f"/webhooks/{stopped.webhook_id}",
                details={"host": stopped.host, "days": stopped.days},
                now=now,
            )
    return status is not None and 200 <= status < 300


def _answer(delivery: DueDelivery, settings: Settings) -> tuple[int | None, str | None]:
    try:
        address = read_address(delivery.url, ours=settings.webhook_hosts)
        status = post(address, delivery.body, headers=delivery.headers)
    except WebhookError as error:
        return None, str(error)
    return status, None if 200 <= status < 300 else f"HTTP {status}"
