"""Differences of two shares are the published ones, and the reviews asked for do show them."""

from __future__ import annotations

import random

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from qa.errors import StatisticsError
from qa.statistics.differences import Counted, Drawn, newcombe, pool, reviews_to_show


@pytest.mark.parametrize(
    ("after", "before", "expected"),
    [
        pytest.param((56, 70), (48, 80), (0.0524, 0.3339), id="Newcombe 1998, 56/70 and 48/80"),
        pytest.param((9, 10), (3, 10), (0.1705, 0.8090), id="9/10 and 3/10"),
        pytest.param((6, 7), (2, 7), (0.0582, 0.8062), id="6/7 and 2/7"),
        pytest.param((5, 56), (0, 29), (-0.0381, 0.1926), id="5/56 and 0/29"),
        pytest.param((10, 10), (0, 20), (0.6791, 1.0), id="10/10 and 0/20"),
    ],
)
def test_a_difference_is_as_published(
    after: tuple[int, int], before: tuple[int, int], expected: tuple[float, float]
) -> None:
    found = newcombe(Counted(*before), Counted(*after)).interval
    assert [found.low, found.high] == pytest.approx(list(expected), abs=5.1e-5)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
@pytest.mark.parametrize(("x1", "n1", "x2", "n2"), [(12, 20, 18, 20), (3, 40, 1, 15), (20, 41, 20, 41)])
def test_a_difference_is_that_of_statsmodels(x1: int, n1: int, x2: int, n2: int, confidence: float) -> None:
    low, high = confint_proportions_2indep(x2, n2, x1, n1, method="newcomb", alpha=1 - confidence)
    found = newcombe(Counted(x1, n1), Counted(x2, n2), confidence=confidence)
    assert found.value == pytest.approx(x2 / n2 - x1 / n1)
    assert [found.interval.low, found.interval.high] == pytest.approx([low, high])


def test_a_difference_to_nothing_is_refused() -> None:
    with pytest.raises(StatisticsError, match="no share of 0 reviews"):
        newcombe(Counted(0, 0), Counted(3, 5))


def test_simple_random_samples_count_plainly_whatever_their_share() -> None:
    often = [Drawn(n < 6, sample=1, inclusion_probability=0.5) for n in range(10)]
    seldom = [Drawn(n < 3, sample=2, inclusion_probability=0.01) for n in range(10)]
    assert pool([*often, *seldom]) == Counted(9, 20)


def test_units_drawn_more_often_weigh_less() -> None:
    drawn = [Drawn(True, 1, 0.5), Drawn(True, 1, 0.5), Drawn(False, 1, 0.1)]
    found = pool(drawn)
    assert found.share == pytest.approx(4 / 14)
    assert found.n == pytest.approx(14**2 / (4 + 4 + 100))


def test_no_units_are_nothing_of_nothing() -> None:
    assert pool([]) == Counted(0, 0)


@pytest.mark.parametrize("chance", [0.0, 1.2])
def test_a_chance_that_is_none_is_refused(chance: float) -> None:
    with pytest.raises(StatisticsError, match="inclusion probability"):
        pool([Drawn(True, 1, chance)])


@pytest.mark.parametrize(
    ("before", "target"),
    [
        pytest.param(Counted(12, 20), 0.95, id="a large rise"),
        pytest.param(Counted(30, 50), 0.85, id="a middling one"),
        pytest.param(Counted(8, 20), 1.0, id="to all"),
    ],
)
def test_so_many_reviews_show_the_rise_four_times_of_five(before: Counted, target: float) -> None:
    n = reviews_to_show(before, target)
    assert n is not None
    chance = random.Random(5)
    after = [sum(chance.random() < target for _ in range(n)) for _ in range(3000)]
    shown = sum(newcombe(before, Counted(x, n)).interval.low > 0 for x in after)
    assert shown / 3000 >= 0.78


def test_few_reviews_before_cannot_show_a_small_rise() -> None:
    assert reviews_to_show(Counted(6, 8), 0.9) is None


@pytest.mark.parametrize("target", [0.5, 0.6, 1.2])
def test_a_target_that_is_no_rise_is_refused(target: float) -> None:
    with pytest.raises(StatisticsError, match="no rise"):
        reviews_to_show(Counted(12, 20), target)


def test_alike_units_can_be_told_by_their_number() -> None:
    one_by_one = [Drawn(True, 1, 0.5)] * 3 + [Drawn(False, 1, 0.1)] * 2
    assert pool([Drawn(True, 1, 0.5, count=3), Drawn(False, 1, 0.1, count=2)]) == pool(one_by_one)
