"""Wald's test stops where it should."""

from __future__ import annotations

import numpy as np
import pytest

from qa.errors import StatisticsError
from qa.statistics.sequential import SequentialTest, Signal, run_test

TEST = SequentialTest(good=0.05, bad=0.15, alpha=0.05, beta=0.10)


def test_bounds_and_steps_are_as_published() -> None:
    assert [TEST.upper, TEST.lower] == pytest.approx([2.8904, -2.2513], abs=5e-5)
    assert [TEST.step_of_fail, TEST.step_of_pass] == pytest.approx([1.0986, -0.1112], abs=5e-5)


def test_three_failures_in_six_reviews_are_an_alarm() -> None:
    found = run_test(TEST, [False, True, False, True, False, True, False])
    assert found.statistic == pytest.approx(2.9622, abs=5e-5)
    assert (found.reviews, found.signal) == (6, Signal.ALARM)


def test_twenty_one_passes_in_a_row_are_clear() -> None:
    assert run_test(TEST, [False] * 20).signal is Signal.GO_ON
    assert (run_test(TEST, [False] * 40).reviews, run_test(TEST, [False] * 40).signal) == (21, Signal.CLEAR)


def test_false_alarms_stay_below_alpha() -> None:
    failures = np.random.default_rng(3).random((1000, 400)) < 0.05
    alarms = sum(run_test(TEST, row.tolist()).signal is Signal.ALARM for row in failures)
    assert 5 < alarms < 60


@pytest.mark.parametrize(
    ("good", "bad", "alpha"),
    [
        pytest.param(0.2, 0.1, 0.05, id="good above bad"),
        pytest.param(0.0, 0.1, 0.05, id="never fails"),
        pytest.param(0.1, 0.2, 0.95, id="alpha too large"),
    ],
)
def test_rates_that_cannot_be_told_apart_are_refused(good: float, bad: float, alpha: float) -> None:
    with pytest.raises(StatisticsError):
        SequentialTest(good, bad, alpha=alpha)
