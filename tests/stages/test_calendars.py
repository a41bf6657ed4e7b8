"""The company's calendar: its country's holidays kept by the worker, and the days it closes."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.calendars import keep_calendar, working_days
from qa.store import tables

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


def settings(tmp_path: Path, **given: str) -> Settings:
    return Settings.from_environment({"QA_HOME": str(tmp_path), **given})


@pytest.mark.parametrize(
    ("country", "day", "is_working"),
    [
        pytest.param("PL", date(2026, 11, 11), False, id="a Polish holiday"),
        pytest.param("PT", date(2026, 11, 11), True, id="not one in Portugal"),
        pytest.param("AE", date(2026, 11, 13), True, id="a Friday in the Emirates since 2022"),
        pytest.param("SA", date(2026, 11, 13), False, id="a Friday in Saudi Arabia"),
        pytest.param("XX", date(2026, 11, 11), True, id="a country nobody keeps"),
    ],
)
def test_the_calendar_is_the_countrys(
    session: Session, tmp_path: Path, country: str, day: date, is_working: bool
) -> None:
    chosen = settings(tmp_path, QA_COUNTRY=country)
    keep_calendar(session, chosen, NOW)
    assert working_days(session, chosen).is_working(day) is is_working


def test_without_a_kept_calendar_weekends_are_free(session: Session, tmp_path: Path) -> None:
    days = working_days(session, settings(tmp_path))
    assert (days.is_working(date(2026, 11, 11)), days.is_working(date(2026, 11, 14))) == (True, False)


def test_the_companys_own_days_are_free(session: Session, tmp_path: Path) -> None:
    chosen = settings(tmp_path, QA_CLOSED_DAYS="2026-12-24, 2026-12-31")
    keep_calendar(session, chosen, NOW)
    assert not working_days(session, chosen).is_working(date(2026, 12, 24))


def test_the_calendar_is_kept_once_and_renewed_each_year(session: Session, tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    for now in (NOW, NOW + timedelta(days=1), NOW + timedelta(days=300)):
        keep_calendar(session, chosen, now)
    row = session.scalars(select(tables.WorkingCalendar)).one()
    assert (row.last_year, row.kept_at) == (2028, NOW + timedelta(days=300))
    assert session.scalar(select(func.count(tables.WorkingCalendar.id))) == 1


def test_the_page_does_not_load_the_calendars_of_all_countries() -> None:
    code = (
        "import sys, qa.stages.calendars, qa.stages.disputes; print('holidays' in sys.modules, 'scipy' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False False"
