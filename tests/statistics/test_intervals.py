"""Intervals for shares are the published ones."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from qa.errors import StatisticsError
from qa.statistics.intervals import clopper_pearson, funnel_limits, jeffreys, rule_of_three, wilson

TABLE = [
    pytest.param(81, 263, (0.2553, 0.3662), (0.2527, 0.3676), id="Newcombe 1998, 81/263"),
    pytest.param(15, 148, (0.0624, 0.1605), (0.0578, 0.1617), id="Newcombe 1998, 15/148"),
    pytest.param(0, 20, (0.0, 0.1611), (0.0, 0.1684), id="Newcombe 1998, 0/20"),
    pytest.param(1, 29, (0.0061, 0.1718), (0.0009, 0.1776), id="Newcombe 1998, 1/29"),
    pytest.param(4, 5, (0.3755, 0.9638), (0.2836, 0.9949), id="4/5"),
    pytest.param(9, 10, (0.5958, 0.9821), (0.5550, 0.9975), id="9/10"),
    pytest.param(10, 10, (0.7225, 1.0), (0.6915, 1.0), id="10/10"),
    pytest.param(18, 20, (0.6990, 0.9721), (0.6830, 0.9877), id="18/20"),
    pytest.param(45, 50, (0.7864, 0.9565), (0.7819, 0.9667), id="45/50"),
]


@pytest.mark.parametrize(("x", "n", "score", "exact"), TABLE)
def test_an_interval_is_as_published(x: int, n: int, score: tuple[float, float], exact: tuple[float, float]) -> None:
    short, long = wilson(x, n), clopper_pearson(x, n)
    assert [short.low, short.high] == pytest.approx(list(score), abs=5.1e-5)
    assert [long.low, long.high] == pytest.approx(list(exact), abs=5.1e-5)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
@pytest.mark.parametrize(("x", "n"), [(3, 40), (39, 40), (20, 41)])
def test_intervals_are_those_of_statsmodels(x: int, n: int, confidence: float) -> None:
    for ours, name in ((wilson, "wilson"), (clopper_pearson, "beta"), (jeffreys, "jeffreys")):
        found = ours(x, n, confidence=confidence)
        assert [found.low, found.high] == pytest.approx(list(proportion_confint(x, n, 1 - confidence, name)))


def test_an_interval_at_the_end_reaches_it() -> None:
    assert (jeffreys(0, 8).low, jeffreys(8, 8).high) == (0.0, 1.0)


def test_no_failure_in_sixty_reviews_leaves_five_per_cent() -> None:
    assert rule_of_three(60) == pytest.approx(0.05)
    assert rule_of_three(2) == 1.0


def test_a_funnel_is_wide_where_reviews_are_few() -> None:
    found = funnel_limits(0.9, 36, confidence=0.95)
    assert [found.low, found.high] == pytest.approx([0.802, 0.998], abs=1e-3)
    assert funnel_limits(0.9, 5).high == 1.0


@pytest.mark.parametrize(
    ("x", "n", "problem"),
    [
        pytest.param(0, 0, "no share of 0 reviews", id="no reviews"),
        pytest.param(6, 5, "6 of 5 is no share", id="too many"),
        pytest.param(-1, 5, "-1 of 5 is no share", id="below zero"),
    ],
)
def test_a_count_that_cannot_be_is_refused(x: int, n: int, problem: str) -> None:
    with pytest.raises(StatisticsError, match=problem):
        wilson(x, n)


def test_a_confidence_in_per_cent_is_refused() -> None:
    with pytest.raises(StatisticsError, match=r"as 0\.95"):
        wilson(1, 5, confidence=95)
