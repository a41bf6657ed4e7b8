"""Stratified means and allocations are the worked ones."""

from __future__ import annotations

import numpy as np
import pytest

from qa.errors import StatisticsError
from qa.statistics.estimate.strata import (
    StratumSample,
    neyman_allocation,
    proportional_allocation,
    round_allocation,
    stratified_mean,
    stratified_variance,
)

SIZES, DEVIATIONS = (1200, 300, 100), (0.25, 0.40, 0.50)


def test_neyman_allocation_is_as_worked() -> None:
    shares = neyman_allocation(SIZES, DEVIATIONS, 80)
    assert list(shares) == pytest.approx([51.06, 20.43, 8.51], abs=5e-3)
    assert round_allocation(shares, SIZES) == (51, 20, 9)
    assert proportional_allocation(SIZES, 80) == (60, 15, 5)


def test_a_stratum_never_gets_more_than_it_has() -> None:
    shares = neyman_allocation((1000, 10, 100), (0.1, 5, 0.5), 80)
    assert list(shares) == pytest.approx([70 * 2 / 3, 10, 70 / 3])
    assert neyman_allocation((3, 4), (1, 0), 7) == (3, 4)


def test_a_floor_is_kept_where_the_stratum_is_large_enough() -> None:
    assert round_allocation((9.6, 0.2, 0.2), (100, 100, 1), floor=2) == (9, 2, 1)


def test_no_allocation_has_a_smaller_variance() -> None:
    def variance(shares: tuple[float, ...]) -> float:
        return sum((size * sd) ** 2 / n for size, sd, n in zip(SIZES, DEVIATIONS, shares, strict=True))

    best = variance(neyman_allocation(SIZES, DEVIATIONS, 80))
    assert best < variance((60, 15, 5))
    assert best < variance((50.06, 21.43, 8.51))


def test_the_mean_and_its_variance_are_those_of_all_samples() -> None:
    """The mean over every possible sample is the true mean, and the mean variance the true variance."""
    first, second = [1.0, 2.0, 6.0], [0.0, 4.0, 4.0, 8.0]
    pairs = [
        ([first[a], first[b]], [second[c], second[d]])
        for a in range(3)
        for b in range(a)
        for c in range(4)
        for d in range(c)
    ]
    strata = [[StratumSample("a", 3, x), StratumSample("b", 4, y)] for x, y in pairs]
    means = [stratified_mean(one).value or 0.0 for one in strata]
    assert np.mean(means) == pytest.approx(25 / 7)
    assert np.mean([stratified_variance(one) for one in strata]) == pytest.approx(np.var(means))


def test_a_stratum_reviewed_whole_adds_no_doubt() -> None:
    found = stratified_mean([StratumSample("a", 2, [0.0, 1.0]), StratumSample("b", 1, [1.0])])
    assert found.interval is not None
    assert found.value == pytest.approx(2 / 3)
    assert found.interval.width == 0.0


@pytest.mark.parametrize(
    ("strata", "problem"),
    [
        pytest.param([], "no mean of no strata", id="none"),
        pytest.param([StratumSample("a", 5, [])], "'a' was not reviewed at all", id="not reviewed"),
        pytest.param([StratumSample("a", 5, [1.0])], "'a' has 1 of 5 reviewed", id="one review"),
        pytest.param([StratumSample("a", 1, [1.0, 2.0])], "'a' has 2 values but only 1 units", id="too many"),
    ],
)
def test_what_has_no_mean_is_refused(strata: list[StratumSample], problem: str) -> None:
    with pytest.raises(StatisticsError, match=problem):
        stratified_mean(strata)


def test_more_reviews_than_conversations_are_refused() -> None:
    with pytest.raises(StatisticsError, match="8 reviews cannot be shared among 7"):
        proportional_allocation((3, 4), 8)
