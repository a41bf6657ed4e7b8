"""Imports files and folders of any size, a batch and a short transaction at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from qa import registry
from qa.domain.conversation import Conversation
from qa.errors import BadRecordError
from qa.ports import GroupImporter, ImportOptions
from qa.settings import Settings
from qa.stages.importing.batch import store_batch
from qa.stages.importing.counts import BatchCount, ImportCount, ImportProgress, ImportReport
from qa.stages.importing.plan import ImportUnit, plan_import
from qa.store.session import Sessions

_BATCH_MESSAGES = 5_000
_BATCH_CONVERSATIONS = 1_000


def import_paths(
    sessions: Sessions,
    paths: Sequence[Path],
    *,
    options: ImportOptions,
    settings: Settings,
    report: ImportReport,
    besides: Collection[Path] = (),
) -> ImportCount:
    """Import everything under `paths` and return what became of it.

    `sessions` must write. Each batch is one transaction of its own: an import that is
    killed has stored whole batches, and running it again stores the rest. What is wrong
    goes to `report`. Files in `besides` are left out of folders.
    """
    plan = plan_import(paths, besides=besides)
    for error in plan.problems:
        report.problem(error)
    for path in plan.skipped:
        report.skipped(str(path))
    run = _Run(sessions, options, settings, report, total=sum(unit.size for unit in plan.units))
    run.count = ImportCount(bad=len(plan.problems), skipped=len(plan.skipped))
    for unit in plan.units:
        run.import_unit(unit)
    return run.count


def import_unit(
    sessions: Sessions, unit: ImportUnit, *, options: ImportOptions, settings: Settings, report: ImportReport
) -> ImportCount:
    """Import one unit of a plan; safe to repeat."""
    run = _Run(sessions, options, settings, report, total=unit.size)
    run.import_unit(unit)
    return run.count


class _Run:
    """One run over some units, with its running count."""

    def __init__(
        self, sessions: Sessions, options: ImportOptions, settings: Settings, report: ImportReport, *, total: int
    ) -> None:
        self._sessions, self._settings, self._report = sessions, settings, report
        self._options = replace(options, report=self._read_bytes)
        self._total, self._before, self._unit_bytes = total, 0, 0
        self._now = datetime.now(UTC)
        self._file = ""
        self.count = ImportCount()

    def import_unit(self, unit: ImportUnit) -> None:
        """Read one unit and store it batch by batch."""
        self._file, self._unit_bytes = str(unit.paths[0]), 0
        for batch in self._batches(unit):
            with self._sessions.begin() as session:
                stored = store_batch(
                    session,
                    batch,
                    now=self._now,
                    base=unit.base,
                    settings=self._settings,
                    adds_messages=unit.adds_messages,
                )
            self._add(stored)
        self._before += unit.size
        self._unit_bytes = 0
        self._tell()

    def _batches(self, unit: ImportUnit) -> Iterator[list[Conversation]]:
        batch: list[Conversation] = []
        messages = 0
        for found in self._read(unit):
            if isinstance(found, BadRecordError):
                self._refuse(found)
                continue
            batch.append(found)
            messages += len(found.messages)
            if messages >= _BATCH_MESSAGES or len(batch) >= _BATCH_CONVERSATIONS:
                yield batch
                batch, messages = [], 0
        if batch:
            yield batch

    def _read(self, unit: ImportUnit) -> Iterator[Conversation | BadRecordError]:
        """Read a unit; a file that cannot be read is one bad record."""
        importer = registry.importer(unit.importer)()
        try:
            if isinstance(importer, GroupImporter):
                yield from importer.read_together(unit.paths, self._options)
            else:
                yield from importer.read(unit.paths[0], self._options)
        except OSError as error:
            file = error.filename or unit.paths[0]
            yield BadRecordError(str(file), 1, f"the file cannot be read: {error.strerror}.")

    def _refuse(self, error: BadRecordError) -> None:
        self.count = replace(self.count, bad=self.count.bad + 1)
        self._report.problem(error)

    def _add(self, stored: BatchCount) -> None:
        self.count = replace(self.count, stored=self.count.stored + stored)
        self._tell()

    def _read_bytes(self, done: int) -> None:
        self._unit_bytes = done
        self._tell()

    def _tell(self) -> None:
        done = self._before + self._unit_bytes
        self._report.progress(ImportProgress(self._file, done, self._total, self.count))
