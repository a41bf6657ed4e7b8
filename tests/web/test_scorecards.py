"""Short scorecards on the page: kept by managers, chosen for a sample, shown in a review; groups passed at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.store import tables
from tests.web.opened import HTMX, Opened, open_page, words


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


@pytest.fixture
def manager(page: Opened) -> FlaskClient:
    return page.as_user(page.shop.manager)


@pytest.fixture
def reviewer(page: Opened) -> FlaskClient:
    return page.as_user(page.shop.reviewer)


def keep(client: FlaskClient, **fields: object) -> tuple[int, str]:
    usual: dict[str, object] = {"name": "Chat, short", "criterion": ["greeting"], "channel": ["chat"]}
    sent = client.post("/scorecards", data=usual | fields)
    return sent.status_code, sent.text


def draw(page: Opened, manager: FlaskClient, **fields: object) -> str:
    usual: dict[str, object] = {"name": "May", "size": "50", "reviewer": page.shop.reviewer, "is_blind": "yes"}
    return manager.post("/samples", data=usual | {"scorecard": "1"} | fields).headers["Location"]


def test_a_scorecard_is_kept_and_listed(manager: FlaskClient) -> None:
    assert keep(manager)[0] == 303
    shown = words(manager.get("/scorecards").text)
    assert "Chat, short version 1" in shown
    assert "2 of 5" in shown
    form = manager.get("/scorecards/1/edit").text
    assert re.search(r'value="greeting" checked', form)
    assert re.search(r'value="chat" checked', form)


def test_a_bad_scorecard_is_shown_again_with_what_was_entered(manager: FlaskClient) -> None:
    status, text = keep(manager, criterion=[], name="<b>Mine</b>")
    assert (status, "at least one criterion" in text, "&lt;b&gt;Mine" in text) == (422, True, True)
    assert "There is no short scorecard" in manager.get("/scorecards").text


def test_reviewers_read_the_list_but_change_nothing(manager: FlaskClient, reviewer: FlaskClient) -> None:
    keep(manager)
    assert "/scorecards/1/edit" not in reviewer.get("/scorecards").text
    assert keep(reviewer)[0] == reviewer.post("/scorecards/1/switch").status_code == 403


def test_one_off_the_list_is_offered_no_more_and_can_come_back(manager: FlaskClient) -> None:
    keep(manager)
    manager.post("/scorecards/1/switch")
    assert "Chat, short" not in manager.get("/samples/new").text
    manager.post("/scorecards/1/switch")
    assert "Chat, short" in manager.get("/samples/new").text


def test_a_sample_is_reviewed_by_the_scorecard_it_was_drawn_with(
    page: Opened, manager: FlaskClient, reviewer: FlaskClient
) -> None:
    keep(manager)
    sample = manager.get(draw(page, manager)).text
    assert "Chat, short" in sample
    assert "; drawn: " in words(sample)
    shown = words(reviewer.get(page.start(reviewer, page.shop.chat)).text)
    assert "Short scorecard Chat, short (1): 2 of 5 criteria asked" in shown
    assert "3 more criteria, not asked by this scorecard" in shown
    assert "0 of 2 rated" in shown
    assert "Short scorecard" not in words(reviewer.get(page.start(reviewer, page.shop.mail)).text)


def test_who_begins_by_hand_chooses_what_is_asked(
    page: Opened, manager: FlaskClient, reviewer: FlaskClient
) -> None:  # fmt: skip
    keep(manager)
    conversation = f"/conversations/{page.shop.chat}"
    assert 'value="1" selected>\u2068Chat, short\u2069 · 2 of 5 criteria' in reviewer.get(conversation).text
    begun = reviewer.post(f"{conversation}/review", data={"scorecard": "1"}).headers["Location"]
    assert "0 of 2 rated" in words(reviewer.get(begun).text)
    assert 'name="scorecard"' not in reviewer.get(conversation).text


def test_a_scorecard_off_the_list_begins_no_review(page: Opened, manager: FlaskClient, reviewer: FlaskClient) -> None:
    keep(manager)
    manager.post("/scorecards/1/switch")
    conversation = f"/conversations/{page.shop.chat}"
    assert reviewer.post(f"{conversation}/review", data={"scorecard": "1"}).headers["Location"] == conversation
    assert "not offered any more" in reviewer.get(conversation).text
    with page.session() as session:
        assert session.query(tables.Review).count() == 0


def test_a_plan_keeps_its_scorecards(page: Opened, manager: FlaskClient) -> None:
    keep(manager)
    fields = {"name": "Daily", "cadence": "daily", "starts_on": "2026-05-04", "size": "5", "scorecard": "1"}
    kept = manager.post("/plans", data=fields).headers["Location"]
    assert "What is askedChat, short" in words(manager.get(kept).text)
    assert re.search(r'name="scorecard" value="1" checked', manager.get(f"{kept}/edit").text)
    with page.session() as session:
        assert session.get_one(tables.SamplingPlan, 1).scorecards == [1]


def test_the_rest_of_a_group_passes_and_is_taken_back(page: Opened, reviewer: FlaskClient) -> None:
    address = page.start(reviewer, page.shop.chat)
    passed = reviewer.post(f"{address}/groups/tone/pass", headers=HTMX)
    assert (passed.status_code, "2 were passed together" in words(passed.text)) == (200, True)
    assert passed.text.count('hx-swap-oob="true"') > 1
    assert "2 of 5 rated" in words(passed.text)
    back = reviewer.post(f"{address}/groups/tone/take-back", headers=HTMX)
    assert "0 of 5 rated" in words(back.text)


def test_a_critical_criterion_is_left_to_be_rated_by_itself(page: Opened, reviewer: FlaskClient) -> None:
    address = page.start(reviewer, page.shop.chat)
    passed = reviewer.post(f"{address}/groups/accuracy/pass", headers=HTMX)
    assert "1 critical criterion is left to be rated by itself." in words(passed.text)


def test_without_a_script_the_page_comes_back_at_the_group(page: Opened, reviewer: FlaskClient) -> None:
    address = page.start(reviewer, page.shop.chat)
    assert reviewer.post(f"{address}/groups/tone/pass").headers["Location"] == f"{address}#group-tone"
    assert reviewer.post(f"{address}/groups/mood/pass").status_code == 404


def test_nobody_passes_the_groups_of_another(page: Opened, reviewer: FlaskClient) -> None:
    address = page.start(reviewer, page.shop.chat)
    assert page.as_user(page.shop.other_reviewer).post(f"{address}/groups/tone/pass").status_code == 404
    assert page.as_user(page.shop.agent_user).post(f"{address}/groups/tone/pass").status_code == 403


def test_a_review_that_is_done_shows_answers_and_nothing_to_press(page: Opened, reviewer: FlaskClient) -> None:
    address = page.start(reviewer, page.shop.chat)
    for dimension in ("accuracy", "language", "tone"):
        reviewer.post(f"{address}/groups/{dimension}/pass")
    reviewer.post(f"{address}/ratings/policy-durations", data={"answer": "fail", "comment": "Thirty.", "revision": "0"})
    with page.session() as session:
        revision = session.get_one(tables.Review, 1).revision
    reviewer.post(f"{address}/submit", data={"revision": str(revision)})
    done = reviewer.get(address).text
    scorecard = done[done.index('id="scorecard"') : done.index('id="tip"')]
    assert 'type="radio"' not in scorecard
    assert "<textarea" not in scorecard
    assert "Pass (4/4)" in words(scorecard)
    assert "Thirty." in words(scorecard)


def test_reviews_are_listed_as_they_changed_last(page: Opened, reviewer: FlaskClient) -> None:
    first = page.start(reviewer, page.shop.chat)
    page.start(reviewer, page.shop.mail)
    reviewer.post(f"{first}/ratings/greeting", data={"answer": "pass", "revision": "0"})
    listed = re.findall(r'href="(/reviews/\d+)"', reviewer.get("/reviews").text)
    assert listed[:2] == [first, "/reviews/2"]
