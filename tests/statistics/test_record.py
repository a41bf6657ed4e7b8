"""A check's record is the worked one, weighs unequal chances, and says what it lacks."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
import pytest

from qa.errors import StatisticsError
from qa.statistics.check_record import CheckRecord, brief_record
from qa.statistics.record import Judged, count_record, measure_record, meets_bar
from qa.statistics.values import Estimate

RECORD = count_record(true_positives=24, false_positives=6, false_negatives=8, true_negatives=162)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("precision", 0.80),
        ("recall", 0.75),
        ("f1", 0.774),
        ("accuracy", 0.93),
        ("kappa", 0.733),
        ("ac1", 0.905),
        ("phi", 0.733),
    ],
)
def test_a_figure_is_as_worked(name: str, value: float) -> None:
    found = getattr(RECORD, name)
    assert found.value == pytest.approx(value, abs=5e-4)
    assert found.interval.low < found.value < found.interval.high


@pytest.mark.parametrize(("name", "low", "high"), [("precision", 0.627, 0.905), ("recall", 0.579, 0.867)])
def test_a_share_has_its_wilson_interval(name: str, low: float, high: float) -> None:
    interval = getattr(RECORD, name).interval
    assert [interval.low, interval.high] == pytest.approx([low, high], abs=5e-4)


def test_specificity_and_the_counts_are_told() -> None:
    assert RECORD.specificity.value == pytest.approx(162 / 168)
    assert (RECORD.n, RECORD.firings, RECORD.false_negatives, RECORD.true_negatives) == (200, 30, 8, 162)


def test_reviews_are_weighed_by_their_chances() -> None:
    flagged = [Judged(True, one < 15, 0.5) for one in range(20)]
    clean = [Judged(False, one < 2, 0.1) for one in range(40)]
    found = measure_record(flagged + clean, generator=np.random.default_rng(1))
    assert found.precision.value == pytest.approx(0.75)
    assert found.recall.value == pytest.approx(15 * 2 / (15 * 2 + 2 * 10))
    assert found.true_positives == 15


def test_counts_say_how_many_reviews_are_alike() -> None:
    alike = [Judged(True, True, 0.5), Judged(True, False, 0.5), Judged(False, True, 0.1), Judged(False, False, 0.1)]
    spread = [one for one, n in zip(alike, (15, 5, 2, 38), strict=True) for _ in range(n)]
    counted = measure_record(alike, counts=(15, 5, 2, 38), generator=np.random.default_rng(1), resamples=0)
    whole = measure_record(spread, generator=np.random.default_rng(1), resamples=0)
    assert counted.n == whole.n == 60
    for name in ("true_positives", "false_negatives", "precision", "recall", "kappa", "ac1"):
        assert getattr(counted, name) == getattr(whole, name)


def test_a_figure_without_resamples_has_no_interval() -> None:
    found = measure_record([Judged(True, True), Judged(False, True)], generator=np.random.default_rng(1), resamples=0)
    assert found.f1.value == pytest.approx(2 / 3)
    assert found.f1.interval is None
    assert found.recall.interval is not None


def test_a_check_counts_from_thirty_firings_that_are_surely_right() -> None:
    def fired(right: int, wrong: int) -> bool:
        record = count_record(true_positives=right, false_positives=wrong, false_negatives=0, true_negatives=50)
        return meets_bar(record, precision=0.8, firings=30)

    assert [fired(29, 0), fired(30, 0), fired(27, 3), fired(100, 8)] == [False, True, False, True]


def test_a_check_that_never_fired_has_no_precision() -> None:
    found = count_record(true_positives=0, false_positives=0, false_negatives=3, true_negatives=40)
    assert (found.precision.value, found.precision.reason) == (
        None,
        "the check failed none of the reviewed conversations",
    )
    assert found.recall.value == 0.0
    assert found.phi.value is None


def test_agreement_on_one_verdict_only_leaves_kappa_undefined() -> None:
    found = count_record(true_positives=0, false_positives=0, false_negatives=0, true_negatives=40)
    assert (found.kappa.value, found.kappa.reason) == (
        None,
        "not defined: machine and people together gave one verdict only",
    )
    assert (found.ac1.value, found.recall.value) == (1.0, None)


def test_no_review_is_no_record() -> None:
    with pytest.raises(StatisticsError, match="has no record"):
        measure_record([], generator=np.random.default_rng(1))


@pytest.mark.parametrize("seed", range(12))
def test_the_brief_record_is_the_record_without_resamples(seed: int) -> None:
    chance = random.Random(seed)
    judged = [
        Judged(chance.random() < 0.4, chance.random() < 0.3, chance.choice((0.1, 0.25, 1.0)))
        for _ in range(chance.choice((1, 2, 9)))
    ]
    counts = [chance.randint(1, 20) for _ in judged]
    whole = measure_record(judged, counts=counts, generator=np.random.default_rng(1), resamples=0)
    brief = brief_record(judged, counts)
    for field in dataclasses.fields(CheckRecord):
        ours, theirs = getattr(brief, field.name), getattr(whole, field.name)
        if isinstance(theirs, int):
            assert ours == theirs, field.name
            continue
        assert (ours.name, ours.n, ours.method, ours.reason) == (theirs.name, theirs.n, theirs.method, theirs.reason)
        assert ours.value == pytest.approx(theirs.value), field.name
        assert _limits(ours) == pytest.approx(_limits(theirs)), field.name


@pytest.mark.parametrize(
    "judged",
    [pytest.param([], id="nothing"), pytest.param([Judged(True, True, 0.0)], id="no chance")],
)
def test_a_brief_record_refuses_what_has_none(judged: list[Judged]) -> None:
    with pytest.raises(StatisticsError):
        brief_record(judged, [1] * len(judged))


def _limits(one: Estimate) -> tuple[float, ...]:
    return (one.interval.low, one.interval.high) if one.interval else ()
