"""Requests to import files, kept so that another process can go on with them, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.ports import ImportOptions
from qa.stages.importing.counts import BatchCount, ImportCount
from qa.store import tables

MOST_PROBLEMS = 500


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Which files are to be imported, and how. Paths are absolute."""

    paths: tuple[str, ...]
    besides: tuple[str, ...]
    options: ImportOptions


def request_import(session: Session, request: ImportRequest, *, now: datetime) -> int:
    """Store a request; return its row id."""
    options = {name: value for name, value in asdict(request.options).items() if name in _STORED}
    row = tables.ImportRun(
        paths=list(request.paths),
        besides=list(request.besides),
        options=options,
        counts={},
        units={},
        problems=[],
        requested_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def read_request(session: Session, run_id: int) -> ImportRequest:
    """Return a stored request."""
    row = session.get_one(tables.ImportRun, run_id)
    options: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.options.items()
    }
    return ImportRequest(paths=tuple(row.paths), besides=tuple(row.besides), options=ImportOptions(**options))


def add_to_run(session: Session, run_id: int, *, unit: str, counts: Mapping[str, int], problems: Sequence[str]) -> None:
    """Note what became of one file; noted twice it counts once."""
    row = session.get_one(tables.ImportRun, run_id, with_for_update=True)
    if unit in row.units:
        return
    row.units = {**row.units, unit: dict(counts)}
    row.counts = {name: row.counts.get(name, 0) + counts.get(name, 0) for name in {*row.counts, *counts}}
    row.problems = [*row.problems, *problems][:MOST_PROBLEMS]


def finish_run(session: Session, run_id: int, *, now: datetime) -> None:
    """Note that a request was carried out."""
    session.get_one(tables.ImportRun, run_id).finished_at = now


def read_count(session: Session, run_id: int) -> ImportCount:
    """Return what became of a request so far."""
    counts = session.get_one(tables.ImportRun, run_id).counts
    stored = BatchCount(**{field.name: counts.get(field.name, 0) for field in fields(BatchCount)})
    return ImportCount(stored=stored, bad=counts.get("bad", 0), skipped=counts.get("skipped", 0))


def latest_runs(session: Session, *, limit: int = 20) -> Sequence[tables.ImportRun]:
    """Return the newest requests."""
    return session.scalars(select(tables.ImportRun).order_by(tables.ImportRun.id.desc()).limit(limit)).all()


_STORED = {field.name for field in fields(ImportOptions)} - {"report"}
