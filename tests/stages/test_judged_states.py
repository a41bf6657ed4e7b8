"""What a check finds that does not count in the conversation's language is no verdict of the machine, anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages import browsing
from qa.stages.exporting import export_outcomes
from qa.stages.judging import Judging
from qa.stages.reviewing import start_review
from qa.stages.reviewing.reading import read_machine
from qa.store import tables
from qa.store.session import open_database, sessions_of

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Warsaw")
RUBRIC = """\
rubric: small
version: {version}
title: {{en: Small}}
criteria:
  - id: no-blame
    dimension: tone
    title: {{en: No blame}}
    checks:
      - {{id: blame, kind: phrase, state: {state}, forbid: {{use: blame}}, message: {{en: Blames.}}}}
  - id: greeting
    dimension: tone
    title: {{en: Greets}}
    checks:
      - {{id: hello, kind: presence, require: {{use: greeting}}, message: {{en: No greeting.}}}}
"""
NOT_COUNTING = [
    pytest.param("shadow", id="watched"),
    pytest.param("draft", id="draft"),
    pytest.param("{en: shadow, '*': trusted}", id="watched in this language"),
]


class Judged:
    """One English conversation with a blame, judged for real by a rubric whose state is given."""

    def __init__(self, home: Path) -> None:
        self.home = home
        read = Settings.from_environment({"QA_HOME": str(home), "QA_TIME_ZONE": "Europe/Warsaw"})
        self.settings = replace(read, rubric=home / "rubric.yaml")
        self.engine = open_database(self.settings.database_url)
        tables.Base.metadata.create_all(self.engine)
        self.reading = sessions_of(self.engine, is_writing=False)
        self.writing = sessions_of(self.engine, is_writing=True)
        with self.writing.begin() as session:
            session.add(_conversation())

    def judge(self, state: str, *, version: int = 1) -> None:
        """Judge it by a version of the rubric in which `no-blame` has that state."""
        self.settings.rubric.write_text(RUBRIC.format(state=state, version=version), encoding="utf-8")
        judging = Judging(self.settings, reading=self.reading, writing=self.writing)
        assert judging.judge([1], clock=lambda: NOW).failed == 0
        judging.close()


def _conversation() -> tables.Conversation:
    turns = (("customer", "Where is my parcel?"), ("agent", "Hello. You should have read the terms."))
    return tables.Conversation(
        source="shop",
        external_id="one",
        channel="chat",
        language="en",
        started_at=NOW,
        content_hash="one",
        state=tables.State.TO_CHECK,
        imported_at=NOW,
        updated_at=NOW,
        messages=[
            tables.Message(position=position, role=role, text=text, sent_at=NOW)
            for position, (role, text) in enumerate(turns)
        ],
    )


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Judged]:
    made = Judged(tmp_path)
    yield made
    made.engine.dispose()


def _said(session: Session) -> dict[str, set[str]]:
    """Return the criteria on which the machine says something, by where it is said."""
    filters = browsing.ConversationFilters
    found = {
        verdict
        for verdict in ("pass", "fail", "needs_human", "not_applicable")
        for asked in (filters(criterion="no-blame", verdict=verdict),)
        if browsing.list_conversations(session, asked, zone=ZONE).lines
    }
    (line,) = browsing.list_conversations(session, filters(), zone=ZONE).lines
    page = browsing.read_conversation(session, 1, reader_id=0)
    exported = [outcome["criterion"] for run in export_outcomes(session) for outcome in run["outcomes"]]
    return {
        "filters": found,
        "list": {*line.failed, *line.doubted, *line.critical} & {"no-blame"},
        "page": {one.criterion for one in page.outcomes} & {"no-blame"},
        "export": set(exported) & {"no-blame"},
        "choices": {*browsing.read_choices(session).criteria} & {"no-blame"},
    }


@pytest.mark.parametrize("state", NOT_COUNTING)
def test_a_check_that_does_not_count_is_said_nowhere(judged: Judged, state: str) -> None:
    judged.judge(state)
    with judged.reading() as session:
        assert {place for place, said in _said(session).items() if said} == set()


def test_a_check_that_counts_is_said_everywhere(judged: Judged) -> None:
    judged.judge("{en: assist, pl: shadow}")
    with judged.reading() as session:
        said = _said(session)
    assert said.pop("filters") == {"fail"}
    assert {place for place, criteria in said.items() if criteria} == {"list", "page", "export", "choices"}


def test_a_reviewer_is_shown_no_verdict_of_it(judged: Judged) -> None:
    judged.judge("shadow")
    with judged.writing.begin() as session:
        reviewer = tables.User(email="r@acme.example", name="R", role=tables.UserRole.REVIEWER, password_hash="x")
        session.add(reviewer)
        session.flush()
        review = start_review(session, 1, reviewer_id=reviewer.id, now=NOW)
        assert set(read_machine(session, review, criteria=("no-blame", "greeting"))) == {"greeting"}


def test_what_it_found_is_kept_for_its_record(judged: Judged) -> None:
    judged.judge("shadow")
    with judged.reading() as session:
        (row,) = session.scalars(select(tables.ShadowResult))
        assert (row.criterion, row.check, row.verdict) == ("no-blame", "blame", "fail")


def test_what_counted_under_an_older_version_leaves_the_list(judged: Judged) -> None:
    judged.judge("assist")
    judged.judge("shadow", version=2)
    with judged.reading() as session:
        said = _said(session)
    assert (said["filters"], said["list"], said["page"]) == (set(), set(), set())
