"""The rate of failures from a list of units: by the machine alone, by people alone, and corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qa.domain.finding import Verdict
from qa.errors import StatisticsError
from qa.statistics.estimate.corrected import VerdictStratum, corrected_rate
from qa.statistics.estimate.unequal import effective_size, weighted_rate
from qa.statistics.intervals import wilson
from qa.statistics.values import Estimate

_JUDGED = (Verdict.PASS, Verdict.FAIL)
_BLIND = "takes every machine verdict for true"


@dataclass(frozen=True, slots=True)
class ReviewedUnit:
    """A unit of the frame: the machine's verdict, a person's where reviewed, and its chance to be drawn for review.

    A person's verdict is PASS, FAIL or NOT_APPLICABLE. A reviewed unit without a chance was picked on purpose, and
    counts for the machine only.
    """

    machine: Verdict
    human: Verdict | None = None
    inclusion_probability: float | None = None

    @property
    def is_random(self) -> bool:
        """Tell whether a person reviewed the unit after a random draw."""
        return self.human is not None and self.inclusion_probability is not None


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of failure by three ways, and how many units stand behind them.

    `purposive` reviews were not drawn at random and left out. `rectifier` is the rate by people less the rate by the
    machine over the units both judged, weighted: what the machine gets wrong on balance.
    """

    units: int
    reviewed: int
    purposive: int
    machine_only: Estimate
    human_only: Estimate
    corrected: Estimate
    rectifier: float | None
    strata: tuple[VerdictStratum, ...]


def estimate_rates(units: Sequence[ReviewedUnit], *, generator: np.random.Generator, confidence: float = 0.95) -> Rates:
    """Estimate the rate of failures among the units the criterion applies to, by three ways.

    The units are the whole frame; those the machine calls not applicable belong to it only if people reviewed some.
    Where all units are reviewed though their chances were below 1, the frame is not listed and its strata are as
    large as the sum of 1 / pi. Raises StatisticsError when no unit was reviewed after a random draw.
    """
    reviewed = [one for one in units if one.is_random]
    applicable = [one for one in reviewed if one.human is not Verdict.NOT_APPLICABLE]
    if not applicable:
        raise StatisticsError(
            "No unit was reviewed after a random draw: give the verdicts of people and their inclusion probabilities."
        )
    strata = _strata(units, reviewed)
    both = [one for one in applicable if one.machine in _JUDGED]
    human = weighted_rate(_failures(applicable), _chances(applicable), confidence=confidence)
    corrected = corrected_rate(strata, generator=generator, confidence=confidence)
    notes = [note for note in (corrected.reason, *_frame_notes(units, reviewed, strata)) if note]
    return Rates(
        units=len(units),
        reviewed=len(reviewed),
        purposive=sum(one.human is not None for one in units) - len(reviewed),
        machine_only=_machine_only(units, confidence=confidence),
        human_only=human,
        corrected=replace(corrected, reason="; ".join(notes)),
        rectifier=_rectifier(both) if both else None,
        strata=strata,
    )


def estimate_counted(
    frame: Mapping[Verdict, int],
    reviewed: Sequence[ReviewedUnit],
    *,
    generator: np.random.Generator,
    confidence: float = 0.95,
) -> Rates:
    """Estimate as `estimate_rates` does from a frame that was counted by machine verdict, of which some were reviewed.

    Raises StatisticsError when no unit was reviewed after a random draw.
    """
    random = [one for one in reviewed if one.is_random]
    applicable = [one for one in random if one.human is not Verdict.NOT_APPLICABLE]
    if not applicable:
        raise StatisticsError("No unit was reviewed after a random draw.")
    strata = tuple(
        _stratum(verdict, max(frame.get(verdict, 0), len(of_verdict)), of_verdict, is_listed=True)
        for verdict in Verdict
        if (of_verdict := [one for one in random if one.machine is verdict])
        or (frame.get(verdict, 0) and verdict is not Verdict.NOT_APPLICABLE)
    )
    both = [one for one in applicable if one.machine in _JUDGED]
    failed, judged = frame.get(Verdict.FAIL, 0), sum(frame.get(verdict, 0) for verdict in _JUDGED)
    return Rates(
        units=sum(frame.values()),
        reviewed=len(random),
        purposive=len(reviewed) - len(random),
        machine_only=_counted_rate(failed, judged, confidence=confidence),
        human_only=weighted_rate(_failures(applicable), _chances(applicable), confidence=confidence),
        corrected=corrected_rate(strata, generator=generator, confidence=confidence),
        rectifier=_rectifier(both) if both else None,
        strata=strata,
    )


