"""Rates of small groups move towards the common one as published."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from qa.errors import StatisticsError
from qa.statistics.shrinkage import Prior, fit_prior, james_stein, shrink

COUNTS, SIZES = [9, 18, 7, 10, 14], [10, 20, 10, 10, 15]
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        pytest.param(10, [0.8962, 0.8974, 0.7962, 0.9462, 0.9169], id="M=10"),
        pytest.param(20, [0.8949, 0.8962, 0.8282, 0.9282, 0.9099], id="M=20"),
    ],
)
def test_a_rate_is_shrunk_by_the_weight_of_the_prior(weight: float, expected: list[float]) -> None:
    found = shrink(COUNTS, SIZES, prior=Prior(0.8923, weight))
    assert [one.value for one in found] == pytest.approx(expected, abs=1e-4)
    assert [one.raw for one in found] == pytest.approx([0.9, 0.9, 0.7, 1.0, 14 / 15])


def test_the_batters_of_efron_and_morris_come_out() -> None:
    means = [hits / 45 for hits in HITS]
    mean = sum(means) / 18
    found = james_stein(means, mean * (1 - mean) / 45)
    assert mean == pytest.approx(0.2654, abs=5e-5)
    assert (found[0] - mean) / (means[0] - mean) == pytest.approx(0.2117, abs=5e-5)
    assert [found[0], found[-1]] == pytest.approx([0.294, 0.242], abs=5e-4)


def test_the_prior_is_the_one_the_groups_were_drawn_from() -> None:
    generator = np.random.default_rng(5)
    sizes = generator.integers(20, 60, size=800)
    counts = generator.binomial(sizes, generator.beta(18, 2, size=800))
    found = fit_prior(counts.tolist(), sizes.tolist())
    assert found.mean == pytest.approx(0.9, abs=0.01)
    assert found.weight == pytest.approx(20, rel=0.2)


def test_no_other_prior_is_likelier() -> None:
    def likelihood(prior: Prior) -> float:
        a, b = prior.weight * prior.mean, prior.weight * (1 - prior.mean)
        return float(sum(stats.betabinom.logpmf(x, n, a, b) for x, n in zip([2, 9, 4, 10], [10] * 4, strict=True)))

    best = fit_prior([2, 9, 4, 10], [10] * 4)
    around = [
        Prior(best.mean + m, best.weight * w) for m in (-0.02, 0, 0.02) for w in (0.8, 1, 1.25) if (m, w) != (0, 1)
    ]
    assert all(likelihood(other) < likelihood(best) for other in around)


def test_groups_that_differ_by_chance_only_all_get_the_common_rate() -> None:
    assert [one.value for one in shrink([9, 9, 9], [10, 10, 10])] == pytest.approx([0.9] * 3, abs=1e-4)
    assert [one.value for one in shrink([10, 5], [10, 5])] == [1.0, 1.0]


def test_a_group_without_reviews_gets_the_mean() -> None:
    assert shrink([0, 5], [0, 10], prior=Prior(0.8, 10))[0].value == pytest.approx(0.8)


def test_what_cannot_be_shrunk_is_refused() -> None:
    with pytest.raises(StatisticsError, match="11 of 10 is no share"):
        shrink([11], [10])
    with pytest.raises(StatisticsError, match="cannot be told from one"):
        fit_prior([5, 0], [10, 0])
    with pytest.raises(StatisticsError, match="at least 4"):
        james_stein([0.1, 0.2, 0.3], 0.01)
