"""Connections to the database, tuned once, here."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

Sessions = sessionmaker[Session]

_KEPT_S = 600
"""How long a connection to SQLite is kept: what is counted for its planner is read by a new one."""


def open_database(url: str) -> Engine:
    """Open the database at `url`, making the folder of a SQLite file.

    Errors never show parameters: they may be what people wrote. SQLite runs in WAL mode
    with foreign keys on and waits 30 s for another writer.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    kept = -1 if parsed.database in (None, "", ":memory:") else _KEPT_S
    engine = create_engine(url, connect_args={"timeout": 30}, hide_parameters=True, pool_recycle=kept)
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def sessions_of(engine: Engine, *, is_writing: bool) -> Sessions:
    """Return the session factory; rows stay readable after commit.

    On SQLite a writing session begins IMMEDIATE: two writers queue instead of failing
    half-way with "database is locked". Reading sessions never wait for anybody.
    """
    return sessionmaker(engine.execution_options(is_writing=is_writing), expire_on_commit=False)


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _tune_sqlite(connection: SqliteConnection, record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins transactions itself, in _begin_sqlite
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "mmap_size=268435456",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
