"""How strict raters are: the additive model of severity, mean absolute difference, and Bland-Altman limits."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import sparse, stats

from qa.errors import StatisticsError
from qa.statistics.agreement.table import Ratings, check_comparable
from qa.statistics.values import FloatArray, Interval


@dataclass(frozen=True, slots=True)
class RaterSeverity:
    """How far above (lenient) or below (strict) the mean rater one rater is, in points, and on how many units."""

    rater: str
    effect: float
    interval: Interval | None
    units: int


@dataclass(frozen=True, slots=True)
class Severity:
    """The additive model rating = mean + unit + rater, in points.

    `residual_sd` is what units and raters do not explain; None when nothing is left to measure it by.
    """

    mean: float
    raters: tuple[RaterSeverity, ...]
    residual_sd: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Second rater minus first over the units both rated, in points.

    `limits` are the Bland-Altman limits bias +- 1.96 sd; `interval` is that of the bias (Student's t). Both, and
    `sd`, are None with one shared unit.
    """

    bias: float
    mean_absolute: float
    sd: float | None
    limits: Interval | None
    interval: Interval | None
    n: int


def fit_severity(ratings: Ratings, *, confidence: float = 0.95) -> Severity:
    """Fit rating = mean + unit + rater by least squares, rater effects summing to zero; gaps are allowed.

    Units are swept out first, so only rater by rater equations are solved (Searle 1971, chapter 7). The mean is that of
    the fitted unit values. Raises StatisticsError when values are no numbers, or when raters fall into groups
    that share no unit, so that nobody can tell their severity from that of their conversations.
    """
    check_comparable(ratings)
    values = ratings.numbers
    is_rated = (~np.isnan(values)).astype(float)
    _check_linked(ratings, is_rated)
    filled = np.nan_to_num(values)
    sizes = is_rated.sum(axis=1)
    unit_means = filled.sum(axis=1) / sizes
    equations = np.diag(is_rated.sum(axis=0)) - is_rated.T @ (is_rated / sizes[:, None])
    right = ((filled - unit_means[:, None]) * is_rated).sum(axis=0)
    inverse = np.linalg.pinv(equations)
    effects = inverse @ right
    unit_values = unit_means - is_rated @ effects / sizes
    residuals = (filled - unit_values[:, None] - effects[None, :]) * is_rated
    freedom = int(is_rated.sum()) - len(ratings.units) - len(ratings.raters) + 1
    sd = math.sqrt(float((residuals**2).sum()) / freedom) if freedom > 0 else None
    intervals = _intervals(effects, inverse, sd=sd, freedom=freedom, confidence=confidence)
    units = is_rated.sum(axis=0).astype(int).tolist()
    rows = zip(ratings.raters, effects.tolist(), intervals, units, strict=True)
    return Severity(float(unit_values.mean()), tuple(RaterSeverity(*row) for row in rows), sd)


def compare_raters(ratings: Ratings, first: str, second: str, *, confidence: float = 0.95) -> Difference:
    """Compare two raters over the units both rated (Bland & Altman 1986).

    Raises StatisticsError when one is unknown, they share no unit, or values are no numbers.
    """
    for rater in (first, second):
        if rater not in ratings.raters:
            raise StatisticsError(f"Nobody called {rater!r} rated. Known: {', '.join(ratings.raters)}.")
    columns = ratings.numbers[:, [ratings.raters.index(first), ratings.raters.index(second)]]
    both = columns[~np.isnan(columns).any(axis=1)]
    differences = both[:, 1] - both[:, 0]
    n = len(differences)
    if not n:
        raise StatisticsError(f"Raters {first!r} and {second!r} rated no unit in common.")
    bias, absolute = float(differences.mean()), float(np.abs(differences).mean())
    if n == 1:
        return Difference(bias, absolute, None, None, None, n)
    sd = float(differences.std(ddof=1))
    spread = float(stats.norm.ppf((1 + confidence) / 2)) * sd
    half = float(stats.t.ppf((1 + confidence) / 2, n - 1)) * sd / math.sqrt(n)
    limits = Interval(bias - spread, bias + spread, confidence)
    return Difference(bias, absolute, sd, limits, Interval(bias - half, bias + half, confidence), n)


def mean_absolute_difference(ratings: Ratings) -> float:
    """Return the mean over units of the mean absolute difference of their pairs of raters, in points.

    Raises StatisticsError when no two raters rated the same unit, or values are no numbers.
    """
    check_comparable(ratings)
    means = [_mean_absolute(row[~np.isnan(row)]) for row in ratings.numbers if (~np.isnan(row)).sum() > 1]
    return float(np.mean(means))


def _mean_absolute(values: FloatArray) -> float:
    """Return the mean absolute difference of all pairs, by their order: sum (2 i - n + 1) x_i over n (n - 1) / 2."""
    n = len(values)
    return float((2 * np.arange(n) - n + 1) @ np.sort(values)) / (n * (n - 1) / 2)


def _intervals(
    effects: FloatArray, inverse: FloatArray, *, sd: float | None, freedom: int, confidence: float
) -> list[Interval | None]:
    if sd is None:
        return [None] * len(effects)
    halves = float(stats.t.ppf((1 + confidence) / 2, freedom)) * sd * np.sqrt(np.diagonal(inverse))
    return [
        Interval(float(one - half), float(one + half), confidence) for one, half in zip(effects, halves, strict=True)
    ]


def _check_linked(ratings: Ratings, is_rated: FloatArray) -> None:
    groups, labels = sparse.csgraph.connected_components(sparse.csr_array(is_rated.T @ is_rated), directed=False)
    if groups > 1:
        one = ", ".join(name for name, label in zip(ratings.raters, labels, strict=True) if label == labels[0])
        rest = ", ".join(name for name, label in zip(ratings.raters, labels, strict=True) if label != labels[0])
        raise StatisticsError(f"Raters {one} and {rest} rated no unit in common, so their severity cannot be compared.")
