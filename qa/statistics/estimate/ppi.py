"""Prediction-powered means: machine scores of all, human scores of a few."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from qa.errors import StatisticsError
from qa.statistics.values import Estimate, Interval


@dataclass(frozen=True, slots=True)
class PredictionPowered:
    """A mean with how far the machine was trusted, 0 (not at all) to 1, and the mean of human minus machine."""

    estimate: Estimate
    tuning: float
    rectifier: float


def prediction_powered_mean(
    human: Sequence[float],
    machine: Sequence[float],
    unlabelled: Sequence[float],
    *,
    tuning: float | None = None,
    confidence: float = 0.95,
) -> PredictionPowered:
    """Return mean(Y) + lambda (mean_N(F) - mean_n(F)) with its normal interval.

    `human` and `machine` are the scores of the n units reviewed at random, `unlabelled` the machine's of the N others.
    lambda 1 is PPI (Angelopoulos et al. 2023), 0 people alone; None tunes it as PPI++: Cov(Y, F) / ((1 + n / N) Var F),
    clipped to 0 and 1 (Angelopoulos, Duchi & Zrnic 2023). The variance is Var(Y - lambda F) / n + lambda^2 Var(F) / N.
    For rates of failure use `corrected_rate`: this interval is too short for rare ones and for n below 80.
    Raises StatisticsError with fewer than two reviews or no other unit.
    """
    y, f, rest = (np.asarray(values, dtype=float) for values in (human, machine, unlabelled))
    n, size = len(y), len(rest)
    if n < 2 or size < 1 or len(f) != n:
        raise StatisticsError(f"{n} human and {len(f)} machine scores and {size} more: at least 2, as many, and 1.")
    trust = tune(human, machine, unlabelled) if tuning is None else tuning
    value = float(y.mean() + trust * (rest.mean() - f.mean()))
    variance = float(np.var(y - trust * f)) / n + trust**2 * float(np.var(rest)) / size
    half = float(stats.norm.ppf((1 + confidence) / 2)) * math.sqrt(variance)
    method = "PPI++" if tuning is None else f"PPI, lambda {tuning:g}"
    estimate = Estimate("mean", value, Interval(value - half, value + half, confidence), n=n, method=method)
    return PredictionPowered(estimate, trust, float((y - f).mean()))


def tune(human: Sequence[float], machine: Sequence[float], unlabelled: Sequence[float]) -> float:
    """Return lambda = Cov(Y, F) / ((1 + n / N) Var F), clipped to 0 and 1; 0 when the machine says one thing only."""
    y, f = np.asarray(human, dtype=float), np.asarray(machine, dtype=float)
    variance = float(np.var(np.append(f, unlabelled)))
    if not variance:
        return 0.0
    covariance = float(((y - y.mean()) * (f - f.mean())).mean())
    return min(1.0, max(0.0, covariance / ((1 + len(y) / len(unlabelled)) * variance)))


def effective_gain(correlation: float) -> float:
    """Return how many reviews one review is worth with a machine of this correlation: 1 / (1 - rho^2).

    Raises StatisticsError unless -1 < correlation < 1.
    """
    if not -1 < correlation < 1:
        raise StatisticsError(f"A correlation of {correlation} cannot be used: it lies between -1 and 1.")
    return 1 / (1 - correlation**2)
