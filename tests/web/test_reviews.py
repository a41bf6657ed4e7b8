"""The review page: blind, safe against overwriting, usable without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.store import tables
from tests.shop import NOW
from tests.web.opened import HTMX, Opened, open_page, words

MACHINE = "The machine explains no-blame."


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        yield opened


@pytest.fixture
def reviewer(page: Opened) -> FlaskClient:
    with page.session() as session:
        for row in session.query(tables.Review):
            session.delete(row)
    return page.as_user(page.shop.reviewer)


@pytest.fixture
def review(page: Opened, reviewer: FlaskClient) -> str:
    return page.start(reviewer, page.shop.chat)


def test_starting_leads_to_the_review_and_starting_again_to_the_same(page: Opened, reviewer: FlaskClient) -> None:
    first = page.start(reviewer, page.shop.chat)
    assert re.fullmatch(r"/reviews/\d+", first)
    assert page.start(reviewer, page.shop.chat) == first


def test_the_page_of_a_blind_review_holds_no_machine_verdict(reviewer: FlaskClient, review: str) -> None:
    html = reviewer.get(review).text
    assert "You should have read our terms" in words(html)
    for secret in ("The machine explains", "marked-fail", "at most 14 day", "Refunds take up to", "46.2"):
        assert secret not in html


def test_a_rating_reveals_the_machine_on_that_criterion_only(reviewer: FlaskClient, review: str) -> None:
    fragment = reviewer.post(f"{review}/ratings/no-blame", data={"answer": "fail"}, headers=HTMX).text
    assert MACHINE in fragment
    assert "The machine explains policy-durations." not in fragment
    html = reviewer.get(review).text
    assert MACHINE in html
    assert "The machine explains policy-durations." not in html


def test_a_comment_alone_reveals_nothing(reviewer: FlaskClient, review: str) -> None:
    fragment = reviewer.post(f"{review}/ratings/no-blame", data={"comment": "hm"}, headers=HTMX).text
    assert "Saved" in fragment
    assert MACHINE not in fragment + reviewer.get(review).text


def test_the_fragment_carries_state_progress_and_the_newly_marked_message(reviewer: FlaskClient, review: str) -> None:
    fragment = reviewer.post(f"{review}/ratings/no-blame", data={"answer": "pass"}, headers=HTMX).text
    assert re.findall(r'id="(rating-no-blame|progress|message-\d+)"', fragment) == [
        "rating-no-blame",
        "progress",
        "message-1",
    ]
    assert "1 of 5 rated" in fragment
    assert 'name="revision" value="1"' in fragment


def test_without_htmx_a_rating_leads_back_to_the_page(reviewer: FlaskClient, review: str) -> None:
    answer = reviewer.post(f"{review}/ratings/greeting", data={"answer": "pass", "revision": "0"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{review}#criterion-greeting")


@pytest.mark.parametrize("headers", [pytest.param(HTMX, id="htmx"), pytest.param({}, id="plain form")])
def test_a_stale_rating_shows_both_versions_and_overwrites_nothing(
    reviewer: FlaskClient, review: str, headers: dict[str, str]
) -> None:
    reviewer.post(f"{review}/ratings/greeting", data={"answer": "pass", "comment": "first tab"})
    stale = {"answer": "fail", "comment": "second tab", "revision": "0"}
    answer = reviewer.post(f"{review}/ratings/greeting", data=stale, headers=headers)
    assert answer.status_code == 409
    assert "first tab" in answer.text and "second tab" in answer.text
    assert 'name="replaces" value="1"' in answer.text
    assert "first tab" in reviewer.get(review).text and "second tab" not in reviewer.get(review).text
    kept = reviewer.post(f"{review}/ratings/greeting", data=stale | {"replaces": "1"}, headers=HTMX)
    assert kept.status_code == 200
    assert "second tab" in reviewer.get(review).text


@pytest.mark.parametrize(
    ("criterion", "answer", "status"),
    [
        pytest.param("questions-answered", "9", 422, id="no such point"),
        pytest.param("politeness", "pass", 404, id="no such criterion"),
        pytest.param("greeting", "perhaps", 400, id="no such verdict"),
    ],
)
def test_a_rating_that_cannot_be_is_refused(
    reviewer: FlaskClient, review: str, criterion: str, answer: str, status: int
) -> None:
    sent = reviewer.post(f"{review}/ratings/{criterion}", data={"answer": answer}, headers=HTMX)
    assert sent.status_code == status
    assert "0 of 5 rated" in reviewer.get(review).text


@pytest.mark.parametrize("path", ["", "/submit", "/feedback"])
def test_another_reviewers_draft_is_not_found(page: Opened, review: str, path: str) -> None:
    other = page.as_user(page.shop.other_reviewer)
    assert other.get(review + path).status_code == 404


@pytest.mark.parametrize("path", ["/ratings/greeting", "/annotations", "/submit"])
def test_nobody_else_changes_a_review(page: Opened, review: str, path: str) -> None:
    for user in (page.shop.other_reviewer, page.shop.manager):
        assert page.as_user(user).post(review + path, data={"answer": "pass", "message": "1"}).status_code == 404


@pytest.mark.parametrize("path", ["/reviews", "{review}", "{review}/submit", "{review}/feedback", "/feedback"])
def test_an_agent_sees_no_review_page(page: Opened, review: str, path: str) -> None:
    assert page.as_user(page.shop.agent_user).get(path.format(review=review)).status_code == 403


def test_a_visitor_is_asked_to_sign_in(page: Opened, review: str) -> None:
    assert "/sign-in" in page.app.test_client().get(review).headers["Location"]


def test_a_form_without_its_token_is_refused(page: Opened, reviewer: FlaskClient, review: str) -> None:
    page.app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert reviewer.post(f"{review}/ratings/greeting", data={"answer": "pass"}).status_code == 400
    finally:
        page.app.config["WTF_CSRF_ENABLED"] = False


def test_words_are_annotated_by_their_place(reviewer: FlaskClient, review: str) -> None:
    pin = {"message": "1", "start": "34", "end": "54", "criterion": "no-blame", "comment": "<b>sharp</b>"}
    fragment = reviewer.post(f"{review}/annotations", data=pin, headers=HTMX).text
    assert "&lt;b&gt;sharp&lt;/b&gt;" in fragment
    assert 'data-criteria="no-blame" class="marked-note">You should have read<' in fragment
    (note,) = re.findall(r"annotations/(\d+)/remove", reviewer.get(review).text)[:1]
    gone = reviewer.post(f"{review}/annotations/{note}/remove", headers=HTMX).text
    assert "marked-note" not in gone


def test_an_annotation_nowhere_says_why(reviewer: FlaskClient, review: str) -> None:
    sent = reviewer.post(f"{review}/annotations", data={"message": "1", "start": "5", "end": "5000"}, headers=HTMX)
    assert sent.status_code == 422
    assert "not 5 to 5000" in sent.text


def test_submitting_an_unfinished_review_names_what_is_missing(reviewer: FlaskClient, review: str) -> None:
    sent = reviewer.post(f"{review}/submit", data={"revision": "1"})
    assert sent.status_code == 422
    assert "Greets the customer" in sent.text


def rate_all(reviewer: FlaskClient, review: str) -> None:
    answers = {"policy-durations": "fail", "questions-answered": "3", "spelling": "pass", "greeting": "pass"}
    for criterion, answer in (answers | {"no-blame": "not_applicable"}).items():
        reviewer.post(f"{review}/ratings/{criterion}", data={"answer": answer})


def test_a_review_is_submitted_as_it_was_shown(reviewer: FlaskClient, review: str) -> None:
    rate_all(reviewer, review)
    shown = re.search(r'name="revision" value="(\d+)"', reviewer.get(f"{review}/submit").text)
    assert shown
    reviewer.post(f"{review}/ratings/greeting", data={"answer": "fail", "revision": "1"})
    assert reviewer.post(f"{review}/submit", data={"revision": shown[1]}).status_code == 409
    again = re.search(r'name="revision" value="(\d+)"', reviewer.get(f"{review}/submit").text)
    assert again
    assert reviewer.post(f"{review}/submit", data={"revision": again[1]}).status_code == 303
    assert "Prepare feedback" in reviewer.get(review).text


def test_a_submitted_review_leads_to_the_next_one_given_out(page: Opened, reviewer: FlaskClient, review: str) -> None:
    with page.session() as session:
        sample = tables.Sample(name="s", design="random", size=1, seed=1, frame_size=1, strata=[], created_at=NOW)
        session.add(sample)
        session.flush()
        place = {"sample_id": sample.id, "conversation_id": page.shop.mail}
        session.add(tables.SamplePick(**place, position=0, inclusion_probability=0.5))
        session.add(tables.Assignment(**place, reviewer_id=page.shop.reviewer, created_at=NOW))
    rate_all(reviewer, review)
    assert "Next to review" not in reviewer.get(review).text
    reviewer.post(f"{review}/submit", data={"revision": "6"})
    html = reviewer.get(review).text
    assert f'action="/conversations/{page.shop.mail}/review"' in html and "Next to review" in html
    assert "Next to review" not in page.as_user(page.shop.manager).get(review).text
    assert "1 conversation waits for your review." in words(reviewer.get("/reviews").text)
    assert "waits for your review" not in page.as_user(page.shop.manager).get("/reviews").text
    with page.session() as session:
        session.delete(session.get_one(tables.Sample, sample.id))


def test_what_is_to_be_confirmed_stands_above_the_long_table(reviewer: FlaskClient, review: str) -> None:
    rate_all(reviewer, review)
    html = reviewer.get(f"{review}/submit").text
    assert html.index('class="card sums"') < html.index('id="confirm"') < html.index("<table>")


def test_a_submitted_review_is_read_by_others_but_not_by_who_has_still_to_rate(
    page: Opened, reviewer: FlaskClient, review: str
) -> None:
    rate_all(reviewer, review)
    reviewer.post(f"{review}/submit", data={"revision": "6"})
    other = page.as_user(page.shop.other_reviewer)
    assert other.get(review).status_code == 200
    page.start(other, page.shop.chat)
    assert other.get(review).status_code == 404
    html = page.as_user(page.shop.manager).get(review).text
    assert f'href="/conversations/{page.shop.chat}"' in html
    assert "Reviewed by" in html and "Reviewed by" not in reviewer.get(review).text


def test_time_spent_is_added(page: Opened, reviewer: FlaskClient, review: str) -> None:
    assert reviewer.post(f"{review}/time", data={"seconds": "15"}).status_code == 204
    with page.session() as session:
        assert session.get_one(tables.Review, int(review.rsplit("/")[-1])).active_seconds == 15


def test_every_rating_form_works_without_javascript(reviewer: FlaskClient, review: str) -> None:
    html = reviewer.get(review).text
    forms = re.findall(r'<form method="post" action="(/reviews/\d+/ratings/[\w-]+)"', html)
    assert len(forms) == 5
    assert html.count("<noscript><button") == 5
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", html)


def test_a_mail_folds_what_it_quotes_and_loses_no_character(page: Opened, reviewer: FlaskClient) -> None:
    html = reviewer.get(page.start(reviewer, page.shop.mail)).text
    assert "Zwrot – zamówienie 10457" in html
    assert re.search(r'<details class="quoted">.*?&gt; Ewa Lis', html, re.DOTALL)


def test_arabic_is_written_from_the_right_message_by_message(page: Opened, reviewer: FlaskClient) -> None:
    html = reviewer.get(page.start(reviewer, page.shop.arabic)).text
    assert '<div class="text" dir="auto" lang="ar">' in html


def test_a_call_has_its_words_with_times_and_its_own_criteria(page: Opened, reviewer: FlaskClient) -> None:
    html = reviewer.get(page.start(reviewer, page.shop.call)).text
    assert re.search(r'data-words="0 4 \d+ \d+ 1 8 \d+ \d+ [^"]*"><span data-at="0">Good morning,', html)
    assert "Says that the call is recorded" in html
    assert 'id="player"' in html


def test_the_list_shows_ones_own_and_a_manager_everybodys(page: Opened, reviewer: FlaskClient, review: str) -> None:
    assert review in reviewer.get("/reviews").text
    manager = page.as_user(page.shop.manager)
    assert review not in manager.get("/reviews?whose=mine").text
    assert "You have reviewed nothing yet" in manager.get("/reviews?whose=mine").text
    assert review in manager.get("/reviews").text, "who has none of their own is shown everybody's"
    assert review in manager.get("/reviews?whose=all").text
    assert review not in page.as_user(page.shop.other_reviewer).get("/reviews?whose=all").text


def test_a_conversation_that_is_not_there_cannot_be_reviewed(reviewer: FlaskClient, tmp_path: Path) -> None:
    assert reviewer.post("/conversations/999/review").status_code == 404
