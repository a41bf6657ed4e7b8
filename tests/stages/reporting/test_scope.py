"""A period is a month, a quarter or some days, in the team's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qa.errors import ReportError
from qa.stages.reporting import parse_period
from tests.stages.reporting.build import ZONE


@pytest.mark.parametrize(
    ("text", "first", "last", "before", "after"),
    [
        pytest.param("2026-02", date(2026, 2, 1), date(2026, 2, 28), "2026-01", "2026-03", id="month"),
        pytest.param("2026-12", date(2026, 12, 1), date(2026, 12, 31), "2026-11", "2027-01", id="last month"),
        pytest.param("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2025-Q4", "2026-Q2", id="quarter"),
        pytest.param(
            "2026-10-03..2026-10-05",
            date(2026, 10, 3),
            date(2026, 10, 5),
            "2026-09-30..2026-10-02",
            "2026-10-06..2026-10-08",
            id="days",
        ),
    ],
)
def test_a_period_is_read_named_and_followed(text: str, first: date, last: date, before: str, after: str) -> None:
    scope = parse_period(text, ZONE)
    assert (scope.date_from, scope.date_to, scope.period) == (first, last, text)
    assert (scope.before().period, scope.after().period) == (before, after)


def test_days_that_are_a_month_are_named_as_one() -> None:
    assert parse_period("2026-04-01..2026-04-30", ZONE).period == "2026-04"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026", id="a year"),
        pytest.param("2026-13", id="no month"),
        pytest.param("2026-Q5", id="no quarter"),
        pytest.param("October", id="words"),
        pytest.param("2026-10-05..2026-10-03", id="out of order"),
        pytest.param("2020-01-01..2026-01-01", id="too long"),
        pytest.param("2026-02-30..2026-03-01", id="no day"),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ReportError):
        parse_period(text, ZONE)


def test_a_day_begins_at_midnight_in_the_teams_zone() -> None:
    assert parse_period("2026-05", ZONE).midnight(date(2026, 5, 1)) == datetime(2026, 4, 30, 22, tzinfo=UTC)
