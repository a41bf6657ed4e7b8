"""The report has every coefficient of a level, its interval, and the reason where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from qa.statistics.agreement import AgreementReport, Level, Rating, Ratings, from_matrix, measure_agreement, tabulate
from qa.statistics.values import Estimate
from tests.statistics.agreement import tables

PAIR = tables.from_confusion([[20, 5], [10, 15]])


def _measure(ratings: Ratings, level: Level = Level.NOMINAL) -> AgreementReport:
    return measure_agreement(ratings, level=level, generator=np.random.default_rng(4), resamples=300)


def _named(report: AgreementReport) -> dict[str, Estimate]:
    return {one.name: one for one in report.coefficients}


NOMINAL = ["percent agreement", "Cohen's kappa", "Fleiss' kappa", "Krippendorff's alpha (nominal)", "Gwet's AC1"]


def _weighted(level: str, used: str) -> list[str]:
    kappas = ["Cohen's kappa (linear)", "Cohen's kappa (quadratic)", f"Krippendorff's alpha ({level})"]
    return [*kappas, f"weighted agreement ({used})", f"Gwet's AC2 ({used})"]


CORRELATIONS = ["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]


@pytest.mark.parametrize(
    ("level", "more"),
    [
        pytest.param(Level.NOMINAL, [], id="nominal"),
        pytest.param(Level.ORDINAL, _weighted("ordinal", "ordinal"), id="ordinal"),
        pytest.param(Level.INTERVAL, _weighted("interval", "quadratic") + CORRELATIONS, id="interval"),
        pytest.param(Level.RATIO, _weighted("ratio", "ratio") + CORRELATIONS, id="ratio"),
    ],
)
def test_a_level_has_its_coefficients_each_with_an_interval(level: Level, more: list[str]) -> None:
    found = _named(_measure(PAIR, level))
    assert list(found) == [*NOMINAL, "Brennan-Prediger", "PABAK", *more]
    assert all(one.interval and one.interval.low < (one.value or 0) < one.interval.high for one in found.values())


def test_the_same_generator_gives_the_same_report() -> None:
    assert _measure(PAIR) == _measure(PAIR)


def test_more_than_two_raters_have_congers_kappa() -> None:
    assert "Conger's kappa" in _named(_measure(tables.by_rater(tables.KRIPPENDORFF_C)))


def test_the_report_counts_what_it_rests_on() -> None:
    found = _measure(tables.by_rater(tables.KRIPPENDORFF_C))
    assert (found.units, found.raters, found.ratings, found.paired, found.complete) == (12, 4, 41, 11, 8)
    assert (found.disagreements, found.clusters, found.note) == (3, None, "")
    assert sum(one.value or 0 for one in found.prevalence) == pytest.approx(1)


def test_ratings_that_are_all_equal_leave_kappa_undefined_and_agreement_in_doubt() -> None:
    found = _named(_measure(from_matrix([["pass", "pass"]] * 10)))
    reason = "not defined: all ratings are the same value, so chance alone would agree as well"
    for name in ("Cohen's kappa", "Fleiss' kappa", "Krippendorff's alpha (nominal)", "Gwet's AC1"):
        assert (found[name].value, found[name].interval, found[name].reason) == (None, None, reason)
    agreement = found["percent agreement"]
    assert agreement.interval is not None
    assert agreement.value == 1.0
    assert agreement.interval.low == pytest.approx(0.7225, abs=5e-5)


def test_scores_that_are_all_equal_have_no_correlation() -> None:
    found = _named(_measure(from_matrix([[80.0, 80.0]] * 5, level=Level.INTERVAL), Level.INTERVAL))
    assert found["ICC(2,1)"].value is None
    assert found["ICC(2,1)"].reason.startswith("not defined: fewer than two units")


def test_correlations_rest_on_the_units_everybody_rated() -> None:
    rows: list[list[str | float | None]] = [[90.0, 80.0], [70.0, 60.0], [100.0, None], [60.0, 52.0]]
    found = _named(_measure(from_matrix(rows, level=Level.INTERVAL), Level.INTERVAL))
    whole = _named(
        _measure(from_matrix([row for row in rows if None not in row], level=Level.INTERVAL), Level.INTERVAL)
    )
    assert found["ICC(2,1)"].n == 3
    assert found["ICC(2,1)"].value == pytest.approx(whole["ICC(2,1)"].value)


def test_too_few_failures_give_no_interval_and_a_warning() -> None:
    found = _measure(from_matrix([["pass", "pass"]] * 39 + [["pass", "fail"]]))
    kappa = _named(found)["Cohen's kappa"]
    assert kappa.value == pytest.approx(0)
    assert kappa.interval is None
    assert "resamples hold one value only" in kappa.reason
    assert found.note.endswith("kappa and alpha say little here. Raters differed on 1 of 40 units.")


def test_units_of_one_cluster_count_together() -> None:
    rows = [
        (f"{unit}", rater, str(int(rater == "b" and unit < 20)), unit // 10) for unit in range(60) for rater in "ab"
    ]
    apart = _measure(tabulate([Rating(u, r, v) for u, r, v, _ in rows], level=Level.NOMINAL))
    whole = _measure(tabulate([Rating(u, r, v, f"agent {c}") for u, r, v, c in rows], level=Level.NOMINAL))
    narrow, wide = (_named(one)["percent agreement"].interval for one in (apart, whole))
    assert narrow is not None and wide is not None
    assert wide.width > 2 * narrow.width
    assert (apart.clusters, whole.clusters) == (None, 6)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """Two raters who agree by design with probability 0.8 + 0.2 / 4 have AC1 (0.85 - 0.25) / 0.75 = 0.8."""
    generator = np.random.default_rng(9)
    held = 0
    for _ in range(60):
        first = generator.integers(0, 4, size=120)
        second = np.where(generator.random(120) < 0.8, first, generator.integers(0, 4, size=120))
        table = from_matrix([[str(a), str(b)] for a, b in zip(first, second, strict=True)])
        interval = _named(measure_agreement(table, level=Level.NOMINAL, generator=generator, resamples=200))[
            "Gwet's AC1"
        ].interval
        assert interval is not None
        held += interval.low <= 0.8 <= interval.high
    assert 50 <= held <= 60
