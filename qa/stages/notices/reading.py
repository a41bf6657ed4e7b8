"""Reads a person's own notices and marks them as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from qa.errors import NotFoundError
from qa.notices import KINDS
from qa.settings import Settings
from qa.stages.webhooks.delivering import forget_deliveries
from qa.store import tables

PAGE = 30
MOST_COUNTED = 100
KEPT = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as its reader sees it; `qa.notices.notice_text` says it in words."""

    id: int
    kind: str
    details: Mapping[str, object]
    path: str
    created_at: datetime
    is_read: bool


def list_notices(
    session: Session, user_id: int, *, topic: str | None = None, only_unread: bool = False, page: int = 1
) -> tuple[list[NoticeLine], bool]:
    """Return one page of a person's notices, newest first, and whether there is another."""
    notice = tables.Notice
    query = select(notice).where(notice.user_id == user_id).order_by(notice.created_at.desc(), notice.id.desc())
    if topic is not None:
        query = query.where(notice.kind.in_([kind.name for kind in KINDS.values() if kind.topic == topic]))
    if only_unread:
        query = query.where(notice.read_at.is_(None))
    rows = session.scalars(query.limit(PAGE + 1).offset(PAGE * (page - 1))).all()
    return [line_of(row) for row in rows[:PAGE]], len(rows) > PAGE


def line_of(row: tables.Notice) -> NoticeLine:
    """Return a row as its reader sees it."""
    return NoticeLine(row.id, row.kind, row.details, row.path, row.created_at, row.read_at is not None)


def count_unread(session: Session, user_id: int) -> int:
    """Count what a person has not read, up to MOST_COUNTED."""
    notice = tables.Notice
    unread = select(notice.id).where(notice.user_id == user_id, notice.read_at.is_(None)).limit(MOST_COUNTED)
    return session.scalar(select(func.count()).select_from(unread.subquery())) or 0


def open_notice(session: Session, notice_id: int, *, user_id: int, now: datetime) -> str:
    """Mark a notice as read and return the page it leads to. Raises NotFoundError unless it is the person's own."""
    row = session.get(tables.Notice, notice_id)
    if row is None or row.user_id != user_id:
        raise NotFoundError("notice", notice_id)
    row.read_at = row.read_at or now
    return row.path


def read_all(session: Session, user_id: int, *, newest: int, now: datetime) -> int:
    """Mark all of a person's notices up to `newest`, the last they were shown, as read; return how many."""
    notice = tables.Notice
    marked = session.execute(
        update(notice)
        .where(notice.user_id == user_id, notice.read_at.is_(None), notice.id <= newest)
        .values(read_at=now)
        .returning(notice.id)
    )
    return len(marked.all())


def settle_notices(session: Session, user_id: int, *, subject: str, subject_id: int, now: datetime) -> None:
    """Mark a person's notices about one thing as read, because they have dealt with the thing itself."""
    notice = tables.Notice
    session.execute(
        update(notice)
        .where(
            notice.user_id == user_id,
            notice.subject == subject,
            notice.subject_id == subject_id,
            notice.read_at.is_(None),
        )
        .values(read_at=now)
    )


def forget_notices(session: Session, settings: Settings, now: datetime) -> None:
    """Delete notices made KEPT ago, and deliveries of webhooks that ended long ago; a chore."""
    session.execute(delete(tables.Notice).where(tables.Notice.created_at < now - KEPT))
    forget_deliveries(session, now=now)
