"""Draws the conversations at risk more often, with chances that are known exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping

RISK_POINTS: Mapping[str, int] = {
    "critical": 6,
    "fail": 3,
    "needs_human": 1,
    "low_score": 2,
    "long": 1,
    "complaint": 2,
    "unhappy": 2,
}
_FLOOR = 0.25


def chances_by_risk(
    sizes: Mapping[str, int], weights: Mapping[str, float], *, size: int, floor: float = _FLOOR
) -> dict[str, float]:
    """Return the chance of a unit of each stratum, in proportion to its weight, so that `size` units are expected.

    No chance is below `floor` times that of a plain random sample of the same size, none above 1.
    """
    total = sum(sizes.values())
    wanted = min(size, total)
    if not wanted:
        return dict.fromkeys(sizes, 0.0)
    least = floor * wanted / total
    low, high = 0.0, 1.0 / min(weight for name, weight in weights.items() if sizes.get(name))
    for _ in range(200):
        middle = (low + high) / 2
        expected = sum(count * _chance(middle * weights[name], least) for name, count in sizes.items())
        low, high = (middle, high) if expected < wanted else (low, middle)
    return {name: _chance(high * weights[name], least) for name in sizes}


def counts_by_chance(sizes: Mapping[str, int], chances: Mapping[str, float], *, start: float) -> dict[str, int]:
    """Return how many units each stratum gives, by systematic sampling from a random `start` of 0 to 1.

    The strata lie one behind the other, each as long as its expected number; a mark at `start` and at every whole
    step after it takes one unit of the stratum it falls on. A plain random draw of so many within each stratum then
    has first-order inclusion probabilities of exactly `chances`, and a fixed size (Madow 1949; Sarndal, Swensson and
    Wretman 1992, section 3.6).
    """
    counts: dict[str, int] = {}
    end = 0.0
    whole = sum(sizes[name] * chances[name] for name in sizes)
    last = max(sizes, default="")
    for name in sorted(sizes):
        begin, end = end, end + sizes[name] * chances[name]
        if name == last:
            end = float(round(whole))
        counts[name] = max(0, min(sizes[name], math.ceil(end - start) - math.ceil(begin - start)))
    return counts


def _chance(wanted: float, least: float) -> float:
    return min(1.0, max(least, wanted))
