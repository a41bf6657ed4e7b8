"""Sessions refuse what would go wrong later, and never show what people wrote."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError

from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.build import START


def test_a_moment_without_an_offset_is_refused(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    tables.Base.metadata.create_all(engine)
    naive = datetime(2026, 5, 12)
    with sessions_of(engine, is_writing=True)() as session, pytest.raises(StatementError, match="offset"):
        session.add(tables.Worker(name="a", host="b", pid=1, started_at=naive, seen_at=START))
        session.flush()
    engine.dispose()


def test_an_error_does_not_show_what_was_written(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session, pytest.raises(IntegrityError) as caught:
        session.add_all([tables.Team(name="a secret"), tables.Team(name="a secret")])
        session.flush()
    assert "a secret" not in str(caught.value)
    engine.dispose()


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as writer:
        writer.add(tables.Team(name="Polska"))
        writer.flush()
        with sessions_of(engine, is_writing=False)() as reader:
            assert reader.scalars(select(tables.Team)).all() == []
    engine.dispose()
