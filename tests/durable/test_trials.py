"""A trial of a rubric's draft outlives the worker that carries it out."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.materials import rubric_in_force
from qa.stages.rubrics import drafts, trials
from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database
from tests.durable.conftest import PATIENCE_S, home_of, url_of
from tests.durable.processes import ended, kill, start

pytestmark = [pytest.mark.durable, pytest.mark.languagetool]

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)


def test_a_killed_workers_trial_is_finished_by_the_next(tmp_path: Path, server: dict[str, str]) -> None:
    environment = home_of(tmp_path) | server
    engine = open_database(url_of(tmp_path))
    upgrade(engine)
    _ask(engine, Settings.from_environment(environment))
    with ended(start("work", environment=environment, log=tmp_path / "log")) as first:
        _wait(engine, lambda trial: 0 < trial.done < trial.total)
        kill(first)
    with ended(start("work", environment=environment, log=tmp_path / "log")):
        _wait(engine, lambda trial: trial.ended_at is not None)
    with Session(engine) as session:
        trial = session.scalars(select(tables.RubricTrial)).one()
        assert (trial.problem, trial.done) == (None, trial.total)
        assert trial.result["run"] == trial.total > 600
        assert trial.result["misses"] == []
    engine.dispose()


def _ask(engine: Engine, settings: Settings) -> None:
    with Session(engine) as session:
        rubric_id, _ = rubric_in_force(session, settings, now=NOW)
        user = tables.User(email="m@x.example", name="M", role=tables.UserRole.MANAGER, password_hash="x")
        session.add(user)
        session.flush()
        draft = drafts.open_draft(session, rubric_id, user_id=user.id, now=NOW)
        trials.ask_trial(session, draft.id, trials.EXAMPLES, user_id=user.id, now=NOW)
        session.commit()


def _wait(engine: Engine, is_there: Callable[[Any], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with Session(engine) as session:
            if is_there(session.scalars(select(tables.RubricTrial)).one()):
                return
        time.sleep(0.1)
    raise AssertionError("The trial did not get there in time.")
