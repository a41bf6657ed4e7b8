"""Criteria by what they cost: how often each fails and how many points are lost on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.domain.finding import Verdict
from qa.stages.reporting.basis import SEED, Basis, MachineCount, Pair
from qa.stages.reporting.counted import GivenRating
from qa.stages.reporting.figure import Figure, mean_of, rate
from qa.stages.reporting.overview import ThreeWays

_JUDGED = (Verdict.PASS.value, Verdict.FAIL.value)


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion. `lost` is how many of the 100 points an average conversation loses on it, by people.

    `lost_by_machine` is the same of all conversations by the machine. `rate` is how often it fails where it applies.
    """

    criterion: str
    dimension: str
    is_critical: bool
    weight: float
    lost: Figure
    lost_by_machine: float | None
    rate: ThreeWays


@dataclass(frozen=True, slots=True)
class CauseLine:
    """How many failed ratings had one cause; empty where none was given."""

    cause: str
    fails: int


@dataclass(frozen=True, slots=True)
class Criteria:
    """All criteria, those that cost most first. The lost points of all add up to 100 less the mean score."""

    reviews: int
    lost: float | None
    lines: tuple[CriterionLine, ...]
    causes: tuple[CauseLine, ...]


def read_criteria(basis: Basis) -> Criteria:
    """Compute what every criterion costs."""
    lost = _lost_by_review(basis)
    machine = _lost_by_machine(basis)
    names = sorted({*basis.machine, *(name for points in lost.values() for name in points)})
    lines = [_line(basis, name, lost=_mean_lost(basis, name, lost), by_machine=machine.get(name)) for name in names]
    causes = Counter(
        one.root_cause or "" for given in basis.ratings.values() for one in given if one.verdict == Verdict.FAIL.value
    )
    return Criteria(
        reviews=len(lost),
        lost=round(sum(line.lost.value for line in lines if line.lost.value is not None), 2) if lost else None,
        lines=tuple(sorted(lines, key=_cost)),
        causes=tuple(CauseLine(cause, count) for cause, count in sorted(causes.items(), key=lambda one: -one[1])),
    )


def _line(basis: Basis, name: str, *, lost: Figure, by_machine: float | None) -> CriterionLine:
    criterion = basis.criteria.get(name)
    return CriterionLine(
        criterion=name,
        dimension=criterion.dimension if criterion else "",
        is_critical=bool(criterion and criterion.is_critical),
        weight=basis.weight(name),
        lost=lost,
        lost_by_machine=by_machine,
        rate=_rates(basis, name, basis.pairs.get(name, ())),
    )


def _cost(line: CriterionLine) -> tuple[float, float, str]:
    value = line.lost.value if line.lost.value is not None else 0.0
    return (-value, -(line.lost_by_machine or 0.0), line.criterion)


def _lost_by_review(basis: Basis) -> dict[int, dict[str, float]]:
    """Return, by review, the points of 100 lost on each rated criterion."""
    found: dict[int, dict[str, float]] = {}
    for review in basis.reviews:
        judged = [one for one in basis.ratings[review.id] if one.verdict in _JUDGED and one.score is not None]
        whole = sum(basis.weight(one.criterion) for one in judged)
        if whole:
            found[review.id] = {one.criterion: 100 * _missed(basis, one) / whole for one in judged}
    return found


def _missed(basis: Basis, rating: GivenRating) -> float:
    return basis.weight(rating.criterion) * (1 - (rating.score or 0.0))


def _mean_lost(basis: Basis, name: str, lost: Mapping[int, Mapping[str, float]]) -> Figure:
    values = [lost[one.id].get(name, 0.0) for one in basis.reviews if one.id in lost]
    chances = [one.chance for one in basis.reviews if one.id in lost]
    return mean_of(values, chances)


def _lost_by_machine(basis: Basis) -> dict[str, float]:
    whole = sum(basis.weight(name) * count.judged for name, count in basis.machine.items())
    if not whole:
        return {}
    return {
        name: round(100 * basis.weight(name) * (count.judged - count.earned) / whole, 3)
        for name, count in basis.machine.items()
        if count.judged
    }


def _rates(basis: Basis, name: str, pairs: Sequence[Pair]) -> ThreeWays:
    count = basis.machine.get(name, MachineCount({}, 0.0))
    alone = rate(count.verdicts.get(Verdict.FAIL, 0), count.judged)
    if not any(one.human is not Verdict.NOT_APPLICABLE for one in pairs):
        return ThreeWays(alone, Figure(note="no-reviews"), Figure(note="no-reviews"))
    import numpy as np

    from qa.statistics.estimate.rates import ReviewedUnit, estimate_counted

    reviewed = [ReviewedUnit(one.machine, one.human, one.review.chance) for one in pairs]
    rates = estimate_counted(count.verdicts, reviewed, generator=np.random.default_rng(SEED))
    if not count.judged:
        return ThreeWays(alone, Figure.of(rates.human_only), Figure(note="people-only"))
    note = "unseen-part" if rates.corrected.reason else ""
    return ThreeWays(alone, Figure.of(rates.human_only), Figure.of(rates.corrected, note=note))
