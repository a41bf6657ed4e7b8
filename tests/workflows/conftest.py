"""A database with a few people, for what workers do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.session import Sessions, open_database, sessions_of
from qa.store.tables import UserRole

MADE = datetime(2026, 5, 20, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """Sessions on a database, and the row ids of who works there."""

    writing: Sessions
    admin: int
    manager: int
    layla: int


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    engine = open_database(f"sqlite:///{tmp_path / 'office.db'}")
    tables.Base.metadata.create_all(engine)
    writing = sessions_of(engine, is_writing=True)
    people = (("Ada", UserRole.ADMIN, "en"), ("Maria", UserRole.MANAGER, "pl"), ("Layla", UserRole.REVIEWER, "ar"))
    with writing.begin() as session:
        ids = [
            add_user(
                session,
                NewUser(
                    email=f"{name.lower()}@acme.example", name=name, role=role, language=language, password="x" * 12
                ),
            ).id
            for name, role, language in people
        ]
    yield Office(writing, *ids)
    engine.dispose()
