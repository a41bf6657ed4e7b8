"""How the page's bench takes time: of one piece of work, many times, and what Python spends on garbage meanwhile."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import requests
from werkzeug.test import TestResponse


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of one page, its statements and its size; `first_ms` is processor time with nothing remembered.

    `pauses` is how often Python collected garbage while it was asked for, `pause_ms` the longest of these.
    """

    p50_ms: float
    p95_ms: float
    cpu_ms: float
    first_ms: float
    pause_ms: float
    pauses: int
    statements: int
    kilobytes: int


class Pauses:
    """Notes how long Python collects garbage."""

    def __init__(self) -> None:
        """Listen from now on."""
        self.taken_ms: list[float] = []
        self._begun = 0.0
        gc.callbacks.append(self._note)

    def _note(self, phase: str, _found: dict[str, int]) -> None:
        if phase == "start":
            self._begun = time.perf_counter()
        else:
            self.taken_ms.append(1000 * (time.perf_counter() - self._begun))


def checked(response: TestResponse | requests.Response) -> None:
    """Stop where a page does not answer."""
    assert response.status_code == 200, response


def once(work: Callable[[], None]) -> float:
    """Return the milliseconds of some work."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def times_of(work: Callable[[], None], *, times: int = 40) -> tuple[float, float, float]:
    """Return median, 95th percentile and mean processor time in milliseconds, after two runs to warm up."""
    work(), work()
    taken: list[float] = []
    processor = time.process_time()
    for _ in range(times):
        taken.append(once(work))
    processor = 1000 * (time.process_time() - processor) / times
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1], processor
