"""Says which recurring work is due, so that of all workers one does it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qa.store import tables


def claim(session: Session, name: str, *, every: timedelta, now: datetime) -> bool:
    """Take recurring work if it is due, `every` after it was last done; return whether it is ours.

    The claim stands with the caller's transaction: work that fails rolls it back and is tried again.
    """
    row = tables.ChoreRun
    if session.scalar(select(row.id).where(row.name == name)) is None:
        return _claim_first(session, name, now=now)
    taken = session.execute(
        update(row).where(row.name == name, row.ran_at <= now - every).values(ran_at=now).returning(row.id)
    )
    return taken.first() is not None


def _claim_first(session: Session, name: str, *, now: datetime) -> bool:
    try:
        with session.begin_nested():
            session.add(tables.ChoreRun(name=name, ran_at=now))
    except IntegrityError:
        return False
    return True
