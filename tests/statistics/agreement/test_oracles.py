"""Coefficients agree with other people's programs and with tables worked out elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from _pytest.mark import ParameterSet
from statsmodels.stats import inter_rater

from qa.statistics.agreement import Level, Ratings, chance, from_matrix
from qa.statistics.agreement.alpha import krippendorff_alpha
from qa.statistics.agreement.chance import Statistic
from qa.statistics.agreement.standard_errors import kappa_of_table, kappa_standard_error
from qa.statistics.agreement.table import GAP
from qa.statistics.agreement.weights import identity_weights, linear_weights, quadratic_weights
from qa.statistics.values import FloatArray
from tests.statistics.agreement import tables

FIXTURES = Path(__file__).resolve().parents[4] / "shared" / "data" / "fixtures" / "agreement.json"
SEEDS = [pytest.param(seed, id=f"table {seed}") for seed in range(6)]


def _random_ratings(seed: int) -> Ratings:
    """Make a table of 30 units, 4 raters, values 1 to 5, with gaps, raters following the unit's own value."""
    generator = np.random.default_rng(seed)
    values = np.clip(generator.integers(1, 6, size=(30, 1)) + generator.integers(-1, 2, size=(30, 4)), 1, 5)
    is_gap = generator.random((30, 4)) < 0.2
    is_gap[:, 0] = False
    rows = [
        [None if gap else str(value) for value, gap in zip(*row, strict=True)]
        for row in zip(values, is_gap, strict=True)
    ]
    return from_matrix(rows)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("seed", SEEDS)
def test_alpha_is_that_of_the_krippendorff_package(seed: int, level: Level) -> None:
    ratings = _random_ratings(seed)
    told = krippendorff.alpha(reliability_data=ratings.numbers.T, level_of_measurement=level.value)
    assert krippendorff_alpha(ratings, level)(tables.once(ratings)) == pytest.approx(told)


@pytest.mark.parametrize("level", Level)
def test_a_unit_that_counts_twice_is_as_good_as_two(level: Level) -> None:
    ratings = _random_ratings(1)
    times = np.random.default_rng(2).integers(0, 3, size=30)
    copies = np.repeat(ratings.numbers, times, axis=0)
    told = krippendorff.alpha(reliability_data=copies.T, level_of_measurement=level.value)
    assert krippendorff_alpha(ratings, level)(times.astype(float)) == pytest.approx(told)


@pytest.mark.parametrize("name", ["cohen_kappa", "fleiss_kappa", "gwet_ac", "brennan_prediger", "conger_kappa"])
def test_chance_corrected_agreement_counts_units_as_copies(name: str) -> None:
    pair = _random_ratings(3).codes[:, :2]
    ratings = from_matrix([[None if code == GAP else str(code) for code in row] for row in pair])
    times = np.random.default_rng(4).integers(1, 4, size=30)
    copies = from_matrix(
        [[None if code == GAP else str(code) for code in row] for row in np.repeat(pair, times, axis=0)]
    )
    formula, weights = getattr(chance, name), identity_weights(len(ratings.categories))
    assert formula(ratings, weights)(times.astype(float)) == pytest.approx(
        formula(copies, weights)(tables.once(copies))
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_kappa_and_its_error_are_those_of_statsmodels(seed: int) -> None:
    table = np.random.default_rng(seed).integers(1, 30, size=(4, 4)).astype(float)
    for weights, name in (
        (identity_weights(4), None),
        (linear_weights(range(4)), "linear"),
        (quadratic_weights(range(4)), "quadratic"),
    ):
        told = inter_rater.cohens_kappa(table, wt=name)
        assert kappa_of_table(table, weights).value == pytest.approx(told.kappa)
        assert kappa_standard_error(table, weights) == pytest.approx(told.std_kappa)


@pytest.mark.parametrize("seed", SEEDS)
def test_fleiss_kappa_is_that_of_statsmodels(seed: int) -> None:
    counts = np.random.default_rng(seed).multinomial(6, [0.5, 0.3, 0.2], size=25)
    ratings = tables.from_counts("/".join(" ".join(map(str, row)) for row in counts))
    told = inter_rater.fleiss_kappa(counts)
    assert chance.fleiss_kappa(ratings, identity_weights(3))(tables.once(ratings)) == pytest.approx(told)


def _alpha(level: Level) -> Callable[[Ratings, FloatArray], Statistic]:
    return lambda ratings, weights: krippendorff_alpha(ratings, level)


def _kappa(places: Callable[[range], FloatArray]) -> Callable[[Ratings, FloatArray], Statistic]:
    return lambda ratings, weights: chance.cohen_kappa(ratings, places(range(len(weights))))


FORMULAS: dict[str, Callable[[Ratings, FloatArray], Statistic]] = {
    "alpha_nominal": _alpha(Level.NOMINAL),
    "alpha_ordinal": _alpha(Level.ORDINAL),
    "alpha_interval": _alpha(Level.INTERVAL),
    "alpha_ratio": _alpha(Level.RATIO),
    "fleiss_generalised": chance.fleiss_kappa,
    "fleiss_kappa": chance.fleiss_kappa,
    "gwet_ac1": chance.gwet_ac,
    "pa_gwet": chance.percent_agreement,
    "percent_agreement": chance.percent_agreement,
    "cohen_kappa": chance.cohen_kappa,
    "cohen_kappa_linear_weights": _kappa(linear_weights),
    "cohen_kappa_quadratic_weights": _kappa(quadratic_weights),
}


def _worked_examples() -> Iterator[ParameterSet]:
    cases = json.loads(FIXTURES.read_text("utf-8"))["cases"] if FIXTURES.is_file() else []
    for case in cases:
        for name in (one for one in FORMULAS if one in case["expected"]):
            values = case["expected"][name], case["tolerance"] or 1e-9
            yield pytest.param(case, name, values, id=f"{case['id']}, {name}")


def _ratings(case: dict[str, Any]) -> Ratings:
    if "confusion" in case:
        return tables.from_confusion(case["confusion"])
    if "count_table" in case:
        return tables.from_counts("/".join(" ".join(map(str, row)) for row in case["count_table"]))
    return from_matrix(
        [list(unit) for unit in zip(*case["raters"], strict=True) if any(one is not None for one in unit)]
    )


@pytest.mark.shared
def test_the_worked_examples_are_there() -> None:
    assert len(list(_worked_examples())) > 30


@pytest.mark.shared
@pytest.mark.parametrize(("case", "name", "expected"), list(_worked_examples()))
def test_a_worked_example_comes_out(case: dict[str, Any], name: str, expected: tuple[float, float]) -> None:
    ratings = _ratings(case)
    found = FORMULAS[name](ratings, identity_weights(len(ratings.categories)))(tables.once(ratings))
    value, tolerance = expected
    if len(ratings.categories) == 1:
        assert np.isnan(found), "one value only leaves every coefficient undefined here, which the report says"
    else:
        assert found == pytest.approx(value, abs=tolerance)
