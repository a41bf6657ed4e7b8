"""Critical fails, self-reviews, repeats, exemplars, tags and comments to reuse as each role may see them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from qa.domain.finding import Verdict
from qa.stages import exemplars, reviewing
from qa.stages.reviewing import Pin
from qa.store import tables
from tests.shop import NOW
from tests.stages.rated import finish_review, give_out
from tests.web.opened import HTMX, Opened, open_page, words

DECIDE = "/critical/{chat}/policy-durations"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    """Open a page over a shop in which the machine proposes a critical fail of the chat."""
    with open_page(tmp_path) as opened:
        with opened.session() as session:
            run = session.scalars(select(tables.CheckRun).where(tables.CheckRun.conversation_id == 1)).one()
            run.critical = ["policy-durations"]
            session.get_one(tables.Conversation, 1).has_critical = True
        yield opened


@pytest.fixture
def reviewer(page: Opened) -> FlaskClient:
    return page.as_user(page.shop.reviewer)


@pytest.fixture
def agent(page: Opened) -> FlaskClient:
    return page.as_user(page.shop.agent_user)


def decide(client: FlaskClient, page: Opened, *, reason: str = "14 days", **headers: str) -> tuple[int, str]:
    sent = client.post(
        DECIDE.format(chat=page.shop.chat), data={"decision": "confirm", "reason": reason}, headers=headers
    )
    return sent.status_code, sent.text


def test_a_proposal_is_confirmed_with_a_reason(page: Opened, reviewer: FlaskClient) -> None:
    assert "refunds take 30 days" in words(reviewer.get("/critical").text)
    status, fragment = decide(reviewer, page, reason="<b>14</b> days", **HTMX)
    assert (status, "&lt;b&gt;14&lt;/b&gt; days" in fragment) == (200, True)
    assert "Nothing waits" in reviewer.get("/critical").text


@pytest.mark.parametrize("headers", [pytest.param(HTMX, id="htmx"), pytest.param({}, id="plain form")])
def test_without_a_reason_nothing_is_decided(page: Opened, reviewer: FlaskClient, headers: dict[str, str]) -> None:
    status, text = decide(reviewer, page, reason=" ", **headers)
    assert (status, "Say why" in text) == (422, True)


def test_the_second_decider_is_told_what_was_decided(page: Opened, reviewer: FlaskClient) -> None:
    decide(page.as_user(page.shop.manager), page)
    status, text = decide(reviewer, page, **HTMX)
    assert (status, "Confirmed" in text) == (409, True)


def test_who_is_still_to_rate_it_finds_no_trace_of_a_proposal(page: Opened, reviewer: FlaskClient) -> None:
    with page.session() as session:
        give_out(session, page.shop.chat, page.shop.reviewer)
    decide(page.as_user(page.shop.manager), page)
    assert "c-1" not in reviewer.get("/critical").text
    assert "refunds take" not in reviewer.get("/critical").text
    assert decide(reviewer, page)[0] == 404


@pytest.mark.parametrize(
    "address",
    ["/critical", "/exemplars", "/tags", "/comment-templates", "/self-reviews"],
)
def test_an_agent_opens_none_of_the_reviewers_pages(agent: FlaskClient, address: str) -> None:
    assert agent.get(address).status_code == 403


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        pytest.param("reviewer", "/my-reviews", 403, id="self-reviews are agents'"),
        pytest.param("reviewer", "/comment-templates", 403, id="comments are coaches'"),
        pytest.param("coach", "/comment-templates", 200, id="a coach keeps comments"),
        pytest.param("coach", "/self-reviews", 200, id="a coach reads self-reviews"),
        pytest.param("reviewer", "/exemplars", 200, id="a reviewer reads exemplars"),
    ],
)
def test_each_role_opens_its_own(page: Opened, role: str, address: str, status: int) -> None:
    assert page.as_user(getattr(page.shop, role)).get(address).status_code == status


def own_review(page: Opened, agent: FlaskClient) -> str:
    return agent.post("/my-reviews", data={"conversation": page.shop.chat}).headers["Location"]


def rate_own(page: Opened, agent: FlaskClient) -> str:
    review = own_review(page, agent)
    answers = {"policy-durations": "pass", "questions-answered": "3", "spelling": "pass", "greeting": "pass"}
    for criterion, answer in (answers | {"no-blame": "fail"}).items():
        assert agent.post(f"{review}/ratings/{criterion}", data={"answer": answer}).status_code == 303
    assert agent.post(f"{review}/submit", data={"revision": "6"}).status_code == 303
    return review


def test_an_agent_rates_on_the_same_form_and_never_sees_the_machine(page: Opened, agent: FlaskClient) -> None:
    review = own_review(page, agent)
    fragment = agent.post(f"{review}/ratings/no-blame", data={"answer": "fail"}, headers=HTMX).text
    html = agent.get(review).text + agent.get(f"{review}/submit").text
    assert "The machine explains" not in fragment + html
    assert "Time limits are right" in html
    assert f'action="{review}/ratings/no-blame"' in html


def test_an_agent_sees_the_reviewers_ratings_only_after_submitting_and_publishing(
    page: Opened, agent: FlaskClient
) -> None:
    with page.session() as session:
        review = finish_review(session, page.shop.chat, page.shop.reviewer, {"greeting": Verdict.FAIL}, now=NOW)
        published = review.id
    own = own_review(page, agent)
    assert agent.get(f"{own}/comparison").headers["Location"] == own
    rate_own(page, agent)
    assert "is published yet" in agent.get(f"{own}/comparison").text
    with page.session() as session:
        session.get_one(tables.Review, published).status = tables.ReviewStatus.PUBLISHED
    assert "Alike on 2 of 5" in agent.get(f"{own}/comparison").text


def test_an_agent_knows_a_conversation_by_what_the_customer_said_first(page: Opened, agent: FlaskClient) -> None:
    with page.session() as session:
        chat = session.get_one(tables.Conversation, page.shop.chat)
        first = next(one.text for one in chat.messages if one.role == "customer")
    assert escape(first[:60]) in agent.get("/my-reviews").text


def test_nobody_opens_a_self_review_by_another_door(page: Opened, agent: FlaskClient, reviewer: FlaskClient) -> None:
    number = own_review(page, agent).rsplit("/")[-1]
    for client in (reviewer, page.as_user(page.shop.manager)):
        assert client.get(f"/reviews/{number}").status_code == 404
        assert client.post(f"/reviews/{number}/ratings/greeting", data={"answer": "pass"}).status_code == 404
    assert page.as_user(page.shop.other_agent_user).get(f"/my-reviews/{number}").status_code == 404


def test_an_agent_cannot_rate_a_colleagues_conversation_or_a_review(page: Opened, agent: FlaskClient) -> None:
    with page.session() as session:
        session.get_one(tables.Conversation, page.shop.mail).agent_id = None
        number = finish_review(session, page.shop.chat, page.shop.reviewer, {}, now=NOW).id
    assert agent.post("/my-reviews", data={"conversation": page.shop.mail}).status_code == 404
    assert agent.get(f"/my-reviews/{number}").status_code == 404


def test_a_coach_asks_for_one_and_reads_it(page: Opened, agent: FlaskClient) -> None:
    coach = page.as_user(page.shop.coach)
    coach.post(f"/conversations/{page.shop.chat}/self-review", data={"back": "/reviews"})
    number = rate_own(page, agent).rsplit("/")[-1]
    assert coach.get(f"/self-reviews/{number}").status_code == 200
    with page.session() as session:
        give_out(session, page.shop.chat, page.shop.coach)
    assert coach.get(f"/self-reviews/{number}").status_code == 404


def test_a_repeat_looks_like_any_review_until_it_is_submitted(page: Opened, reviewer: FlaskClient) -> None:
    with page.session() as session:
        first = finish_review(session, page.shop.chat, page.shop.reviewer, {}, now=NOW).id
        give_out(session, page.shop.chat, page.shop.reviewer).is_repeat = True
    assert reviewer.get(f"/reviews/{first}").status_code == 404
    assert f"/reviews/{first}" not in reviewer.get("/reviews").text
    again = page.start(reviewer, page.shop.chat)
    html = reviewer.get(again).text
    assert "rated this conversation before" not in html and "repeat" not in html
    assert "0 of 5 rated" in html and "The machine explains" not in html
    assert page.as_user(page.shop.manager).get(again).status_code == 404


def test_a_submitted_repeat_says_what_it_was_and_offers_no_feedback(page: Opened, reviewer: FlaskClient) -> None:
    with page.session() as session:
        finish_review(session, page.shop.chat, page.shop.reviewer, {}, now=NOW)
        give_out(session, page.shop.chat, page.shop.reviewer).is_repeat = True
        again = finish_review(session, page.shop.chat, page.shop.reviewer, {}, now=NOW).id
    html = reviewer.get(f"/reviews/{again}").text
    assert "You had rated this conversation before" in html
    assert "Prepare feedback" not in html
    assert "rated twice" in reviewer.get("/reviews").text


def test_a_note_is_kept_as_an_exemplar_by_who_may(page: Opened, reviewer: FlaskClient) -> None:
    with page.session() as session:
        review = reviewing.start_review(session, page.shop.chat, reviewer_id=page.shop.reviewer, now=NOW)
        pin = Pin(message=1, start=0, end=9, criterion="greeting", is_strength=True)
        note = reviewing.annotate(session, review.id, pin, reviewer_id=page.shop.reviewer, now=NOW).id
        number = finish_review(session, page.shop.chat, page.shop.reviewer, {}, now=NOW).id
    address = f"/reviews/{number}/annotations/{note}/exemplar"
    assert page.as_user(page.shop.other_reviewer).post(address).status_code == 404
    assert reviewer.post(address).status_code == 303
    assert "<mark>Hello Jan</mark>" in reviewer.get("/exemplars?criterion=greeting").text
    assert "Take off the list" not in reviewer.get("/exemplars").text
    assert "Take off the list" in page.as_user(page.shop.coach).get("/exemplars").text


def test_managers_keep_tags_and_reviewers_read_them(page: Opened, reviewer: FlaskClient) -> None:
    manager = page.as_user(page.shop.manager)
    assert manager.post("/tags", data={"name": "Refunds"}).status_code == 303
    assert manager.post("/tags", data={"name": "refunds"}).status_code == 422
    assert reviewer.post("/tags", data={"name": "Mine"}).status_code == 403
    assert "Refunds" in reviewer.get("/tags?tag=1").text
    assert manager.post("/tags/1/retire").status_code == 303
    assert "off the list" in manager.get("/tags").text


def test_a_coach_keeps_comments_that_reviewers_are_offered(page: Opened, reviewer: FlaskClient) -> None:
    coach = page.as_user(page.shop.coach)
    good = {"criterion": "greeting", "language": "en", "text": "Greet <first>."}
    assert coach.post("/comment-templates", data=good).status_code == 303
    assert coach.post("/comment-templates", data=good | {"text": ""}).status_code == 422
    assert "Greet &lt;first&gt;." in reviewer.get(page.start(reviewer, page.shop.chat)).text
    coach.post("/comment-templates/1/remove")
    assert "None yet" in coach.get("/comment-templates").text


def test_the_submit_page_says_what_is_confirmed_and_for_what_no_cause_is_said(
    page: Opened, reviewer: FlaskClient
) -> None:
    review = page.start(reviewer, page.shop.chat)
    reviewer.post(f"{review}/ratings/policy-durations", data={"answer": "fail"})
    html = words(reviewer.get(f"{review}/submit").text)
    assert "By submitting you confirm it." in html
    assert "so they stand as the agent's: Time limits are right" in html
    reviewer.post(f"{review}/ratings/policy-durations", data={"answer": "fail", "root_cause": "facts", "revision": "1"})
    html = words(reviewer.get(f"{review}/submit").text)
    assert "so they stand" not in html and "The knowledge base" in html


def test_a_nomination_waits_for_a_coach(page: Opened, agent: FlaskClient) -> None:
    with page.session() as session:
        number = finish_review(session, page.shop.chat, page.shop.reviewer, {}, now=NOW).id
        strength = {"criterion": "greeting", "text": "Warm", "message": 1, "start": 0, "end": 9, "quote": "Hello Jan"}
        told = tables.Feedback(
            review_id=number, agent_id=page.shop.agent, strength=strength, points=[], published_at=NOW
        )
        session.add(told)
        session.flush()
        address = f"/my-feedback/{told.id}/nominate"
    assert agent.post(address, data={"criterion": "greeting"}).status_code == 303
    assert page.as_user(page.shop.other_agent_user).post(address, data={"criterion": "greeting"}).status_code == 404
    coach = page.as_user(page.shop.coach)
    assert "Nominated by agents" in coach.get("/exemplars").text
    with page.session() as session:
        row = session.scalars(select(tables.Exemplar)).one()
        exemplars.accept_exemplar(session, row.id, user_id=page.shop.coach, now=NOW)
    assert "Nominated by agents" not in coach.get("/exemplars").text


def test_the_button_stands_below_the_strength_for_its_agent_alone(page: Opened, agent: FlaskClient) -> None:
    with page.session() as session:
        review = finish_review(session, page.shop.chat, page.shop.reviewer, {}, now=NOW)
        review.status = tables.ReviewStatus.PUBLISHED
        strength = {"criterion": "greeting", "text": "Warm", "message": 1, "start": 0, "end": 9, "quote": "Hello Jan"}
        told = tables.Feedback(
            review_id=review.id, agent_id=page.shop.agent, strength=strength, points=[], published_at=NOW
        )
        session.add(told)
        session.flush()
        number = told.id
    assert f"/my-feedback/{number}/nominate" in agent.get(f"/my-feedback/{number}").text
    agent.post(f"/my-feedback/{number}/nominate", data={"criterion": "greeting"})
    html = agent.get(f"/my-feedback/{number}").text
    assert "/nominate" not in html and "Put up as an exemplar" in html
    assert "/nominate" not in page.as_user(page.shop.manager).get(f"/feedback/{number}").text
