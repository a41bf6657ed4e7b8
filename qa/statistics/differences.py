"""How two shares differ, and how many reviews it takes to see it; loads neither numpy nor scipy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.errors import StatisticsError
from qa.statistics.intervals import wilson
from qa.statistics.values import Interval

_STEP, _MOST = 5, 400


@dataclass(frozen=True, slots=True)
class Counted:
    """`successes` of `n`; effective counts, which need not be whole, where units were drawn unequally."""

    successes: float
    n: float

    @property
    def share(self) -> float:
        """Return successes / n. Raises ZeroDivisionError without any."""
        return self.successes / self.n


@dataclass(frozen=True, slots=True)
class Drawn:
    """Units of a sample: whether they are successes, their chance to be drawn (above 0, at most 1), and how many."""

    is_success: bool
    sample: int
    inclusion_probability: float = 1.0
    count: int = 1


@dataclass(frozen=True, slots=True)
class Difference:
    """The second share less the first, -1 to 1, and its interval."""

    value: float
    interval: Interval


def newcombe(before: Counted, after: Counted, *, confidence: float = 0.95) -> Difference:
    """Return how much the share grew, with the interval of two independent shares (Newcombe 1998, method 10).

    With Wilson's limits l and u of each share and d = p2 - p1 the interval runs from
    d - sqrt((p2 - l2)^2 + (u1 - p1)^2) to d + sqrt((u2 - p2)^2 + (p1 - l1)^2). It stays within -1 and 1.
    Raises StatisticsError unless 0 <= successes <= n and n > 0 for both.
    """
    first = wilson(before.successes, before.n, confidence=confidence)
    second = wilson(after.successes, after.n, confidence=confidence)
    p1, p2 = before.share, after.share
    low = p2 - p1 - math.hypot(p2 - second.low, first.high - p1)
    high = p2 - p1 + math.hypot(second.high - p2, p1 - first.low)
    return Difference(p2 - p1, Interval(max(-1.0, low), min(1.0, high), confidence))


def pool(drawn: Sequence[Drawn]) -> Counted:
    """Return the share of units from several random samples as effective counts.

    Within a sample each unit weighs 1 / its inclusion probability, scaled so that the sample's weights are 1 in the
    mean: a simple random sample counts plainly, and samples count by their sizes. The share is Hajek's (1971), n is
    (sum w)^2 / sum w^2 (Kish 1965). Raises StatisticsError for an inclusion probability that is none.
    """
    totals: dict[int, tuple[float, int]] = {}
    for one in drawn:
        total, count = totals.get(one.sample, (0.0, 0))
        totals[one.sample] = (total + one.count / _chance(one), count + one.count)
    means = {sample: total / count for sample, (total, count) in totals.items()}
    weights = [1 / one.inclusion_probability / means[one.sample] for one in drawn]
    whole = sum(weight * one.count for weight, one in zip(weights, drawn, strict=True))
    if not whole:
        return Counted(0, 0)
    n = round(whole**2 / sum(weight**2 * one.count for weight, one in zip(weights, drawn, strict=True)), 9)
    hits = sum(weight * one.count for weight, one in zip(weights, drawn, strict=True) if one.is_success)
    return Counted(min(n, round(n * hits / whole, 9)), n)


def reviews_to_show(
    before: Counted, target: float, *, chance: float = 0.8, confidence: float = 0.95, most: int = _MOST
) -> int | None:
    """Return about how many reviews show a rise to `target`: Newcombe's interval then lies above 0.

    That is so with probability `chance` when the later share is `target` and the earlier one stays as counted. The
    answer goes up in fives; None when `most` reviews do not do, mostly because the earlier ones are too few.
    Raises StatisticsError when `target` is no share above the earlier one.
    """
    if not before.n or not before.share < target <= 1:
        raise StatisticsError(f"A target of {target:g} is no rise: it must be above the share before, at most 1.")
    for n in range(_STEP, most + 1, _STEP):
        least = _least_to_show(before, n, confidence)
        if least is not None and _chance_of_at_least(least, n, target) >= chance:
            return n
    return None


def _least_to_show(before: Counted, n: int, confidence: float) -> int | None:
    """Find the fewest successes of `n` whose interval lies above 0: the lower limit grows with them."""
    low, high = 0, n + 1
    while low < high:
        middle = (low + high) // 2
        if middle > n or newcombe(before, Counted(middle, n), confidence=confidence).interval.low > 0:
            high = middle
        else:
            low = middle + 1
    return low if low <= n else None


def _chance_of_at_least(least: int, n: int, rate: float) -> float:
    if rate == 1.0:
        return 1.0
    return math.fsum(math.comb(n, x) * rate**x * (1 - rate) ** (n - x) for x in range(least, n + 1))


def _chance(one: Drawn) -> float:
    if not 0 < one.inclusion_probability <= 1:
        raise StatisticsError(
            f"An inclusion probability of {one.inclusion_probability:g} cannot be: it is above 0 and at most 1."
        )
    return one.inclusion_probability
