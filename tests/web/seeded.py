"""The page over the seed's shop, and browsers that are signed in to it by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from qa.settings import Settings
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.web.seed import PASSWORD, seed
from web import create_app


@dataclass(frozen=True, slots=True)
class Seeded:
    """A running page over the seed, with the real CSRF check."""

    app: Flask

    def visit(self) -> FlaskClient:
        """Return a browser in which nobody is signed in."""
        return self.app.test_client()

    def sign_in(self, name: str) -> FlaskClient:
        """Return a browser in which `name`@acme.example is signed in."""
        client = self.visit()
        post(client, "/sign-in", email=f"{name}@acme.example", password=PASSWORD, token_at="/sign-in")
        return client

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session of one's own and commit it."""
        with sessions_of(self.app.extensions["plumbline.engine"], is_writing=True)() as session:
            yield session
            session.commit()

    def user(self, session: Session, name: str) -> tables.User:
        """Return a user's row."""
        return session.scalars(select(tables.User).where(tables.User.email == f"{name}@acme.example")).one()


@contextmanager
def open_seeded(home: Path, *, count: int = 120) -> Iterator[Seeded]:
    """Make a seeded database in `home` and the page over it."""
    settings = Settings.from_environment({"QA_HOME": str(home), "QA_SECRET_KEY": "test"})
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        seed(session, count=count)
        session.commit()
    engine.dispose()
    app = create_app(settings)
    app.testing = True
    yield Seeded(app)
    app.extensions["plumbline.engine"].dispose()


def post(client: FlaskClient, url: str, *, token_at: str = "/", **fields: object) -> TestResponse:
    """Send a form with the token that stands on the page at `token_at`."""
    return client.post(url, data={"csrf_token": token(client, token_at), **fields})


def token(client: FlaskClient, url: str) -> str:
    """Return the CSRF token of a page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(url).text)
    assert found is not None
    return found[1]
