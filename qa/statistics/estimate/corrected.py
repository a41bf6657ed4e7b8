"""The corrected rate of failures: all machine verdicts, set right by a few blind human ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.values import Estimate, FloatArray, Interval

DRAWS = 20_000
FINITE = 0.1
METHOD = "stratified by machine verdict, Jeffreys"


@dataclass(frozen=True, slots=True)
class VerdictStratum:
    """The units with one machine verdict: how many there are, how many were reviewed at random, and failed.

    `excluded` are reviewed units to which, people say, the criterion does not apply. `reviewed`, `failed` and
    `excluded` are effective counts, and need not be whole, where the chances of being drawn differed within the
    stratum; then `is_finite` is False, because the units left over are not like those reviewed.
    """

    name: str
    frame_size: int
    reviewed: float
    failed: float
    excluded: float = 0
    is_finite: bool = True

    @property
    def applicable(self) -> float:
        """Return how many reviewed units the criterion applies to."""
        return self.reviewed - self.excluded


def corrected_rate(
    strata: Sequence[VerdictStratum],
    *,
    generator: np.random.Generator,
    draws: int = DRAWS,
    confidence: float = 0.95,
) -> Estimate:
    """Return sum W_h x_h / n_h with an interval from Jeffreys posteriors, one for each machine verdict.

    Each stratum's rate is drawn from Beta(x + 1/2, n - x + 1/2), the failures among its units that nobody reviewed
    from a binomial of that rate where over a tenth were reviewed, and the interval lies between the percentiles of the
    sums (post-stratified double sampling, Cochran 1977, chapter 12; docs/statistics.md for its coverage). Where some
    units are excluded, so is the share of units the criterion applies to, and the rate is among those. The low end
    without any failure is 0, the high end with nothing else 1, and the interval always holds the value. A stratum
    without reviews counts as 1/2, which the reason says. Reviews must be blind and random. Raises StatisticsError when
    a count cannot be, or nothing was reviewed to which the criterion applies.
    """
    _check(strata)
    failed = sum(one.frame_size * _share(one.failed, one.applicable) * _applies(one) for one in strata)
    value = failed / sum(one.frame_size * _applies(one) for one in strata)
    has_excluded = any(one.excluded for one in strata)
    drawn = [_draw(one, generator, draws, has_excluded=has_excluded) for one in strata]
    failures, applicable = (np.sum([pair[place] for pair in drawn], axis=0) for place in (0, 1))
    rates = np.divide(failures, applicable, out=np.full(draws, value), where=applicable > 0)
    low, high = (float(end) for end in np.quantile(rates, [(1 - confidence) / 2, (1 + confidence) / 2]))
    low = 0.0 if not any(one.failed for one in strata) else min(low, value)
    high = 1.0 if all(one.failed == one.applicable for one in strata) else max(high, value)
    unseen = [f"{one.name} ({one.frame_size})" for one in strata if one.frame_size and not one.reviewed]
    reason = f"not reviewed at all, so taken as one half: {', '.join(unseen)}" if unseen else ""
    n, interval = round(sum(one.applicable for one in strata)), Interval(low, high, confidence)
    return Estimate("corrected rate", value, interval, n=n, method=METHOD, reason=reason)


def _share(count: float, of: float) -> float:
    return count / of if of else 0.5


def _applies(stratum: VerdictStratum) -> float:
    return stratum.applicable / stratum.reviewed if stratum.reviewed else 1.0


def _draw(
    stratum: VerdictStratum, generator: np.random.Generator, draws: int, *, has_excluded: bool
) -> tuple[FloatArray, FloatArray]:
    """Draw how many of the stratum's units fail, and to how many the criterion applies."""
    rates = generator.beta(stratum.failed + 0.5, stratum.applicable - stratum.failed + 0.5, size=draws)
    applies = np.ones(draws)
    if has_excluded:
        applies = generator.beta(stratum.applicable + 0.5, stratum.excluded + 0.5, size=draws)
    if not stratum.is_finite or stratum.reviewed < FINITE * stratum.frame_size:
        return rates * applies * stratum.frame_size, applies * stratum.frame_size
    left = generator.binomial(stratum.frame_size - round(stratum.reviewed), applies)
    failures = stratum.failed + generator.binomial(left, rates).astype(float)
    return failures, stratum.applicable + left.astype(float)


def _check(strata: Sequence[VerdictStratum]) -> None:
    if not any(one.applicable for one in strata):
        raise StatisticsError("Nothing was reviewed: a corrected rate takes blind random reviews of people.")
    for one in strata:
        if not 0 <= one.failed <= one.applicable <= one.reviewed:
            raise StatisticsError(f"Stratum {one.name!r}: {one.failed:g} failed of {one.applicable:g} cannot be.")
        if one.is_finite and one.reviewed > one.frame_size:
            raise StatisticsError(f"Stratum {one.name!r}: {one.reviewed:g} reviewed of {one.frame_size} cannot be.")
