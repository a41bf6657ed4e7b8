"""The pages of calibration: planned, rated blind, revealed, decided; each to those it is for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from qa.stages.calibrating import CalibrationState
from qa.store.session import sessions_of
from qa.workflows.calibrating import measure_due_sessions
from tests.shop import NOW
from tests.stages.calibrating.meeting import CHAT_CRITERIA, PASSES, STRICT, plan, reveal, review
from tests.web.opened import HTMX, Opened, open_page, words
from web import live


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        live.init_app(opened.app, seats=0)
        yield opened


def measure(page: Opened) -> int:
    """Do what a worker does with the figures of what is revealed."""
    engine = page.app.extensions["plumbline.engine"]
    reading, writing = (sessions_of(engine, is_writing=one) for one in (False, True))
    return measure_due_sessions(reading, writing, clock=lambda: NOW)


def rating(page: Opened) -> str:
    """Open a session for rating and return its address."""
    with page.session() as session:
        meeting = plan(session, page.shop, deadline_at=None)
        meeting.move(CalibrationState.RATING)
        return f"/calibration/{meeting.id}"


def revealed(page: Opened, *states: CalibrationState) -> str:
    """Reveal a session in which two people differ on a time limit, move it on and return its address."""
    with page.session() as session:
        meeting = reveal(session, page.shop, PASSES, STRICT)
        meeting.move(*states)
        return f"/calibration/{meeting.id}"


def coach(page: Opened) -> FlaskClient:
    """Return the browser of who leads."""
    return page.as_user(page.shop.coach)


def test_a_session_is_planned_by_form(page: Opened) -> None:
    with page.session() as session:
        review(session, page.shop.mail, page.shop.manager, PASSES)
    lead = coach(page)
    assert "Plan a calibration" in lead.get("/calibration/new").text
    sent = {"name": "June", "size": "3", "facilitator": page.shop.coach, "gold": "session", "deadline": "2099-01-01"}
    people = [page.shop.reviewer, page.shop.other_reviewer]
    answer = lead.post("/calibration", data={**sent, "person": people})
    assert answer.status_code == 303
    html = words(lead.get(answer.headers["Location"]).text)
    assert "s-2 Polish · By chance" in html
    assert "Open for blind rating" in html


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"person": []}, "Choose at least two people who rate.", id="nobody rates"),
        pytest.param({"name": " "}, "Give the session a name.", id="no name"),
        pytest.param({"size": "40"}, "one to eight conversations", id="too many"),
        pytest.param({"deadline": "2001-01-01"}, "The deadline has passed already", id="a past day"),
        pytest.param({"deadline": "soon"}, "The deadline has passed already", id="no day"),
        pytest.param({"gold": "before"}, "Choose an owner", id="nobody makes the gold rating"),
        pytest.param({"criterion": ["none-such"]}, "not in the rubric", id="unknown criterion"),
    ],
)
def test_a_bad_plan_is_told_and_kept_in_the_form(page: Opened, change: dict[str, object], told: str) -> None:
    people = [page.shop.reviewer, page.shop.other_reviewer]
    sent = {"name": "June", "size": "3", "facilitator": page.shop.coach, "person": people, **change}
    answer = coach(page).post("/calibration", data=sent)
    assert answer.status_code == 422
    assert told in words(answer.text)


def test_a_rater_sees_a_way_to_each_sheet_and_nobody_elses_ratings(page: Opened) -> None:
    address = rating(page)
    own = page.as_user(page.shop.reviewer)
    sheet = re.findall(r"/calibration/sheets/\d+", own.get(address).text)[0]
    assert own.post(f"{sheet}/ratings/spelling", data={"answer": "fail", "comment": "hidden words"}).status_code == 303
    others = [page.as_user(page.shop.other_reviewer), coach(page), page.as_user(page.shop.manager)]
    for other in others:
        for url in (address, f"{address}/live", "/calibration"):
            html = other.get(url).text
            assert "hidden words" not in html
            assert "badge fail" not in html
        for url in (f"{address}/figures", f"{address}/ratings.csv", f"{address}/room"):
            assert other.get(url).status_code == 303
    assert "hidden words" not in others[0].get(sheet).text
    assert [other.get(sheet).status_code for other in others[1:]] == [404, 404]


def test_the_sheet_shows_no_machine_verdict(page: Opened) -> None:
    own = page.as_user(page.shop.reviewer)
    sheet = re.findall(r"/calibration/sheets/\d+", own.get(rating(page)).text)[0]
    html = own.get(sheet).text
    assert "You should have read our terms" in words(html)
    for secret in ("The machine explains", "marked-fail", "at most 14 day"):
        assert secret not in html


def test_a_sheet_is_filled_with_fragments_and_handed_in(page: Opened) -> None:
    address = rating(page)
    own = page.as_user(page.shop.reviewer)
    sheet = re.findall(r"/calibration/sheets/\d+", own.get(address).text)[0]
    for criterion in CHAT_CRITERIA:
        answer = "4" if criterion == "questions-answered" else "pass"
        fragment = own.post(f"{sheet}/ratings/{criterion}", data={"answer": answer}, headers=HTMX).text
        assert f'id="rating-{criterion}"' in fragment
    assert "5 of 5 rated" in fragment
    own.post(f"{address}/hand-in")
    assert "1 of 2 have handed in." in words(coach(page).get(address).text)


def test_a_stale_rating_shows_both_and_saves_neither(page: Opened) -> None:
    own = page.as_user(page.shop.reviewer)
    sheet = re.findall(r"/calibration/sheets/\d+", own.get(rating(page)).text)[0]
    own.post(f"{sheet}/ratings/spelling", data={"answer": "pass"})
    stale = own.post(f"{sheet}/ratings/spelling", data={"answer": "fail", "revision": "0"}, headers=HTMX)
    assert stale.status_code == 409
    assert "Nothing was overwritten" in stale.text


def test_selected_words_become_evidence(page: Opened) -> None:
    own = page.as_user(page.shop.reviewer)
    sheet = re.findall(r"/calibration/sheets/\d+", own.get(rating(page)).text)[0]
    place = {"message": 1, "start": 0, "end": 9, "criterion": "greeting"}
    fragment = own.post(f"{sheet}/evidence", data=place, headers=HTMX).text
    assert "Hello Jan" in words(fragment)
    assert 'hx-swap-oob="true"' in fragment
    bad = own.post(f"{sheet}/evidence", data={**place, "criterion": ""}, headers=HTMX)
    assert bad.status_code == 422


def test_who_rates_for_calibration_cannot_open_a_review_of_it(page: Opened) -> None:
    with page.session() as session:
        review(session, page.shop.chat, page.shop.reviewer, PASSES)
    own = page.as_user(page.shop.reviewer)
    assert own.get("/reviews/1").status_code == 200
    rating(page)
    assert own.get("/reviews/1").status_code == 422
    assert own.post(f"/conversations/{page.shop.chat}/review").status_code == 422


def test_only_the_facilitator_reveals(page: Opened) -> None:
    address = rating(page)
    page.as_user(page.shop.reviewer).post(f"{address}/move", data={"to": "reveal"})
    assert "Blind rating" in words(coach(page).get(address).text)
    answer = coach(page).post(f"{address}/move", data={"to": "reveal"}, follow_redirects=True)
    assert "Fewer than two people have rated in time" in words(answer.text)


def test_the_matrix_shows_everybody_the_machine_and_the_words(page: Opened) -> None:
    html = page.as_user(page.shop.reviewer).get(revealed(page)).text
    shown = words(html)
    assert shown.index("Time limits are right") < shown.index("Every question is answered")
    for expected in ("Reviewer", "Other", "Machine", "refunds take 30 days", "on policy-durations"):
        assert expected in shown


def test_the_figures_warn_of_few_conversations(page: Opened) -> None:
    address = f"{revealed(page)}/figures"
    assert "These figures are being computed" in words(coach(page).get(address).text)
    assert (measure(page), measure(page)) == (1, 0)
    html = words(coach(page).get(address).text)
    assert "This session has 1 conversation: every interval here is very wide." in html
    assert "60 %" in html


def test_the_ratings_are_a_table_for_qa_agreement(page: Opened) -> None:
    answer = coach(page).get(f"{revealed(page)}/ratings.csv")
    lines = answer.text.splitlines()
    assert answer.mimetype == "text/csv"
    assert lines[0] == "unit,rater,value,cluster"
    assert "s-1/policy-durations,Other,fail,s-1" in lines


def test_the_room_turns_and_a_decision_is_recorded(page: Opened) -> None:
    address = revealed(page, CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    lead = coach(page)
    lead.post(f"{address}/turn", data={"place": "2", "from": "room"})
    assert "Every question is answered" in words(page.as_user(page.shop.reviewer).get(f"{address}/room/live").text)
    form = {
        "chosen": "1",
        "criterion": "policy-durations",
        "kind": "clarify",
        "effective": "2026-06-01",
        "from": "room",
    }
    refused = lead.post(f"{address}/decisions", data={**form, "reason": ""})
    assert refused.status_code == 422
    assert "Give the reason" in refused.text
    lead.post(f"{address}/decisions", data={**form, "reason": "A number with a unit."})
    lead.post(f"{address}/move", data={"to": "closed"})
    html = words(lead.get(address).text)
    assert "Clarify the rule’s words" in html
    assert "A number with a unit." in html


def test_a_precedent_stands_on_the_line_of_the_rubric_in_later_reviews(page: Opened) -> None:
    address = revealed(page, CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    form = {"chosen": "1", "criterion": "spelling", "kind": "apply", "effective": "2026-01-01"}
    coach(page).post(f"{address}/decisions", data={**form, "reason": "Names <b>are</b> no words."})
    coach(page).post(f"{address}/move", data={"to": "closed"})
    own = page.as_user(page.shop.reviewer)
    html = own.get(page.start(own, page.shop.mail)).text
    assert "1 precedent" in words(html)
    assert "Names &lt;b&gt;are&lt;/b&gt; no words." in html
    assert "1 precedent" not in words(own.get(page.start(own, page.shop.chat)).text)


def test_decisions_are_taken_into_a_draft_by_who_edits_rubrics(page: Opened) -> None:
    address = revealed(page, CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    form = {"chosen": "1", "criterion": "spelling", "kind": "add_example", "effective": "2026-01-01", "reason": "Why."}
    coach(page).post(f"{address}/decisions", data=form)
    coach(page).post(f"{address}/move", data={"to": "closed"})
    manager = page.as_user(page.shop.manager)
    assert "Take them into a draft" in words(manager.get(address).text)
    assert "/drafts/" in manager.post(f"{address}/draft").headers["Location"]
    assert coach(page).post(f"{address}/draft").status_code == 403


def test_agents_know_nothing_of_it(page: Opened) -> None:
    address = revealed(page)
    agent = page.as_user(page.shop.agent_user)
    pages = ("/calibration", address, f"{address}/live", f"{address}/events", f"{address}/ratings.csv")
    assert {agent.get(url).status_code for url in pages} == {403}


def test_the_stream_tells_a_change_once_and_never_a_rating(page: Opened) -> None:
    address = revealed(page)
    lead = coach(page)
    told = lead.get(f"{address}/events?seen=0")
    assert told.mimetype == "text/event-stream"
    found = re.findall(r"id: (\d+)\nevent: change\ndata: (.+)\n", told.text)
    assert [set(json.loads(line)) for _, line in found] == [{"revision", "state"}]
    again = lead.get(f"{address}/events", headers={"Last-Event-ID": found[0][0]})
    assert "data" not in again.text
    assert "retry: " in again.text


def test_a_session_one_does_not_take_part_in_is_not_found(page: Opened) -> None:
    with page.session() as session:
        meeting = plan(session, page.shop)
        row = meeting.row
        session.delete(next(one for one in row.participants if one.user_id == page.shop.reviewer))
    own = page.as_user(page.shop.reviewer)
    urls = (f"/calibration/{meeting.id}", f"/calibration/{meeting.id}/events")
    assert [own.get(url).status_code for url in urls] == [404, 404]
    assert "May" not in words(own.get("/calibration").text)


def test_a_coach_takes_a_session_over_and_calls_it_off(page: Opened) -> None:
    address = rating(page)
    manager = page.as_user(page.shop.manager)
    manager.post(f"{address}/lead", data={"change": "take_over"})
    manager.post(f"{address}/lead", data={"change": "cancel"})
    assert "Called off on" in words(coach(page).get(address).text)
