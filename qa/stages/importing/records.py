"""Stores the shop's own records: orders, saved replies and facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from qa.domain.fact import FactBase
from qa.errors import BadRecordError, FactsError
from qa.facts.load import load_facts, parse_orders, parse_templates
from qa.importers._lines import read_lines
from qa.importers._values import LONGEST_ID
from qa.ports import ImportOptions
from qa.stages.importing.rows import chunks
from qa.store import tables

_BATCH = 1_000
_ORDER, _TEMPLATE = (tables.Base.metadata.tables[name] for name in ("shop_order", "template"))

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecordCount:
    """What became of the records of a file. `problems` were skipped; the rest is stored."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: tuple[BadRecordError, ...] = ()


def store_orders(session: Session, path: Path) -> RecordCount:
    """Add or update the orders of a JSON Lines file by id. Raises OSError when it cannot be read."""
    return _store(session, _ORDER, path, _read_order)


def store_templates(session: Session, path: Path) -> RecordCount:
    """Add or update the saved replies of a JSON Lines file by id. Raises OSError when it cannot be read."""
    return _store(session, _TEMPLATE, path, _read_template)


def store_facts(session: Session, path: Path, *, now: datetime) -> FactBase:
    """Load a facts file and put it in force instead of the one before. Raises FactsError, OSError."""
    facts = load_facts(path)
    session.execute(update(tables.FactSet).values(is_active=False))
    row = session.scalar(select(tables.FactSet).where(tables.FactSet.content_hash == facts.content_hash))
    if row is None:
        row = tables.FactSet(content_hash=facts.content_hash, yaml="", name="", loaded_at=now)
        session.add(row)
    row.yaml, row.name = path.read_text(encoding="utf-8-sig"), str(path.absolute())[-200:]
    row.is_active, row.loaded_at = True, now
    session.flush()
    return facts


def _read_order(path: Path, line: bytes) -> Row:
    (order,) = parse_orders([line], str(path)).orders.values()
    record = orjson.loads(line)
    return {"external_id": order.id, "customer_external_id": order.customer_id, "record": record}


def _read_template(path: Path, line: bytes) -> Row:
    (template,) = parse_templates([line], str(path))
    return {
        "external_id": template.id,
        "language": template.language,
        "title": template.title[:LONGEST_ID],
        "text": template.text,
    }


def _store(session: Session, table: Table, path: Path, read: Any) -> RecordCount:
    new = updated = unchanged = 0
    problems: list[BadRecordError] = []
    for rows in _batches(path, read, problems):
        stored = _find(session, table, list(rows))
        fresh = [row for key, row in rows.items() if key not in stored]
        # A row may hold more than a file gives, such as what a saved reply was judged with.
        changed = [row for key, row in rows.items() if key in stored and not row.items() <= stored[key].items()]
        if fresh:
            session.execute(insert(table), fresh)
        if changed:
            _update(session, table, changed)
        new, updated = new + len(fresh), updated + len(changed)
        unchanged += len(rows) - len(fresh) - len(changed)
    return RecordCount(new, updated, unchanged, tuple(problems))


def _batches(path: Path, read: Any, problems: list[BadRecordError]) -> Iterator[dict[str, Row]]:
    """Yield rows by id, a batch at a time; a bad line goes to `problems`."""
    rows: dict[str, Row] = {}
    for found in read_lines(path, ImportOptions()):
        row = found if isinstance(found, BadRecordError) else _read_row(path, found, read)
        if isinstance(row, BadRecordError):
            problems.append(row)
            continue
        rows[row["external_id"]] = row
        if len(rows) >= _BATCH:
            yield rows
            rows = {}
    if rows:
        yield rows


def _read_row(path: Path, found: tuple[int, bytes], read: Any) -> Row | BadRecordError:
    number, line = found
    try:
        row: Row = read(path, line)
    except FactsError as error:
        return BadRecordError(str(path), number, error.problem)
    except orjson.JSONDecodeError as error:
        return BadRecordError(str(path), number, f"this is not JSON: {error.msg}.")
    if len(row["external_id"]) > LONGEST_ID:
        return BadRecordError(str(path), number, f"'id' is longer than {LONGEST_ID} characters.")
    return row


def _find(session: Session, table: Table, keys: Sequence[str]) -> dict[str, Row]:
    columns = [column for column in table.c if column.name != "id"]
    found: dict[str, Row] = {}
    for some in chunks(keys):
        for row in session.execute(select(*columns).where(table.c.external_id.in_(some))).mappings():
            found[row["external_id"]] = dict(row)
    return found


def _update(session: Session, table: Table, rows: list[Row]) -> None:
    values: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "external_id"}
    statement = update(table).where(table.c.external_id == bindparam("_key")).values(values)
    keyed = [{"_key": row["external_id"], **{name: row[name] for name in values}} for row in rows]
    session.connection().execute(statement, keyed)
