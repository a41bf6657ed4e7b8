"""A database of its own and a way to store conversations in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.conversation import Conversation
from qa.settings import Settings
from qa.stages.importing import BatchCount, store_batch
from qa.store import tables
from qa.store.session import open_database, sessions_of

NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path / "home")})


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as session:
        yield session
    engine.dispose()


class Store:
    """Stores conversations in a session and looks at what is there."""

    def __init__(self, session: Session, settings: Settings, base: Path) -> None:
        self.session, self.settings, self._base = session, settings, base

    def __call__(self, *conversations: Conversation, now: datetime = NOW, adds_messages: bool = False) -> BatchCount:
        count = store_batch(
            self.session,
            conversations,
            now=now,
            base=self._base,
            settings=self.settings,
            adds_messages=adds_messages,
        )
        self.session.expire_all()
        return count

    @property
    def row(self) -> tables.Conversation:
        """Return the only conversation."""
        return self.session.scalars(select(tables.Conversation)).one()

    def count(self, table: type[tables.Base]) -> int:
        """Return how many rows a table has."""
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def store(session: Session, settings: Settings, tmp_path: Path) -> Store:
    return Store(session, settings, tmp_path)
