"""The workflow that imports files: planned once, then one step a file, each safe to repeat."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from dbos import DBOS

from qa.errors import BadRecordError
from qa.stages.importing import ImportProgress, ImportReport, ImportUnit, import_unit, plan_import
from qa.stages.importing.runs import MOST_PROBLEMS, add_to_run, finish_run, read_request
from qa.workflows.here import here, now


def run_import(run_id: int, *, report: ImportReport | None = None) -> None:
    """Carry out a stored import request in this process, telling `report` how far it is.

    Killed, it is taken over by the next worker, which goes on with the file it was in.
    """
    here().report = report
    try:
        DBOS.start_workflow(import_files, run_id).get_result()
    finally:
        here().report = None


@DBOS.workflow()
def import_files(run_id: int) -> int:
    """Import the files of a stored request; return how many files and folders it had."""
    units = _plan(run_id)
    for unit in units:
        _import_one(run_id, unit)
    _finish(run_id)
    return len(units)


@DBOS.step()
def _plan(run_id: int) -> list[dict[str, Any]]:
    with here().reading() as session:
        request = read_request(session, run_id)
    plan = plan_import([Path(path) for path in request.paths], besides=[Path(path) for path in request.besides])
    collector = _Collector(here().report)
    for error in plan.problems:
        collector.problem(error)
    for path in plan.skipped:
        collector.skipped(str(path))
    with here().writing.begin() as session:
        add_to_run(
            session,
            run_id,
            unit="",
            counts={"bad": len(plan.problems), "skipped": len(plan.skipped)},
            problems=collector.problems,
        )
    return [
        {**asdict(unit), "paths": [str(path) for path in unit.paths], "base": str(unit.base)} for unit in plan.units
    ]


@DBOS.step(retries_allowed=True, max_attempts=3)
def _import_one(run_id: int, unit: dict[str, Any]) -> None:
    with here().reading() as session:
        request = read_request(session, run_id)
    collector = _Collector(here().report)
    paths = tuple(Path(path) for path in unit["paths"])
    known = ImportUnit(**{**unit, "paths": paths, "base": Path(unit["base"])})
    count = import_unit(here().writing, known, options=request.options, settings=here().settings, report=collector)
    counts = {**asdict(count.stored), "bad": count.bad}
    with here().writing.begin() as session:
        add_to_run(session, run_id, unit=f"{known.importer}: {paths[0]}", counts=counts, problems=collector.problems)


@DBOS.step()
def _finish(run_id: int) -> None:
    with here().writing.begin() as session:
        finish_run(session, run_id, now=now())


class _Collector:
    """Keeps the problems of one file for the record, and tells whoever watches."""

    def __init__(self, watcher: ImportReport | None) -> None:
        self._watcher = watcher
        self.problems: list[str] = []

    def problem(self, error: BadRecordError) -> None:
        """Note a bad record."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(str(error))
        if self._watcher is not None:
            self._watcher.problem(error)

    def skipped(self, path: str) -> None:
        """Pass on that a file was left out."""
        if self._watcher is not None:
            self._watcher.skipped(path)

    def progress(self, progress: ImportProgress) -> None:
        """Pass on how far it is."""
        if self._watcher is not None:
            self._watcher.progress(progress)
