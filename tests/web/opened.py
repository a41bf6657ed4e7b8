"""The page over a small shop, and browsers that are signed in to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.shop import Shop, open_shop
from web import create_app

HTMX = {"HX-Request": "true"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A running page. Forms are sent without their token; one test asks for it."""

    app: Flask
    shop: Shop

    def as_user(self, user_id: int) -> FlaskClient:
        """Return a browser in which that user is signed in."""
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = f"{user_id}:1", True
        return client

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session of one's own and commit it."""
        with sessions_of(self.app.extensions["plumbline.engine"], is_writing=True)() as session:
            yield session
            session.commit()

    def start(self, client: FlaskClient, conversation_id: int) -> str:
        """Begin a review and return its address."""
        return client.post(f"/conversations/{conversation_id}/review").headers["Location"]


@contextmanager
def open_page(home: Path) -> Iterator[Opened]:
    """Make a shop in `home` and the page over it."""
    settings = Settings.from_environment({"QA_HOME": str(home), "QA_SECRET_KEY": "test"})
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        shop = open_shop(session, recordings=settings.recordings_home)
        session.commit()
    engine.dispose()
    app = create_app(settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield Opened(app, shop)
    app.extensions["plumbline.engine"].dispose()


def words(html: str) -> str:
    """Return what a reader sees: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())
