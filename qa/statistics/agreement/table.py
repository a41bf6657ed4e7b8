"""Ratings as a table: units by raters, with gaps."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qa.errors import StatisticsError
from qa.statistics.values import FloatArray, IntArray

GAP = -1


class Level(enum.Enum):
    """What the distances between values mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Rating:
    """What one rater said of one unit; `cluster` is what the unit belongs to, as a conversation or an agent."""

    unit: str
    rater: str
    value: str | float
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class Ratings:
    """A table of ratings.

    `codes` has the shape units x raters and holds indices into `categories`, GAP where nothing was
    rated. `clusters` has one number a unit, None where units are independent. Categories are in order.
    """

    units: tuple[str, ...]
    raters: tuple[str, ...]
    categories: tuple[str | float, ...]
    codes: IntArray
    clusters: IntArray | None = None

    @property
    def counts(self) -> FloatArray:
        """Return how many raters gave each value, units x categories."""
        counts = np.zeros((len(self.units), len(self.categories)))
        rows, columns = np.nonzero(self.codes != GAP)
        np.add.at(counts, (rows, self.codes[rows, columns]), 1.0)
        return counts

    def tally(self, weights: FloatArray) -> FloatArray:
        """Return how often each value was given when each rating of a unit counts as that unit's weight."""
        is_there = self.codes != GAP
        of_unit = np.broadcast_to(weights[:, None], self.codes.shape)
        found = np.bincount(self.codes[is_there], weights=of_unit[is_there], minlength=len(self.categories))
        return found.astype(float)

    @property
    def numbers(self) -> FloatArray:
        """Return the values, units x raters, nan for a gap. Raises StatisticsError when they are no numbers."""
        values = np.append(category_numbers(self.categories), np.nan)
        found: FloatArray = values[self.codes]
        return found

    @property
    def is_paired(self) -> FloatArray:
        """Return 1 for each unit with at least two ratings, else 0."""
        sizes: IntArray = (self.codes != GAP).sum(axis=1)
        return (sizes >= 2).astype(float)


def tabulate(ratings: Iterable[Rating], *, level: Level, order: Sequence[str] = ()) -> Ratings:
    """Arrange ratings as a table.

    Values that all read as numbers are numbers, in their order; words are in the order given, which
    the ordinal level needs. Raises StatisticsError when there is nothing to compare, a rater rated a unit twice,
    a unit is in two clusters, or a value does not fit the level.
    """
    rows = list(ratings)
    categories = _categories([row.value for row in rows], level=level, order=order)
    units = {unit: index for index, unit in enumerate(dict.fromkeys(row.unit for row in rows))}
    raters = {rater: index for index, rater in enumerate(sorted({row.rater for row in rows}))}
    index_of = {category: index for index, category in enumerate(categories)}
    codes = np.full((len(units), len(raters)), GAP, dtype=np.int64)
    for row in rows:
        place = units[row.unit], raters[row.rater]
        if codes[place] != GAP:
            raise StatisticsError(f"Rater {row.rater!r} rated unit {row.unit!r} twice; keep one rating.")
        codes[place] = index_of[_read(row.value, is_number=isinstance(categories[0], float))]
    table = Ratings(tuple(units), tuple(raters), categories, codes, _clusters(rows, units))
    check_comparable(table)
    return table


def from_matrix(
    rows: Sequence[Sequence[str | float | None]], *, level: Level = Level.NOMINAL, order: Sequence[str] = ()
) -> Ratings:
    """Arrange a matrix, units x raters with None for a gap, as a table. Raises StatisticsError as `tabulate`."""
    ratings = (
        Rating(str(unit), f"{rater:06d}", value)
        for unit, row in enumerate(rows)
        for rater, value in enumerate(row)
        if value is not None
    )
    return tabulate(ratings, level=level, order=order)


def check_comparable(ratings: Ratings) -> None:
    """Raise StatisticsError when no two raters rated the same unit."""
    if not ratings.units:
        raise StatisticsError("There are no ratings: agreement needs units that two raters rated.")
    if len(ratings.raters) < 2:
        raise StatisticsError(f"Only {ratings.raters[0]!r} rated: agreement needs at least two raters.")
    if not ratings.is_paired.any():
        raise StatisticsError("No unit was rated by two raters: agreement needs units that raters have in common.")


def category_numbers(categories: Sequence[str | float]) -> FloatArray:
    """Return the categories as numbers. Raises StatisticsError naming the first that is none."""
    for category in categories:
        if not isinstance(category, float):
            raise StatisticsError(
                f"Value {category!r} is not a number: interval and ratio need numbers, as 4 or 4.5; "
                "words can be compared at the nominal level, or at the ordinal one with their order."
            )
    return np.asarray(categories, dtype=float)


def _categories(values: Sequence[str | float], *, level: Level, order: Sequence[str]) -> tuple[str | float, ...]:
    if not values:
        raise StatisticsError("There are no ratings: agreement needs units that two raters rated.")
    are_numbers = all(_number(value) is not None for value in (*values, *order))
    found = {_read(value, is_number=are_numbers) for value in values}
    ordered = [_read(value, is_number=are_numbers) for value in order]
    if ordered:
        for value in sorted(found - set(ordered), key=str):
            known = ", ".join(str(one) for one in ordered)
            raise StatisticsError(f"Value {value!r} is not in the order given. Known: {known}.")
        return tuple(ordered)
    if not are_numbers and level is not Level.NOMINAL:
        word = next(value for value in values if _number(value) is None)
        what = "give the order of the words" if level is Level.ORDINAL else "compare words at the nominal level"
        raise StatisticsError(f"Value {word!r} is not a number, which the {level.value} level needs; or {what}.")
    categories = tuple(sorted(found, key=lambda value: value if are_numbers else str(value)))
    lowest = categories[0]
    if level is Level.RATIO and isinstance(lowest, float) and lowest < 0:
        raise StatisticsError(f"Value {lowest:g} is below zero, which the ratio level does not allow; use interval.")
    return categories


def _read(value: str | float, *, is_number: bool) -> str | float:
    number = _number(value) if is_number else None
    return str(value) if number is None else number


def _number(value: str | float) -> float | None:
    if isinstance(value, str) and "_" in value:
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number + 0.0 if math.isfinite(number) else None


def _clusters(rows: Sequence[Rating], units: Mapping[str, int]) -> IntArray | None:
    named: dict[str, str] = {}
    for row in rows:
        if row.cluster is None:
            continue
        if named.setdefault(row.unit, row.cluster) != row.cluster:
            raise StatisticsError(f"Unit {row.unit!r} is in two clusters, {named[row.unit]!r} and {row.cluster!r}.")
    if not named:
        return None
    numbers: dict[tuple[bool, str], int] = {}
    keys = ((unit in named, named.get(unit, unit)) for unit in units)
    return np.asarray([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)
