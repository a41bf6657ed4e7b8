"""Intervals from few conversations are as wide as few conversations are."""

from __future__ import annotations

import numpy as np
import pytest

from qa.statistics.agreement import Level, Rating, Ratings, from_matrix, tabulate
from qa.statistics.agreement.alpha import krippendorff_alpha
from qa.statistics.agreement.chance import percent_agreement
from qa.statistics.agreement.jackknife import jackknife
from qa.statistics.agreement.weights import identity_weights
from qa.statistics.values import Estimate

WIDE = (-9.0, 9.0)


def percent(ratings: Ratings, *, bounds: tuple[float, float] = WIDE) -> Estimate:
    """Measure the share of agreeing pairs."""
    plain = identity_weights(len(ratings.categories))
    return jackknife("percent", percent_agreement(ratings, plain), ratings, bounds=bounds)


def test_for_a_mean_it_is_students_interval() -> None:
    found = percent(from_matrix([["a", "a"], ["b", "b"], ["a", "b"], ["a", "a"]]))
    half = 3.182446 * 0.5 / np.sqrt(4)
    assert found.interval is not None
    assert (found.value, found.n) == (0.75, 4)
    assert [found.interval.low, found.interval.high] == pytest.approx([0.75 - half, 0.75 + half], abs=1e-5)


def test_it_stays_within_the_bounds() -> None:
    found = percent(from_matrix([["a", "a"], ["b", "b"], ["a", "b"], ["a", "a"]]), bounds=(0.0, 1.0))
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (0.0, 1.0)


def test_a_conversation_is_left_out_whole() -> None:
    rows = [("a", "a"), ("a", "a"), ("a", "b"), ("a", "b")]
    ratings = [
        Rating(str(unit), str(rater), value, cluster="first" if unit < 2 else "second")
        for unit, row in enumerate(rows)
        for rater, value in enumerate(row)
    ]
    found = percent(tabulate(ratings, level=Level.NOMINAL))
    half = 12.706205 * 0.5
    assert found.interval is not None
    assert found.interval.high == pytest.approx(0.5 + half, abs=1e-4)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param([["a", "b"]], "few", id="one conversation"),
        pytest.param([["a", "a"], ["b", "b"]], "alike", id="leaving one out changes nothing"),
    ],
)
def test_without_an_interval_the_reason_is_named(rows: list[list[str]], reason: str) -> None:
    found = percent(from_matrix(rows))
    assert (found.interval, found.reason) == (None, reason)


def test_what_is_not_defined_has_no_value() -> None:
    ratings = from_matrix([["a", "a"], ["a", "a"]])
    found = jackknife("alpha", krippendorff_alpha(ratings, Level.NOMINAL), ratings, bounds=WIDE)
    assert (found.value, found.reason) == (None, "one_value")
