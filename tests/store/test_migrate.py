"""The migrations make exactly the tables that the code uses."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, select

from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of

_REVIEWED = (
    "INSERT INTO user_account (id, email, name, password_hash, role, language, is_active, session_version)"
    " VALUES (1, 'r@acme.example', 'R', '', 'reviewer', 'en', 1, 1)",
    "INSERT INTO rubric (id, name, version, content_hash, yaml, is_active, created_at)"
    " VALUES (1, 'shop', 1, 'h', '', 1, '2026-01-01')",
    "INSERT INTO conversation (id, source, external_id, channel, tags, extra, message_count, content_hash, state,"
    " has_critical, imported_at, updated_at)"
    " VALUES (1, 's', 'c-1', 'chat', '[]', '{}', 0, 'h', 'checked', 0, '2026-01-01', '2026-01-01')",
    "INSERT INTO review (id, conversation_id, reviewer_id, rubric_id, status, is_blind, revision, critical,"
    " active_seconds, summary, started_at, updated_at)"
    " VALUES (1, 1, 1, 1, 'submitted', 1, 1, '[]', 0, '', '2026-01-01', '2026-01-01')",
    "INSERT INTO rating (id, review_id, criterion, verdict, comment, suggestion, revision,"
    " is_machine_shown, updated_at)"
    " VALUES (1, 1, 'greeting', 'pass', '', '', 1, 0, '2026-01-01')",
)


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


def test_a_table_that_is_made_anew_keeps_what_belongs_to_it(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'old.db'}")
    upgrade(engine, to="0014")
    with engine.begin() as connection:
        for statement in _REVIEWED:
            connection.exec_driver_sql(statement)
    upgrade(engine)
    with sessions_of(engine, is_writing=False)() as session:
        assert session.scalars(select(tables.Review.kind)).all() == [tables.ReviewKind.QUALITY]
        assert session.scalars(select(tables.Rating.criterion)).all() == ["greeting"]
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()
