"""Whether two measures rise together, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy import stats

from qa.statistics.values import Estimate, Interval

_FEWEST = 5


def rank_correlation(first: Sequence[float], second: Sequence[float], *, confidence: float = 0.95) -> Estimate:
    """Return Spearman's rank correlation with the interval of Bonett & Wright (2000).

    Fisher's z, with the variance (1 + r^2 / 2) / (n - 3).
    It has no value with fewer than five pairs or where one measure never changes.
    """
    n = len(first)
    if n < _FEWEST or len(set(first)) < 2 or len(set(second)) < 2:
        return Estimate("Spearman's rho", None, n=n, reason="fewer than five pairs, or one measure never changes")
    rho = float(stats.spearmanr(first, second).statistic)
    if abs(rho) > 1 - 1e-9:
        return Estimate("Spearman's rho", rho, n=n, reason="no interval: the ranks are the same")
    half = float(stats.norm.ppf((1 + confidence) / 2)) * math.sqrt((1 + rho**2 / 2) / (n - 3))
    interval = Interval(math.tanh(math.atanh(rho) - half), math.tanh(math.atanh(rho) + half), confidence)
    return Estimate("Spearman's rho", rho, interval, n=n, method="Bonett-Wright")
