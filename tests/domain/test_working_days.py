"""Terms in working days leave out weekends and holidays, and end with a day of the team's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.domain.working_days import WorkingDays

WARSAW = ZoneInfo("Europe/Warsaw")
POLAND = WorkingDays(holidays=frozenset((date(2026, 11, 11), date(2026, 12, 25))))
GULF = WorkingDays(weekend=frozenset((4, 5)))


@pytest.mark.parametrize(
    ("days", "start", "count", "end"),
    [
        pytest.param(POLAND, date(2026, 11, 2), 5, date(2026, 11, 9), id="over a weekend"),
        pytest.param(POLAND, date(2026, 11, 9), 3, date(2026, 11, 13), id="over a holiday"),
        pytest.param(POLAND, date(2026, 11, 7), 1, date(2026, 11, 9), id="from a Saturday"),
        pytest.param(POLAND, date(2026, 11, 7), 0, date(2026, 11, 7), id="no days"),
        pytest.param(GULF, date(2026, 11, 5), 1, date(2026, 11, 8), id="a weekend on Friday and Saturday"),
    ],
)
def test_working_days_after_a_day(days: WorkingDays, start: date, count: int, end: date) -> None:
    assert days.after(start, count) == end


@given(st.dates(date(2026, 10, 1), date(2026, 12, 31)), st.integers(0, 30))
def test_counting_back_finds_the_same_number(start: date, count: int) -> None:
    assert POLAND.between(start, POLAND.after(start, count)) == count


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(
            datetime(2026, 11, 2, 23, 30, tzinfo=UTC), datetime(2026, 11, 4, 23, tzinfo=UTC), id="already Tuesday there"
        ),
        pytest.param(datetime(2026, 11, 2, 8, tzinfo=UTC), datetime(2026, 11, 3, 23, tzinfo=UTC), id="in winter"),
        pytest.param(datetime(2026, 6, 1, 8, tzinfo=UTC), datetime(2026, 6, 2, 22, tzinfo=UTC), id="in summer"),
    ],
)
def test_a_term_ends_with_the_day_in_the_teams_zone(start: datetime, end: datetime) -> None:
    assert POLAND.term(start, 1, zone=WARSAW) == end
