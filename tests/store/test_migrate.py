"""The migrations make exactly the tables that the code uses."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, select

from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of


def test_migrations_end_where_the_tables_are(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine)
    assert _differences(engine) == []
    engine.dispose()


def test_what_is_stored_stays(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine)
    with sessions_of(engine, is_writing=True).begin() as session:
        session.add(tables.Team(name="Polska"))
    upgrade(engine)
    with sessions_of(engine, is_writing=False)() as session:
        assert session.scalars(select(tables.Team.name)).all() == ["Polska"]
    engine.dispose()


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        return list(compare_metadata(context, tables.Base.metadata))
