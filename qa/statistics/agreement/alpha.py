"""Krippendorff's alpha, for any number of raters, with gaps, at four levels of measurement.

Reading how often each unit counts keeps a bootstrap cheap, and tables of thousands of units and a
hundred values fit in memory. The tests hold it against the krippendorff package.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qa.statistics.agreement.chance import Statistic
from qa.statistics.agreement.table import Level, Ratings, category_numbers
from qa.statistics.values import FloatArray


def krippendorff_alpha(ratings: Ratings, level: Level) -> Statistic:
    """Return alpha = 1 - D_o / D_e as a function of how often each unit counts (Krippendorff 2011).

    Units with one rating are left out. The ordinal distance depends on how often the values between were given.
    nan means not defined: all ratings are one value. Raises StatisticsError for words at interval and ratio.
    """
    counts = ratings.counts * ratings.is_paired[:, None]
    per_pair = 1 / np.maximum(counts.sum(axis=1) - 1, 1)
    if level is Level.ORDINAL:
        return lambda times: _from_coincidences(_coincidences(counts, times * per_pair))
    distances = _distances(ratings, level)
    disagreeing = per_pair * ((counts @ distances) * counts).sum(axis=1)
    return lambda times: _alpha(float(times @ disagreeing), times @ counts, distances)


def _distances(ratings: Ratings, level: Level) -> FloatArray:
    if level is Level.NOMINAL:
        return 1 - np.eye(len(ratings.categories))
    values = category_numbers(ratings.categories)
    return _METRICS[level](values[:, None], values[None, :])


def _interval(first: FloatArray, second: FloatArray) -> FloatArray:
    return (first - second) ** 2


def _ratio(first: FloatArray, second: FloatArray) -> FloatArray:
    sums = first + second
    return np.divide(first - second, sums, out=np.zeros_like(sums), where=sums != 0) ** 2


_METRICS: dict[Level, Callable[[FloatArray, FloatArray], FloatArray]] = {Level.INTERVAL: _interval, Level.RATIO: _ratio}


def _coincidences(counts: FloatArray, factors: FloatArray) -> FloatArray:
    return counts.T @ (factors[:, None] * counts) - np.diag(factors @ counts)


def _from_coincidences(coincidences: FloatArray) -> float:
    given = coincidences.sum(axis=0)
    middles = np.cumsum(given) - given / 2
    distances = (middles[:, None] - middles[None, :]) ** 2
    return _alpha(float((coincidences * distances).sum()), given, distances)


def _alpha(observed: float, given: FloatArray, distances: FloatArray) -> float:
    """Return 1 - D_o / D_e; `observed` is D_o times the number of pairable ratings, `given` those per value."""
    expected = float(given @ distances @ given)
    return 1 - (given.sum() - 1) * observed / expected if expected > 1e-12 else float("nan")
