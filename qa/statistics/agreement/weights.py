"""How much two different values still agree: 1 for the same value, down to 0."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.agreement.table import Level, category_numbers
from qa.statistics.values import FloatArray


def identity_weights(size: int) -> FloatArray:
    """Return weights that count only the same value, size x size."""
    return np.eye(size)


def linear_weights(places: Sequence[float] | FloatArray) -> FloatArray:
    """Return 1 - |a - b| / range for values at these places (Cicchetti & Allison 1971)."""
    return _scaled(np.abs(_differences(places)))


def quadratic_weights(places: Sequence[float] | FloatArray) -> FloatArray:
    """Return 1 - (a - b)^2 / range^2 for values at these places (Fleiss & Cohen 1973)."""
    return _scaled(_differences(places) ** 2)


def ordinal_weights(size: int) -> FloatArray:
    """Return Gwet's ordinal weights, 1 - C(|k - l| + 1, 2) / the largest (Gwet 2014, section 3.5).

    This is not Krippendorff's ordinal metric, which depends on how often each value was given.
    """
    steps = np.abs(_differences(range(size)))
    return _scaled(steps * (steps + 1) / 2)


def ratio_weights(places: Sequence[float] | FloatArray) -> FloatArray:
    """Return 1 - ((a - b) / (a + b))^2 / the largest, for values of 0 or above (Gwet 2014, section 3.5)."""
    values = np.asarray(places, dtype=float)
    sums = values[:, None] + values[None, :]
    return _scaled(np.divide(_differences(values), sums, out=np.zeros_like(sums), where=sums != 0) ** 2)


def weights_from_disagreement(disagreement: Sequence[Sequence[float]] | FloatArray) -> FloatArray:
    """Return the weights 1 - v / max(v) of given disagreements (Cohen 1968).

    Raises StatisticsError unless they form a square of numbers of 0 or above with zeros on the diagonal.
    """
    given = np.asarray(disagreement, dtype=float)
    is_square = given.ndim == 2 and given.shape[0] == given.shape[1]
    if not is_square or (given < 0).any() or np.diagonal(given).any():
        raise StatisticsError("Disagreement weights must be a square of numbers of 0 or above, 0 on the diagonal.")
    return _scaled(given)


def level_weights(categories: Sequence[str | float], level: Level) -> FloatArray:
    """Return the weights of a level: identity, Gwet's ordinal, quadratic, ratio."""
    if level is Level.NOMINAL:
        return identity_weights(len(categories))
    if level is Level.ORDINAL:
        return ordinal_weights(len(categories))
    numbers = category_numbers(categories)
    return quadratic_weights(numbers) if level is Level.INTERVAL else ratio_weights(numbers)


def _differences(places: Sequence[float] | FloatArray) -> FloatArray:
    values = np.asarray(places, dtype=float)
    differences: FloatArray = values[:, None] - values[None, :]
    return differences


def _scaled(disagreement: FloatArray) -> FloatArray:
    largest = disagreement.max(initial=0.0)
    return 1.0 - disagreement / largest if largest else np.ones_like(disagreement)
