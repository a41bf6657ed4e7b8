"""What an import counts and tells while it runs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Protocol

from qa.errors import BadRecordError


@dataclass(frozen=True, slots=True)
class BatchCount:
    """What became of the conversations of a batch.

    `repeated` came again within the same run (the last one counts); `messages` are the
    rows written; `without_sound` are calls that wait for their recording.
    """

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    repeated: int = 0
    messages: int = 0
    without_sound: int = 0

    def __add__(self, other: BatchCount) -> BatchCount:
        return BatchCount(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(BatchCount)))


@dataclass(frozen=True, slots=True)
class ImportCount:
    """What became of everything that was given. `bad` records were reported and skipped, `skipped` files ignored."""

    stored: BatchCount = BatchCount()
    bad: int = 0
    skipped: int = 0

    @property
    def conversations(self) -> int:
        """Return how many conversations were read well."""
        return self.stored.new + self.stored.updated + self.stored.unchanged + self.stored.repeated


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is. `file` is what is being read."""

    file: str
    done_bytes: int
    total_bytes: int
    count: ImportCount


class ImportReport(Protocol):
    """Who is told how an import goes."""

    def progress(self, progress: ImportProgress) -> None:
        """Hear how far it is; called often."""

    def problem(self, error: BadRecordError) -> None:
        """Hear what is wrong with a record that was skipped."""

    def skipped(self, file: str) -> None:
        """Hear of a file in a folder that no importer reads."""
