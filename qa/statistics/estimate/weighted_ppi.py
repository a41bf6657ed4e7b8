"""Mean scores of people set right by the machine's, where conversations had different chances to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.estimate.skewed import skewed_interval, spread_of
from qa.statistics.values import Estimate, FloatArray


@dataclass(frozen=True, slots=True)
class Frame:
    """The machine's scores of all conversations of the frame: how many, their mean, and their variance."""

    size: int
    mean: float
    variance: float


def weighted_difference_mean(
    human: Sequence[float],
    machine: Sequence[float],
    probabilities: Sequence[float],
    frame: Frame,
    *,
    unseen: float = 0.0,
    confidence: float = 0.95,
) -> Estimate:
    """Return mean_w(Y) + lambda (mean_N(F) - mean_w(F)) with Student's interval bent by the skew; w = 1 / pi.

    The difference estimator of survey sampling (Sarndal, Swensson & Wretman 1992, section 6.3) with the tuning of
    PPI++ (Angelopoulos, Duchi & Zrnic 2023): lambda is the weighted Cov(Y, F) / Var(F), divided by 1 + n / N and
    clipped to 0 and 1. The variance is that of the weighted residuals, linearised, and lambda^2 Var(F) / N; `unseen`
    is that of `spread_of`. With equal chances the value is that of `prediction_powered_mean`. Raises StatisticsError
    with fewer than three reviews, or a probability that is not above 0 and at most 1.
    """
    y, f, chances = (np.asarray(values, dtype=float) for values in (human, machine, probabilities))
    n = len(y)
    if n < 3 or len(f) != n or len(chances) != n or frame.size < 1:
        raise StatisticsError(f"{n} human and {len(f)} machine scores, {len(chances)} chances: at least 3 of each.")
    if not ((chances > 0) & (chances <= 1)).all():
        raise StatisticsError("An inclusion probability is above 0 and at most 1.")
    weights = 1 / chances / (1 / chances).sum()
    trust = _tune(y, f, weights, ratio=n / frame.size)
    residuals = y - trust * f
    middle = float(weights @ residuals)
    value = middle + trust * frame.mean
    more = trust**2 * frame.variance / frame.size
    spread = spread_of(residuals, weights, unseen=unseen, is_unseen_on_both_sides=True, more_variance=more)
    interval = skewed_interval(value, spread, confidence=confidence)
    return Estimate("mean", value, interval, n=n, method=f"difference estimator, lambda {trust:.2f}")


def _tune(y: FloatArray, f: FloatArray, weights: FloatArray, *, ratio: float) -> float:
    centred = f - weights @ f
    variance = float(weights @ centred**2)
    if variance < 1e-12:
        return 0.0
    covariance = float(weights @ ((y - weights @ y) * centred))
    return min(1.0, max(0.0, covariance / ((1 + ratio) * variance)))
