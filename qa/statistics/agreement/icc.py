"""Intraclass correlations of numeric ratings, the six forms of Shrout & Fleiss 1979."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.agreement.chance import Statistic
from qa.statistics.agreement.table import Ratings
from qa.statistics.values import FloatArray


class Icc(enum.Enum):
    """Which correlation: how raters were chosen, and whether one rating or the mean of all is judged.

    (1) raters differ from unit to unit, (2) the same raters, absolute agreement, (3) the same raters,
    consistency: their severity does not count.
    """

    ONE_SINGLE = "ICC(1,1)"
    TWO_SINGLE = "ICC(2,1)"
    THREE_SINGLE = "ICC(3,1)"
    ONE_MEAN = "ICC(1,k)"
    TWO_MEAN = "ICC(2,k)"
    THREE_MEAN = "ICC(3,k)"


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """The analysis of variance of units x raters: between units and raters, within units, and the residual."""

    units: float
    raters: float
    within: float
    residual: float


def complete_units(ratings: Ratings) -> FloatArray:
    """Return 1 for each unit that every rater rated, else 0. Raises StatisticsError when values are no numbers."""
    return (~np.isnan(ratings.numbers).any(axis=1)).astype(float)


def intraclass(ratings: Ratings, form: Icc) -> Statistic:
    """Return one correlation, over the units that every rater rated, as a function of how often each unit counts.

    nan means not defined: fewer than two such units, or no variance. Raises StatisticsError when values are no numbers.
    """
    is_complete = complete_units(ratings)
    values = np.where(is_complete[:, None] > 0, ratings.numbers, 0.0)
    return lambda times: _correlation(values, times * is_complete, form)


def mean_squares(values: FloatArray, times: FloatArray) -> MeanSquares:
    """Return the mean squares of values, units x raters without gaps; `times` says how often each unit counts.

    Raises StatisticsError with fewer than two units or raters.
    """
    units, raters = float(times.sum()), values.shape[1]
    if units < 2 or raters < 2:
        raise StatisticsError(f"{units:g} units x {raters} raters have no mean squares: two of each are needed.")
    of_units, of_raters = values.mean(axis=1), times @ values / units
    grand = float(of_raters.mean())
    between_units = raters * float(times @ (of_units - grand) ** 2)
    between_raters = units * float(((of_raters - grand) ** 2).sum())
    total = float(times @ ((values - grand) ** 2).sum(axis=1))
    freedom = (units - 1) * (raters - 1)
    return MeanSquares(
        units=between_units / (units - 1),
        raters=between_raters / (raters - 1),
        within=max(0.0, total - between_units) / (units * (raters - 1)),
        residual=max(0.0, total - between_units - between_raters) / freedom,
    )


def _correlation(values: FloatArray, times: FloatArray, form: Icc) -> float:
    units, raters = float(times.sum()), values.shape[1]
    if units < 2:
        return float("nan")
    squares = mean_squares(values, times)
    severity = (squares.raters - squares.residual) / units
    below = {
        Icc.ONE_SINGLE: squares.units + (raters - 1) * squares.within,
        Icc.TWO_SINGLE: squares.units + (raters - 1) * squares.residual + raters * severity,
        Icc.THREE_SINGLE: squares.units + (raters - 1) * squares.residual,
        Icc.ONE_MEAN: squares.units,
        Icc.TWO_MEAN: squares.units + severity,
        Icc.THREE_MEAN: squares.units,
    }[form]
    error = squares.within if form in (Icc.ONE_SINGLE, Icc.ONE_MEAN) else squares.residual
    is_defined = below > 1e-20 * max(float((values**2).max()), 1e-300)
    return float((squares.units - error) / below) if is_defined else float("nan")
