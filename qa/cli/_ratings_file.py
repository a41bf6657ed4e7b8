"""Reads tables for the statistics commands: named columns, one row at a time, each mistake with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from qa.errors import BadRecordError

_SIGNS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its line and its cells by column, white space at the ends removed; missing columns are empty."""

    line: int
    cells: dict[str, str]


def read_table(
    path: Path, *, needed: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[TableRow | BadRecordError]:
    """Yield the rows of a CSV file (comma, semicolon or tab; - for standard input), or what is wrong with one.

    Raises BadRecordError when the file is no UTF-8 table with the columns needed.
    """
    lines = _read_lines(path)
    header = lines[0] if lines else ""
    sign = max(_SIGNS, key=header.count)
    columns = [name.strip().lower() for name in next(csv.reader([header], delimiter=sign), [])]
    problem = _header_problem(columns, needed=needed, optional=optional)
    if problem:
        raise BadRecordError(str(path), 1, problem)
    reader = csv.reader(lines[1:], delimiter=sign, strict=True)
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader, None)
        except csv.Error as error:
            hint = 'a cell with a quote in it is written "like ""this"" one"'
            yield BadRecordError(str(path), line, f"the row cannot be read: {error}; {hint}.")
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _row(path, line, cells, columns)


def _read_lines(path: Path) -> list[str]:
    with click.open_file(str(path), "rb") as file:
        content: bytes = file.read()
    try:
        return list(io.StringIO(content.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadRecordError(str(path), line, f"not UTF-8 text: {error.reason}; save the file as UTF-8.") from error


def _header_problem(columns: Sequence[str], *, needed: Sequence[str], optional: Sequence[str]) -> str | None:
    known = (*needed, *optional)
    missing = [name for name in needed if name not in columns]
    if missing:
        found = ", ".join(name for name in columns if name) or "none"
        return (
            f"the first line must name the columns {', '.join(needed)}; missing: {', '.join(missing)}; found: {found}."
        )
    unknown = [name for name in columns if name not in known]
    if unknown:
        return f"unknown column {unknown[0]!r}. Known: {', '.join(known)}."
    twice = [name for name in known if columns.count(name) > 1]
    return f"column {twice[0]!r} is there twice; keep one." if twice else None


def _row(path: Path, line: int, cells: Sequence[str], columns: Sequence[str]) -> TableRow | BadRecordError:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        problem = f"{len(cells)} cells under {len(columns)} columns; put a cell with a comma in it in quotes."
        return BadRecordError(str(path), line, problem)
    named = dict.fromkeys(columns, "")
    named.update((name, cell.strip()) for name, cell in zip(columns, cells, strict=False))
    return TableRow(line, named)
