"""Intervals for tables of few conversations: each is left out once, and Student's t widens what few can show."""

from __future__ import annotations

import math

import numpy as np

from qa.statistics.agreement.chance import Statistic
from qa.statistics.agreement.table import Ratings
from qa.statistics.values import Estimate, Interval


def jackknife(
    name: str, statistic: Statistic, ratings: Ratings, *, bounds: tuple[float, float], confidence: float = 0.95
) -> Estimate:
    """Return a statistic with value -+ t se over its clusters, se by leaving one out (Efron & Tibshirani 1993, ch. 11).

    With three to five clusters a bootstrap draws the same few again and is far too narrow. The reason is `one_value`
    where the statistic is not defined, `few` where leaving one out leaves nothing to measure by, `alike` where it
    changes nothing; there is no interval then.
    """
    from scipy import stats

    clusters = np.arange(len(ratings.units)) if ratings.clusters is None else ratings.clusters
    count, n = int(clusters.max()) + 1, int(ratings.is_paired.sum())
    value = statistic(np.ones(len(ratings.units)))
    if math.isnan(value):
        return Estimate(name, None, n=n, reason="one_value")
    if count < 2:
        return Estimate(name, float(value), n=n, reason="few")
    found = np.asarray([statistic((clusters != one).astype(float)) for one in range(count)])
    if np.isnan(found).any():
        return Estimate(name, float(value), n=n, reason="few")
    if np.ptp(found) < 1e-12:
        return Estimate(name, float(value), n=n, reason="alike")
    error = math.sqrt((count - 1) / count * float(((found - found.mean()) ** 2).sum()))
    half = float(stats.t.ppf((1 + confidence) / 2, count - 1)) * error
    low, high = max(bounds[0], float(value) - half), min(bounds[1], float(value) + half)
    return Estimate(name, float(value), Interval(low, high, confidence), n=n, method="jackknife")
