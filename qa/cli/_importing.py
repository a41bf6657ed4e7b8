"""Imports as a durable workflow, run in the process that asked for it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from qa.cli._common import Database
from qa.ports import ImportOptions
from qa.settings import Settings
from qa.stages.importing import ImportCount, ImportReport
from qa.stages.importing.runs import ImportRequest, read_count, request_import


def import_durably(
    settings: Settings,
    database: Database,
    paths: Sequence[Path],
    *,
    options: ImportOptions,
    besides: Sequence[Path] = (),
    report: ImportReport | None = None,
) -> ImportCount:
    """Import files as a workflow that another process takes over when this one is killed."""
    from qa.workflows import Member

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with Member(settings, reading=database.reading, writing=database.writing):
        return import_as_member(database, paths, options=options, besides=besides, report=report)


def import_as_member(
    database: Database,
    paths: Sequence[Path],
    *,
    options: ImportOptions,
    besides: Sequence[Path] = (),
    report: ImportReport | None = None,
) -> ImportCount:
    """Import files in a process that has joined the queue already."""
    from qa.workflows import run_import

    request = ImportRequest(
        paths=tuple(str(path.absolute()) for path in paths),
        besides=tuple(str(path.absolute()) for path in besides),
        options=options,
    )
    with database.writing.begin() as session:
        run_id = request_import(session, request, now=datetime.now(UTC))
    run_import(run_id, report=report)
    with database.reading() as session:
        return read_count(session, run_id)
