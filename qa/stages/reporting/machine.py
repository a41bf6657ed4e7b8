"""The machine against people who had not seen what it said, criterion by criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa.domain.finding import Verdict
from qa.stages.reporting.basis import SEED, Basis, Pair
from qa.stages.reporting.figure import Figure, mean_of

_RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class MachineLine:
    """One criterion both judged. `missed` and `false_alarms` count reviews; the shares are weighted by 1 / pi.

    `difference` is the machine's rate of failures less people's: above 0 the machine is the stricter.
    """

    criterion: str
    n: int
    both_fail: int
    false_alarms: int
    missed: int
    both_pass: int
    agreement: Figure
    ac1: Figure
    precision: Figure
    recall: Figure
    difference: Figure


@dataclass(frozen=True, slots=True)
class Machine:
    """How the machine compares with people; those it differs on most come first."""

    lines: tuple[MachineLine, ...]


def read_machine(basis: Basis) -> Machine:
    """Compare the machine with people on every criterion both judged."""
    lines = []
    for name, pairs in basis.pairs.items():
        judged = [one for one in pairs if one.is_judged]
        if judged:
            lines.append(_line(name, judged))
    return Machine(tuple(sorted(lines, key=lambda line: (-line.false_alarms - line.missed, line.criterion))))


def difference(pairs: Sequence[Pair]) -> Figure:
    """Return the machine's rate of failures less people's, weighted, with Student's interval."""
    values = [float(_fails(one.machine)) - float(_fails(one.human)) for one in pairs]
    if not any(values):
        return Figure(0.0, n=len(pairs), note="never-differ")
    return mean_of(values, [one.review.chance for one in pairs], low=-1.0, high=1.0)


def _line(name: str, pairs: Sequence[Pair]) -> MachineLine:
    import numpy as np

    from qa.statistics.record import Judged, measure_record

    alike = Counter(Judged(_fails(one.machine), _fails(one.human), one.review.chance) for one in pairs)
    known = sorted(alike, key=lambda one: (one.is_flagged, one.is_failed, one.inclusion_probability))
    record = measure_record(
        known,
        counts=[alike[one] for one in known],
        generator=np.random.default_rng(SEED),
        resamples=_RESAMPLES,
    )
    return MachineLine(
        criterion=name,
        n=record.n,
        both_fail=record.true_positives,
        false_alarms=record.false_positives,
        missed=record.false_negatives,
        both_pass=record.true_negatives,
        agreement=Figure.of(record.accuracy),
        ac1=Figure.of(record.ac1, low=-1.0, high=1.0),
        precision=Figure.of(record.precision, note="" if record.firings else "never-failed"),
        recall=Figure.of(record.recall, note="" if record.true_positives + record.false_negatives else "nobody-failed"),
        difference=difference(pairs),
    )


def _fails(verdict: Verdict) -> bool:
    return verdict is Verdict.FAIL
