"""Every coefficient that fits a table of ratings, with its interval, in one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from qa.statistics.agreement import chance
from qa.statistics.agreement.alpha import krippendorff_alpha
from qa.statistics.agreement.bootstrap import RESAMPLES, bootstrap, resample
from qa.statistics.agreement.chance import Statistic
from qa.statistics.agreement.icc import Icc, complete_units, intraclass
from qa.statistics.agreement.table import GAP, Level, Ratings, category_numbers, check_comparable
from qa.statistics.agreement.weights import identity_weights, level_weights, linear_weights, quadratic_weights
from qa.statistics.intervals import wilson
from qa.statistics.values import Estimate, FloatArray, Multiplicities

MOST_PREVALENCES = 10
RARE = 0.1
_ONE_VALUE = "not defined: all ratings are the same value, so chance alone would agree as well"
_NO_VARIANCE = "not defined: fewer than two units that every rater rated, or all ratings equal"


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far raters agree.

    `paired` counts the units with two ratings or more, `complete` those that every rater rated, `disagreements`
    those of the paired whose ratings differ. `note` warns when the values are too one-sided for kappa and alpha.
    """

    level: Level
    units: int
    raters: int
    ratings: int
    paired: int
    complete: int
    disagreements: int
    clusters: int | None
    coefficients: tuple[Estimate, ...]
    prevalence: tuple[Estimate, ...]
    note: str = ""


def measure_agreement(
    ratings: Ratings,
    *,
    level: Level,
    generator: np.random.Generator,
    resamples: int = RESAMPLES,
    confidence: float = 0.95,
) -> AgreementReport:
    """Measure every coefficient that the level allows, each with a bootstrap interval over units or clusters.

    The same generator state gives the same intervals. Raises StatisticsError when no two raters rated the same
    unit, or when the values do not fit the level.
    """
    check_comparable(ratings)
    draws = resample(ratings, generator=generator, resamples=resamples)
    counts, paired = ratings.counts, ratings.is_paired.astype(bool)
    disagreements = int((np.count_nonzero(counts[paired], axis=1) > 1).sum())
    shares = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    measured = tuple(
        _measure(name, prepare(), draws, ratings=ratings, confidence=confidence)
        for name, prepare in _coefficients(ratings, level)
    )
    return AgreementReport(
        level=level,
        units=len(ratings.units),
        raters=len(ratings.raters),
        ratings=int((ratings.codes != GAP).sum()),
        paired=int(paired.sum()),
        complete=int((ratings.codes != GAP).all(axis=1).sum()),
        disagreements=disagreements,
        clusters=None if ratings.clusters is None else int(ratings.clusters.max()) + 1,
        coefficients=measured,
        prevalence=tuple(_prevalences(ratings, draws, confidence=confidence)),
        note=_note(shares, disagreements=disagreements, paired=int(paired.sum())),
    )


def _coefficients(ratings: Ratings, level: Level) -> Iterator[tuple[str, Callable[[], Statistic]]]:
    plain = identity_weights(len(ratings.categories))
    yield "percent agreement", lambda: chance.percent_agreement(ratings, plain)
    kappa, name = _kappa(ratings)
    yield name, lambda: kappa(ratings, plain)
    yield "Fleiss' kappa", lambda: chance.fleiss_kappa(ratings, plain)
    yield "Krippendorff's alpha (nominal)", lambda: krippendorff_alpha(ratings, Level.NOMINAL)
    yield "Gwet's AC1", lambda: chance.gwet_ac(ratings, plain)
    yield "Brennan-Prediger", lambda: chance.brennan_prediger(ratings, plain)
    if len(ratings.categories) == 2:
        yield "PABAK", lambda: chance.brennan_prediger(ratings, plain)
    if level is not Level.NOMINAL:
        yield from _weighted_coefficients(ratings, level)
    if level in (Level.INTERVAL, Level.RATIO):
        for form in Icc:
            yield form.value, lambda form=form: intraclass(ratings, form)  # type: ignore[misc]


def _weighted_coefficients(ratings: Ratings, level: Level) -> Iterator[tuple[str, Callable[[], Statistic]]]:
    kappa, name = _kappa(ratings)
    is_ordinal = level is Level.ORDINAL
    places = range(len(ratings.categories)) if is_ordinal else category_numbers(ratings.categories)
    of_level = level_weights(ratings.categories, level)
    yield f"{name} (linear)", lambda: kappa(ratings, linear_weights(places))
    yield f"{name} (quadratic)", lambda: kappa(ratings, quadratic_weights(places))
    yield f"Krippendorff's alpha ({level.value})", lambda: krippendorff_alpha(ratings, level)
    used = "quadratic" if level is Level.INTERVAL else level.value
    yield f"weighted agreement ({used})", lambda: chance.percent_agreement(ratings, of_level)
    yield f"Gwet's AC2 ({used})", lambda: chance.gwet_ac(ratings, of_level)


def _kappa(ratings: Ratings) -> tuple[Callable[[Ratings, FloatArray], Statistic], str]:
    is_pair = len(ratings.raters) == 2
    return (chance.cohen_kappa, "Cohen's kappa") if is_pair else (chance.conger_kappa, "Conger's kappa")


def _measure(
    name: str, statistic: Statistic, draws: Multiplicities, *, ratings: Ratings, confidence: float
) -> Estimate:
    is_icc = name in {form.value for form in Icc}
    n = int(complete_units(ratings).sum()) if is_icc else int(ratings.is_paired.sum())
    undefined = _NO_VARIANCE if is_icc else _ONE_VALUE
    found = bootstrap(name, statistic, draws, confidence=confidence, undefined=undefined, n=n)
    return _with_wilson(found, ratings, confidence=confidence) if name == "percent agreement" else found


def _with_wilson(found: Estimate, ratings: Ratings, *, confidence: float) -> Estimate:
    """Give a share of 0 or 1, which every resample repeats, an interval that is no single point.

    Units of one cluster count as one.
    """
    if found.value is None or found.interval is not None:
        return found
    independent = found.n if ratings.clusters is None else len(np.unique(ratings.clusters))
    interval = wilson(min(1.0, found.value) * independent, independent, confidence=confidence)
    return Estimate(found.name, found.value, interval, n=found.n, method="Wilson")


def _prevalences(ratings: Ratings, draws: Multiplicities, *, confidence: float) -> Iterator[Estimate]:
    if len(ratings.categories) > MOST_PREVALENCES:
        return
    for index, category in enumerate(ratings.categories):
        name = f"{category:g}" if isinstance(category, float) else category
        share = chance.prevalence(ratings, index)
        found = bootstrap(name, share, draws, confidence=confidence, n=len(ratings.units))
        yield _with_wilson(found, ratings, confidence=confidence)


def _note(shares: FloatArray, *, disagreements: int, paired: int) -> str:
    rest = 1 - float(shares.max())
    if rest >= RARE:
        return ""
    return (
        f"{rest:.0%} of the ratings are not the commonest value: kappa and alpha say little here. "
        f"Raters differed on {disagreements} of {paired} units."
    )
