"""Tables of ratings are arranged by value, and what cannot be compared is refused with what would do."""

from __future__ import annotations

import numpy as np
import pytest

from qa.errors import StatisticsError
from qa.statistics.agreement import Level, Rating, from_matrix, tabulate
from qa.statistics.agreement.chance import cohen_kappa
from qa.statistics.agreement.weights import identity_weights, weights_from_disagreement
from tests.statistics.agreement import tables


def test_numbers_are_compared_as_numbers_and_ordered_so() -> None:
    ratings = tabulate([Rating("1", "a", "10"), Rating("1", "b", "9"), Rating("2", "a", "9.0")], level=Level.NOMINAL)
    assert ratings.categories == (9.0, 10.0)
    assert ratings.codes.tolist() == [[1, 0], [0, -1]]
    assert ratings.counts.tolist() == [[1, 1], [1, 0]]
    assert ratings.is_paired.tolist() == [1, 0]


def test_one_word_among_numbers_makes_all_of_them_words() -> None:
    assert from_matrix([["10", "9"], ["n/a", "9"]]).categories == ("10", "9", "n/a")


def test_the_order_of_words_may_name_values_nobody_gave() -> None:
    ratings = from_matrix([["poor", "good"]], level=Level.ORDINAL, order=["poor", "fair", "good"])
    assert ratings.categories == ("poor", "fair", "good")
    assert ratings.codes.tolist() == [[0, 2]]


def test_a_unit_without_a_cluster_is_its_own() -> None:
    rows = [Rating("1", "a", "x", "p"), Rating("2", "a", "x", "p"), Rating("2", "b", "x"), Rating("3", "b", "x")]
    clusters = tabulate(rows, level=Level.NOMINAL).clusters
    assert clusters is not None
    assert clusters.tolist() == [0, 0, 1]


@pytest.mark.parametrize(
    ("rows", "level", "problem"),
    [
        pytest.param([], Level.NOMINAL, "There are no ratings", id="no units"),
        pytest.param([["x"], ["y"]], Level.NOMINAL, "Only '000000' rated", id="one rater"),
        pytest.param(
            [["x", None], [None, "y"]], Level.NOMINAL, "No unit was rated by two raters", id="nothing in common"
        ),
        pytest.param([["good", "4"]], Level.INTERVAL, "'good' is not a number.*nominal level", id="a word as a score"),
        pytest.param(
            [["good", "bad"]], Level.ORDINAL, "'good' is not a number.*order of the words", id="words, no order"
        ),
        pytest.param([["nan", "4"]], Level.RATIO, "'nan' is not a number", id="not a number"),
        pytest.param([["-1", "4"]], Level.RATIO, "-1 is below zero.*use interval", id="below zero"),
    ],
)
def test_what_cannot_be_compared_is_refused(rows: list[list[str | float | None]], level: Level, problem: str) -> None:
    with pytest.raises(StatisticsError, match=problem):
        from_matrix(rows, level=level)


def test_a_value_outside_the_order_is_refused() -> None:
    with pytest.raises(StatisticsError, match=r"'ok' is not in the order given. Known: bad, good"):
        from_matrix([["ok", "bad"]], level=Level.ORDINAL, order=["bad", "good"])


def test_two_ratings_or_two_clusters_of_one_unit_are_refused() -> None:
    with pytest.raises(StatisticsError, match="'a' rated unit '1' twice"):
        tabulate([Rating("1", "a", "x"), Rating("1", "a", "y")], level=Level.NOMINAL)
    with pytest.raises(StatisticsError, match="'1' is in two clusters, 'p' and 'q'"):
        tabulate([Rating("1", "a", "x", "p"), Rating("1", "b", "y", "q")], level=Level.NOMINAL)


def test_cohens_kappa_is_for_two_raters() -> None:
    with pytest.raises(StatisticsError, match="compares two raters, not 4; use Conger's"):
        cohen_kappa(tables.by_rater(tables.KRIPPENDORFF_C), identity_weights(5))


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param([[0, 1, 2], [1, 0, 1]], id="no square"),
        pytest.param([[0, -1], [1, 0]], id="below zero"),
        pytest.param([[1, 1], [1, 0]], id="a value disagrees with itself"),
    ],
)
def test_disagreement_weights_that_cannot_be_are_refused(weights: list[list[float]]) -> None:
    with pytest.raises(StatisticsError, match="must be a square"):
        weights_from_disagreement(np.asarray(weights, dtype=float))
