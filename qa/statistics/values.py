"""What a measure answers: a value, how sure it is, and why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Written as text, so that an interval alone does not load numpy.
FloatArray: TypeAlias = "npt.NDArray[np.float64]"
IntArray: TypeAlias = "npt.NDArray[np.int64]"
Multiplicities: TypeAlias = "npt.NDArray[np.int16]"


@dataclass(frozen=True, slots=True)
class Interval:
    """A range that holds the truth in a share `confidence` (0 to 1) of repetitions, or of the posterior."""

    low: float
    high: float
    confidence: float = 0.95

    @property
    def width(self) -> float:
        """Return high - low."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and how sure it is.

    `value` is None when the figure is not defined; `reason` then says why, and otherwise what
    the reader has to know. `n` counts the units it rests on. `method` names how the interval was made.
    """

    name: str
    value: float | None
    interval: Interval | None = None
    n: int = 0
    method: str = ""
    reason: str = ""
