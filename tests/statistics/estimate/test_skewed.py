"""Intervals of means bend to the side of the long tail, and are Student's where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from qa.statistics.estimate.skewed import Spread, skewed_interval, spread_of
from qa.statistics.estimate.unequal import weighted_mean

LOST = [100.0] * 16 + [95.0, 90.0, 80.0, 60.0]
EVEN = [0.1] * 20


def ends(values: list[float], chances: list[float], unseen: float = 0.0) -> tuple[float, float]:
    interval = weighted_mean(values, chances, unseen=unseen).interval
    assert interval is not None
    return interval.low, interval.high


def test_without_skew_it_is_students() -> None:
    values = np.asarray([70.0, 80.0, 90.0, 75.0, 85.0])
    known = stats.ttest_1samp(values, 0.0).confidence_interval()
    assert ends(list(values), [0.2] * 5) == pytest.approx((known.low, known.high))


def test_a_skew_that_fades_leads_to_students() -> None:
    spread = Spread(variance=4.0, third=2e-3, freedom=19.0, step=0.0)
    alike = Spread(variance=4.0, third=0.0, freedom=19.0, step=0.0)
    bent, straight = skewed_interval(80.0, spread), skewed_interval(80.0, alike)
    assert (bent.low, bent.high) == pytest.approx((straight.low, straight.high), abs=2e-3)


def test_the_long_side_is_the_longer() -> None:
    low, high = ends(LOST, EVEN)
    assert (low, high) == pytest.approx((88.4589, 99.6899), abs=5e-4)
    assert ends([100 - one for one in LOST], EVEN) == pytest.approx((100 - high, 100 - low))


def test_an_unseen_loss_widens_a_sample_that_saw_none() -> None:
    good = [100.0] * 14 + [95.0] * 6
    assert ends(good, EVEN, 15.0)[0] < ends(good, EVEN)[0] - 0.5
    assert ends(LOST, EVEN, 1.0) == ends(LOST, EVEN)


def test_what_was_not_seen_may_lie_on_both_sides_of_differences() -> None:
    differences, weights = np.asarray(LOST), np.full(20, 0.05)
    usual = skewed_interval(0.0, spread_of(differences, weights, unseen=15.0))
    wider = skewed_interval(0.0, spread_of(differences, weights, unseen=15.0, is_unseen_on_both_sides=True))
    assert wider.low == usual.low
    assert wider.high - usual.high == pytest.approx(0.75, abs=0.2)


def test_counts_of_equal_weight_have_the_interval_of_fay_and_feuer() -> None:
    """Of few among many, the third cumulant over the variance is the weight of one."""
    values = np.zeros(200_000)
    values[:7] = 1.0
    spread = spread_of(values, np.full(len(values), 1 / len(values)))
    interval = skewed_interval(float(values.mean()), spread)
    exact = stats.chi2.ppf(0.025, 14) / 2, stats.chi2.ppf(0.975, 16) / 2
    assert (interval.low * 200_000, interval.high * 200_000) == pytest.approx(exact, rel=1e-3)


def test_unequal_chances_count_as_fewer_reviews() -> None:
    values = np.asarray([90.0, 80.0, 70.0, 60.0])
    assert spread_of(values, np.full(4, 0.25)).freedom == 3
    assert spread_of(values, np.asarray([0.7, 0.1, 0.1, 0.1])).freedom == 1.0


def test_it_holds_the_truth_of_rare_losses_where_students_does_not() -> None:
    generator = np.random.default_rng(4)
    scores = 100 - 25.0 * (generator.random(3000) < 0.08) - 5.0 * (generator.random(3000) < 0.3)
    truth, held, straight = float(scores.mean()), 0, 0
    for _ in range(400):
        drawn = scores[generator.choice(3000, 40, replace=False)]
        low, high = ends(list(drawn), [40 / 3000] * 40, 15.0)
        held += low <= truth <= high
        known = stats.ttest_1samp(drawn, 0.0).confidence_interval()
        straight += known.low <= truth <= known.high
    assert held >= 0.935 * 400 > straight
