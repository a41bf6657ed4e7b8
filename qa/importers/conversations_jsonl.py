"""Imports JSON Lines, one conversation a line, as formats.md section 1 has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import orjson

from qa.domain.conversation import Conversation
from qa.errors import BadRecordError
from qa.importers._lines import read_lines
from qa.importers._record import RecordParser
from qa.ports import ImportOptions

__all__ = ["ConversationsJsonl"]

_SUFFIXES = (".jsonl", ".ndjson")


class ConversationsJsonl:
    """JSON Lines of conversations. Unknown keys are refused; times without an offset are in the given zone."""

    def reads(self, path: Path) -> bool:
        """Tell whether the name ends in .jsonl or .ndjson."""
        return path.suffix.lower() in _SUFFIXES and not path.is_dir()

    def read(self, path: Path, options: ImportOptions) -> Iterator[Conversation | BadRecordError]:
        """Yield one conversation, or what is wrong, for each line that is not blank."""
        parser = RecordParser(str(path), options)
        for found in read_lines(path, options):
            if isinstance(found, BadRecordError):
                yield found
            else:
                yield _read_line(parser, path, found)


def _read_line(parser: RecordParser, path: Path, found: tuple[int, bytes]) -> Conversation | BadRecordError:
    number, line = found
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _explain(path, number, line, error)
    try:
        return parser.parse(record, line=number, is_normal=_is_normal(line))
    except BadRecordError as error:
        return error


def _is_normal(line: bytes) -> bool:
    """Tell at once for a whole line that its texts are composed: one look instead of one a text."""
    if b"\\u" in line:
        return False
    return line.isascii() or unicodedata.is_normalized("NFC", line.decode("utf-8"))


def _explain(path: Path, number: int, line: bytes, error: orjson.JSONDecodeError) -> BadRecordError:
    """Say whether the bytes are not UTF-8 or the text is not JSON, and where."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as wrong:
        byte = line[wrong.start]
        problem = f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8."
        return BadRecordError(str(path), number, problem, column=wrong.start + 1)
    problem = f"this is not JSON: {error.msg.split(': line ')[0]}; expected one whole object a line."
    return BadRecordError(str(path), number, problem, column=error.colno)
