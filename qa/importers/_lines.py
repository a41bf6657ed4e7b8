"""Reads the lines of a file of any size, each with its number, holding one line at a time."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from qa.errors import BadRecordError
from qa.ports import ImportOptions

LONGEST_LINE = 64 * 1024 * 1024

_REPORT_LINES = 2_000
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(path: Path, options: ImportOptions) -> Iterator[tuple[int, bytes] | BadRecordError]:
    """Yield (line number from 1, bytes without a byte-order mark) of every line that is not blank.

    A line over `LONGEST_LINE` bytes is skipped and yielded as a BadRecordError; a UTF-16 file is
    one BadRecordError. Raises OSError when the file cannot be read.
    """
    with path.open("rb", buffering=1 << 20) as file:
        head = file.read(2)
        file.seek(0)
        if head in _UTF16:
            yield BadRecordError(str(path), 1, "the file is UTF-16; save it as UTF-8.")
            return
        number = done = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            done += len(line)
            if len(line) > LONGEST_LINE:
                done += _skip_line(file)
                yield BadRecordError(str(path), number, f"the line is longer than {LONGEST_LINE >> 20} MiB.")
            elif number == 1 and line.startswith(codecs.BOM_UTF8):
                yield 1, line[len(codecs.BOM_UTF8) :]
            elif not line.isspace():
                yield number, line
            if options.report and not number % _REPORT_LINES:
                options.report(done)


def _skip_line(file: BinaryIO) -> int:
    """Read on to the end of the line, in pieces; return how many bytes that were."""
    skipped = 0
    while piece := file.readline(1 << 20):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped
