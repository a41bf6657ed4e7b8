"""The limits of a funnel plot are those of the binomial, and agents may differ by more than chance anyway."""

from __future__ import annotations

import pytest
from scipy import stats

from qa.errors import StatisticsError
from qa.statistics.funnel import dispersion, exact_limits, funnel


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.7])
@pytest.mark.parametrize("n", [5, 20, 200])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_exact_limits_interpolate_the_binomial_distribution(rate: float, n: int, confidence: float) -> None:
    p = 1 - (1 - confidence) / 2
    high = exact_limits(rate, n, confidence=confidence)[1]
    r = next(r for r in range(n + 1) if stats.binom.cdf(r, n, rate) >= p)
    at, below = stats.binom.cdf(r, n, rate), stats.binom.cdf(r - 1, n, rate)
    assert high == pytest.approx(min(1.0, max(0.0, (r - (at - p) / (at - below)) / n)))


def test_limits_of_many_reviews_are_those_of_the_normal_distribution() -> None:
    low, high = exact_limits(0.3, 20_000, confidence=0.95)
    half = 1.959964 * (0.3 * 0.7 / 20_000) ** 0.5
    assert low == pytest.approx(0.3 - half, abs=1e-4)
    assert high == pytest.approx(0.3 + half, abs=1e-4)


def test_limits_close_with_n_and_the_alarm_lies_outside_the_warning() -> None:
    few, many = funnel(0.2, 10), funnel(0.2, 200)
    assert few.warn_high - few.warn_low > many.warn_high - many.warn_low
    assert many.alarm_low < many.warn_low < 0.2 < many.warn_high < many.alarm_high


def test_a_rate_of_nothing_has_no_room() -> None:
    assert exact_limits(0.0, 10, confidence=0.95) == (0.0, 0.0)


def test_groups_that_differ_by_chance_are_not_corrected() -> None:
    assert dispersion([2, 3, 4, 3, 2, 3, 4, 3, 3, 3], [30] * 10, 0.1) == 1.0


def test_groups_that_differ_by_more_widen_the_limits() -> None:
    phi = dispersion([1, 29, 2, 28, 0, 30, 1, 29, 15, 15], [30] * 10, 0.5)
    assert phi > 1
    assert funnel(0.5, 30, phi=phi).warn_high > funnel(0.5, 30).warn_high


def test_few_groups_are_never_corrected() -> None:
    assert dispersion([0, 30], [30, 30], 0.5) == 1.0


@pytest.mark.parametrize(("rate", "n"), [(-0.1, 10), (1.1, 10), (0.5, 0)])
def test_what_cannot_be_is_refused(rate: float, n: int) -> None:
    with pytest.raises(StatisticsError):
        exact_limits(rate, n, confidence=0.95)
