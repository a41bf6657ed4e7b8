"""Imports tables: CSV with commas, semicolons or tabs, one message or one call a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qa.domain.conversation import Conversation
from qa.errors import BadRecordError
from qa.importers._rows import read_table
from qa.ports import ImportOptions

__all__ = ["TableCsv"]

_SUFFIXES = (".csv", ".tsv")


class TableCsv:
    """Tables with columns for the conversation id, the agent, the time and the text or audio file.

    Columns go by many names (docs/importing.md); every other column is metadata. The
    rows of a conversation may stand anywhere in the table.
    """

    def reads(self, path: Path) -> bool:
        """Tell whether the name ends in .csv or .tsv."""
        return path.suffix.lower() in _SUFFIXES and not path.is_dir()

    def read(self, path: Path, options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Yield conversations in the order of their first rows."""
        yield from read_table(path, options)
