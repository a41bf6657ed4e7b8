"""Brings the rows of each conversation together, in bounded memory, wherever they stand in a table."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

import orjson

from qa.importers._table import Row

_BATCH = 5_000

_MAKE = """
CREATE TABLE conversation (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE row (conversation INTEGER, line INTEGER, cells BLOB, PRIMARY KEY (conversation, line)) WITHOUT ROWID;
"""


class RowStore:
    """Rows set aside in a temporary file, to be read again conversation by conversation."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "rows.db", isolation_level=None)
        self._database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_MAKE} BEGIN;")
        self._waiting: list[Row] = []

    def add(self, row: Row) -> None:
        """Set a row aside."""
        self._waiting.append(row)
        if len(self._waiting) >= _BATCH:
            self._write()

    def groups(self) -> Iterator[list[Row]]:
        """Yield the rows of each conversation in the order of their lines; conversations as they first came."""
        self._write()
        ordered = self._database.execute(
            "SELECT key, line, cells FROM row JOIN conversation ON id = conversation ORDER BY conversation, line"
        )
        for key, found in groupby(ordered, key=lambda one: str(one[0])):
            yield [Row(line, key, *orjson.loads(cells)) for _, line, cells in found]

    def close(self) -> None:
        """Let go of the temporary file."""
        self._database.close()

    def _write(self) -> None:
        rows, self._waiting = self._waiting, []
        self._database.executemany(
            "INSERT OR IGNORE INTO conversation (key) VALUES (?)", [(r.conversation,) for r in rows]
        )
        self._database.executemany(
            "INSERT INTO row SELECT id, ?, ? FROM conversation WHERE key = ?",
            [(row.line, orjson.dumps([row.cells, row.metadata, row.problem]), row.conversation) for row in rows],
        )


def group_rows(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each conversation together. Reads all rows before the first group."""
    with tempfile.TemporaryDirectory(prefix="qa-import-") as folder, closing(RowStore(Path(folder))) as store:
        for row in rows:
            store.add(row)
        yield from store.groups()
