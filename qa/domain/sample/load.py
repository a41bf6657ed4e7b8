"""Shares conversations among reviewers so that nobody has more minutes of work than the others."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bearer:
    """A reviewer with the minutes of work they have already."""

    id: int
    minutes: float = 0.0


def share_out(
    works: Iterable[tuple[int, float]],
    bearers: Sequence[Bearer],
    *,
    never: Mapping[int, frozenset[int]] | None = None,
) -> dict[int, int]:
    """Give each work of (id, expected minutes) to the bearer with least to do; return bearer by work.

    Equals are served in the order given. `never` names the bearers that must not have a work; one that nobody may
    have is given to nobody.
    """
    heap = [(bearer.minutes, place, bearer.id) for place, bearer in enumerate(bearers)]
    heapq.heapify(heap)
    given: dict[int, int] = {}
    for work, minutes in works:
        barred = (never or {}).get(work, frozenset())
        passed = []
        while heap and heap[0][2] in barred:
            passed.append(heapq.heappop(heap))
        if heap:
            load, place, bearer = heapq.heappop(heap)
            given[work] = bearer
            heapq.heappush(heap, (load + minutes, place, bearer))
        for one in passed:
            heapq.heappush(heap, one)
    return given
