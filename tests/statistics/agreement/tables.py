"""Published tables of ratings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qa.statistics.agreement import Level, Ratings, from_matrix

KRIPPENDORFF_C = """
1 2 3 3 2 1 4 1 2 - - -
1 2 3 3 2 2 4 1 2 5 - 3
- 3 3 3 2 3 4 2 2 5 1 -
1 2 3 3 2 4 4 1 2 5 1 -
"""
WIKIPEDIA = """
- - - - - 3 4 1 2 1 1 3 3 - 3
1 - 2 1 3 3 4 3 - - - - - - -
- - 2 1 3 4 4 - 2 1 1 3 3 - 4
"""
KRIPPENDORFF_BINARY = "0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0"
KRIPPENDORFF_NOMINAL = "a a b b d c c c e d d a\nb a b b b c c c e d d d"
SHROUT_FLEISS = "9 6 8 7 10 6\n2 1 4 1 5 2\n5 3 6 2 6 4\n8 2 8 6 9 7"
SEVERITY = "90 70 100 60\n80 60 92 48\n85 68 95 57"
FLEISS_1971 = """
0 0 0 0 14/0 2 6 4 2/0 0 3 5 6/0 3 9 2 0/2 2 8 1 1/7 7 0 0 0/3 2 6 3 0/2 5 3 2 2/6 5 2 1 0/0 2 2 3 7
"""


def by_rater(text: str, *, level: Level = Level.NOMINAL) -> Ratings:
    """Read one line a rater; a dash is a gap."""
    raters = [line.split() for line in text.strip().splitlines()]
    rows = [[None if value == "-" else value for value in unit] for unit in zip(*raters, strict=True)]
    return from_matrix(rows, level=level)


def from_confusion(table: Sequence[Sequence[int]]) -> Ratings:
    """Write out a confusion table, first rater in rows, as ratings 0, 1, 2..."""
    cells = [(row, column) for row in range(len(table)) for column in range(len(table))]
    rows = [[str(row), str(column)] for row, column in cells for _ in range(table[row][column])]
    return from_matrix(rows, order=[str(value) for value in range(len(table))])


def from_counts(text: str) -> Ratings:
    """Write out units x values counts, units apart by a slash, as ratings of nameless raters."""
    units = [[int(count) for count in unit.split()] for unit in text.strip().split("/")]
    return from_matrix([[str(value) for value, count in enumerate(unit) for _ in range(count)] for unit in units])


def once(ratings: Ratings) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Count every unit once."""
    return np.ones(len(ratings.units))
