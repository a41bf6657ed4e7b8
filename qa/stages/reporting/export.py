"""A report as plain tables, for files and other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.domain.codec import to_json
from qa.stages.reporting.report import Report

Cell = str | int | float | bool | None
_FIGURE = {"value", "low", "high", "n", "method", "note"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: `name` is a word or two with a hyphen, as `agents-lines`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(report: Report) -> tuple[Sheet, ...]:
    """Return a report as tables: of each section its single figures, then each of its lists.

    A figure becomes the columns name, name_low, name_high, name_n, name_method and name_note.
    """
    return tuple(sheet for name, section in to_json(report).items() for sheet in _sheets(name, section))


def _sheets(name: str, section: Mapping[str, Any]) -> Iterator[Sheet]:
    single = {key: value for key, value in section.items() if not _is_table(value)}
    cells = dict(_flatten(single))
    if cells:
        yield Sheet(name, ("figure", "value"), tuple(cells.items()))
    for key, value in section.items():
        if _is_table(value) and value:
            yield _table(f"{name}-{key}", value)


def _table(name: str, lines: Sequence[Mapping[str, Any]]) -> Sheet:
    rows = [dict(_flatten(line)) for line in lines]
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    return Sheet(name, columns, tuple(tuple(row.get(column) for column in columns) for row in rows))


def _flatten(values: Mapping[str, Any], *, prefix: str = "") -> Iterator[tuple[str, Cell]]:
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and set(value) == _FIGURE:
            yield name, value["value"]
            yield from ((f"{name}_{part}", value[part]) for part in ("low", "high", "n", "method", "note"))
        elif isinstance(value, Mapping):
            yield from _flatten(value, prefix=f"{name}_")
        elif isinstance(value, list):
            yield name, " ".join(str(one) for one in value)
        else:
            yield name, value


def _is_table(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, Mapping) for one in value) and value != []
