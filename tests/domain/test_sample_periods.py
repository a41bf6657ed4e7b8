"""Periods and loads: days, weeks and months; work for whoever has least."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from qa.domain.sample import Bearer, Periods, share_out


@pytest.mark.parametrize(
    ("cadence", "day", "first", "last"),
    [
        pytest.param("daily", date(2026, 5, 20), date(2026, 5, 20), date(2026, 5, 20), id="day"),
        pytest.param("weekly", date(2026, 5, 20), date(2026, 5, 18), date(2026, 5, 24), id="week"),
        pytest.param("two-weekly", date(2026, 5, 20), date(2026, 5, 18), date(2026, 5, 31), id="two weeks"),
        pytest.param("two-weekly", date(2026, 5, 17), date(2026, 5, 4), date(2026, 5, 17), id="two weeks before"),
        pytest.param("monthly", date(2024, 2, 11), date(2024, 2, 1), date(2024, 2, 29), id="leap month"),
        pytest.param("monthly", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31), id="december"),
        pytest.param("once", date(2026, 5, 20), date(2026, 5, 6), date(2026, 5, 6), id="once"),
    ],
)
def test_a_period_holds_its_day(cadence: str, day: date, first: date, last: date) -> None:
    period = Periods(cadence, date(2026, 5, 6)).holding(day)
    assert (period.first, period.last) == (first, last)


def test_due_periods_follow_each_other_without_gap() -> None:
    periods = Periods("monthly", date(2025, 11, 15))
    found = list(periods.due(date(2026, 3, 1), since=date(2025, 11, 1), wait_days=0))
    assert [period.key for period in found] == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]


def test_a_plan_that_waits_is_drawn_later() -> None:
    periods = Periods("weekly", date(2026, 5, 4))
    assert not list(periods.due(date(2026, 5, 12), since=date(2026, 5, 4), wait_days=2))
    assert list(periods.due(date(2026, 5, 13), since=date(2026, 5, 4), wait_days=2))


def test_nothing_is_due_before_the_beginning() -> None:
    assert not list(Periods("daily", date(2026, 5, 4)).due(date(2026, 5, 4), since=date(2026, 1, 1), wait_days=0))


def test_works_go_to_whoever_has_least_to_do() -> None:
    given = share_out([(one, 10.0) for one in range(6)], [Bearer(1, 30.0), Bearer(2, 0.0), Bearer(3, 20.0)])
    assert Counter(given.values()) == {2: 4, 3: 1, 1: 1}


def test_long_works_count_for_more() -> None:
    given = share_out([(1, 60.0), (2, 10.0), (3, 10.0), (4, 10.0)], [Bearer(1), Bearer(2)])
    assert given == {1: 1, 2: 2, 3: 2, 4: 2}


def test_nobody_gets_what_they_must_not_have() -> None:
    never = {1: frozenset({7}), 2: frozenset({7, 8})}
    assert share_out([(1, 1.0), (2, 1.0), (3, 1.0)], [Bearer(7), Bearer(8)], never=never) == {1: 8, 3: 7}
