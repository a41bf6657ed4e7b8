"""Severity and differences of raters are the worked ones."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from qa.errors import StatisticsError
from qa.statistics.agreement import Level, from_matrix
from qa.statistics.severity import compare_raters, fit_severity, mean_absolute_difference
from tests.statistics.agreement import tables

FIRST, SECOND, THIRD = "000000", "000001", "000002"


def test_a_strict_rater_stands_out() -> None:
    found = fit_severity(tables.by_rater(tables.SEVERITY))
    assert found.mean == pytest.approx(75.4167, abs=5e-5)
    assert [one.effect for one in found.raters] == pytest.approx([4.5833, -5.4167, 0.8333], abs=5e-5)
    assert found.residual_sd == pytest.approx(1.4434, abs=5e-5)


def test_two_raters_are_compared_over_what_both_rated() -> None:
    found = compare_raters(tables.by_rater(tables.SEVERITY), FIRST, SECOND)
    assert (found.bias, found.mean_absolute, found.n) == (-10.0, 10.0, 4)
    assert found.sd == pytest.approx(1.633, abs=5e-4)
    assert found.limits is not None
    assert [found.limits.low, found.limits.high] == pytest.approx([-13.2, -6.8], abs=5e-3)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_gaps_the_effects_are_those_of_least_squares(seed: int) -> None:
    generator = np.random.default_rng(seed)
    values = generator.normal(70, 10, size=(12, 1)) + [3, -4, 0, 1] + generator.normal(0, 2, size=(12, 4))
    is_rated = generator.random((12, 4)) < 0.7
    is_rated[:, 0] = True
    rows = [
        [float(v) if there else None for v, there in zip(*row, strict=True)]
        for row in zip(values, is_rated, strict=True)
    ]
    units, raters = np.nonzero(is_rated)
    design = np.hstack([np.eye(12)[units], np.eye(4)[raters][:, 1:]])
    told = sm.OLS(values[units, raters], design).fit()
    effects = np.append(0, told.params[12:])
    found = fit_severity(from_matrix(rows, level=Level.INTERVAL))
    assert [one.effect for one in found.raters] == pytest.approx((effects - effects.mean()).tolist())
    assert found.residual_sd == pytest.approx(told.mse_resid**0.5)


def test_an_effect_has_the_interval_of_its_contrast() -> None:
    found = fit_severity(tables.by_rater(tables.SEVERITY)).raters[0].interval
    assert found is not None
    assert [found.low, found.high] == pytest.approx([3.1415, 6.0252], abs=5e-5)


def test_raters_without_a_unit_in_common_cannot_be_compared() -> None:
    ratings = from_matrix([[1.0, 2.0, None, None], [None, None, 4.0, 5.0]], level=Level.INTERVAL)
    with pytest.raises(StatisticsError, match="rated no unit in common, so their severity"):
        fit_severity(ratings)
    with pytest.raises(StatisticsError, match="rated no unit in common"):
        compare_raters(ratings, FIRST, THIRD)
    with pytest.raises(StatisticsError, match="Nobody called 'x' rated. Known: 000000"):
        compare_raters(ratings, FIRST, "x")


def test_words_have_no_severity() -> None:
    with pytest.raises(StatisticsError, match="'a' is not a number"):
        fit_severity(tables.by_rater(tables.KRIPPENDORFF_NOMINAL))


def test_the_mean_absolute_difference_is_over_all_pairs() -> None:
    ratings = from_matrix([[1.0, 2.0, 4.0], [5.0, None, 8.0], [None, 7.0, None]], level=Level.INTERVAL)
    assert mean_absolute_difference(ratings) == pytest.approx(((1 + 3 + 2) / 3 + 3) / 2)


def test_one_shared_unit_has_a_difference_but_no_spread() -> None:
    found = compare_raters(from_matrix([[1.0, 3.0]], level=Level.INTERVAL), FIRST, SECOND)
    assert (found.bias, found.sd, found.limits, found.interval) == (2.0, None, None, None)
