"""A real database for each test of a stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from qa.store import tables
from qa.store.session import open_database, sessions_of


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Open a writing session on an empty SQLite database."""
    engine = open_database(f"sqlite:///{tmp_path / 'stages.db'}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()
