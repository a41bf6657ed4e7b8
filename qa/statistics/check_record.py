"""What a check's record says, and the short form of it that pages read: it loads neither numpy nor scipy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.errors import StatisticsError
from qa.statistics.intervals import wilson
from qa.statistics.values import Estimate

NO_FIRING = "the check failed none of the reviewed conversations"
NO_FAULT = "people failed none of the reviewed conversations"
ALL_FAULTS = "people failed all of the reviewed conversations"
NO_FAIL = "not defined: neither machine nor people failed a conversation"
ONE_SIDED = "not defined: machine and people together gave one verdict only"
ONE_VERDICT = "not defined: machine or people gave one verdict only"
NO_INTERVAL = "no interval: none was asked for"
_NEXT_TO_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Judged:
    """One conversation both judged: whether the check failed it, whether a person did, and its chance to be drawn."""

    is_flagged: bool
    is_failed: bool
    inclusion_probability: float = 1.0


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """What is known of a check. `fail` is the positive verdict; the counts are of reviews, not weighted.

    The shares are weighted by 1 / inclusion probability; precision, recall, specificity and accuracy have Wilson
    intervals, the others bootstrap ones. A share of nothing has no value and says why.
    """

    n: int
    true_positives: int
    false_positives: int
    false_negatives: int
    true_negatives: int
    precision: Estimate
    recall: Estimate
    specificity: Estimate
    accuracy: Estimate
    f1: Estimate
    kappa: Estimate
    ac1: Estimate
    phi: Estimate

    @property
    def firings(self) -> int:
        """Return how many of the reviewed conversations the check failed."""
        return self.true_positives + self.false_positives


@dataclass(slots=True)
class _Cell:
    """One of the four outcomes: conversations, their weights, and the squares of these."""

    count: int = 0
    weight: float = 0.0
    squares: float = 0.0


def brief_record(judged: Sequence[Judged], counts: Sequence[int]) -> CheckRecord:
    """Measure a check as `qa.statistics.record.measure_record` does without resamples.

    Raises StatisticsError when there is no review or an inclusion probability is not above 0 and at most 1.
    """
    if not judged:
        raise StatisticsError("A check without a reviewed conversation has no record: review some at random.")
    hit, alarm, miss, spared = cells = _cells(judged, counts)
    whole = sum(cell.weight for cell in cells)
    tp, fp, fn, tn = (cell.weight / whole for cell in cells)
    n = sum(counts)
    positive = tp + (fp + fn) / 2
    by_chance = (tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)
    same_by_chance = 2 * positive * (1 - positive)
    spread = math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return CheckRecord(
        n=n,
        true_positives=hit.count,
        false_positives=alarm.count,
        false_negatives=miss.count,
        true_negatives=spared.count,
        precision=_share("precision", (hit,), (hit, alarm), NO_FIRING),
        recall=_share("recall", (hit,), (hit, miss), NO_FAULT),
        specificity=_share("specificity", (spared,), (alarm, spared), ALL_FAULTS),
        accuracy=_share("accuracy", (hit, spared), cells, ""),
        f1=_ratio("F1", 2 * tp, 2 * tp + fp + fn, n=n, nothing=NO_FAIL),
        kappa=_ratio("Cohen's kappa", tp + tn - by_chance, 1 - by_chance, n=n, nothing=ONE_SIDED),
        ac1=_ratio("Gwet's AC1", tp + tn - same_by_chance, 1 - same_by_chance, n=n, nothing=ONE_SIDED),
        phi=_ratio("phi", tp * tn - fp * fn, spread, n=n, nothing=ONE_VERDICT),
    )


def _cells(judged: Sequence[Judged], counts: Sequence[int]) -> tuple[_Cell, _Cell, _Cell, _Cell]:
    """Return true positives, false positives, false negatives and true negatives."""
    cells = (_Cell(), _Cell(), _Cell(), _Cell())
    for one, count in zip(judged, counts, strict=True):
        chance = one.inclusion_probability
        if not 0 < chance <= 1:
            raise StatisticsError(f"An inclusion probability is above 0 and at most 1; got {chance}.")
        cell = cells[(not one.is_flagged) * 2 + (not one.is_failed)]
        cell.count += count
        cell.weight += count / chance
        cell.squares += count / chance**2
    return cells


def _share(name: str, hits: Sequence[_Cell], of: Sequence[_Cell], nothing: str) -> Estimate:
    """Return a weighted share with its Wilson interval at the effective size of what it is a share of."""
    n = sum(cell.count for cell in of)
    if not n:
        return Estimate(name, None, reason=nothing)
    whole = sum(cell.weight for cell in of)
    value = sum(cell.weight for cell in hits) / whole
    size = whole**2 / sum(cell.squares for cell in of)
    return Estimate(name, value, wilson(min(size, value * size), size), n=n, method="Wilson")


def _ratio(name: str, above: float, below: float, *, n: int, nothing: str) -> Estimate:
    if below <= _NEXT_TO_NOTHING:
        return Estimate(name, None, n=n, reason=nothing)
    return Estimate(name, above / below, n=n, reason=NO_INTERVAL)
