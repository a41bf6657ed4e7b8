"""Intervals of means whose values have a long tail: many full scores, and a few that lose much."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special

from qa.statistics.values import FloatArray, Interval

_NO_SKEW = 1e-4


@dataclass(frozen=True, slots=True)
class Spread:
    """What a sample tells of the error of its mean: variance, third cumulant and degrees of freedom.

    `step` is how far one more value of the long tail would move the mean, `short_step` one of the other side.
    """

    variance: float
    third: float
    freedom: float
    step: float
    short_step: float = 0.0

    @property
    def skew(self) -> float:
        """Return the skewness of the error of the mean."""
        return self.third / self.variance**1.5 if self.variance > 0 else 0.0


def spread_of(
    values: FloatArray,
    weights: FloatArray,
    *,
    unseen: float = 0.0,
    is_unseen_on_both_sides: bool = False,
    more_variance: float = 0.0,
) -> Spread:
    """Return the spread of the mean of `values`, whose `weights` sum to 1.

    The variance is the linearised one (Sarndal, Swensson & Wretman 1992, section 5.7) times n / (n - 1), and
    `more_variance`; its degrees of freedom are those of as many equal weights as tell as much (Kish 1965). A sample in
    which nothing failed does not tell what a failure costs: its interval allows for one value at least `unseen` away,
    on the side of the long tail, or on both sides, as differences can lie.
    """
    n = len(values)
    parts = weights * (values - weights @ values)
    squares, third = float((parts**2).sum()), float((parts**3).sum())
    mean_weight = float((weights**2).sum())
    return Spread(
        variance=n / (n - 1) * squares + more_variance,
        third=third,
        freedom=max(1.0, 1 / mean_weight - 1),
        step=max(abs(third) / squares, mean_weight * unseen) if squares > 0 else 0.0,
        short_step=mean_weight * unseen if is_unseen_on_both_sides else 0.0,
    )


def skewed_interval(mean: float, spread: Spread, *, confidence: float = 0.95) -> Interval:
    """Return Student's interval bent to the side of the long tail; without skew it is Student's.

    The variance is widened by the square of Student's quantile over the normal one. The distance of the mean from where
    its tail begins, variance^2 / third cumulant, is taken for a gamma variable, on the long side for one of a step
    more, as in the interval of Fay & Feuer (1997) for sums of weighted counts: so the error grows with the distance,
    and a value that the sample does not hold is allowed for. Nothing is drawn by chance.
    """
    above = (1 + confidence) / 2
    quantile = float(special.stdtrit(spread.freedom, above))
    if abs(spread.skew) < _NO_SKEW:
        half = spread.short_step + quantile * math.sqrt(spread.variance + spread.short_step**2)
        return Interval(mean - half, mean + half, confidence)
    variance = spread.variance * (quantile / float(special.ndtri(above))) ** 2
    tail = variance**2 / abs(spread.third)
    near = spread.short_step + tail - _gamma_quantile(tail, variance + spread.short_step**2, 1 - above)
    far = _gamma_quantile(tail + spread.step, variance + spread.step**2, above) - tail
    low, high = (near, far) if spread.third > 0 else (far, near)
    return Interval(mean - low, mean + high, confidence)


def _gamma_quantile(mean: float, variance: float, share: float) -> float:
    return float(special.gammaincinv(mean**2 / variance, share)) * variance / mean
