"""Coefficients give what was published for published tables."""

from __future__ import annotations

import numpy as np
import pytest

from qa.statistics.agreement import Level, Ratings, chance
from qa.statistics.agreement.alpha import krippendorff_alpha
from qa.statistics.agreement.bootstrap import bootstrap, resample
from qa.statistics.agreement.icc import Icc, intraclass
from qa.statistics.agreement.standard_errors import gwet_standard_error, kappa_of_table, kappa_standard_error
from qa.statistics.agreement.weights import (
    identity_weights,
    linear_weights,
    ordinal_weights,
    quadratic_weights,
    ratio_weights,
    weights_from_disagreement,
)
from qa.statistics.values import FloatArray
from tests.statistics.agreement import tables

COHEN_1968 = np.asarray([[88, 14, 18], [10, 40, 10], [2, 6, 12]], dtype=float)
FORMULAS = {
    "p_o": chance.percent_agreement,
    "cohen": chance.cohen_kappa,
    "conger": chance.conger_kappa,
    "fleiss": chance.fleiss_kappa,
    "ac1": chance.gwet_ac,
    "brennan-prediger": chance.brennan_prediger,
}


@pytest.mark.parametrize(
    ("text", "level", "alpha"),
    [
        pytest.param(tables.KRIPPENDORFF_BINARY, Level.NOMINAL, 0.0952, id="Krippendorff 2011, binary"),
        pytest.param(tables.KRIPPENDORFF_NOMINAL, Level.NOMINAL, 0.692, id="Krippendorff 2011, nominal"),
        pytest.param(tables.KRIPPENDORFF_C, Level.NOMINAL, 0.7434, id="Krippendorff 2011, C data, nominal"),
        pytest.param(tables.KRIPPENDORFF_C, Level.ORDINAL, 0.8154, id="Krippendorff 2011, C data, ordinal"),
        pytest.param(tables.KRIPPENDORFF_C, Level.INTERVAL, 0.8491, id="Krippendorff 2011, C data, interval"),
        pytest.param(tables.KRIPPENDORFF_C, Level.RATIO, 0.7974, id="Krippendorff 2011, C data, ratio"),
        pytest.param(tables.WIKIPEDIA, Level.NOMINAL, 0.6914, id="Wikipedia, nominal"),
        pytest.param(tables.WIKIPEDIA, Level.ORDINAL, 0.8067, id="Wikipedia, ordinal"),
        pytest.param(tables.WIKIPEDIA, Level.INTERVAL, 0.8108, id="Wikipedia, interval"),
        pytest.param(tables.WIKIPEDIA, Level.RATIO, 0.8089, id="Wikipedia, ratio"),
    ],
)
def test_alpha_is_as_published(text: str, level: Level, alpha: float) -> None:
    ratings = tables.by_rater(text)
    assert krippendorff_alpha(ratings, level)(tables.once(ratings)) == pytest.approx(alpha, abs=5.1e-4)


