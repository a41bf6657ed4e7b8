"""A figure of a report: a value, how sure it is, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.statistics.values import Estimate


# Of fewer conversations no figure of the machine is told: it would say what the machine thinks of one that somebody
# may still have to rate blind.
FEWEST = 5
# How many points a review may lose that nobody happened to draw: without it, ten reviews that all went well would
# be too sure of the eleventh. Set by bench/risk_estimates.py, so that 94 of 100 intervals hold at least.
UNSEEN_LOSS = 15.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its 95 % interval and the number of cases behind it; `value` is None where there is none.

    `method` names how the interval was made. `note` is a word that says why there is no value or interval, or what
    the reader has to know: see the words of web/report_words.py.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    method: str = ""
    note: str = ""

    @property
    def has_interval(self) -> bool:
        """Tell whether it is known how sure the value is."""
        return self.low is not None and self.high is not None

    @classmethod
    def of(cls, estimate: Estimate, *, note: str = "", low: float = 0.0, high: float | None = None) -> Figure:
        """Return what statistics answer; ends beyond the range of the figure are drawn in to `low` and `high`."""
        interval = estimate.interval
        if estimate.value is None or interval is None:
            return cls(_rounded(estimate.value), n=estimate.n, method=estimate.method, note=note)
        ends = interval.low, interval.high
        bottom, top = (max(low, min(end, high) if high is not None else end) for end in ends)
        return cls(
            _rounded(estimate.value), _rounded(bottom), _rounded(top), n=estimate.n, method=estimate.method, note=note
        )


def mean_of(
    values: Sequence[float],
    chances: Sequence[float],
    *,
    high: float | None = 100.0,
    low: float = 0.0,
    unseen: float = 0.0,
) -> Figure:
    """Return the mean weighted by 1 / chance with its interval; none where all values are the same."""
    if not values:
        return Figure(note="no-reviews")
    from qa.statistics.estimate.unequal import weighted_mean

    if len(values) > 1 and len(set(values)) == 1:
        return Figure(_rounded(values[0]), n=len(values), note="all-equal")
    note = "one-alone" if len(values) == 1 else ""
    return Figure.of(weighted_mean(values, chances, unseen=unseen), low=low, high=high, note=note)


def mean_score_of(scores: Sequence[float], chances: Sequence[float]) -> Figure:
    """Return the mean of scores of 0 to 100, which allows for a loss that none of these reviews had."""
    return mean_of(scores, chances, unseen=UNSEEN_LOSS)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 5)


def rate(count: float, n: int) -> Figure:
    """Return a share of `n` with its Wilson interval."""
    if not n:
        return Figure(note="nothing")
    from qa.statistics.intervals import wilson

    interval = wilson(count, n)
    return Figure(_rounded(count / n), _rounded(interval.low), _rounded(interval.high), n=n, method="Wilson")
