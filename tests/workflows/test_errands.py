"""Errands are claimed before they are run, hold no transaction meanwhile, and one that breaks stops no other."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa.settings import Settings
from qa.store import tables
from qa.store.session import Sessions
from qa.workflows.errands import ERRANDS, Errand, run_errands
from tests.workflows.conftest import Office

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path)})


def _write_meanwhile(writing: Sessions, settings: Settings, now: datetime) -> None:
    """Write as another process would while the errand waits for somebody else's server."""
    with writing.begin() as session:
        session.add(tables.Team(name=f"{now:%H:%M}"))


def _break(writing: Sessions, settings: Settings, now: datetime) -> None:
    raise RuntimeError("the network is away")


def test_an_errand_is_run_once_in_its_time_and_others_may_write_meanwhile(office: Office, settings: Settings) -> None:
    errands = (Errand("write", MINUTE, _write_meanwhile),)
    done = [
        run_errands(office.writing, settings, now=NOW + timedelta(seconds=seconds), errands=errands)
        for seconds in (0, 30, 60)
    ]
    assert done == [["write"], [], ["write"]]


def test_an_errand_that_breaks_is_logged_and_stops_no_other(
    office: Office, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    errands = (Errand("break", MINUTE, _break), Errand("write", MINUTE, _write_meanwhile))
    with caplog.at_level(logging.ERROR):
        assert run_errands(office.writing, settings, now=NOW, errands=errands) == ["write"]
    assert "The errand break could not be run" in caplog.text


def test_nothing_goes_out_where_nothing_is_set_up(office: Office, settings: Settings) -> None:
    assert run_errands(office.writing, settings, now=NOW) == [errand.name for errand in ERRANDS]
