"""The list of conversations: its filters, pages and fragments, and what stays hidden."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from qa.store import tables
from tests.web.seeded import Seeded, post

ROW = re.compile(r'href="/conversations/(\d+)"')


@pytest.fixture(scope="module")
def manager(seeded: Seeded) -> FlaskClient:
    return seeded.sign_in("manager")


@pytest.fixture(scope="module")
def reviewer_of_emails(seeded: Seeded, manager: FlaskClient) -> FlaskClient:
    """Sign in somebody who is to rate every e-mail blind."""
    with seeded.session() as session:
        reviewer = seeded.user(session, "coach").id
    fields = {"name": "e-mails", "size": "50", "reviewer": reviewer, "is_blind": "yes", "channel": "email"}
    post(manager, "/samples", token_at="/samples/new", **fields)
    return seeded.sign_in("coach")


def rows(html: str) -> list[int]:
    return [int(found) for found in ROW.findall(html)]


def total(html: str) -> int:
    found = re.search(r"(\d+) conversation", html)
    return int(found[1]) if found else -1


@pytest.mark.parametrize(
    ("query", "number"),
    [
        pytest.param("", 120, id="all"),
        pytest.param("channel=sms", 12, id="channel"),
        pytest.param("language=th", 12, id="language"),
        pytest.param("channel=chat&language=pl", 24, id="two filters"),
        pytest.param("criterion=no-blame", 12, id="criterion failed"),
        pytest.param("criterion=greeting&verdict=pass", 54, id="criterion passed"),
        pytest.param("verdict=critical", 12, id="critical"),
        pytest.param("state=failed", 2, id="state"),
        pytest.param("is_reviewed=yes", 0, id="reviewed"),
        pytest.param("is_reviewed=no&channel=sms", 12, id="not reviewed"),
        pytest.param("score_max=40", 35, id="score"),
        pytest.param("text=s-0003", 1, id="by id"),
        pytest.param("date_from=2027-01-01", 0, id="date from"),
        pytest.param("date_to=2027-01-01", 120, id="date to"),
    ],
)
def test_a_filter_finds_what_it_says(manager: FlaskClient, query: str, number: int) -> None:
    html = manager.get(f"/conversations?{query}").text
    assert f"{number} conversation" in html
    assert len(rows(html)) == min(number, 50)


def test_pages_follow_each_other_and_lead_back(manager: FlaskClient) -> None:
    url, seen, back = "/conversations?sort=lowest", [], ""
    while url:
        html = manager.get(url).text
        seen.append(rows(html))
        following = re.search(r'rel="next" href="([^"]+)"', html)
        url = following[1].replace("&amp;", "&") if following else ""
        before = re.search(r'rel="prev" href="([^"]+)"', html)
        back = before[1].replace("&amp;", "&") if before else ""
    assert [len(page) for page in seen] == [50, 50, 20]
    assert len({one for page in seen for one in page}) == 120
    assert rows(manager.get(back).text) == seen[1]


@pytest.mark.parametrize("sort", ["newest", "oldest", "lowest", "highest", "sideways"])
def test_every_order_lists_everything(manager: FlaskClient, sort: str) -> None:
    assert len(rows(manager.get(f"/conversations?sort={sort}").text)) == 50


@pytest.mark.parametrize(
    "query",
    ["score_min=high", "date_from=soon", "channel=fax", "agent_id=x", "state=lost", "verdict=maybe", "score_max=101"],
)
def test_a_bad_filter_is_named_and_the_rest_goes_on(manager: FlaskClient, query: str) -> None:
    answer = manager.get(f"/conversations?{query}&language=th")
    assert answer.status_code == 200
    assert "cannot be used" in answer.text
    assert "12 conversations" in answer.text


def test_the_fragment_is_the_list_alone_and_names_the_page(manager: FlaskClient) -> None:
    answer = manager.get("/conversations/list?channel=sms&score_min=")
    assert answer.text.lstrip().startswith('<section id="list"')
    assert answer.headers["HX-Push-Url"] == "/conversations?channel=sms"


def test_a_chip_takes_its_filter_away(manager: FlaskClient) -> None:
    html = manager.get("/conversations?channel=chat&language=pl&sort=oldest").text
    assert 'href="/conversations?language=pl&amp;sort=oldest"' in html


def test_a_reviewer_sees_no_machine_verdict_on_what_is_to_be_rated_blind(seeded: Seeded, manager: FlaskClient) -> None:
    with seeded.session() as session:
        reviewer = seeded.user(session, "reviewer").id
    post(
        manager,
        "/samples",
        token_at="/samples/new",
        name="s",
        size="50",
        reviewer=reviewer,
        is_blind="yes",
        text="s-0001",
    )
    client = seeded.sign_in("reviewer")
    assert "Hidden until you have rated" in client.get("/conversations?text=s-0001").text
    html = client.get("/conversations/2").text
    assert "You rate this one blind" in html
    assert "Regulamin i ustawa" not in html
    assert "Regulamin i ustawa" in manager.get("/conversations/2").text


@pytest.mark.parametrize(
    "query", ["verdict=fail", "criterion=policy-durations&verdict=pass", "score_max=99", "sort=lowest", "sort=highest"]
)
def test_a_list_by_verdict_leaves_out_what_its_reader_is_to_rate_blind(
    reviewer_of_emails: FlaskClient, manager: FlaskClient, query: str
) -> None:
    blind = rows(manager.get(f"/conversations?{query}&channel=email").text)
    page = reviewer_of_emails.get(f"/conversations?{query}").text
    assert blind
    assert not set(rows(page)) & set(blind)
    assert "is left out of a list by verdict or score" in page
    assert total(page) == total(manager.get(f"/conversations?{query}").text) - len(blind)
    assert total(reviewer_of_emails.get(f"/conversations?{query}&channel=email").text) == 0


def test_a_list_that_tells_no_verdict_holds_what_its_reader_is_to_rate(reviewer_of_emails: FlaskClient) -> None:
    page = reviewer_of_emails.get("/conversations?channel=email&is_reviewed=no").text
    assert total(page) == 24
    assert "is left out" not in page


def test_a_conversation_shows_what_was_said_and_why_it_does_not_go_on(manager: FlaskClient) -> None:
    assert "Trzeba było przeczytać regulamin" in manager.get("/conversations/2").text
    waiting = rows(manager.get("/conversations?state=waiting_for_model").text)[0]
    assert "QA_WHISPER_MODEL" in manager.get(f"/conversations/{waiting}").text


def test_an_unknown_conversation_is_a_404(manager: FlaskClient) -> None:
    assert manager.get("/conversations/99999").status_code == 404


def test_an_email_goes_by_its_subject_and_keeps_its_id_at_hand(manager: FlaskClient) -> None:
    listed = manager.get("/conversations?channel=email").text
    found = re.search(r'href="(/conversations/\d+)".*?<bdi title="(s-\d+)">Uszkodzony ekspres</bdi>', listed)
    assert found is not None
    page = manager.get(found[1]).text
    assert "<title>Uszkodzony ekspres · Plumbline</title>" in page
    assert f'<p class="quiet small id"><bdi>{found[2]}</bdi></p>' in page


@pytest.mark.parametrize("subject", [None, "", "  ", 7, {"not": "words"}])
def test_a_conversation_without_a_subject_goes_by_its_id(seeded: Seeded, manager: FlaskClient, subject: object) -> None:
    with seeded.session() as session:
        row = session.get_one(tables.Conversation, 1)
        row.extra = {"subject": subject}
    assert "<title>s-0000 · Plumbline</title>" in manager.get("/conversations/1").text


@pytest.mark.parametrize(
    ("coverage", "is_marked"), [pytest.param(0.59, True, id="too little"), pytest.param(0.6, False, id="enough")]
)
def test_a_score_that_rests_on_too_little_is_called_incomplete(
    seeded: Seeded, coverage: float, is_marked: bool
) -> None:
    with seeded.session() as session:
        row = session.scalars(
            select(tables.Conversation).where(tables.Conversation.score_value.is_not(None)).limit(1)
        ).one()
        row.score_coverage, number = coverage, row.id
    html = seeded.sign_in("coach").get(f"/conversations/{number}").text
    assert (">incomplete<" in html) is is_marked


def test_the_list_can_be_of_one_reason_of_contact(seeded: Seeded) -> None:
    with seeded.session() as session:
        session.add(tables.Insight(conversation_id=1, reason="warranty"))
        session.commit()
    manager = seeded.sign_in("manager")
    html = manager.get("/conversations?reason=warranty").text
    assert "Reason of contact: Warranty" in html
    assert html.count('class="named"') == 1
    assert "Reason of contact: not known yet" in manager.get("/conversations?reason=not-known").text
