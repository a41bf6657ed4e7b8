"""A worker makes the reports that are due, and none twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from qa.settings import Settings
from qa.store import tables
from qa.store.session import open_database, sessions_of
from qa.workflows.reporting import make_due_reports
from tests.stages.reporting.build import Reported

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def test_reports_are_made_once_and_again_when_something_changed(tmp_path: Path) -> None:
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    reading, writing = sessions_of(engine, is_writing=False), sessions_of(engine, is_writing=True)
    with writing.begin() as session:
        Reported(session).pair("fail", "pass")

    def made(at: datetime) -> tuple[int, set[datetime | None]]:
        count = make_due_reports(reading, writing, settings=settings, clock=lambda: at)
        with reading() as session:
            return count, set(session.scalars(select(tables.ReportFigures.made_at)))

    later, last = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    assert made(NOW) == (8, {NOW})
    assert made(NOW) == (0, {NOW})
    assert made(later) == (8, {NOW})
    with writing.begin() as session:
        session.scalars(select(tables.Review)).one().updated_at = later
    assert made(last) == (8, {last})
    engine.dispose()


def test_a_worker_that_is_told_to_stop_makes_no_more(tmp_path: Path) -> None:
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    reading, writing = sessions_of(engine, is_writing=False), sessions_of(engine, is_writing=True)
    made = make_due_reports(reading, writing, settings=settings, clock=lambda: NOW, goes_on=lambda: False)
    assert made == 0
    engine.dispose()
