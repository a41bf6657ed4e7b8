"""A progress bar for files that are read and answered line by line."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

_QUIET_SECONDS = 2.0


class FileBar:
    """Shows on stderr how many answers there are and how long it will take, after two seconds.

    Only to a person: nothing is shown where stderr is no terminal, or where the answers
    go to the same terminal.
    """

    def __init__(self, title: str, *, total_bytes: int) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]} done"),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._title, self._total = title, total_bytes
        self._is_shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._began = time.monotonic()
        self._task: TaskID | None = None
        self._bytes = self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def read(self, done_bytes: int) -> None:
        """Hear how much of the file is read."""
        self._bytes = done_bytes

    def answered(self) -> None:
        """Hear that one more answer is written."""
        self._count += 1
        if not self._is_shown or time.monotonic() - self._began < _QUIET_SECONDS:
            return
        if self._task is None:
            self._task = self._bar.add_task(self._title, total=self._total or None, count=0)
            self._bar.start()
        self._bar.update(self._task, completed=self._bytes, count=self._count)
