"""How many reviews it takes: for an interval, to see a failure, to tell two agents apart."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import stats

from qa.errors import StatisticsError

_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Ranking:
    """The chances, each 0 to 1, that the better of two agents scores higher, equal, or lower."""

    ahead: float
    tied: float
    reversed: float


def wilson_size(rate: float, half_width: float, *, confidence: float = 0.95) -> int:
    """Return the fewest reviews n at which the Wilson interval of round(n rate) of n is at most +- `half_width`.

    Both are shares, 0 to 1. The count is whole, as a real one is. Raises StatisticsError when they are no
    shares, or when more than ten million reviews may be needed.
    """
    _check_share("A rate", rate)
    if not 0 < half_width < 1:
        raise StatisticsError(f"A half-width of {half_width} cannot be used: it is a share between 0 and 1, as 0.1.")
    z2 = float(stats.norm.ppf((1 + confidence) / 2)) ** 2
    most = math.ceil(z2 / (4 * half_width**2)) + 1
    if most > _MOST:
        raise StatisticsError(f"+-{half_width} may take more than {_MOST:,} reviews; allow a wider interval.")
    n = np.arange(1, most + 1, dtype=float)
    share = np.rint(n * rate) / n
    half = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return int(np.argmax(half <= half_width)) + 1


def finite_size(frame_size: int, half_width: float, *, rate: float = 0.5, confidence: float = 0.95) -> int:
    """Return the reviews needed for rate +- half_width in a frame of `frame_size` conversations.

    n = n0 / (1 + (n0 - 1) / N) with n0 = z^2 p (1 - p) / h^2 (Cochran 1977, section 4.4), rounded up.
    """
    _check_share("A rate", rate)
    if frame_size < 1 or not 0 < half_width < 1:
        raise StatisticsError(f"No sample of {frame_size} conversations is +-{half_width}: both must be positive.")
    z = float(stats.norm.ppf((1 + confidence) / 2))
    endless = z * z * rate * (1 - rate) / half_width**2
    return max(1, math.ceil(endless / (1 + (endless - 1) / frame_size) - 1e-9))


def chance_to_see_failure(rate: float, n: int) -> float:
    """Return the chance, 0 to 1, of at least one failure in `n` random reviews: 1 - (1 - rate)^n."""
    _check_share("A rate", rate)
    if n < 0:
        raise StatisticsError(f"{n} reviews cannot be made: give 0 or more.")
    return float(1 - (1 - rate) ** n)


def chance_of_order(better: float, worse: float, *, n: int) -> Ranking:
    """Return how often the better of two agents comes out ahead after `n` reviews each (two binomials)."""
    _check_share("A rate", better)
    _check_share("A rate", worse)
    if n < 1:
        raise StatisticsError(f"Nobody can be compared by {n} reviews: at least 1 is needed.")
    counts = np.arange(n + 1)
    joint = np.outer(stats.binom.pmf(counts, n, better), stats.binom.pmf(counts, n, worse))
    ahead, tied = float(np.tril(joint, -1).sum()), float(np.trace(joint))
    return Ranking(ahead, tied, max(0.0, 1 - ahead - tied))


def _check_share(what: str, share: float) -> None:
    if not 0 <= share <= 1:
        raise StatisticsError(f"{what} of {share} cannot be used: it is a share between 0 and 1, as 0.9.")
