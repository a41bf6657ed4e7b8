"""Notices are counted up to a point and forgotten after half a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.accounts import NewUser, add_user
from qa.stages.notices import notify
from qa.stages.notices.reading import KEPT, MOST_COUNTED, count_unread, forget_notices
from qa.store import tables
from qa.store.tables import UserRole

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def reader(session: Session) -> int:
    new = NewUser(email="r@acme.example", name="R", role=UserRole.REVIEWER, password="x" * 12)
    return add_user(session, new).id


def _tell(session: Session, *users: int, at: datetime = NOW) -> int:
    return notify(session, users=users, kind="report_ready", subject="report", subject_id=1, path="/reports", now=at)


def test_each_is_told_once(session: Session, reader: int) -> None:
    assert _tell(session, reader, reader) == 1


def test_counting_stops_where_nobody_would_read_on(session: Session, reader: int) -> None:
    for _ in range(MOST_COUNTED + 5):
        _tell(session, reader)
    assert count_unread(session, reader) == MOST_COUNTED


def test_old_notices_are_forgotten(session: Session, reader: int, tmp_path: Path) -> None:
    _tell(session, reader, at=NOW - KEPT - DAY)
    _tell(session, reader, at=NOW - KEPT + DAY)
    forget_notices(session, Settings.from_environment({"QA_HOME": str(tmp_path)}), NOW)
    assert [one.created_at for one in session.scalars(select(tables.Notice))] == [NOW - KEPT + DAY]
