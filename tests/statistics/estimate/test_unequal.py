"""Horvitz-Thompson and Hajek are the worked ones, and right over all samples."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from qa.errors import StatisticsError
from qa.statistics.estimate.unequal import (
    effective_size,
    hajek_mean,
    horvitz_thompson_mean,
    horvitz_thompson_total,
    weighted_mean,
    weighted_rate,
)

VALUES, CHANCES = (0, 1, 1, 0, 1), (0.2, 0.8, 0.6, 0.1, 0.3)


def test_over_all_samples_the_total_is_true() -> None:
    expected = 0.0
    for drawn in product((False, True), repeat=5):
        chance = np.prod([p if one else 1 - p for one, p in zip(drawn, CHANCES, strict=True)])
        picked = [index for index, one in enumerate(drawn) if one]
        total = horvitz_thompson_total([VALUES[i] for i in picked], [CHANCES[i] for i in picked]) if picked else 0.0
        expected += float(chance) * total
    assert expected == pytest.approx(3)


@pytest.mark.parametrize(
    ("picked", "by_frame", "by_weights"),
    [
        pytest.param((1, 2, 4), 1.25, 1.0, id="sample 2, 3, 5"),
        pytest.param((0, 1, 2), 0.5833, 0.3684, id="sample 1, 2, 3"),
    ],
)
def test_a_sample_gives_the_worked_means(picked: tuple[int, ...], by_frame: float, by_weights: float) -> None:
    values, chances = [VALUES[i] for i in picked], [CHANCES[i] for i in picked]
    assert horvitz_thompson_mean(values, chances, 5) == pytest.approx(by_frame, abs=5e-5)
    assert hajek_mean(values, chances) == pytest.approx(by_weights, abs=5e-5)


def test_equal_chances_lose_no_reviews_and_unequal_ones_do() -> None:
    assert effective_size([0.1] * 30) == pytest.approx(30)
    assert effective_size([0.1, 1.0]) == pytest.approx(121 / 101)


def test_a_mean_with_equal_chances_has_students_interval() -> None:
    found = weighted_mean([70.0, 80.0, 90.0], [0.2, 0.2, 0.2])
    assert found.interval is not None
    assert found.value == 80.0
    assert found.interval.width / 2 == pytest.approx(4.302653 * 10 / 3**0.5)


def test_a_rate_of_one_stays_below_its_end() -> None:
    found = weighted_rate([True] * 10, [0.1] * 10)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.7225, abs=5e-5)


@pytest.mark.parametrize("chance", [0.0, -0.1, 1.5, float("nan")])
def test_a_chance_that_cannot_be_is_refused(chance: float) -> None:
    with pytest.raises(StatisticsError, match="inclusion probability"):
        hajek_mean([1.0], [chance])
    with pytest.raises(StatisticsError, match="0 values and 0 probabilities"):
        hajek_mean([], [])
