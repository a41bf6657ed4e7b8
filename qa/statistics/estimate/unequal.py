"""Means and totals of samples whose units had different chances to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.estimate.skewed import skewed_interval, spread_of
from qa.statistics.intervals import wilson
from qa.statistics.values import Estimate, FloatArray


def horvitz_thompson_total(values: Sequence[float], probabilities: Sequence[float]) -> float:
    """Return sum y / pi, unbiased for the total of the frame (Horvitz & Thompson 1952).

    Raises StatisticsError unless every inclusion probability is above 0 and at most 1.
    """
    return float((np.asarray(values, dtype=float) * _weights(values, probabilities)).sum())


def horvitz_thompson_mean(values: Sequence[float], probabilities: Sequence[float], frame_size: int) -> float:
    """Return sum y / pi over the frame size. It can leave the range of the values: show Hajek's.

    Raises StatisticsError as `horvitz_thompson_total`, or when the frame is empty.
    """
    if frame_size < 1:
        raise StatisticsError(f"A frame of {frame_size} units has no mean: give its size, 1 or more.")
    return horvitz_thompson_total(values, probabilities) / frame_size


def hajek_mean(values: Sequence[float], probabilities: Sequence[float]) -> float:
    """Return sum (y / pi) / sum (1 / pi), which stays within the range of the values (Hajek 1971).

    Raises StatisticsError when there is no value or a probability is not above 0 and at most 1.
    """
    weights = _weights(values, probabilities)
    return float(np.average(np.asarray(values, dtype=float), weights=weights))


def effective_size(probabilities: Sequence[float]) -> float:
    """Return how many equally likely units tell as much: (sum w)^2 / sum w^2 with w = 1 / pi (Kish 1965)."""
    weights = _weights(probabilities, probabilities)
    return float(weights.sum() ** 2 / (weights**2).sum())


def weighted_rate(is_failed: Sequence[bool], probabilities: Sequence[float], *, confidence: float = 0.95) -> Estimate:
    """Return the Hajek mean of failures with a Wilson interval at the effective size.

    Raises StatisticsError as `hajek_mean`.
    """
    rate, n = hajek_mean([float(one) for one in is_failed], probabilities), effective_size(probabilities)
    interval = wilson(min(n, rate * n), n, confidence=confidence)
    return Estimate("rate", rate, interval, n=len(is_failed), method="Hajek, Wilson")


def weighted_mean(
    values: Sequence[float], probabilities: Sequence[float], *, unseen: float = 0.0, confidence: float = 0.95
) -> Estimate:
    """Return the Hajek mean with Student's interval, bent to where the values have their long tail.

    `unseen` is how far from the mean a value may lie that the sample does not hold: see `spread_of`.
    Raises StatisticsError as `hajek_mean`.
    """
    mean, n = hajek_mean(values, probabilities), len(values)
    if n < 2:
        return Estimate("mean", mean, n=n, reason="no interval: one review has no spread")
    weights = _weights(values, probabilities)
    spread = spread_of(np.asarray(values, dtype=float), weights / weights.sum(), unseen=unseen)
    interval = skewed_interval(mean, spread, confidence=confidence)
    return Estimate("mean", mean, interval, n=n, method="Hajek, Student's t bent by the skew")


def _weights(values: Sequence[float], probabilities: Sequence[float]) -> FloatArray:
    if not len(values) or len(values) != len(probabilities):
        raise StatisticsError(f"{len(values)} values and {len(probabilities)} probabilities: one for each is needed.")
    chances = np.asarray(probabilities, dtype=float)
    for chance in chances[~((chances > 0) & (chances <= 1))]:
        raise StatisticsError(f"An inclusion probability of {chance:g} cannot be: it is above 0 and at most 1.")
    return 1 / chances
