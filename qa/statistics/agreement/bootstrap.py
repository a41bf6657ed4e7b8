"""Bootstrap intervals: units, or clusters of units, are drawn again with replacement."""

from __future__ import annotations

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.agreement.chance import Statistic
from qa.statistics.agreement.table import Ratings
from qa.statistics.values import Estimate, FloatArray, Interval, Multiplicities

RESAMPLES = 2000
MOST_UNDEFINED = 0.1


def resample(ratings: Ratings, *, generator: np.random.Generator, resamples: int = RESAMPLES) -> Multiplicities:
    """Return how often each unit is drawn in each resample, resamples x units.

    Clusters are drawn whole where the table has them. Raises StatisticsError when `resamples` < 1.
    """
    if resamples < 1:
        raise StatisticsError(f"{resamples} resamples give no interval: 2000 are usual.")
    clusters = np.arange(len(ratings.units)) if ratings.clusters is None else ratings.clusters
    size = int(clusters.max()) + 1
    drawn = generator.multinomial(size, np.full(size, 1 / size), size=resamples).astype(np.int16)
    return drawn[:, clusters]


def bootstrap(
    name: str, statistic: Statistic, draws: Multiplicities, *, confidence: float = 0.95, undefined: str = "", n: int = 0
) -> Estimate:
    """Return a statistic with its percentile interval over `draws` (Efron & Tibshirani 1993, chapter 13).

    `undefined` is the reason to give when it has no value. There is no interval, and the reason says so,
    when over a tenth of the resamples leave it undefined, or when all give the same.
    """
    value = statistic(np.ones(draws.shape[1]))
    if np.isnan(value):
        return Estimate(name, None, n=n, reason=undefined)
    found = np.asarray([statistic(times.astype(float)) for times in draws])
    return with_percentiles(Estimate(name, float(value), n=n), found, confidence=confidence)


def with_percentiles(estimate: Estimate, found: FloatArray, *, confidence: float) -> Estimate:
    """Return the estimate with the interval between the percentiles of what the resamples gave."""
    defined = found[~np.isnan(found)]
    lost = 1 - len(defined) / len(found)
    if lost > MOST_UNDEFINED:
        reason = f"no interval: {lost:.0%} of the resamples hold one value only; too few ratings differ"
        return Estimate(estimate.name, estimate.value, n=estimate.n, reason=reason)
    if np.ptp(defined) < 1e-12:
        reason = "no interval: every resample gives the same; see the interval of percent agreement"
        return Estimate(estimate.name, estimate.value, n=estimate.n, reason=reason)
    low, high = np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2])
    interval = Interval(float(low), float(high), confidence)
    return Estimate(estimate.name, estimate.value, interval, n=estimate.n, method="bootstrap")
