"""Correcting a line of a call on the page: who may, what is shown, what is hidden, and two people at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from qa.store import tables
from tests.shop import NOW
from tests.web.opened import Opened, open_page, words
from tests.web.test_recordings import publish_the_call

HEARD = "I am sorry to hear that. It arrives tomorrow."
RIGHT = "I am sorry to hear that. It arrives on Tuesday."


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


def address(page: Opened, position: int = 2) -> str:
    return f"/conversations/{page.shop.call}/messages/{position}/correction"


def correct(page: Opened, text: str = RIGHT, *, revision: int = 0, back: str = "", user: int = 0) -> TestResponse:
    client = page.as_user(user or page.shop.reviewer)
    return client.post(address(page), data={"text": text, "revision": revision, "back": back})


def test_a_corrected_line_shows_what_was_heard_on_demand(page: Opened) -> None:
    answer = correct(page)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/conversations/{page.shop.call}")
    html = page.as_user(page.shop.coach).get(f"/conversations/{page.shop.call}").text
    assert RIGHT in html
    assert f"<del>{HEARD}</del>" in html


def test_one_goes_back_to_where_one_came_from(page: Opened) -> None:
    assert correct(page, back="/reviews/7#message-2").headers["Location"] == "/reviews/7#message-2"


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_no_way_back_leads_off_the_site(page: Opened, back: str) -> None:
    shown = page.as_user(page.shop.reviewer).get(address(page), query_string={"back": back}).text
    assert f'href="{back}"' not in shown and f'name="back" value="{back}"' not in shown
    assert correct(page, back=back).headers["Location"] == f"/conversations/{page.shop.call}"


def test_of_two_people_the_second_sees_both_and_overwrites_nothing(page: Opened) -> None:
    correct(page)
    answer = correct(page, "It arrives on Thursday.", user=page.shop.coach)
    assert answer.status_code == 409
    seen = words(answer.text)
    assert f"It says now{RIGHT}" in seen and "You wroteIt arrives on Thursday." in seen
    assert 'name="revision" value="1"' in answer.text
    assert correct(page, "It arrives on Thursday.", revision=1, user=page.shop.coach).status_code == 303


def test_the_history_names_who_changed_what(page: Opened) -> None:
    correct(page)
    seen = words(page.as_user(page.shop.coach).get(address(page)).text)
    assert f"Heard by the speech engine{HEARD}" in seen
    assert "Corrected · Reviewer ·" in seen


def test_who_still_rates_the_call_sees_no_names(page: Opened) -> None:
    correct(page)
    page.start(page.as_user(page.shop.other_reviewer), page.shop.call)
    seen = words(page.as_user(page.shop.other_reviewer).get(address(page)).text)
    assert "Corrected · " not in seen and RIGHT in seen


def test_the_last_change_is_taken_back(page: Opened) -> None:
    correct(page)
    client = page.as_user(page.shop.coach)
    assert client.post(f"{address(page)}/undo", data={"revision": 1}).status_code == 303
    assert "<del>" not in client.get(f"/conversations/{page.shop.call}").text
    assert client.post(f"{address(page)}/undo", data={"revision": 1}).status_code == 409


def test_an_agent_reads_the_corrected_words_and_corrects_none(page: Opened) -> None:
    publish_the_call(page)
    with page.session() as session:
        told = {"criterion": "greeting", "message": 2, "start": 25, "end": 45, "quote": "It arrives tomorrow."}
        session.query(tables.Feedback).one().points = [told]
    correct(page)
    agent = page.as_user(page.shop.agent_user)
    html = agent.get("/my-feedback/1").text
    assert "<mark>It arrives on Tuesday.</mark>" in html
    assert "the transcript said: It arrives tomorrow." in words(html)
    assert "/correction" not in html
    assert agent.get(address(page)).status_code == 403
    assert agent.post(address(page), data={"text": "x", "revision": 1}).status_code == 403


@pytest.mark.parametrize(
    "place", ["/conversations/99/messages/0", "/conversations/1/messages/0", "/conversations/3/messages/9"]
)
def test_what_is_no_line_of_a_call_is_not_found(page: Opened, place: str) -> None:
    client = page.as_user(page.shop.reviewer)
    assert client.get(f"{place}/correction").status_code == 404
    assert client.post(f"{place}/correction", data={"text": "x"}).status_code == 404
    assert client.post(f"{place}/correction/undo", data={"revision": 0}).status_code == 404


def test_a_call_being_transcribed_anew_keeps_what_was_written(page: Opened) -> None:
    with page.session() as session:
        session.get_one(tables.Conversation, page.shop.call).state = tables.State.TO_TRANSCRIBE
    answer = correct(page)
    assert answer.status_code == 422
    assert "transcribed anew" in answer.text and RIGHT in answer.text


def test_what_people_write_is_escaped(page: Opened) -> None:
    correct(page, "<script>alert(1)</script>")
    client = page.as_user(page.shop.reviewer)
    for place in (f"/conversations/{page.shop.call}", address(page)):
        assert "<script>alert" not in client.get(place).text


def test_a_dispute_about_the_transcript_leads_to_the_line(page: Opened) -> None:
    publish_the_call(page)
    with page.session() as session:
        feedback = session.query(tables.Feedback).one()
        told = {"criterion": "greeting", "message": 2, "start": 0, "end": 4, "quote": "I am"}
        feedback.points = [told]
        session.add(
            tables.Rating(review=feedback.review, criterion="greeting", verdict="fail", score=0, updated_at=NOW)
        )
        session.add(dispute(page))
    html = page.as_user(page.shop.coach).get("/disputes/1").text
    assert address(page) in html
    assert "correct the line where they are right" in html


def dispute(page: Opened) -> tables.Dispute:
    return tables.Dispute(
        feedback_id=1,
        agent_id=page.shop.agent,
        criterion="greeting",
        reason="transcription_error",
        text="I said something else.",
        contested_verdict="fail",
        contested_score=0.0,
        claimed_verdict="pass",
        claimed_score=1.0,
        state="open",
        opened_at=NOW,
        due_at=NOW,
    )
