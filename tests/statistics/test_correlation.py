"""Rank correlation with its interval."""

from __future__ import annotations

import math

import pytest

from qa.statistics.correlation import rank_correlation


def test_the_interval_is_bonett_and_wrights() -> None:
    first, second = [1.0, 2, 3, 4, 5, 6, 7, 8], [2.0, 1, 4, 3, 6, 5, 8, 7]
    found = rank_correlation(first, second)
    rho = 1 - 6 * 8 / (8 * 63)
    half = 1.959964 * math.sqrt((1 + rho**2 / 2) / 5)
    assert found.value == pytest.approx(rho)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(math.tanh(math.atanh(rho) - half), abs=1e-6)


@pytest.mark.parametrize(("first", "second"), [([1.0, 2, 3], [1.0, 2, 3]), ([1.0] * 9, [1.0, 2, 3, 4, 5, 6, 7, 8, 9])])
def test_there_is_none_of_few_pairs_or_one_value(first: list[float], second: list[float]) -> None:
    assert rank_correlation(first, second).value is None


def test_equal_ranks_have_no_interval() -> None:
    found = rank_correlation([1.0, 2, 3, 4, 5], [10.0, 20, 30, 40, 50])
    assert found.value == pytest.approx(1.0)
    assert found.interval is None