def _is_listed(units: Sequence[ReviewedUnit]) -> bool:
    return any(one.human is None for one in units) or all(chance == 1 for chance in _chances(units))


def _frame_notes(
    units: Sequence[ReviewedUnit], reviewed: Sequence[ReviewedUnit], strata: Sequence[VerdictStratum]
) -> Iterator[str]:
    if not _is_listed(units):
        return
    size = sum(one.frame_size for one in strata)
    if size < len(units):
        yield f"not_applicable by the machine, not reviewed and left out: {len(units) - size}"
    implied = sum(1 / chance for chance in _chances(reviewed))
    if not size / 2 <= implied <= size * 2:
        yield f"the chances to be drawn speak of {implied:.0f} units, {size} are listed: check both"


def _machine_only(units: Sequence[ReviewedUnit], *, confidence: float) -> Estimate:
    judged = [one for one in units if one.machine in _JUDGED]
    return _counted_rate(sum(one.machine is Verdict.FAIL for one in judged), len(judged), confidence=confidence)


def _counted_rate(failed: int, judged: int, *, confidence: float) -> Estimate:
    if not judged:
        return Estimate("rate", None, reason="the machine passed and failed no unit")
    interval = wilson(failed, judged, confidence=confidence)
    return Estimate("rate", failed / judged, interval, n=judged, method="Wilson", reason=_BLIND)


def _strata(units: Sequence[ReviewedUnit], reviewed: Sequence[ReviewedUnit]) -> tuple[VerdictStratum, ...]:
    is_listed = _is_listed(units)
    found = []
    for verdict in Verdict:
        of_verdict = [one for one in units if one.machine is verdict]
        random = [one for one in reviewed if one.machine is verdict]
        size = len(of_verdict) if is_listed else round(sum(1 / chance for chance in _chances(random)))
        is_beside = verdict is Verdict.NOT_APPLICABLE and not random
        if size and not is_beside:
            found.append(_stratum(verdict, size, random, is_listed=is_listed))
    return tuple(found)


def _stratum(verdict: Verdict, size: int, random: Sequence[ReviewedUnit], *, is_listed: bool) -> VerdictStratum:
    if not random:
        return VerdictStratum(verdict.value, size, 0, 0)
    chances = _chances(random)
    weights = 1 / np.asarray(chances)
    effective = effective_size(chances) if len(set(chances)) > 1 else float(len(chances))
    scale = effective / weights.sum()
    failed = float(weights[_failures(random)].sum()) * scale
    excluded = float(weights[[one.human is Verdict.NOT_APPLICABLE for one in random]].sum()) * scale
    is_finite = is_listed and len(set(chances)) == 1
    if is_finite:
        failed, excluded = float(round(failed)), float(round(excluded))
    return VerdictStratum(verdict.value, size, effective, min(failed, effective - excluded), excluded, is_finite)


def _rectifier(both: Sequence[ReviewedUnit]) -> float:
    weights = 1 / np.asarray(_chances(both))
    machine = np.asarray([one.machine is Verdict.FAIL for one in both], dtype=float)
    human = np.asarray(_failures(both), dtype=float)
    return float(np.average(human - machine, weights=weights))


def _failures(units: Sequence[ReviewedUnit]) -> list[bool]:
    return [one.human is Verdict.FAIL for one in units]


def _chances(units: Sequence[ReviewedUnit]) -> list[float]:
    return [one.inclusion_probability for one in units if one.inclusion_probability is not None]
