"""Pages read what a worker counted: nobody waits, and nothing heavy is loaded for it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from qa.stages.kept_figures import count_checks, find_check_counts
from qa.store import tables
from qa.workflows.figures import keep_due_figures
from tests.web.judged import add_judged, give_checks
from tests.web.opened import Opened, open_page, words
from web.sessions import settings

_LIGHT = """
import sys
import web.app, web.check_lines, web.views.checks, web.views.insights
from qa.statistics.check_record import Judged, brief_record
brief_record([Judged(True, True), Judged(False, True)], [3, 4])
print(sorted({name.partition(".")[0] for name in sys.modules} & {"numpy", "scipy"}))
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        give_checks(opened)
        with opened.session() as session:
            add_judged(session, opened.shop, language="en-GB", right=24, wrong=6, missed=8, spared=62)
        with opened.app.app_context():
            given = settings()
        reading, writing = (opened.app.extensions[f"plumbline.{one}"] for one in ("reading", "writing"))
        assert keep_due_figures(reading, writing, settings=given, clock=lambda: datetime.now(UTC))
        yield opened


def _asked(page: Opened, url: str) -> tuple[str, list[str]]:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        asked.append(statement)

    engine = page.app.extensions["plumbline.engine"]
    event.listen(engine, "before_cursor_execute", note)
    html = page.as_user(page.shop.manager).get(url).text
    event.remove(engine, "before_cursor_execute", note)
    return words(html), asked


def test_the_first_visitor_of_checks_reads_what_a_worker_counted(page: Opened) -> None:
    html, asked = _asked(page, "/checks?language=en")
    assert "Right 24 of 30 times" in html
    assert [one for one in asked if "kept_figures" in one]
    assert [one for one in asked if re.search("FROM (rating|counted|sample_pick)", one)] == []


def test_the_first_visitor_of_insights_reads_what_a_worker_counted(page: Opened) -> None:
    _, asked = _asked(page, "/insights")
    assert [one for one in asked if "kept_figures" in one]
    assert [one for one in asked if re.search("FROM insight", one)] == []


def test_what_was_kept_is_what_is_counted(page: Opened) -> None:
    now = datetime.now(UTC)
    with page.session() as session:
        name = session.get_one(tables.Rubric, page.shop.rubric).name
        kept, counted = find_check_counts(session, name, now=now), count_checks(session, name, now=now)
    assert kept is not None
    assert len(kept.firings) == 30
    assert (kept.judged, kept.reviews, kept.firings) == (counted.judged, counted.reviews, counted.firings)


def test_records_on_a_page_load_neither_numpy_nor_scipy() -> None:
    told = subprocess.run([sys.executable, "-c", _LIGHT], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"
