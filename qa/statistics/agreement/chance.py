"""Agreement corrected for chance: Cohen and Conger, Fleiss, Gwet's AC1 and AC2, Brennan-Prediger.

Each function prepares one coefficient for a table and returns it as a function of how often each unit counts (an
array of the length of the units; all ones for the table itself), so that a bootstrap is cheap. nan means not defined.
Percent agreement follows Gwet 2014, section 2.4: units with one rating count in the marginals only.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.agreement.table import GAP, Ratings
from qa.statistics.values import FloatArray

Statistic = Callable[[FloatArray], float]


def percent_agreement(ratings: Ratings, weights: FloatArray) -> Statistic:
    """Return the mean share of pairs of raters that agree on a unit, pairs weighted by `weights`."""
    agreeing, paired = _pair_shares(ratings.counts, weights), ratings.is_paired
    return lambda times: _ratio(float(times @ agreeing), float(times @ paired))


def fleiss_kappa(ratings: Ratings, weights: FloatArray) -> Statistic:
    """Return Fleiss' kappa, p_e = sum w_kl pi_k pi_l (Fleiss 1971; Gwet 2014 for gaps and weights)."""
    return _corrected(ratings, weights, expected=lambda shares: float(shares @ weights @ shares))


def gwet_ac(ratings: Ratings, weights: FloatArray) -> Statistic:
    """Return AC1, or AC2 with weights, p_e = sum w / (K (K - 1)) sum pi_k (1 - pi_k) (Gwet 2008)."""
    size = len(weights)
    factor = weights.sum() / (size * (size - 1)) if size > 1 else np.nan
    return _corrected(ratings, weights, expected=lambda shares: float(factor * (shares * (1 - shares)).sum()))


def brennan_prediger(ratings: Ratings, weights: FloatArray) -> Statistic:
    """Return the coefficient with p_e = sum w / K^2 (Brennan & Prediger 1981).

    With two values it is PABAK, 2 p_o - 1 (Byrt, Bishop & Carlin 1993).
    """
    constant = float(weights.mean())
    return _corrected(ratings, weights, expected=lambda shares: constant)


def cohen_kappa(ratings: Ratings, weights: FloatArray) -> Statistic:
    """Return Cohen's (weighted) kappa of two raters over the units both rated (Cohen 1960, 1968).

    Raises StatisticsError unless there are two raters.
    """
    if len(ratings.raters) != 2:
        raise StatisticsError(f"Cohen's kappa compares two raters, not {len(ratings.raters)}; use Conger's.")
    both = ratings.is_paired.astype(bool)
    first, second = ratings.codes[both].T
    agreeing = weights[first, second]

    def statistic(times: FloatArray) -> float:
        counted = times[both]
        total = float(counted.sum())
        if not total:
            return float("nan")
        rows, columns = (np.bincount(code, weights=counted, minlength=len(weights)) / total for code in (first, second))
        return _correct(float(counted @ agreeing) / total, float(rows @ weights @ columns))

    return statistic


def table_kappa(table: FloatArray, weights: FloatArray) -> float:
    """Return Cohen's kappa of a confusion table, K x K, first rater in rows; nan when it is not defined."""
    total = table.sum()
    if not total:
        return float("nan")
    shares = table / total
    expected = float(shares.sum(axis=1) @ weights @ shares.sum(axis=0))
    return _correct(float((weights * shares).sum()), expected)


def conger_kappa(ratings: Ratings, weights: FloatArray) -> Statistic:
    """Return Conger's kappa of several raters, each with its own marginals (Conger 1980; Gwet 2014 for gaps)."""
    agreement = percent_agreement(ratings, weights)
    columns = [(np.flatnonzero(column != GAP), column[column != GAP]) for column in ratings.codes.T]

    def statistic(times: FloatArray) -> float:
        given = [np.bincount(codes, weights=times[units], minlength=len(weights)) for units, codes in columns]
        shares = np.asarray([one / one.sum() for one in given if one.sum()])
        raters = len(shares)
        if raters < 2:
            return float("nan")
        mean = shares.mean(axis=0)
        own = float(((shares @ weights) * shares).sum()) / raters
        return _correct(agreement(times), (raters * float(mean @ weights @ mean) - own) / (raters - 1))

    return statistic


def prevalence(ratings: Ratings, category: int) -> Statistic:
    """Return the share of ratings with this value, the mean over units of the share of their raters."""
    counts = ratings.counts
    shares = counts[:, category] / counts.sum(axis=1)
    return lambda times: _ratio(float(times @ shares), float(times.sum()))


def _corrected(ratings: Ratings, weights: FloatArray, *, expected: Callable[[FloatArray], float]) -> Statistic:
    agreement = percent_agreement(ratings, weights)
    per_rating = 1 / (ratings.codes != GAP).sum(axis=1)
    return lambda times: _correct(agreement(times), expected(ratings.tally(times * per_rating) / times.sum()))


def _pair_shares(counts: FloatArray, weights: FloatArray) -> FloatArray:
    sizes = counts.sum(axis=1)
    agreeing = (counts * (counts @ weights - 1)).sum(axis=1)
    found: FloatArray = np.divide(agreeing, sizes * (sizes - 1), out=np.zeros(len(counts)), where=sizes >= 2)
    return found


def _correct(observed: float, expected: float) -> float:
    return float("nan") if not expected < 1 - 1e-12 else (observed - expected) / (1 - expected)


def _ratio(above: float, below: float) -> float:
    return float(above / below) if below else float("nan")