def test_an_interval_from_few_units_is_wide() -> None:
    ratings = tables.by_rater(tables.KRIPPENDORFF_C)
    draws = resample(ratings, generator=np.random.default_rng(7), resamples=8000)
    interval = bootstrap("alpha", krippendorff_alpha(ratings, Level.NOMINAL), draws).interval
    assert interval is not None
    assert interval.low == pytest.approx(0.40, abs=0.03)
    assert interval.high == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("ratings", "name", "expected"),
    [
        pytest.param(tables.by_rater(tables.KRIPPENDORFF_C), "ac1", 0.7754, id="irrCAC, C data, AC1"),
        pytest.param(tables.by_rater(tables.KRIPPENDORFF_C), "fleiss", 0.7612, id="irrCAC, C data, Fleiss"),
        pytest.param(tables.by_rater(tables.KRIPPENDORFF_C), "conger", 0.7621, id="irrCAC, C data, Conger"),
        pytest.param(
            tables.by_rater(tables.KRIPPENDORFF_C), "brennan-prediger", 0.7727, id="irrCAC, C data, Brennan-Prediger"
        ),
        pytest.param(tables.from_counts(tables.FLEISS_1971), "fleiss", 0.2099, id="Fleiss 1971"),
        pytest.param(tables.from_confusion([[20, 5], [10, 15]]), "cohen", 0.4, id="Cohen 2x2"),
        pytest.param(tables.from_confusion([[40, 9], [6, 45]]), "p_o", 0.85, id="Feinstein-Cicchetti balanced, p_o"),
        pytest.param(tables.from_confusion([[40, 9], [6, 45]]), "cohen", 0.6995, id="Feinstein-Cicchetti balanced"),
        pytest.param(tables.from_confusion([[40, 9], [6, 45]]), "ac1", 0.7007, id="Feinstein-Cicchetti balanced, AC1"),
        pytest.param(
            tables.from_confusion([[40, 9], [6, 45]]), "brennan-prediger", 0.70, id="Feinstein-Cicchetti, PABAK"
        ),
        pytest.param(tables.from_confusion([[80, 10], [5, 5]]), "p_o", 0.85, id="Feinstein-Cicchetti skewed, p_o"),
        pytest.param(tables.from_confusion([[80, 10], [5, 5]]), "cohen", 0.3182, id="Feinstein-Cicchetti skewed"),
        pytest.param(tables.from_confusion([[80, 10], [5, 5]]), "ac1", 0.8080, id="Feinstein-Cicchetti skewed, AC1"),
        pytest.param(
            tables.from_confusion([[80, 10], [5, 5]]), "brennan-prediger", 0.70, id="Feinstein-Cicchetti skewed, PABAK"
        ),
        pytest.param(tables.from_confusion([[118, 5], [2, 0]]), "p_o", 0.944, id="Gwet 2008, p_o"),
        pytest.param(tables.from_confusion([[118, 5], [2, 0]]), "cohen", -0.0234, id="Gwet 2008, kappa"),
        pytest.param(tables.from_confusion([[118, 5], [2, 0]]), "ac1", 0.9408, id="Gwet 2008, AC1"),
        pytest.param(tables.from_confusion([[130, 56], [9, 5]]), "p_o", 0.675, id="PMC7222679, p_o"),
        pytest.param(tables.from_confusion([[130, 56], [9, 5]]), "cohen", 0.022, id="PMC7222679, kappa"),
        pytest.param(tables.from_confusion([[130, 56], [9, 5]]), "ac1", 0.5326, id="PMC7222679, AC1"),
    ],
)
def test_a_coefficient_is_as_published(ratings: Ratings, name: str, expected: float) -> None:
    statistic = FORMULAS[name](ratings, identity_weights(len(ratings.categories)))
    digits = len(f"{expected}".split(".")[1])
    assert statistic(tables.once(ratings)) == pytest.approx(expected, abs=0.51 * 10**-digits)


@pytest.mark.parametrize(
    ("name", "weights", "expected"),
    [
        pytest.param("ac1", ordinal_weights(5), 0.89894, id="irrCAC 0.4.4, AC2, ordinal"),
        pytest.param("ac1", linear_weights(range(5)), 0.85874, id="irrCAC 0.4.4, AC2, linear"),
        pytest.param("ac1", quadratic_weights(range(5)), 0.914, id="irrCAC 0.4.4, AC2, quadratic"),
        pytest.param("ac1", ratio_weights([1, 2, 3, 4, 5]), 0.85737, id="irrCAC 0.4.4, AC2, ratio"),
        pytest.param("fleiss", ordinal_weights(5), 0.85021, id="irrCAC 0.4.4, Fleiss, ordinal"),
        pytest.param("fleiss", ratio_weights([1, 2, 3, 4, 5]), 0.82134, id="irrCAC 0.4.4, Fleiss, ratio"),
        pytest.param("conger", quadratic_weights(range(5)), 0.85717, id="irrCAC 0.4.4, Conger, quadratic"),
        pytest.param("conger", linear_weights(range(5)), 0.81314, id="irrCAC 0.4.4, Conger, linear"),
        pytest.param("brennan-prediger", ordinal_weights(5), 0.88636, id="irrCAC 0.4.4, Brennan-Prediger, ordinal"),
        pytest.param("p_o", ratio_weights([1, 2, 3, 4, 5]), 0.95411, id="irrCAC 0.4.4, agreement, ratio"),
    ],
)
def test_weighted_coefficients_are_those_of_irrcac(name: str, weights: FloatArray, expected: float) -> None:
    ratings = tables.by_rater(tables.KRIPPENDORFF_C)
    assert FORMULAS[name](ratings, weights)(tables.once(ratings)) == pytest.approx(expected, abs=6e-6)


