"""Draws the rates of small groups towards the common one, by as much as the data say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from qa.errors import StatisticsError
from qa.statistics.values import FloatArray

_LEAST, _MOST = 0.05, 1e6


@dataclass(frozen=True, slots=True)
class Prior:
    """What the groups have in common: the mean rate, 0 to 1, and its weight in reviews."""

    mean: float
    weight: float


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A group's rate as counted and as shrunk, both 0 to 1, and its n."""

    raw: float
    value: float
    n: int


def shrink(successes: Sequence[int], sizes: Sequence[int], *, prior: Prior | None = None) -> tuple[Shrunk, ...]:
    """Return (x + M mu) / (n + M) for each group (beta-binomial; Efron & Morris 1977 for the idea).

    Without a prior, mu and M are those of the largest marginal likelihood, see `fit_prior`. A group
    without reviews gets the mean. Raises StatisticsError when a count is not possible.
    """
    _check(successes, sizes)
    common = prior or fit_prior(successes, sizes)
    pairs = zip(successes, sizes, strict=True)
    return tuple(
        Shrunk(
            raw=x / n if n else common.mean,
            value=(x + common.weight * common.mean) / (n + common.weight),
            n=n,
        )
        for x, n in pairs
    )


def fit_prior(successes: Sequence[int], sizes: Sequence[int]) -> Prior:
    """Return the mean and weight M under which the counts of all groups are most likely.

    Maximises sum ln B(x + M mu, n - x + M (1 - mu)) / B(M mu, M (1 - mu)). The weight stays between 0.05 and
    a million: groups that differ no more than by chance reach the top, and all get the common rate.
    Raises StatisticsError with fewer than two groups that have reviews.
    """
    _check(successes, sizes)
    x, n = np.asarray(successes, dtype=float), np.asarray(sizes, dtype=float)
    if int((n > 0).sum()) < 2:
        raise StatisticsError(
            "How much groups differ cannot be told from one: give two groups with reviews or a prior."
        )
    pooled = float(x.sum() / n.sum())
    if pooled in (0.0, 1.0):
        return Prior(pooled, _MOST)

    def loss(place: FloatArray) -> tuple[float, FloatArray]:
        mean, weight = special.expit(place[0]), np.exp(place[1])
        a, b = weight * mean, weight * (1 - mean)
        whole = special.digamma(n + weight) - special.digamma(weight)
        by_a = (special.digamma(x + a) - special.digamma(a) - whole).sum()
        by_b = (special.digamma(n - x + b) - special.digamma(b) - whole).sum()
        slope = np.asarray([a * (1 - mean) * (by_a - by_b), a * by_a + b * by_b])
        return -float((special.betaln(x + a, n - x + b) - special.betaln(a, b)).sum()), -slope

    bounds = [(-15.0, 15.0), (np.log(_LEAST), np.log(_MOST))]
    starts = [(special.logit(pooled), np.log(weight)) for weight in (2.0, 20.0, 200.0, 20_000.0)]
    tries = [optimize.minimize(loss, start, jac=True, bounds=bounds) for start in starts]
    best = min(tries, key=lambda found: float(found.fun))
    return Prior(float(special.expit(best.x[0])), float(np.exp(best.x[1])))


def james_stein(means: Sequence[float], variance: float) -> tuple[float, ...]:
    """Return mean + c (y - mean) with c = 1 - (k - 3) variance / sum (y - mean)^2 (Efron & Morris 1977).

    `variance` is that of one mean, the same for all. c stays at 0 or above. Raises StatisticsError with
    fewer than four means.
    """
    y = np.asarray(means, dtype=float)
    if len(y) < 4:
        raise StatisticsError(f"{len(y)} means cannot be shrunk towards their own mean: at least 4 are needed.")
    spread = float(((y - y.mean()) ** 2).sum())
    keep = max(0.0, 1 - (len(y) - 3) * variance / spread) if spread else 0.0
    return tuple(float(one) for one in y.mean() + keep * (y - y.mean()))


def _check(successes: Sequence[int], sizes: Sequence[int]) -> None:
    for x, n in zip(successes, sizes, strict=True):
        if not 0 <= x <= n:
            raise StatisticsError(f"{x} of {n} is no share: the first must lie between 0 and {n}.")
