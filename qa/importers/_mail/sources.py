"""Finds the mails in .eml files and mailboxes, and reads each of them when it is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as RawMail
from email.parser import BytesHeaderParser
from pathlib import Path

from qa.errors import BadRecordError
from qa.importers._mail.headers import RawHeaders

MAILBOXES = (".mbox", ".mbx")
MAIL_SUFFIXES = (".eml", *MAILBOXES)

_LONGEST_HEADERS = 256 * 1024
_FROM = re.compile(rb"^From \S+.*\d{2}:\d{2}.*\d{4}")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail stands: bytes `start` to `end` of a file; `line` is its first line."""

    file: Path
    start: int
    end: int
    line: int

    def read_headers(self) -> RawMail:
        """Read the headers only."""
        return BytesHeaderParser(policy=RawHeaders()).parsebytes(
            self._read(min(self.end, self.start + _LONGEST_HEADERS))
        )

    def read_mail(self) -> RawMail:
        """Read the whole mail."""
        content = self._read(self.end)
        if is_mailbox(self.file):
            content = _ESCAPED.sub(rb"\1", content)
        return message_from_bytes(content, policy=RawHeaders())

    def _read(self, end: int) -> bytes:
        with self.file.open("rb") as file:
            file.seek(self.start)
            return file.read(end - self.start)


def is_mailbox(path: Path) -> bool:
    """Tell whether a file holds many mails: by its suffix, or without one by its first bytes."""
    if path.suffix.lower() in MAILBOXES:
        return True
    if path.suffix:
        return False
    with path.open("rb") as file:
        return _FROM.match(file.read(200)) is not None


def find_mails(path: Path) -> Iterator[Place | BadRecordError]:
    """Yield where each mail of a file stands. Raises OSError when it cannot be read."""
    size = path.stat().st_size
    if not size:
        yield BadRecordError(str(path), 1, "the file is empty; expected a mail.")
    elif is_mailbox(path):
        yield from _find_in_mailbox(path, size)
    else:
        yield Place(path, 0, size, 1)


def _find_in_mailbox(path: Path, size: int) -> Iterator[Place | BadRecordError]:
    """Mails begin after a line such as "From jan@... Tue May 12 10:02:00 2026" that follows a blank line."""
    begun: tuple[int, int] | None = None
    is_after_blank = True
    offset = number = 0
    with path.open("rb", buffering=1 << 20) as file:
        for line in file:
            number += 1
            if is_after_blank and _FROM.match(line):
                if begun:
                    yield Place(path, begun[0], offset, begun[1])
                begun = offset + len(line), number
            elif begun is None and line.strip():
                yield BadRecordError(str(path), number, "this is no mailbox: it must begin with a line 'From ...'.")
                return
            is_after_blank = not line.strip()
            offset += len(line)
    if begun:
        yield Place(path, begun[0], size, begun[1])
