"""The true rate behind the rate an imperfect check reports."""

from __future__ import annotations

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.values import Estimate, Interval


def rogan_gladen(observed: float, *, sensitivity: float, specificity: float) -> float:
    """Return (p + Sp - 1) / (Se + Sp - 1), kept within 0 and 1 (Rogan & Gladen 1978).

    All are shares, 0 to 1. Raises StatisticsError when the check is no better than chance: Se + Sp <= 1.
    """
    for name, share in (("rate", observed), ("sensitivity", sensitivity), ("specificity", specificity)):
        if not 0 <= share <= 1:
            raise StatisticsError(f"A {name} of {share} cannot be used: it is a share between 0 and 1.")
    gain = sensitivity + specificity - 1
    if gain <= 0:
        raise StatisticsError(
            f"Sensitivity {sensitivity:g} and specificity {specificity:g} tell nothing: together they must exceed 1."
        )
    return min(1.0, max(0.0, (observed + specificity - 1) / gain))


def rogan_gladen_estimate(
    flagged: tuple[int, int],
    *,
    sensitivity: tuple[int, int],
    specificity: tuple[int, int],
    generator: np.random.Generator,
    draws: int = 20_000,
) -> Estimate:
    """Return the true rate with a 95 % interval that carries the doubt about the check itself.

    Each pair is (count, of): flagged of all, true positives of all positives, true negatives of all negatives. The
    three shares are drawn from their Jeffreys posteriors; draws at which the check is worse than chance are left out.
    Raises StatisticsError as `rogan_gladen`, or when a pair is no share.
    """
    pairs = (flagged, sensitivity, specificity)
    for count, of in pairs:
        if of < 1 or not 0 <= count <= of:
            raise StatisticsError(f"{count} of {of} is no share: the first must lie between 0 and the second.")
    point = rogan_gladen(
        flagged[0] / flagged[1],
        sensitivity=sensitivity[0] / sensitivity[1],
        specificity=specificity[0] / specificity[1],
    )
    rate, caught, spared = (generator.beta(x + 0.5, n - x + 0.5, size=draws) for x, n in pairs)
    gain = caught + spared - 1
    found = np.clip((rate + spared - 1)[gain > 0] / gain[gain > 0], 0, 1)
    low, high = (float(end) for end in np.quantile(found, [0.025, 0.975]))
    interval = Interval(min(low, point), max(high, point))
    return Estimate("true rate", point, interval, n=flagged[1], method="Rogan-Gladen, Jeffreys")
