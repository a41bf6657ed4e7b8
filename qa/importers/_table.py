"""Reads the rows of a table in a text file, its columns known by what they mean."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from qa.errors import BadRecordError
from qa.importers._columns import COLUMNS, meaning_of, plain_name
from qa.importers._lines import LONGEST_LINE
from qa.importers._values import LONGEST_ID, normal_text, shorten
from qa.ports import ImportOptions

_DELIMITERS = (",", ";", "\t")
_REPORT_ROWS = 1_000
_ESCAPE = "qa-escape"
_BAD = re.compile("[\udc00-\udcff]")
_NEEDED = ("conversation", "agent", "time")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `cells` are by meaning, `metadata` by column name; empty cells are left out.

    `problem` says what is wrong with a row that cannot be used.
    """

    line: int
    conversation: str
    cells: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    problem: str | None = None


class Header:
    """The columns of a table: which means what. A second column of one meaning is metadata."""

    def __init__(self, names: list[str]) -> None:
        self.names = [normal_text(name.strip()) for name in names]
        self.meanings: list[str | None] = [None] * len(names)
        best: dict[str, tuple[int, int]] = {}
        for index, name in enumerate(self.names):
            meaning = meaning_of(name)
            if meaning:
                rank = [plain_name(known) for known in COLUMNS[meaning]].index(plain_name(name))
                best[meaning] = min(best.get(meaning, (rank, index)), (rank, index))
        for meaning, (_, index) in best.items():
            self.meanings[index] = meaning

    @property
    def known(self) -> frozenset[str]:
        """Return the meanings that have a column."""
        return frozenset(meaning for meaning in self.meanings if meaning)

    def problem(self) -> str | None:
        """Say what is wrong with the header or which needed columns are missing; None when all is well."""
        if not self.names:
            return "the file is empty; expected a header and rows."
        if wrong := _find_bad_byte(self.names, self.names):
            return wrong
        missing = [name for name in _NEEDED if name not in self.known]
        if not {"text", "audio"} & self.known:
            missing.append("text or audio")
        if not missing:
            return None
        found = ", ".join(name for name in self.names if name) or "none"
        return (
            f"the table has no column for {', '.join(missing)}; its columns are: {shorten(found, 300)}. "
            "Name them conversation_id, agent, time and text (or audio); docs/importing.md lists other names."
        )


def read_header(path: Path, options: ImportOptions) -> tuple[Header, str, int]:
    """Return the header, the delimiter and the number of lines before the first row. Raises OSError, csv.Error."""
    with _open(path, options) as file:
        line = file.readline(LONGEST_LINE)
        named = re.fullmatch(r"sep=(.)\s*", line)
        if named:
            return Header(next(csv.reader([file.readline(LONGEST_LINE)], delimiter=named[1]), [])), named[1], 2
    headers = [(Header(next(csv.reader([line], delimiter=sign), [])), sign) for sign in _DELIMITERS]
    header, delimiter = max(headers, key=lambda pair: (len(pair[0].known), len(pair[0].names)))
    return header, delimiter, 1


def read_rows(path: Path, options: ImportOptions) -> Iterator[Row | BadRecordError]:
    """Yield the rows of a table; one BadRecordError when it lacks a needed column."""
    csv.field_size_limit(LONGEST_LINE)
    header, delimiter, before = read_header(path, options)
    problem = header.problem()
    if problem:
        yield BadRecordError(str(path), 1, problem)
        return
    with _open(path, options) as file:
        for _ in range(before):
            file.readline()
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        yield from _read(path, _Counted(reader, before), header, file, options)


class _CsvReader(Protocol):
    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


class _Counted:
    """Counts the lines a reader of rows has read; a row may span several."""

    def __init__(self, reader: _CsvReader, before: int) -> None:
        self._reader, self._before = reader, before
        self.line = before + 1

    def __iter__(self) -> Iterator[list[str] | csv.Error]:
        while True:
            self.line = self._before + self._reader.line_num + 1
            try:
                row = next(self._reader, None)
            except csv.Error as error:
                yield error
                continue
            if row is None:
                return
            yield row


def _read(
    path: Path, rows: _Counted, header: Header, file: TextIO, options: ImportOptions
) -> Iterator[Row | BadRecordError]:
    for number, cells in enumerate(rows, start=1):
        if options.report and not number % _REPORT_ROWS:
            options.report(file.buffer.tell() if hasattr(file, "buffer") else 0)
        if isinstance(cells, csv.Error):
            hint = 'a cell with a quote in it is written "like ""this"" one"'
            yield BadRecordError(str(path), rows.line, f"the row cannot be read: {cells}; {hint}.")
        elif any(cell.strip() for cell in cells):
            yield _read_row(path, rows.line, cells, header)


def _read_row(path: Path, line: int, cells: list[str], header: Header) -> Row | BadRecordError:
    named: dict[str, str] = {}
    metadata: dict[str, str] = {}
    for name, meaning, cell in zip(header.names, header.meanings, cells, strict=False):
        text = normal_text(cell.strip().replace("\r\n", "\n").replace("\x00", ""))
        if text:
            (named if meaning else metadata)[meaning or name] = text
    key = named.pop("conversation", "")
    problem = _problem_of(cells, header)
    if not key or len(key) > LONGEST_ID or not key.isprintable():
        expected = f"the row has no conversation id of 1 to {LONGEST_ID} characters."
        return BadRecordError(str(path), line, problem or expected)
    return Row(line, key, problem=problem) if problem else Row(line, key, named, metadata)


def _problem_of(cells: list[str], header: Header) -> str | None:
    if wrong := _find_bad_byte(header.names, cells):
        return wrong
    if any(cell.strip() for cell in cells[len(header.names) :]):
        counts = f"{len(cells)} cells, the header {len(header.names)}"
        return f"the row has {counts}; put quotes around a cell that holds the delimiter."
    return None


def _find_bad_byte(names: list[str], cells: list[str]) -> str | None:
    """Say which byte could not be decoded; such bytes are read as lone surrogates."""
    for name, cell in zip(names, cells, strict=False):
        if not cell.isascii() and (wrong := _BAD.search(cell)):
            return (
                f"byte 0x{ord(wrong[0]) - 0xDC00:02x} in column {shorten(_BAD.sub('�', name))} cannot be decoded; "
                "save the file as UTF-8 or name its encoding, such as --encoding windows-1250."
            )
    return None


def _open(path: Path, options: ImportOptions) -> TextIO:
    with path.open("rb") as file:
        head = file.read(2)
    encoding = options.encoding or "utf-8-sig"
    if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16"
    codecs.register_error(_ESCAPE, _escape)
    return path.open(encoding=encoding, errors=_ESCAPE, newline="")


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that cannot be decoded as lone surrogates; the built-in way does so for one-byte encodings only."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end
