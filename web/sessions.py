"""What a request works with: the settings, and one database session, reading for GET, writing for all else."""

from __future__ import annotations

from sqlite3 import Connection as SqliteConnection
from typing import cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.store.session import sessions_of

_READING = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask, engine: Engine) -> None:
    """Open sessions on `engine`; commit those of answers below 400, roll the others back."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _keep_small)
    engine.hide_parameters = True  # what people wrote must not reach a log by way of an error
    app.extensions["plumbline.engine"] = engine
    app.extensions["plumbline.reading"] = sessions_of(engine, is_writing=False)
    app.extensions["plumbline.writing"] = sessions_of(engine, is_writing=True)
    app.after_request(_settle)
    app.teardown_request(_close)


def db() -> Session:
    """Return the session of this request. Views never commit: a good answer to a POST commits."""
    if "db" not in g:
        is_reading = request.method in _READING
        factory = current_app.extensions["plumbline.reading" if is_reading else "plumbline.writing"]
        g.db = factory()
    return cast(Session, g.db)


def keep_now() -> None:
    """Commit what was written so far, before something slow happens outside: nobody is to wait for it."""
    db().commit()


def settings() -> Settings:
    """Return the settings the application was made with."""
    return cast(Settings, current_app.extensions["plumbline.settings"])


def _keep_small(connection: SqliteConnection, record: object) -> None:
    """Hold little of the database in each of the page's connections: the machine's own cache holds the rest."""
    connection.execute("PRAGMA cache_size=-8192")
    connection.execute("PRAGMA mmap_size=0")


def _settle(response: Response) -> Response:
    session = g.get("db")
    if session is not None and request.method not in _READING:
        if response.status_code < 400:
            session.commit()
        else:
            session.rollback()
    return response


def _close(error: BaseException | None) -> None:
    session = g.pop("db", None)
    if session is not None:
        session.close()
