"""Who answered what, a page of lines at a time: the most divided come first."""

from __future__ import annotations

from dataclasses import dataclass

from qa.stages.calibrating import Reveal
from qa.stages.calibrating.answers import Row

PAGE = 40


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """The lines of one kind on a page, and how many there are of it in all."""

    is_divided: bool
    rows: tuple[Row, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """One page of the lines."""

    parts: tuple[MatrixPart, ...]
    page: int
    has_more: bool


def matrix_of(reveal: Reveal, *, page: int = 1) -> Matrix:
    """Take a page: what the room talks about, then what nobody differs on."""
    divided, agreed = reveal.agenda, reveal.agreed
    start, end = PAGE * (page - 1), PAGE * page
    after = len(divided)
    parts = (
        MatrixPart(is_divided=True, rows=divided[start:end], count=after),
        MatrixPart(is_divided=False, rows=agreed[max(0, start - after) : max(0, end - after)], count=len(agreed)),
    )
    return Matrix(tuple(part for part in parts if part.rows), page, has_more=after + len(agreed) > end)
