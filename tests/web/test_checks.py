"""The page of checks, and the line about a check's record where its finding is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from qa.store import tables
from tests.shop import NOW
from tests.web.judged import add_judged, give_checks
from tests.web.opened import HTMX, Opened, open_page, words
from web.check_records import CheckRecords

LINE = "This check was right 24 of 30 times"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        give_checks(opened)
        with opened.session() as session:
            add_judged(session, opened.shop, language="en-GB", right=24, wrong=6, missed=8, spared=62)
            add_judged(session, opened.shop, language="pl", right=1, wrong=3, missed=0, spared=2)
        yield opened


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("bare")) as opened:
        give_checks(opened)
        yield opened


def _read(page: Opened, query: str = "", *, user: int | None = None) -> str:
    return words(page.as_user(user or page.shop.reviewer).get(f"/checks{query}").text)


@pytest.mark.parametrize(("name", "status"), [("manager", 200), ("coach", 200), ("reviewer", 200), ("agent_user", 403)])
def test_agents_alone_do_not_see_the_checks(page: Opened, name: str, status: int) -> None:
    assert page.as_user(getattr(page.shop, name)).get("/checks").status_code == status


def test_a_check_is_shown_with_what_it_says_its_kind_and_its_states(page: Opened) -> None:
    html = _read(page)
    assert "Does not blame the customer" in html
    assert "can sound like blame. phrase" in html
    assert "Assists Thai: Watched" in html
    assert "People alone rate this one." in html


def test_what_a_rubric_says_is_escaped(page: Opened) -> None:
    assert "No &lt;b&gt;greeting&lt;/b&gt;." in page.as_user(page.shop.reviewer).get("/checks").text


def test_a_record_is_told_in_words_with_its_interval(page: Opened) -> None:
    html = _read(page, "?language=en").replace("\N{NO-BREAK SPACE}", " ")
    assert "Right 24 of 30 times 80 %, between 63 % and 90 %" in html
    assert "Found 24 of 32 75 %, between 58 % and 87 %" in html
    assert "100 conversations reviewed" in html


def test_all_languages_are_counted_together(page: Opened) -> None:
    assert "Right 25 of 34 times" in _read(page)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        pytest.param("", "A draft does not run on conversations.", id="a draft"),
        pytest.param("", "Nobody has rated this blind on a drawn conversation yet.", id="never rated"),
        pytest.param("?language=th", "on a drawn conversation in this language yet.", id="not in this language"),
    ],
)
def test_a_check_without_a_record_says_why(page: Opened, query: str, reason: str) -> None:
    assert reason in _read(page, query)


def test_a_state_the_record_has_earned_is_proposed(page: Opened, tmp_path: Path) -> None:
    with open_page(tmp_path) as opened:
        give_checks(opened)
        with opened.session() as session:
            add_judged(session, opened.shop, language="th", right=12, wrong=0, missed=0, spared=9)
            add_judged(session, opened.shop, language="en", right=2, wrong=20, missed=0, spared=9)
        assert "Watched May assist now" in _read(opened, "?language=th")
        assert "Assists Should only be watched" in _read(opened, "?language=en")


def test_a_dimension_can_be_chosen(page: Opened) -> None:
    html = _read(page, "?dimension=tone")
    assert "Greets the customer" in html and "Time limits are right" not in html


def test_an_unknown_filter_is_named_and_left_out(page: Opened) -> None:
    html = page.as_user(page.shop.reviewer).get("/checks?language=<b>").text
    assert "“&lt;b&gt;” is not known here and was left out." in html


def test_without_reviews_the_page_says_so(bare: Opened) -> None:
    assert "No check has a record yet. Nobody has submitted a review yet." in _read(bare)


def test_reviews_of_chosen_conversations_are_no_record(bare: Opened, tmp_path: Path) -> None:
    with open_page(tmp_path) as opened:
        give_checks(opened)
        with opened.session() as session:
            session.add(_chosen_review(opened))
        assert "1 review was submitted, of a conversation that somebody chose." in _read(opened)


def _chosen_review(page: Opened) -> tables.Review:
    return tables.Review(
        conversation_id=page.shop.chat,
        reviewer_id=page.shop.reviewer,
        rubric_id=page.shop.rubric,
        status=tables.ReviewStatus.SUBMITTED,
        started_at=NOW,
        updated_at=NOW,
        ratings=[tables.Rating(criterion="no-blame", verdict="fail", updated_at=NOW)],
    )


def test_a_page_without_a_rubric_says_so(tmp_path: Path) -> None:
    with open_page(tmp_path) as opened:
        with opened.session() as session:
            session.get_one(tables.Rubric, opened.shop.rubric).is_active = False
        assert "No rubric is in force." in _read(opened)


def test_the_page_speaks_polish(page: Opened) -> None:
    client = page.as_user(page.shop.coach)
    client.post("/language", data={"language": "pl"})
    assert "Racja 25 na 34 razy" in words(client.get("/checks").text)


def test_a_finding_is_shown_with_the_record_of_its_check(page: Opened) -> None:
    html = page.as_user(page.shop.manager).get(f"/conversations/{page.shop.chat}").text
    assert html.count(LINE) == 1
    assert 'href="/checks?language=en#check-no-blame-no-blame-check"' in html
    assert 'id="check-no-blame-no-blame-check"' in page.as_user(page.shop.manager).get("/checks").text


def test_the_record_is_of_the_channel_and_else_of_the_language(page: Opened) -> None:
    manager = page.as_user(page.shop.manager)
    assert f"{LINE} (English, Chat)" in words(manager.get(f"/conversations/{page.shop.chat}").text)
    with page.session() as session:
        session.get_one(tables.Conversation, page.shop.chat).channel = "email"
    shown = words(manager.get(f"/conversations/{page.shop.chat}").text)
    with page.session() as session:
        session.get_one(tables.Conversation, page.shop.chat).channel = "chat"
    assert f"{LINE} (English)" in shown


def test_four_reviewed_fails_are_too_few_to_speak_of(page: Opened) -> None:
    with page.session() as session:
        session.get_one(tables.Conversation, page.shop.chat).language = "pl"
    html = page.as_user(page.shop.manager).get(f"/conversations/{page.shop.chat}").text
    with page.session() as session:
        session.get_one(tables.Conversation, page.shop.chat).language = "en"
    assert "The machine explains no-blame." in html
    assert "This check was right" not in html


def test_a_reviewer_reads_the_record_after_rating_blind(page: Opened) -> None:
    client = page.as_user(page.shop.reviewer)
    review = page.start(client, page.shop.chat)
    assert "This check was right" not in client.get(review).text
    fragment = client.post(f"{review}/ratings/no-blame", data={"answer": "fail"}, headers=HTMX).text
    assert fragment.count(LINE) == 1
    assert client.get(review).text.count(LINE) == 1


def test_the_line_asks_the_database_nothing_once_it_was_counted(page: Opened) -> None:
    client = page.as_user(page.shop.manager)
    client.get(f"/conversations/{page.shop.chat}")
    asked: list[str] = []
    event.listen(
        page.app.extensions["plumbline.engine"],
        "before_cursor_execute",
        lambda connection, cursor, statement, *more: asked.append(statement),
    )
    html = client.get(f"/conversations/{page.shop.chat}").text
    assert LINE in html and asked
    assert [one for one in asked if re.search("rating|sample_pick|rubric.yaml", one)] == []


@dataclass
class Opening:
    """Opens sessions and counts them."""

    page: Opened
    count: int = field(default=0)

    def __call__(self) -> Session:
        self.count += 1
        session: Session = self.page.app.extensions["plumbline.reading"]()
        return session


@pytest.mark.parametrize(
    ("later", "count"), [(timedelta(minutes=4, seconds=59), 1), (timedelta(minutes=5), 2)], ids=["kept", "anew"]
)
def test_records_are_counted_anew_after_five_minutes(page: Opened, later: timedelta, count: int) -> None:
    opening = Opening(page)
    records = CheckRecords(opening)
    records.read(now=NOW)
    assert records.read(now=NOW + later).at == NOW
    records.wait()
    assert records.read(now=NOW + later).at == (NOW if count == 1 else NOW + later)
    assert opening.count == count
