"""Intervals for shares: Wilson, Clopper-Pearson, Jeffreys, the rule of three and the limits of a funnel plot.

The page draws Wilson's and the funnel's: those two load neither numpy nor scipy.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from qa.errors import StatisticsError
from qa.statistics.values import Interval


def wilson(successes: float, n: float, *, confidence: float = 0.95) -> Interval:
    """Return the score interval of a share (Wilson 1927; Newcombe 1998, method 3).

    `successes` and `n` may be effective counts and then need not be whole. Raises StatisticsError
    unless 0 <= successes <= n and n > 0.
    """
    _check(successes, n, confidence)
    z2 = _z(confidence) ** 2
    share = successes / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == n else min(1.0, middle + half)
    return Interval(low, high, confidence)


def clopper_pearson(successes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Return the exact interval of a share, which never covers less than `confidence` (Clopper & Pearson 1934).

    Raises StatisticsError unless 0 <= successes <= n and n > 0.
    """
    from scipy import stats

    _check(successes, n, confidence)
    tail = (1 - confidence) / 2
    low = 0.0 if successes == 0 else float(stats.beta.ppf(tail, successes, n - successes + 1))
    high = 1.0 if successes == n else float(stats.beta.ppf(1 - tail, successes + 1, n - successes))
    return Interval(low, high, confidence)


def jeffreys(successes: float, n: float, *, confidence: float = 0.95) -> Interval:
    """Return the equal-tailed interval of Beta(x + 1/2, n - x + 1/2) (Brown, Cai & DasGupta 2001).

    The end at 0 or n successes is 0 or 1. Raises StatisticsError unless 0 <= successes <= n and n > 0.
    """
    from scipy import stats

    _check(successes, n, confidence)
    tail = (1 - confidence) / 2
    posterior = stats.beta(successes + 0.5, n - successes + 0.5)
    low = 0.0 if successes == 0 else float(posterior.ppf(tail))
    high = 1.0 if successes == n else float(posterior.ppf(1 - tail))
    return Interval(low, high, confidence)


def rule_of_three(n: int) -> float:
    """Return the upper 95 % limit of a rate after no failure in `n` reviews, 3 / n, at most 1.

    Hanley & Lippman-Hand 1983. Raises StatisticsError when n < 1.
    """
    _check(0, n, 0.95)
    return min(1.0, 3 / n)


def funnel_limits(rate: float, n: int, *, confidence: float = 0.95) -> Interval:
    """Return where a share of `n` reviews falls by chance when the true rate is `rate` (Spiegelhalter 2005).

    The limits are those of the score test, rate +- z sqrt(rate (1 - rate) / n), kept within 0 and 1.
    Raises StatisticsError when `rate` is not a share or n < 1.
    """
    _check(rate, 1, confidence)
    _check(0, n, confidence)
    half = _z(confidence) * math.sqrt(rate * (1 - rate) / n)
    return Interval(max(0.0, rate - half), min(1.0, rate + half), confidence)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _check(successes: float, n: float, confidence: float) -> None:
    if not n > 0:
        raise StatisticsError(f"There is no share of {n} reviews: at least 1 is needed.")
    if not 0 <= successes <= n:
        raise StatisticsError(f"{successes} of {n} is no share: the first must lie between 0 and {n}.")
    if not 0 < confidence < 1:
        raise StatisticsError(f"Confidence {confidence} cannot be used: it lies between 0 and 1, as 0.95.")
