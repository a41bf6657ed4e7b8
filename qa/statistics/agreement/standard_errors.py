"""Standard errors by formula, beside the bootstrap: Cohen's kappa and Gwet's AC1 and AC2."""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from qa.statistics.agreement.chance import gwet_ac, percent_agreement, table_kappa
from qa.statistics.agreement.table import Ratings
from qa.statistics.values import Estimate, FloatArray, Interval


def kappa_of_table(table: FloatArray, weights: FloatArray, *, confidence: float = 0.95) -> Estimate:
    """Return Cohen's (weighted) kappa of a confusion table, K x K, with its normal interval.

    The variance is that of Fleiss, Cohen & Everitt 1969. The interval is not kept within -1 and 1.
    """
    counts = np.asarray(table, dtype=float)
    kappa, n = table_kappa(counts, weights), int(counts.sum())
    if np.isnan(kappa):
        return Estimate("Cohen's kappa", None, n=n, reason="both raters gave one and the same value only")
    half = float(stats.norm.ppf((1 + confidence) / 2)) * kappa_standard_error(counts, weights)
    return Estimate("Cohen's kappa", kappa, Interval(kappa - half, kappa + half, confidence), n=n, method="normal")


def kappa_standard_error(table: FloatArray, weights: FloatArray) -> float:
    """Return the standard error of (weighted) kappa (Fleiss, Cohen & Everitt 1969); nan when it is not defined."""
    n = float(table.sum())
    shares = table / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float((weights * shares).sum()), float(rows @ weights @ columns)
    if not expected < 1 - 1e-12:
        return float("nan")
    kappa = (observed - expected) / (1 - expected)
    means = (weights @ columns)[:, None] + (rows @ weights)[None, :]
    spread = float((shares * (weights - means * (1 - kappa)) ** 2).sum())
    variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
    return math.sqrt(max(0.0, variance))


def gwet_standard_error(ratings: Ratings, weights: FloatArray) -> float:
    """Return the standard error of AC1 or AC2 by linearisation (Gwet 2014, section 5.3); nan when not defined."""
    counts, times = ratings.counts, np.ones(len(ratings.units))
    sizes, size = counts.sum(axis=1), len(weights)
    coefficient, observed = gwet_ac(ratings, weights)(times), percent_agreement(ratings, weights)(times)
    if np.isnan(coefficient) or len(times) < 2 or coefficient == 1:
        return float("nan") if coefficient != 1 else 0.0
    expected = (observed - coefficient) / (1 - coefficient)
    shares = (counts / sizes[:, None]).mean(axis=0)
    of_units = (counts * (counts @ weights - 1)).sum(axis=1) / np.maximum(sizes * (sizes - 1), 1)
    paired = ratings.is_paired
    own = len(times) / paired.sum() * (of_units - expected * paired) / (1 - expected)
    by_chance = weights.sum() / (size * (size - 1)) * (counts @ (1 - shares)) / sizes
    linear = own - 2 * (1 - coefficient) * (by_chance - expected) / (1 - expected)
    return math.sqrt(float(((linear - coefficient) ** 2).sum()) / (len(times) * (len(times) - 1)))
