"""Means of stratified samples, and how many reviews each stratum gets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from qa.errors import StatisticsError
from qa.statistics.values import Estimate, Interval


@dataclass(frozen=True, slots=True)
class StratumSample:
    """What was measured in a stratum of `frame_size` units by a simple random sample."""

    name: str
    frame_size: int
    values: Sequence[float]


def stratified_variance(strata: Sequence[StratumSample]) -> float:
    """Return the variance of the stratified mean: sum W_h^2 s_h^2 / n_h (1 - n_h / N_h) (Cochran 1977, section 5.4).

    Raises StatisticsError when a stratum that was not reviewed whole has fewer than two values.
    """
    total = _frame(strata)
    variance = 0.0
    for one in strata:
        n, size = len(one.values), one.frame_size
        if n == size:
            continue
        if n < 2:
            raise StatisticsError(f"Stratum {one.name!r} has {n} of {size} reviewed; its spread takes at least 2.")
        variance += (size / total) ** 2 * float(np.var(one.values, ddof=1)) / n * (1 - n / size)
    return variance


def stratified_mean(strata: Sequence[StratumSample], *, confidence: float = 0.95) -> Estimate:
    """Return sum W_h mean_h with its normal interval, finite frames corrected for (Cochran 1977, section 5.4).

    For rates of failure use `corrected_rate`: this interval is too short for rare ones. Raises StatisticsError when a
    stratum has no value or more than its frame, or its spread cannot be told.
    """
    total = _frame(strata)
    mean = sum(one.frame_size / total * float(np.mean(one.values)) for one in strata if one.frame_size)
    half = float(stats.norm.ppf((1 + confidence) / 2)) * math.sqrt(stratified_variance(strata))
    n = sum(len(one.values) for one in strata)
    return Estimate("mean", mean, Interval(mean - half, mean + half, confidence), n=n, method="stratified, normal")


def proportional_allocation(sizes: Sequence[int], n: float) -> tuple[float, ...]:
    """Share `n` reviews among strata as n N_h / N, not rounded."""
    return neyman_allocation(sizes, [1.0] * len(sizes), n)


def neyman_allocation(sizes: Sequence[int], deviations: Sequence[float], n: float) -> tuple[float, ...]:
    """Share `n` reviews among strata as n N_h S_h / sum N_h S_h, not rounded (Neyman 1934).

    A stratum never gets more than it has; the rest goes to the others in the same manner. Raises StatisticsError
    when `n` is more than the frame or a size or deviation is below zero.
    """
    frame, spread = np.asarray(sizes, dtype=float), np.asarray(deviations, dtype=float)
    if (frame < 0).any() or (spread < 0).any():
        raise StatisticsError("Sizes and standard deviations of strata must be 0 or above.")
    if not 0 <= n <= frame.sum():
        raise StatisticsError(f"{n:g} reviews cannot be shared among {frame.sum():g} conversations.")
    given = np.zeros(len(frame))
    is_open = frame > 0
    while n - given.sum() > 1e-9:
        pull = np.where(is_open, frame * spread, 0.0)
        pull = pull if pull.sum() else np.where(is_open, frame, 0.0)
        given = np.where(is_open, 0.0, given)
        wanted = given + (n - given.sum()) * pull / pull.sum()
        is_full = is_open & (wanted >= frame)
        given = np.where(is_full, frame, wanted)
        is_open &= ~is_full
        if not is_full.any():
            break
    return tuple(float(one) for one in given)


def round_allocation(shares: Sequence[float], sizes: Sequence[int], *, floor: int = 0) -> tuple[int, ...]:
    """Round an allocation to whole reviews of the same total, by largest remainder.

    Each stratum gets at least `floor` where it has as many, even if the total grows by it, and never more than it has.
    """
    total = round(sum(shares))
    given = [min(size, max(floor, math.floor(share + 1e-9))) for share, size in zip(shares, sizes, strict=True)]
    while sum(given) < min(total, sum(sizes)):
        behind = [
            share - got if got < size else -math.inf for share, got, size in zip(shares, given, sizes, strict=True)
        ]
        given[behind.index(max(behind))] += 1
    return tuple(given)


def _frame(strata: Sequence[StratumSample]) -> int:
    for one in strata:
        if len(one.values) > one.frame_size:
            raise StatisticsError(f"Stratum {one.name!r} has {len(one.values)} values but only {one.frame_size} units.")
        if one.frame_size and not len(one.values):
            raise StatisticsError(f"Stratum {one.name!r} was not reviewed at all; join it to another.")
    total = sum(one.frame_size for one in strata)
    if not total:
        raise StatisticsError("There is no mean of no strata: give at least one with units.")
    return total
