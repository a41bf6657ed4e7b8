"""Times the making of reports and their pages on 100,000 conversations and 20,000 reviews.

python bench/reports.py: on a copy of the database of bench/page.py (built first where it is not there), makes reports
of a month, a quarter and a year, and asks for every page 40 times. Writes bench/results/reports.json; exit status 1
when a page is too slow.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import web
from bench._page_database import prepare_database
from bench._review_rows import REVIEWS
from bench.page import COUNT, HOME, _checked, _copied, _line, _signed_in, _time
from qa.settings import Settings
from qa.stages.reporting import SECTIONS, make_report, parse_period, request_report
from qa.stages.reporting.kept import Taken, keep_report
from qa.store.session import open_database, sessions_of

RESULTS, REACH_MS = Path(__file__).parent / "results" / "reports.json", 80


def main() -> None:
    """Build what is not there, make the reports, time the pages and print a table."""
    end = prepare_database(replace(Settings.from_environment({"QA_HOME": str(HOME)}), secret_key="bench"), count=COUNT)
    settings = replace(Settings.from_environment({"QA_HOME": str(_copied())}), secret_key="bench")
    before = end.replace(day=1) - timedelta(days=1)
    year = f"{(end - timedelta(days=364)).date()}..{end.date()}"
    periods = (f"{before:%Y-%m}", f"{before.year}-Q{(before.month + 2) // 3}", year)
    making = {period: _make(settings, period) for period in periods}
    for period, seconds in making.items():
        print(f"making {period:<28}{seconds:>9.1f} s", flush=True)
    client, pages = _signed_in(web.create_app(settings), "manager"), {}
    for section in (*SECTIONS, "whole"):
        name = "" if section == "overview" else f"/{section}"
        url = f"/reports{name}?period={year}"
        pages[section] = _time(lambda url=url: _checked(client.get(url)))
        print(_line(section, pages[section]), flush=True)
    slowest = max(taken[1] for taken in pages.values())
    figures = {"conversations": COUNT, "reviews": REVIEWS, "slowest_p95_ms": slowest, "reach_ms": REACH_MS}
    RESULTS.write_text(json.dumps(figures | {"making_s": making, "pages_ms": pages}, indent=1) + "\n")
    sys.exit(0 if slowest <= REACH_MS else 1)


def _make(settings: Settings, period: str) -> float:
    """Make a report as a worker does and return how long it took."""
    engine, scope = open_database(settings.database_url), parse_period(period, settings.zone)
    now = datetime.now(UTC)
    begun = time.perf_counter()
    with sessions_of(engine, is_writing=False)() as session:
        report = make_report(session, scope, settings=settings, now=now)
    taken = time.perf_counter() - begun
    with sessions_of(engine, is_writing=True).begin() as session:
        request_report(session, scope, now=now)
        keep_report(session, Taken(scope, None), report, basis="bench", now=now)
    engine.dispose()
    return taken


if __name__ == "__main__":
    main()
