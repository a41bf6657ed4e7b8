"""Wald's sequential test: read reviews one by one and stop as soon as they say enough."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable
from dataclasses import dataclass

from qa.errors import StatisticsError


class Signal(enum.Enum):
    """What the reviews read so far say."""

    GO_ON = "go_on"
    ALARM = "alarm"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class SequentialTest:
    """Tells a failure rate `good` from `bad`.

    `alpha` is the chance of an alarm at the good rate, `beta` that of a clear at the bad one.
    """

    good: float
    bad: float
    alpha: float = 0.05
    beta: float = 0.10

    def __post_init__(self) -> None:
        """Raise StatisticsError unless 0 < good < bad < 1 and alpha, beta, alpha + beta lie between 0 and 1."""
        if not 0 < self.good < self.bad < 1:
            raise StatisticsError(
                f"Rates {self.good} and {self.bad} cannot be told apart: 0 < good < bad < 1 is needed."
            )
        if not (self.alpha > 0 and self.beta > 0 and self.alpha + self.beta < 1):
            raise StatisticsError(f"alpha {self.alpha} and beta {self.beta} must be positive and below 1 together.")

    @property
    def upper(self) -> float:
        """Return the alarm bound ln((1 - beta) / alpha) (Wald 1945)."""
        return math.log((1 - self.beta) / self.alpha)

    @property
    def lower(self) -> float:
        """Return the clear bound ln(beta / (1 - alpha)) (Wald 1945)."""
        return math.log(self.beta / (1 - self.alpha))

    @property
    def step_of_fail(self) -> float:
        """Return what a failed review adds: ln(bad / good)."""
        return math.log(self.bad / self.good)

    @property
    def step_of_pass(self) -> float:
        """Return what a passed review adds: ln((1 - bad) / (1 - good)), below zero."""
        return math.log((1 - self.bad) / (1 - self.good))


@dataclass(frozen=True, slots=True)
class SequentialState:
    """Where a test stands: the log likelihood ratio, the reviews read until then, and what they say."""

    statistic: float
    reviews: int
    signal: Signal


def run_test(test: SequentialTest, failures: Iterable[bool]) -> SequentialState:
    """Read reviews in their order, True for a failure, and stop at the first bound that is reached."""
    statistic, reviews = 0.0, 0
    for is_failure in failures:
        reviews += 1
        statistic += test.step_of_fail if is_failure else test.step_of_pass
        if statistic >= test.upper:
            return SequentialState(statistic, reviews, Signal.ALARM)
        if statistic <= test.lower:
            return SequentialState(statistic, reviews, Signal.CLEAR)
    return SequentialState(statistic, reviews, Signal.GO_ON)
