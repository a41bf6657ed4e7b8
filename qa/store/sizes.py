"""Tells SQLite how large its tables are and how much an index narrows them; without that it guesses its ways."""

from __future__ import annotations

from sqlalchemy import Connection

_MOST_COUNTED = 10_000


def note_sizes(connection: Connection) -> None:
    """Count anew; a few hundredths of a second whatever the size, as at most so many rows of each index are looked at.

    An index that came after the last counting is thought to find ten rows, and misleads wherever it finds many. A
    connection reads the counts when it is opened. PostgreSQL counts by itself.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit={_MOST_COUNTED}")
        connection.exec_driver_sql("ANALYZE")
