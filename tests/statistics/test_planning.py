"""Sample sizes and chances are the published ones."""

from __future__ import annotations

import pytest

from qa.errors import StatisticsError
from qa.statistics.intervals import wilson
from qa.statistics.planning import chance_of_order, chance_to_see_failure, finite_size, wilson_size


@pytest.mark.parametrize(
    ("rate", "half_width", "reviews"),
    [
        pytest.param(0.90, 0.15, 15, id="90 % +- 15"),
        pytest.param(0.90, 0.10, 34, id="90 % +- 10"),
        pytest.param(0.90, 0.05, 141, id="90 % +- 5"),
        pytest.param(0.95, 0.15, 9, id="95 % +- 15"),
        pytest.param(0.95, 0.10, 24, id="95 % +- 10"),
        pytest.param(0.95, 0.05, 82, id="95 % +- 5"),
        pytest.param(0.80, 0.15, 26, id="80 % +- 15"),
        pytest.param(0.80, 0.10, 60, id="80 % +- 10"),
        pytest.param(0.80, 0.05, 245, id="80 % +- 5"),
    ],
)
def test_so_many_reviews_give_the_half_width_and_one_fewer_does_not(
    rate: float, half_width: float, reviews: int
) -> None:
    assert wilson_size(rate, half_width) == reviews
    assert wilson(round(rate * reviews), reviews).width / 2 <= half_width
    assert wilson(round(rate * (reviews - 1)), reviews - 1).width / 2 > half_width


@pytest.mark.parametrize(("frame_size", "reviews"), [(100, 50), (300, 73), (1000, 88)])
def test_a_small_frame_takes_fewer_reviews(frame_size: int, reviews: int) -> None:
    assert finite_size(frame_size, 0.1) == reviews


@pytest.mark.parametrize(("n", "chance"), [(5, 0.23), (10, 0.40), (20, 0.64), (40, 0.87), (0, 0.0)])
def test_a_rare_failure_is_often_not_seen(n: int, chance: float) -> None:
    assert chance_to_see_failure(0.05, n) == pytest.approx(chance, abs=5e-3)


@pytest.mark.parametrize(
    ("n", "ahead", "tied", "reversed_"),
    [(5, 0.44, 0.40, 0.16), (10, 0.58, 0.25, 0.17), (20, 0.71, 0.15, 0.15), (50, 0.86, 0.06, 0.08)],
)
def test_few_reviews_rank_two_agents_wrongly(n: int, ahead: float, tied: float, reversed_: float) -> None:
    found = chance_of_order(0.92, 0.84, n=n)
    assert [found.ahead, found.tied, found.reversed] == pytest.approx([ahead, tied, reversed_], abs=5.1e-3)


@pytest.mark.parametrize(
    ("half_width", "problem"),
    [pytest.param(5, "half-width of 5", id="in points"), pytest.param(1e-5, "allow a wider interval", id="too narrow")],
)
def test_a_half_width_that_cannot_be_is_refused(half_width: float, problem: str) -> None:
    with pytest.raises(StatisticsError, match=problem):
        wilson_size(0.9, half_width)


def test_a_rate_in_per_cent_is_refused() -> None:
    with pytest.raises(StatisticsError, match="A rate of 90"):
        chance_to_see_failure(90, 5)
