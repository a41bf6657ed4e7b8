"""Marks notices as read without a click: the work they ask for is done, or the page they lead to was opened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from qa.store import tables


@dataclass(frozen=True, slots=True)
class Work:
    """What notices ask for: their kinds, and the row they are about."""

    kinds: Collection[str]
    subject: str
    subject_id: int


def settle_work(session: Session, work: Work, *, now: datetime, user_id: int | None = None) -> None:
    """Mark the notices that ask for a piece of work as read, of everybody or of one person: it is done."""
    notice = tables.Notice
    query = update(notice).where(*_about(work), notice.read_at.is_(None))
    if user_id is not None:
        query = query.where(notice.user_id == user_id)
    session.execute(query.values(read_at=now))


def drop_work(session: Session, work: Work) -> None:
    """Delete the notices that ask for a piece of work, because there is nothing to do any more."""
    session.execute(delete(tables.Notice).where(*_about(work)))


def settle_assignments(session: Session, assignment_id: int, *, now: datetime) -> None:
    """Mark what a reviewer was told of a sample as read once they have finished all of it."""
    to_do = tables.Assignment
    one = session.get_one(to_do, assignment_id, populate_existing=True)
    rest = select(to_do.id).where(
        to_do.sample_id == one.sample_id, to_do.reviewer_id == one.reviewer_id, to_do.finished_at.is_(None)
    )
    if session.scalar(rest.limit(1)) is None:
        work = Work(("assignment_given", "assignment_overdue"), "sample", one.sample_id)
        settle_work(session, work, now=now, user_id=one.reviewer_id)


def leads_here(session: Session, user_id: int, path: str) -> bool:
    """Tell whether a person has an unread notice that leads to a page."""
    return session.scalar(select(tables.Notice.id).where(*_leading(user_id, path)).limit(1)) is not None


def settle_opened(session: Session, user_id: int, path: str, *, now: datetime) -> None:
    """Mark a person's notices that lead to a page as read: they have opened it."""
    session.execute(update(tables.Notice).where(*_leading(user_id, path)).values(read_at=now))


def _about(work: Work) -> tuple[ColumnElement[bool], ...]:
    notice = tables.Notice
    return (
        notice.subject == work.subject,
        notice.subject_id == work.subject_id,
        notice.kind.in_(work.kinds),
    )


def _leading(user_id: int, path: str) -> tuple[ColumnElement[bool], ...]:
    notice = tables.Notice
    return (notice.user_id == user_id, notice.read_at.is_(None), notice.path == path)
