"""Writes many rows of one table at once, converted by the table's own column types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert

from qa.store.base import UtcDateTime


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert rows given as tuples in the order of `columns`; None is NULL.

    Goes to the driver with one prepared statement: several times faster than the same
    rows as dictionaries, and the statement and conversions are still the dialect's own.
    """
    if not rows:
        return
    dialect = connection.dialect
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    converters = [_converter(table, column, dialect) for column in columns]
    needed = [(index, convert) for index, convert in enumerate(converters) if convert]
    converted = _convert(rows, needed) if needed else rows
    if compiled.positional:
        order = [columns.index(name) for name in compiled.positiontup or ()]
        values: Any = (
            [tuple(row[index] for index in order) for row in converted] if order != sorted(order) else converted
        )
    else:
        values = [dict(zip(columns, row, strict=True)) for row in converted]
    connection.exec_driver_sql(str(compiled), values)


def moment_text(moment: datetime) -> str:
    """Return a moment as `UtcDateTime` has it stored in SQLite, at a fifth of the time the type itself takes."""
    if moment.tzinfo is None:
        raise ValueError(f"A moment needs an offset: {moment.isoformat()}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _convert(rows: list[tuple[Any, ...]], needed: list[tuple[int, Callable[[Any], Any]]]) -> list[tuple[Any, ...]]:
    converted = []
    for row in rows:
        values = list(row)
        for index, convert in needed:
            if values[index] is not None:
                values[index] = convert(values[index])
        converted.append(tuple(values))
    return converted


def _converter(table: Table, column: str, dialect: Any) -> Callable[[Any], Any] | None:
    if dialect.name == "sqlite" and isinstance(table.c[column].type, UtcDateTime):
        return moment_text
    converter: Callable[[Any], Any] | None = table.c[column].type.dialect_impl(dialect).bind_processor(dialect)
    return converter
