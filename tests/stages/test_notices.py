"""A notice reaches each person once."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages.notices import notify
from qa.store import tables

NOW = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


def test_a_notice_reaches_each_person_once(session: Session) -> None:
    user = tables.User(email="a@shop.example", name="Anna", password_hash="x", role=tables.UserRole.AGENT)
    session.add(user)
    session.flush()
    told = notify(
        session,
        users=[user.id, user.id],
        kind="dispute_decided",
        subject="dispute",
        subject_id=7,
        path="/disputes/7",
        details={"criterion": "no-blame"},
        now=NOW,
    )
    stored = session.scalars(select(tables.Notice)).all()
    assert (told, [(one.user_id, one.kind, one.path, one.read_at) for one in stored]) == (
        1,
        [(user.id, "dispute_decided", "/disputes/7", None)],
    )