def test_gwet_ordinal_weights_are_another_metric_than_krippendorffs() -> None:
    ratings = tables.by_rater(tables.KRIPPENDORFF_C)
    counts = ratings.counts * ratings.is_paired[:, None]
    given = counts.sum(axis=0)
    sizes = np.maximum(counts.sum(axis=1, keepdims=True) - 1, 1)
    observed = counts.T @ (counts / sizes) - np.diag((counts / sizes).sum(axis=0))
    distances = 1 - ordinal_weights(5)
    alpha = 1 - (given.sum() - 1) * (observed * distances).sum() / (given @ distances @ given)
    assert alpha == pytest.approx(0.8336, abs=5e-5)


@pytest.mark.parametrize(
    ("weights", "kappa"),
    [
        pytest.param(identity_weights(3), 0.4915, id="Cohen 1968, unweighted"),
        pytest.param(weights_from_disagreement([[0, 1, 3], [1, 0, 6], [3, 6, 0]]), 0.3478, id="Cohen 1968, given"),
        pytest.param(linear_weights(range(3)), 0.4737, id="Cohen 1968, linear"),
        pytest.param(quadratic_weights(range(3)), 0.4545, id="Cohen 1968, quadratic"),
    ],
)
def test_weighted_kappa_is_as_published(weights: FloatArray, kappa: float) -> None:
    assert kappa_of_table(COHEN_1968, weights).value == pytest.approx(kappa, abs=5e-5)


def test_kappa_has_its_standard_error_and_interval() -> None:
    table, weights = np.asarray([[20.0, 5.0], [10.0, 15.0]]), identity_weights(2)
    found = kappa_of_table(table, weights)
    assert kappa_standard_error(table, weights) == pytest.approx(0.127, abs=5e-4)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.151, abs=5e-4)
    assert found.interval.high == pytest.approx(0.649, abs=5e-4)


def test_ac1_has_its_standard_error() -> None:
    error = gwet_standard_error(tables.by_rater(tables.KRIPPENDORFF_C), identity_weights(5))
    assert error == pytest.approx(0.14295, abs=5e-6)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param(Icc.ONE_SINGLE, 0.166, id="Shrout-Fleiss 1979, ICC(1,1)"),
        pytest.param(Icc.TWO_SINGLE, 0.290, id="Shrout-Fleiss 1979, ICC(2,1)"),
        pytest.param(Icc.THREE_SINGLE, 0.715, id="Shrout-Fleiss 1979, ICC(3,1)"),
        pytest.param(Icc.ONE_MEAN, 0.443, id="Shrout-Fleiss 1979, ICC(1,k)"),
        pytest.param(Icc.TWO_MEAN, 0.620, id="Shrout-Fleiss 1979, ICC(2,k)"),
        pytest.param(Icc.THREE_MEAN, 0.909, id="Shrout-Fleiss 1979, ICC(3,k)"),
    ],
)
def test_an_intraclass_correlation_is_as_published(form: Icc, expected: float) -> None:
    ratings = tables.by_rater(tables.SHROUT_FLEISS)
    assert intraclass(ratings, form)(tables.once(ratings)) == pytest.approx(expected, abs=5e-4)


def test_a_strict_rater_hardly_lowers_absolute_agreement() -> None:
    ratings = tables.by_rater(tables.SEVERITY)
    assert intraclass(ratings, Icc.TWO_SINGLE)(tables.once(ratings)) == pytest.approx(0.925, abs=5e-4)
