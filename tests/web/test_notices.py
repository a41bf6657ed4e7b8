"""The page of notices, the bell, and what a person wants by e-mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.stages.notices import notify
from qa.store import tables
from tests.shop import NOW
from tests.web.opened import Opened, open_page, words


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


def _tell(page: Opened, user: int, *, kind: str = "dispute_opened", path: str = "/feedback", minutes: int = 0) -> int:
    with page.session() as session:
        notify(
            session,
            users=[user],
            kind=kind,
            subject="dispute",
            subject_id=7,
            path=path,
            details={"agent": "<i>Anna</i>"},
            now=NOW + timedelta(minutes=minutes),
        )
        return session.scalars(select(tables.Notice.id).order_by(tables.Notice.id.desc())).first() or 0


def _read(page: Opened, user: int, query: str = "") -> str:
    return words(page.as_user(user).get(f"/notices{query}").text)


def test_nobody_signed_out_reads_notices(page: Opened) -> None:
    assert page.app.test_client().get("/notices").status_code == 303


def test_a_person_without_notices_is_told_what_will_stand_here(page: Opened) -> None:
    assert "No notices yet" in _read(page, page.shop.manager)


def test_notices_stand_newest_first_and_escaped(page: Opened) -> None:
    _tell(page, page.shop.manager)
    _tell(page, page.shop.manager, kind="report_ready", minutes=5)
    html = page.as_user(page.shop.manager).get("/notices").text
    assert html.index("A report is ready") < html.index("&lt;i&gt;Anna&lt;/i&gt; disputes a rating")


def test_nobody_reads_or_opens_the_notices_of_another(page: Opened) -> None:
    notice = _tell(page, page.shop.manager)
    assert "disputes a rating" not in _read(page, page.shop.agent_user)
    assert page.as_user(page.shop.agent_user).post(f"/notices/{notice}/open").status_code == 404


def test_opening_a_notice_leads_to_its_page_and_marks_it_read(page: Opened) -> None:
    notice = _tell(page, page.shop.manager)
    answer = page.as_user(page.shop.manager).post(f"/notices/{notice}/open")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/feedback")
    assert "Unread:" not in _read(page, page.shop.manager)


def test_a_notice_never_leads_to_another_site(page: Opened) -> None:
    notice = _tell(page, page.shop.manager, path="//evil.example/")
    assert page.as_user(page.shop.manager).post(f"/notices/{notice}/open").headers["Location"] == "/notices"


def test_the_bell_counts_what_is_unread_on_every_page(page: Opened) -> None:
    for minutes in range(3):
        _tell(page, page.shop.reviewer, minutes=minutes)
    client = page.as_user(page.shop.reviewer)
    assert "Notices: 3 unread" in words(client.get("/reviews").text)
    assert "Notices: 3 unread" in words(client.get("/notices/bell").text)


def test_the_bell_says_nothing_of_a_count_when_all_is_read(page: Opened) -> None:
    assert "unread" not in words(page.as_user(page.shop.reviewer).get("/notices/bell").text)


def test_all_that_was_shown_is_marked_read_and_nothing_newer(page: Opened) -> None:
    shown = _tell(page, page.shop.manager)
    _tell(page, page.shop.manager, minutes=1)
    page.as_user(page.shop.manager).post("/notices/read", data={"newest": shown})
    assert "Notices: 1 unread" in _read(page, page.shop.manager)


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        pytest.param("?topic=disputes", True, id="its topic"),
        pytest.param("?topic=coaching", False, id="another topic"),
        pytest.param("?topic=nonsense", True, id="no topic"),
        pytest.param("?unread=yes", True, id="unread"),
        pytest.param("?page=2", False, id="page without notices"),
    ],
)
def test_notices_are_sifted(page: Opened, query: str, is_there: bool) -> None:
    _tell(page, page.shop.manager)
    assert ("disputes a rating" in _read(page, page.shop.manager, query)) is is_there


def test_many_notices_come_in_pages(page: Opened) -> None:
    for minutes in range(31):
        _tell(page, page.shop.manager, minutes=minutes)
    assert "Next" in _read(page, page.shop.manager)
    assert "Previous" in _read(page, page.shop.manager, "?page=2")


def test_what_a_person_wants_by_e_mail_is_kept(page: Opened) -> None:
    client = page.as_user(page.shop.manager)
    assert client.post("/notices/settings", data={"dispute_opened": "at_once"}).status_code == 303
    html = client.get("/notices/settings").text
    assert (
        '<option value="at_once" selected>At once</option>'
        in html.split('name="dispute_opened"')[1].split("</select>")[0]
    )


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({"report_ready": "at_once"}, id="not urgent"),
        pytest.param({"dispute_opened": "hourly"}, id="no such way"),
        pytest.param({"moon_landing": "daily"}, id="no such kind"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(page: Opened, wanted: dict[str, str]) -> None:
    assert page.as_user(page.shop.manager).post("/notices/settings", data=wanted).status_code == 422


def test_an_agent_is_offered_only_what_agents_hear_of(page: Opened) -> None:
    html = words(page.as_user(page.shop.agent_user).get("/notices/settings").text)
    assert "New feedback" in html
    assert "Conversations to rate" not in html


def test_notices_are_read_in_the_language_of_the_page(page: Opened) -> None:
    _tell(page, page.shop.manager)
    with page.session() as session:
        session.get_one(tables.User, page.shop.manager).language = "ar"
    assert "اعتراض على تقييم" in _read(page, page.shop.manager)


def test_a_verdict_is_not_told_to_who_is_still_to_rate_the_conversation(page: Opened) -> None:
    client = page.as_user(page.shop.reviewer)
    page.start(client, page.shop.chat)
    with page.session() as session:
        told = notify(
            session,
            users=[page.shop.reviewer, page.shop.manager],
            kind="critical_proposed",
            subject="conversation",
            subject_id=page.shop.chat,
            path=f"/conversations/{page.shop.chat}",
            now=NOW,
        )
    assert told == 1
    assert "critical" not in _read(page, page.shop.reviewer)
    assert "A critical fail waits" in _read(page, page.shop.manager)


def test_opening_the_page_itself_reads_the_notice_too(page: Opened) -> None:
    _tell(page, page.shop.manager, path="/disputes/statistics")
    client = page.as_user(page.shop.manager)
    assert "Unread:" in words(client.get("/notices").text)
    html = client.get("/disputes/statistics").text
    assert "Unread:" not in words(client.get("/notices").text)
    assert 'class="count"' not in html


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        pytest.param("/", "/", id="home leads to many things"),
        pytest.param("/disputes/7", "/disputes", id="another page"),
        pytest.param("/webhooks", "/webhooks", id="a page that is not theirs"),
    ],
)
def test_a_notice_stays_unread_until_its_page_is_seen(page: Opened, path: str, opened: str) -> None:
    _tell(page, page.shop.manager, path=path)
    client = page.as_user(page.shop.manager)
    client.get(opened)
    assert "Unread:" in words(client.get("/notices").text)


def test_one_persons_visit_reads_nobody_elses_notice(page: Opened) -> None:
    _tell(page, page.shop.coach, path="/disputes/statistics")
    page.as_user(page.shop.manager).get("/disputes/statistics")
    assert "Unread:" in _read(page, page.shop.coach)
