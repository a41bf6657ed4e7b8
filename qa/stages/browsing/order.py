"""The orders a list of conversations can have."""

from __future__ import annotations

import enum


class Sort(enum.Enum):
    """In which order; rows without the value come last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LOWEST = "lowest"
    HIGHEST = "highest"

    @property
    def is_by_score(self) -> bool:
        """Tell whether the order is by score, else it is by time."""
        return self in (Sort.LOWEST, Sort.HIGHEST)

    @property
    def is_descending(self) -> bool:
        """Tell whether the largest value comes first."""
        return self in (Sort.NEWEST, Sort.HIGHEST)
