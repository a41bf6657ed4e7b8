"""The database of the page's bench: built once, kept, and built anew when the files that make it have changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from bench._answer_rows import answer_rows
from bench._calibration_rows import calibration_rows
from bench._company_rows import company_rows
from bench._page_rows import ROWS, people_and_agents
from bench._review_rows import review_rows
from qa.settings import Settings
from qa.stages.calendars import keep_calendar
from qa.stages.coaching.tallying import keep_tallies
from qa.stages.reporting import make_report, parse_period, request_report
from qa.stages.reporting.kept import Taken, keep_report
from qa.stages.reporting.scope import month_of, quarter_of
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of

_HERE = Path(__file__).parent
_MAKERS = tuple(sorted(path.name for path in _HERE.glob("_*_rows.py"))) + ("_page_database.py",)
_OLD = timedelta(days=30)
_REVIEWED_AT = """
    UPDATE conversation SET reviewed_at = found.at
    FROM (SELECT conversation_id, max(submitted_at) AS at FROM review GROUP BY conversation_id) AS found
    WHERE found.conversation_id = conversation.id
"""


def prepare_database(settings: Settings, *, count: int) -> datetime:
    """Build the database where it is missing, of other makers or a month old, and upgrade it; return its last moment.

    Pages look back from today, so that the newest conversation is of the day it was built.
    """
    kept = settings.home / "built.json"
    stamp = hashlib.sha256(b"".join((_HERE / name).read_bytes() for name in _MAKERS) + str(count).encode()).hexdigest()
    found = json.loads(kept.read_text()) if kept.exists() else {}
    end = datetime.fromisoformat(found["end"]) if found else datetime.now(UTC)
    if found.get("stamp") != stamp or datetime.now(UTC) - end > _OLD:
        kept.unlink(missing_ok=True)
        shutil.rmtree(settings.home, ignore_errors=True)
        settings.home.mkdir(parents=True)
        end = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        _build(settings, count, end)
        kept.write_text(json.dumps({"stamp": stamp, "end": end.isoformat()}))
    engine = open_database(settings.database_url)
    upgrade(engine)
    engine.dispose()
    return end


def blocks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Give rows in blocks to insert at once."""
    iterator = iter(rows)
    while block := list(islice(iterator, 20_000)):
        yield block


def _build(settings: Settings, count: int, end: datetime) -> None:
    print(f"Building {count:,} conversations and the work of a year in {settings.home} ...", flush=True)
    begun, engine = time.perf_counter(), open_database(settings.database_url)
    upgrade(engine)
    with sessions_of(engine, is_writing=True)() as session:
        people_and_agents(session, end=end)
        session.commit()
        for table, rows in ROWS.items():
            _insert(session, table, rows(count, end))
        for given in (
            review_rows(session, end=end),
            answer_rows(session, end=end),
            calibration_rows(session, count, end=end),
            company_rows(session, count, end=end),
        ):
            for table, rows_of_table in given:
                _insert(session, table, rows_of_table)
        session.connection().exec_driver_sql(_REVIEWED_AT)
        session.commit()
        keep_calendar(session, settings, end)
        keep_tallies(session, settings, datetime.now(UTC))
        session.commit()
        session.connection().exec_driver_sql("ANALYZE")
        session.commit()
    print(f"  rows after {time.perf_counter() - begun:.0f} s", flush=True)
    _make_reports(settings, engine, end)
    engine.dispose()
    print(f"  all after {time.perf_counter() - begun:.0f} s", flush=True)


def _insert(session: Session, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    for block in blocks(rows):
        session.execute(insert(table), block)
    session.commit()


def _make_reports(settings: Settings, engine: Engine, end: datetime) -> None:
    """Make what pages ask for first: this month and the last, the quarter, and the whole year."""
    now = datetime.now(UTC)
    year = parse_period(f"{(end - timedelta(days=364)).date()}..{end.date()}", settings.zone)
    this, quarter = month_of(end.date(), settings.zone), quarter_of(end.date(), settings.zone)
    for scope in (this, this.before(), quarter, year):
        with sessions_of(engine, is_writing=False)() as session:
            report = make_report(session, scope, settings=settings, now=now)
        with sessions_of(engine, is_writing=True).begin() as session:
            request_report(session, scope, now=now)
            keep_report(session, Taken(scope, None), report, basis="bench", now=now)
