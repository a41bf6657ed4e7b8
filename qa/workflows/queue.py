"""What stands in the durable queue, seen from outside it."""

from __future__ import annotations

from dataclasses import dataclass

from dbos import DBOSClient
from sqlalchemy.exc import SQLAlchemyError

from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class QueueCount:
    """How many pieces of work wait for a worker, and how many one has in hand."""

    waiting: int = 0
    running: int = 0


def count_queue(settings: Settings) -> QueueCount:
    """Count what is in the queue; nothing is, where no worker ever ran."""
    try:
        client = DBOSClient(system_database_url=settings.queue_url, application_name="plumbline")
    except SQLAlchemyError:
        return QueueCount()
    try:
        return QueueCount(waiting=_count(client, "ENQUEUED"), running=_count(client, "PENDING"))
    except SQLAlchemyError:
        return QueueCount()
    finally:
        client.destroy()


def _count(client: DBOSClient, status: str) -> int:
    return len(client.list_workflows(status=status, load_input=False, load_output=False))
