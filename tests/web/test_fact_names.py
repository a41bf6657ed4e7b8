"""A fact is called by its topic, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.store import tables
from tests.shop import NOW
from tests.web.opened import Opened, open_page
from web.fact_names import fact_name

FACTS = """\
facts:
  - id: refund-time
    topic: refund.time
    value: {type: duration, n: 14, unit: day, calendar: calendar, relation: at_most}
    source: {kind: policy, ref: "Terms 7"}
  - id: late-reply
    topic: complaint.reply
    value: {type: duration, n: 14, unit: day, calendar: calendar, relation: at_most}
    source: {kind: policy, ref: "Terms 8"}
"""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        with opened.session() as session:
            session.add(tables.FactSet(name="shop", content_hash="h", yaml=FACTS, is_active=True, loaded_at=NOW))
        yield opened


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        pytest.param("refund-time", "Time of a refund", id="a fact in force"),
        pytest.param("complaint-reply-30-days", "Reply to a complaint", id="a term that ships with the checks"),
        pytest.param("gone-long-ago", "gone-long-ago", id="one that is in force no longer"),
    ],
)
def test_a_fact_is_called_by_its_topic(page: Opened, fact: str, name: str) -> None:
    with page.app.test_request_context():
        assert fact_name(fact) == name
