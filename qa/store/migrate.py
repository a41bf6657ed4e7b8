"""Brings a database to the newest version of the tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine

from qa.store.sizes import note_sizes


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Make or migrate all tables up to a revision; a database that is up to date is left alone.

    Two processes that start together do not collide: SQLite takes its write lock first,
    PostgreSQL an advisory lock. SQLite changes a table by making it anew, so its foreign keys
    rest meanwhile, or what belongs to the old table would go with it.
    """
    with engine.execution_options(is_writing=True).connect() as connection:
        _switch_foreign_keys(connection, is_on=False)
        try:
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7120461)")
                configuration = _configuration()
                configuration.attributes["connection"] = connection
                before = _revision_of(connection)
                command.upgrade(configuration, to)
                if _revision_of(connection) != before:
                    note_sizes(connection)
        finally:
            _switch_foreign_keys(connection, is_on=True)


def revision(engine: Engine, message: str) -> None:
    """Write a new migration from the difference between the tables and the database."""
    with engine.begin() as connection:
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.revision(configuration, message, autogenerate=True)


def _switch_foreign_keys(connection: Connection, *, is_on: bool) -> None:
    """Switch them on a connection outside of a transaction: within one SQLite would not hear of it."""
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute(f"PRAGMA foreign_keys={'ON' if is_on else 'OFF'}")


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    configuration.set_main_option("path_separator", "os")
    return configuration
