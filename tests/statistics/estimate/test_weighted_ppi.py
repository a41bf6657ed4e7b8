"""The difference estimator for conversations of unequal chances, and its special cases."""

from __future__ import annotations

import numpy as np
import pytest

from qa.errors import StatisticsError
from qa.statistics.estimate.ppi import prediction_powered_mean
from qa.statistics.estimate.unequal import weighted_mean
from qa.statistics.estimate.weighted_ppi import Frame, weighted_difference_mean


def test_with_equal_chances_the_value_is_that_of_ppi_plus_plus() -> None:
    generator = np.random.default_rng(3)
    machine = generator.normal(80, 10, 400)
    human = machine[:50] + generator.normal(-3, 5, 50)
    frame = Frame(350, float(machine[50:].mean()), float(machine[50:].var()))
    found = weighted_difference_mean(list(human), list(machine[:50]), [0.125] * 50, frame)
    known = prediction_powered_mean(list(human), list(machine[:50]), list(machine[50:]))
    assert found.value == pytest.approx(known.estimate.value, abs=0.15)


def test_a_machine_that_says_one_thing_only_leaves_people_alone() -> None:
    human, chances = [60.0, 80.0, 100.0], [0.5, 0.25, 0.1]
    found = weighted_difference_mean(human, [50.0] * 3, chances, Frame(90, 50.0, 0.0))
    known = weighted_mean(human, chances)
    assert found.value == pytest.approx(known.value)
    assert found.interval is not None and known.interval is not None
    assert found.interval.low == pytest.approx(known.interval.low)


def test_its_interval_holds_the_truth_in_about_95_of_100_samples_of_unequal_chances() -> None:
    generator = np.random.default_rng(11)
    machine = np.clip(generator.normal(85, 9, 2000), 0, 100)
    truth = np.clip(machine - 4 + generator.normal(0, 5, 2000), 0, 100)
    chances = np.clip(0.02 + 0.1 * (machine < 80), 0, 1)
    frame, covered, width, alone = Frame(2000, float(machine.mean()), float(machine.var())), 0, 0.0, 0.0
    for _ in range(400):
        drawn = generator.random(2000) < chances
        human, pi = list(truth[drawn]), list(chances[drawn])
        interval = weighted_difference_mean(human, list(machine[drawn]), pi, frame).interval
        by_people = weighted_mean(human, pi).interval
        assert interval is not None and by_people is not None
        covered += interval.low <= truth.mean() <= interval.high
        width, alone = width + interval.width, alone + by_people.width
    assert 0.915 <= covered / 400 <= 0.985
    assert width < 0.9 * alone


@pytest.mark.parametrize(
    ("human", "chances"), [([1.0, 2.0], [0.5, 0.5]), ([1.0, 2.0, 3.0], [0.5, 0.5, 0.0]), ([1.0, 2.0, 3.0], [0.5, 0.5])]
)
def test_what_cannot_be_is_refused(human: list[float], chances: list[float]) -> None:
    with pytest.raises(StatisticsError):
        weighted_difference_mean(human, human, chances, Frame(10, 1.0, 1.0))
