"""Prediction-powered means are those of the published package; Rogan-Gladen is the worked one."""

from __future__ import annotations

import numpy as np
import pytest

from qa.errors import StatisticsError
from qa.statistics.estimate.ppi import effective_gain, prediction_powered_mean
from qa.statistics.estimate.prevalence import rogan_gladen, rogan_gladen_estimate

HUMAN = [1.0] * 34 + [0.0] * 6
MACHINE = [1.0] * 30 + [0.0] * 4 + [1.0] * 3 + [0.0] * 3
REST = [1.0] * 780 + [0.0] * 220


@pytest.mark.parametrize(
    ("tuning", "value", "low", "high"),
    [
        pytest.param(0.0, 0.850, 0.7393, 0.9607, id="ppi-python, lambda 0"),
        pytest.param(1.0, 0.805, 0.6731, 0.9369, id="ppi-python, lambda 1"),
        pytest.param(None, 0.8376, 0.7339, 0.9414, id="ppi-python, PPI++"),
    ],
)
def test_a_mean_is_that_of_ppi_python(tuning: float | None, value: float, low: float, high: float) -> None:
    found = prediction_powered_mean(HUMAN, MACHINE, REST, tuning=tuning)
    assert found.estimate.value == pytest.approx(value, abs=6e-5)
    assert found.estimate.interval is not None
    assert [found.estimate.interval.low, found.estimate.interval.high] == pytest.approx([low, high], abs=6e-5)
    assert found.rectifier == pytest.approx(0.025)


def test_a_machine_that_says_one_thing_only_is_not_trusted() -> None:
    found = prediction_powered_mean([1.0, 0.0, 1.0], [1.0] * 3, [1.0] * 50)
    assert found.tuning == 0.0
    assert found.estimate.value == pytest.approx(2 / 3)


def test_a_machine_that_is_always_wrong_is_not_trusted() -> None:
    assert prediction_powered_mean(HUMAN, [1 - one for one in HUMAN], REST).tuning == 0.0


@pytest.mark.parametrize(("correlation", "gain"), [(0.5, 1.33), (0.7, 1.96), (0.8, 2.78), (0.9, 5.26)])
def test_a_review_is_worth_so_many(correlation: float, gain: float) -> None:
    assert effective_gain(correlation) == pytest.approx(gain, abs=5e-3)


def test_too_few_scores_are_refused() -> None:
    with pytest.raises(StatisticsError, match="1 human and 1 machine scores"):
        prediction_powered_mean([1.0], [1.0], REST)
    with pytest.raises(StatisticsError, match="between -1 and 1"):
        effective_gain(1.0)


def test_the_true_rate_behind_an_imperfect_check() -> None:
    assert rogan_gladen(0.12, sensitivity=0.8, specificity=0.95) == pytest.approx(0.0933, abs=5e-5)
    assert rogan_gladen(0.02, sensitivity=0.8, specificity=0.95) == 0.0


def test_doubt_about_the_check_widens_the_interval() -> None:
    few, many = (
        rogan_gladen_estimate(
            (120, 1000), sensitivity=(4 * n, 5 * n), specificity=(19 * n, 20 * n), generator=np.random.default_rng(1)
        )
        for n in (4, 400)
    )
    assert few.value == many.value == pytest.approx(0.0933, abs=5e-5)
    assert few.interval is not None and many.interval is not None
    assert few.interval.width > 1.5 * many.interval.width
    assert many.interval.low < 0.0933 < many.interval.high


@pytest.mark.parametrize(
    ("observed", "specificity", "problem"),
    [
        pytest.param(0.1, 0.2, "tell nothing", id="no better than chance"),
        pytest.param(12, 0.9, "A rate of 12", id="points"),
    ],
)
def test_a_check_that_tells_nothing_is_refused(observed: float, specificity: float, problem: str) -> None:
    with pytest.raises(StatisticsError, match=problem):
        rogan_gladen(observed, sensitivity=0.8, specificity=specificity)
