"""Krippendorff's alpha, for any number of raters, with gaps, at four levels of measurement.

Reading how often each unit counts keeps a bootstrap cheap, and tables of thousands of units and a
hundred values fit in memory. The tests hold it against the krippendorff package.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qa.statistics.agreement.chance import Statistic
from qa.statistics.agreement.table import GAP, Level, Ratings, category_numbers
from qa.statistics.values import FloatArray


def krippendorff_alpha(ratings: Ratings, level: Level) -> Statistic:
    """Return alpha = 1 - D_o / D_e as a function of how often each unit counts (Krippendorff 2011).

    Units with one rating are left out. The ordinal distance depends on how often the values between were given.
    nan means not defined: all ratings are one value. Raises StatisticsError for words at interval and ratio.
    """
    sizes = (ratings.codes != GAP).sum(axis=1)
    is_paired, per_pair = ratings.is_paired, 1 / np.maximum(sizes - 1, 1)
    if level is Level.ORDINAL:
        return lambda times: _ordinal(ratings, times * is_paired, per_pair)
    distances = _distances(ratings, level)
    disagreeing = per_pair * _disagreements(ratings, distances)

    def statistic(times: FloatArray) -> float:
        given = ratings.tally(times * is_paired)
        return _alpha(float(times @ disagreeing), float(given @ distances @ given), given)

    return statistic


def _disagreements(ratings: Ratings, distances: FloatArray) -> FloatArray:
    """Return the sum of distances over the ordered pairs of ratings of each unit."""
    found = np.zeros(len(ratings.units))
    for first in range(len(ratings.raters)):
        a, b = ratings.codes[:, [first]], ratings.codes[:, first + 1 :]
        found += 2 * np.where((a != GAP) & (b != GAP), distances[a, b], 0.0).sum(axis=1)
    return found


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


def _ordinal(ratings: Ratings, times: FloatArray, per_pair: FloatArray) -> float:
    """Return ordinal alpha: values stand at the middle of the ratings up to them, distances are squared."""
    given = ratings.tally(times)
    middles = np.cumsum(given) - given / 2
    middles -= float(given @ middles) / max(float(given.sum()), 1.0)
    is_there = ratings.codes != GAP
    places = np.where(is_there, middles[ratings.codes], 0.0)
    sizes = is_there.sum(axis=1)
    around = np.where(is_there, places - (places.sum(axis=1) / sizes)[:, None], 0.0)
    disagreeing = 2 * sizes * (around**2).sum(axis=1)
    return _alpha(float(times @ (per_pair * disagreeing)), 2 * given.sum() * float(given @ middles**2), given)


def _alpha(observed: float, expected: float, given: FloatArray) -> float:
    """Return 1 - D_o / D_e from sums of distances over the pairs within units, and over all pairs of ratings."""
    is_defined = np.count_nonzero(given) > 1
    return 1 - float(given.sum() - 1) * observed / expected if is_defined else float("nan")
