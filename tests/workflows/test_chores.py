"""Recurring work is done once when its time has come, and one that breaks stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.store import tables
from qa.store.session import Sessions, open_database, sessions_of
from qa.workflows.chores import CHORES, Chore, run_chores

NOW = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[Sessions]:
    engine = open_database(f"sqlite:///{tmp_path / 'chores.db'}")
    tables.Base.metadata.create_all(engine)
    yield sessions_of(engine, is_writing=True)
    engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path)})


def _add_team(session: Session, settings: Settings, now: datetime) -> None:
    session.add(tables.Team(name=f"{now:%H:%M}"))


def _break(session: Session, settings: Settings, now: datetime) -> None:
    session.add(tables.Team(name="half done"))
    session.flush()
    raise RuntimeError("the mail server is away")


def _teams(writing: Sessions) -> list[str]:
    with writing() as session:
        return list(session.scalars(select(tables.Team.name).order_by(tables.Team.id)))


def test_a_chore_is_done_once_in_its_time(writing: Sessions, settings: Settings) -> None:
    chores = (Chore("add", HOUR, _add_team),)
    for minutes in (0, 1, 59, 60, 61):
        run_chores(writing, settings, now=NOW + timedelta(minutes=minutes), chores=chores)
    assert _teams(writing) == ["07:00", "08:00"]


def test_a_chore_that_breaks_leaves_nothing_and_is_tried_again(
    writing: Sessions, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    broken = (Chore("break", HOUR, _break), Chore("add", HOUR, _add_team))
    assert run_chores(writing, settings, now=NOW, chores=broken) == ["add"]
    mended = (Chore("break", HOUR, _add_team),)
    assert _teams(writing) == ["07:00"]
    assert run_chores(writing, settings, now=NOW + timedelta(minutes=1), chores=mended) == ["break"]
    assert _teams(writing) == ["07:00", "07:01"]


def test_every_chore_has_its_own_name() -> None:
    assert len({chore.name for chore in CHORES}) == len(CHORES)
