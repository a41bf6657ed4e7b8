"""A check's record: how its verdicts compare with those of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.check_record import (
    ALL_FAULTS,
    NO_FAIL,
    NO_FAULT,
    NO_FIRING,
    NO_INTERVAL,
    ONE_SIDED,
    ONE_VERDICT,
    CheckRecord,
    Judged,
)
from qa.statistics.estimate.unequal import effective_size
from qa.statistics.intervals import wilson
from qa.statistics.values import Estimate, FloatArray, Interval

__all__ = ["CheckRecord", "Judged", "count_record", "measure_record", "meets_bar"]

_Cells = tuple[FloatArray, FloatArray, FloatArray, FloatArray]


def measure_record(
    judged: Sequence[Judged],
    *,
    generator: np.random.Generator,
    counts: Sequence[int] | None = None,
    resamples: int = 2000,
) -> CheckRecord:
    """Measure a check on blind reviews drawn at random; `counts` says how many there are of each of `judged`.

    Without `resamples` f1, kappa, AC1 and phi have no interval. Raises StatisticsError when there is no review
    or an inclusion probability is not above 0 and at most 1.
    """
    if not judged:
        raise StatisticsError("A check without a reviewed conversation has no record: review some at random.")
    chances = np.asarray([one.inclusion_probability for one in judged], dtype=float)
    effective_size(chances.tolist())
    alike = np.ones(len(judged)) if counts is None else np.asarray(counts, dtype=float)
    places = np.asarray([(not one.is_flagged) * 2 + (one.is_flagged != one.is_failed) for one in judged])
    is_cell = (places[:, None] == np.asarray([0, 1, 3, 2])).astype(float)
    weighted = is_cell / chances[:, None]
    n = int(alike.sum())
    draws = generator.multinomial(n, alike / n, size=resamples) @ weighted
    caught, false_alarms, missed, spared = (int(one) for one in alike @ is_cell)

    def share(name: str, hits: tuple[int, ...], of: tuple[int, ...], nothing: str) -> Estimate:
        weights = weighted[:, of].sum(axis=1)
        return _share(name, weighted[:, hits].sum(axis=1), weights, alike=alike, nothing=nothing)

    def measure(name: str, formula: Callable[[_Cells], FloatArray], nothing: str) -> Estimate:
        found, value = formula(_split(draws)), float(formula(_split((alike @ weighted)[None, :]))[0])
        return _measured(name, value, found, n=n, nothing=nothing)

    return CheckRecord(
        n=n,
        true_positives=caught,
        false_positives=false_alarms,
        false_negatives=missed,
        true_negatives=spared,
        precision=share("precision", (0,), (0, 1), NO_FIRING),
        recall=share("recall", (0,), (0, 2), NO_FAULT),
        specificity=share("specificity", (3,), (1, 3), ALL_FAULTS),
        accuracy=share("accuracy", (0, 3), (0, 1, 2, 3), ""),
        f1=measure("F1", _f1, NO_FAIL),
        kappa=measure("Cohen's kappa", _kappa, ONE_SIDED),
        ac1=measure("Gwet's AC1", _ac1, ONE_SIDED),
        phi=measure("phi", _phi, ONE_VERDICT),
    )


def count_record(
    *, true_positives: int, false_positives: int, false_negatives: int, true_negatives: int, seed: int = 0
) -> CheckRecord:
    """Measure a check by the four counts of a simple random sample. Raises StatisticsError when all are 0."""
    pairs = ((True, True), (True, False), (False, True), (False, False))
    sizes = (true_positives, false_positives, false_negatives, true_negatives)
    judged = [Judged(*pair) for pair, size in zip(pairs, sizes, strict=True) for _ in range(size)]
    return measure_record(judged, generator=np.random.default_rng(seed))


def meets_bar(record: CheckRecord, *, precision: float = 0.8, firings: int = 30) -> bool:
    """Tell whether a check may count: the lower end of its precision reaches the bar, on enough firings."""
    interval = record.precision.interval
    return record.firings >= firings and interval is not None and interval.low >= precision


def _share(name: str, hits: FloatArray, of: FloatArray, *, alike: FloatArray, nothing: str) -> Estimate:
    """Return a weighted share with its Wilson interval at the effective size of what it is a share of."""
    n = int(alike[of > 0].sum())
    if not n:
        return Estimate(name, None, reason=nothing)
    value = float(alike @ hits / (alike @ of))
    size = float((alike @ of) ** 2 / (alike @ of**2))
    return Estimate(name, value, wilson(min(size, value * size), size), n=n, method="Wilson")


def _measured(name: str, value: float, found: FloatArray, *, n: int, nothing: str) -> Estimate:
    if np.isnan(value):
        return Estimate(name, None, n=n, reason=nothing)
    defined = found[~np.isnan(found)]
    if not len(found):
        return Estimate(name, value, n=n, reason=NO_INTERVAL)
    if len(defined) < 0.9 * len(found) or np.ptp(defined) < 1e-12:
        return Estimate(name, value, n=n, reason="no interval: too few verdicts differ")
    low, high = np.quantile(defined, [0.025, 0.975])
    return Estimate(name, value, Interval(float(low), float(high)), n=n, method="bootstrap")


def _split(cells: FloatArray) -> _Cells:
    """Return true positives, false positives, false negatives and true negatives, as shares of each row."""
    shares = cells / cells.sum(axis=1, keepdims=True)
    return shares[:, 0], shares[:, 1], shares[:, 2], shares[:, 3]


def _f1(cells: _Cells) -> FloatArray:
    tp, fp, fn, _ = cells
    return _divide(2 * tp, 2 * tp + fp + fn)


def _kappa(cells: _Cells) -> FloatArray:
    tp, fp, fn, tn = cells
    expected = (tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)
    return _divide(tp + tn - expected, 1 - expected)


def _ac1(cells: _Cells) -> FloatArray:
    tp, fp, fn, tn = cells
    positive = tp + (fp + fn) / 2
    expected = 2 * positive * (1 - positive)
    return _divide(tp + tn - expected, 1 - expected)


def _phi(cells: _Cells) -> FloatArray:
    tp, fp, fn, tn = cells
    return _divide(tp * tn - fp * fn, np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)))


def _divide(above: FloatArray, below: FloatArray) -> FloatArray:
    found: FloatArray = np.divide(above, below, out=np.full_like(above, np.nan), where=below > 1e-12)
    return found
