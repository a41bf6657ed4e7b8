"""What SQLite knows of its tables: counted when they change and as they grow, read by connections opened later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, select

from qa.settings import Settings
from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of
from qa.store.sizes import note_sizes
from qa.workflows.chores import CHORES, run_chores
from tests.build import START

_COUNTED = "SELECT stat FROM sqlite_stat1 WHERE tbl = 'team'"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def add_teams(engine: Engine, count: int) -> None:
    with sessions_of(engine, is_writing=True).begin() as session:
        start = len(session.scalars(select(tables.Team)).all())
        session.add_all(tables.Team(name=f"Team {start + number}") for number in range(count))


def counted(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(_COUNTED).scalars())


def test_what_grew_is_counted_by_the_chore(engine: Engine, tmp_path: Path) -> None:
    chores = tuple(one for one in CHORES if one.name == "sizes of tables")
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    writing = sessions_of(engine, is_writing=True)
    add_teams(engine, 7)
    assert run_chores(writing, settings, now=START, chores=chores) == ["sizes of tables"]
    assert counted(engine) == ["7 1"]
    add_teams(engine, 3)
    run_chores(writing, settings, now=START + timedelta(hours=1), chores=chores)
    assert counted(engine) == ["10 1"]


def test_a_new_index_is_counted_as_it_is_made(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, to="0029")
    add_teams(engine, 5)
    upgrade(engine)
    assert counted(engine) == ["5 1"]
    engine.dispose()


def test_a_table_is_not_read_whole(engine: Engine) -> None:
    limits: list[int] = []
    with engine.begin() as connection:
        note_sizes(connection)
        limits = list(connection.exec_driver_sql("PRAGMA analysis_limit").scalars())
    assert limits == [10_000]


def plan(connection: Connection, query: str) -> str:
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
    return "\n".join(str(row[3]) for row in rows)


def test_the_index_of_fails_serves_fails_alone(engine: Engine) -> None:
    with engine.connect() as connection:
        fails = plan(connection, "SELECT review_id FROM rating WHERE criterion = 'tone' AND verdict = 'fail'")
        both = plan(connection, "SELECT review_id FROM rating WHERE criterion = 'tone' AND verdict IN ('pass', 'fail')")
    assert "ix_rating_failed" in fails
    assert "ix_rating_failed" not in both
