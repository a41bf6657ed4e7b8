"""Funnel plots: which agents differ from the common rate by more than chance explains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from qa.errors import StatisticsError

WARN, ALARM = 0.95, 0.998
WINSORISED = 0.1
LEAST_FOR_DISPERSION = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """Where rates of `n` reviews fall by chance in 95 % and in 99.8 % of cases."""

    n: int
    warn_low: float
    warn_high: float
    alarm_low: float
    alarm_high: float


def exact_limits(rate: float, n: int, *, confidence: float) -> tuple[float, float]:
    """Return the limits of a share of `n` at the common `rate`, by the binomial itself with interpolation.

    y_p = (r_p - alpha) / n with r_p the smallest r for which P(R <= r) >= p and
    alpha = (P(R <= r_p) - p) / (P(R <= r_p) - P(R <= r_p - 1)) (Spiegelhalter 2005, appendix A.1.1). Raises
    StatisticsError unless `rate` is a share and n is 1 or more.
    """
    if not 0 <= rate <= 1 or n < 1:
        raise StatisticsError(f"There are no limits around {rate} for {n} reviews.")
    if rate in (0.0, 1.0):
        return rate, rate
    tail = (1 - confidence) / 2
    low, high = (_quantile(rate, n, p) for p in (tail, 1 - tail))
    return low, high


def dispersion(counts: Sequence[int], sizes: Sequence[int], rate: float) -> float:
    """Return phi, by how much groups vary more than chance: the mean of squared z, winsorised at 10 %, at least 1.

    Spiegelhalter 2005, section 4. It is 1, which is no correction, with fewer than ten groups, or when
    phi lies within what chance explains, 1 + 2 sqrt(2 / k).
    """
    known = [(x, n) for x, n in zip(counts, sizes, strict=True) if n]
    if len(known) < LEAST_FOR_DISPERSION or not 0 < rate < 1:
        return 1.0
    z = np.asarray([(x / n - rate) / math.sqrt(rate * (1 - rate) / n) for x, n in known])
    ends = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    phi = float((np.clip(z, *ends) ** 2).mean())
    return phi if phi > 1 + 2 * math.sqrt(2 / len(known)) else 1.0


def funnel(rate: float, n: int, *, phi: float = 1.0) -> Limits:
    """Return both pairs of limits for `n` reviews, widened by sqrt(phi) around the rate and kept within 0 and 1."""
    pairs = [exact_limits(rate, n, confidence=confidence) for confidence in (WARN, ALARM)]
    spread = math.sqrt(phi)
    (warn_low, warn_high), (alarm_low, alarm_high) = (
        tuple(min(1.0, max(0.0, rate + spread * (end - rate))) for end in pair) for pair in pairs
    )
    return Limits(n, warn_low, warn_high, alarm_low, alarm_high)


def _quantile(rate: float, n: int, p: float) -> float:
    r = int(stats.binom.ppf(p, n, rate))
    at, below = float(stats.binom.cdf(r, n, rate)), float(stats.binom.cdf(r - 1, n, rate))
    share = (at - p) / (at - below) if at > below else 0.0
    return min(1.0, max(0.0, (r - share) / n))
