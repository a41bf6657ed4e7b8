"""Disputes in the page: opened by the agent, decided by others, counted for all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from qa.store import tables
from tests.web.opened import Opened, open_page, words
from tests.web.test_feedback import CHOSEN

ANSWERS = {"policy-durations": "fail", "questions-answered": "1", "spelling": "pass", "greeting": "pass"}
OBJECTION = {"reason": "missing_context", "claim": "pass", "text": "He asked about the <second> jacket."}
FORM = "/my-feedback/{feedback}/disputes/policy-durations"


@pytest.fixture
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        reviewer = opened.as_user(opened.shop.reviewer)
        address = opened.start(reviewer, opened.shop.chat)
        for criterion, answer in (ANSWERS | {"no-blame": "fail"}).items():
            reviewer.post(f"{address}/ratings/{criterion}", data={"answer": answer})
        assert reviewer.post(f"{address}/submit", data={"revision": "6"}).status_code == 303
        assert reviewer.post(f"{address}/feedback", data=CHOSEN).status_code == 303
        yield opened


@pytest.fixture
def agent(page: Opened) -> FlaskClient:
    return page.as_user(page.shop.agent_user)


@pytest.fixture
def coach(page: Opened) -> FlaskClient:
    return page.as_user(page.shop.coach)


@pytest.fixture
def dispute(agent: FlaskClient) -> int:
    sent = agent.post(FORM.format(feedback=1), data=OBJECTION)
    assert (sent.status_code, sent.headers["Location"]) == (303, "/my-disputes/1")
    return 1


def test_a_feedback_point_leads_to_the_form(agent: FlaskClient) -> None:
    assert FORM.format(feedback=1) in agent.get("/my-feedback/1").text
    html = agent.get(FORM.format(feedback=1)).text
    assert "refunds take 30 days" in words(html)
    assert "Somebody else than the reviewer decides, within 5 working days." in words(html)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"reason": ""}, "Choose a reason", id="no reason"),
        pytest.param({"claim": ""}, "Choose the rating", id="no rating"),
        pytest.param({"text": " "}, "Say in a sentence", id="no words"),
    ],
)
def test_a_form_that_lacks_something_keeps_what_was_written(
    agent: FlaskClient, change: dict[str, str], told: str
) -> None:
    sent = agent.post(FORM.format(feedback=1), data=OBJECTION | {"text": "Kept words"} | change)
    assert (sent.status_code, told in sent.text) == (422, True)
    assert change.get("text") or "Kept words" in sent.text


@pytest.mark.parametrize("criterion", ["spelling", "nonsense"])
def test_what_cost_nothing_has_no_form(agent: FlaskClient, criterion: str) -> None:
    address = f"/my-feedback/1/disputes/{criterion}"
    assert agent.get(address).status_code == 404
    assert agent.post(address, data=OBJECTION).status_code == 404


def test_the_agents_words_are_escaped_for_those_who_decide(coach: FlaskClient, dispute: int) -> None:
    html = coach.get(f"/disputes/{dispute}").text
    assert "the &lt;second&gt; jacket" in html
    assert "<second>" not in html


def test_both_sides_the_rule_and_the_machine_stand_beside_each_other(coach: FlaskClient, dispute: int) -> None:
    text = words(coach.get(f"/disputes/{dispute}").text)
    for part in (
        "Something around it was overlooked",
        "Is every time limit the agent names the one our policy or the law gives?",
        "The machine explains policy-durations.",
        "refunds take 30 days",
        "Your decision",
    ):
        assert part in text


def test_accepting_shows_the_feedback_as_changed_with_the_old_kept(
    agent: FlaskClient, coach: FlaskClient, dispute: int
) -> None:
    sent = coach.post(f"/disputes/{dispute}/decision", data={"outcome": "accept", "reason": "Another jacket."})
    assert sent.status_code == 303
    text = words(agent.get("/my-feedback/1").text)
    for part in ("Accepted", "Another jacket.", "What was told before", "30 days is &lt;not&gt; our policy."):
        assert part in text
    assert "26.7 66.7" in text
    assert "Another jacket." in words(agent.get(f"/my-disputes/{dispute}").text)


def test_rejecting_leaves_an_appeal(agent: FlaskClient, coach: FlaskClient, page: Opened, dispute: int) -> None:
    coach.post(f"/disputes/{dispute}/decision", data={"outcome": "reject", "reason": "The page says 14."})
    assert "Appeal to a calibration session" in agent.get(f"/my-disputes/{dispute}").text
    assert agent.post(f"/my-disputes/{dispute}/appeal", data={"text": "Read line 4."}).status_code == 303
    assert "Waits for a calibration session" in agent.get("/my-disputes").text
    manager = page.as_user(page.shop.manager)
    data = {"outcome": "partly", "grade": "not_applicable", "reason": "No rule covers it."}
    assert manager.post(f"/disputes/{dispute}/appeal", data=data).status_code == 303
    assert "No rule covers it." in agent.get(f"/my-disputes/{dispute}").text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param({"outcome": "", "reason": "x"}, "Choose how you decide", id="no outcome"),
        pytest.param({"outcome": "reject", "reason": " "}, "Give a reason", id="no reason"),
        pytest.param({"outcome": "partly", "reason": "x"}, "Partly means", id="a part of nothing"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(
    coach: FlaskClient, dispute: int, data: dict[str, str], told: str
) -> None:
    sent = coach.post(f"/disputes/{dispute}/decision", data=data)
    assert (sent.status_code, told in sent.text) == (422, True)


def test_the_second_to_decide_sees_what_the_first_decided(page: Opened, coach: FlaskClient, dispute: int) -> None:
    coach.post(f"/disputes/{dispute}/decision", data={"outcome": "reject", "reason": "The page says 14."})
    manager = page.as_user(page.shop.manager)
    sent = manager.post(f"/disputes/{dispute}/decision", data={"outcome": "accept", "reason": "x"})
    assert (sent.status_code, "Somebody else decided this" in sent.text) == (422, True)
    assert "The page says 14." in sent.text


def test_the_reviewer_reads_the_dispute_and_cannot_decide_it(page: Opened, dispute: int) -> None:
    reviewer = page.as_user(page.shop.reviewer)
    assert "somebody else decides" in reviewer.get(f"/disputes/{dispute}").text
    assert reviewer.post(f"/disputes/{dispute}/decision", data={"outcome": "reject", "reason": "x"}).status_code == 403


@pytest.mark.parametrize("path", ["/disputes/1", "/disputes"])
def test_agents_do_not_reach_the_pages_of_those_who_decide(agent: FlaskClient, dispute: int, path: str) -> None:
    assert agent.get(path).status_code == 403


@pytest.mark.parametrize("path", ["/my-disputes/1", FORM.format(feedback=1)])
def test_another_agents_dispute_does_not_exist(page: Opened, dispute: int, path: str) -> None:
    assert page.as_user(page.shop.other_agent_user).get(path).status_code == 404


def test_another_reviewer_finds_nothing(page: Opened, dispute: int) -> None:
    other = page.as_user(page.shop.other_reviewer)
    assert other.get(f"/disputes/{dispute}").status_code == 404
    assert "Time limits" not in other.get("/disputes").text


def test_who_rates_the_conversation_blind_sees_neither_the_dispute_nor_the_feedback(
    page: Opened, coach: FlaskClient, dispute: int
) -> None:
    page.start(coach, page.shop.chat)
    assert coach.get(f"/disputes/{dispute}").status_code == 404
    assert coach.get("/feedback/1").status_code == 404
    assert "Time limits" not in coach.get("/disputes").text
    assert 'href="/feedback/1"' not in coach.get("/feedback").text


def test_the_statistics_are_open_to_agents_and_name_no_reviewer_to_them(
    page: Opened, agent: FlaskClient, coach: FlaskClient, dispute: int
) -> None:
    coach.post(f"/disputes/{dispute}/decision", data={"outcome": "accept", "reason": "Another jacket."})
    text = words(agent.get("/disputes/statistics").text)
    assert "Overturned: 100 %" in text
    assert "Fewer than 20 decisions" in text
    assert "By reviewer" not in text
    assert "By reviewer" in page.as_user(page.shop.manager).get("/disputes/statistics").text
    assert "By reviewer" in page.as_user(page.shop.reviewer).get("/disputes/statistics").text
    assert "By reviewer" not in page.as_user(page.shop.other_reviewer).get("/disputes/statistics").text


def test_after_its_term_nothing_can_be_disputed(page: Opened, agent: FlaskClient) -> None:
    with page.session() as session:
        row = session.get_one(tables.Feedback, 1)
        row.published_at = row.published_at.replace(year=2025)
    assert "Dispute this rating" not in agent.get("/my-feedback/1").text
    sent = agent.post(FORM.format(feedback=1), data=OBJECTION)
    assert (sent.status_code, "is over" in sent.text) == (422, True)


def test_the_agent_is_not_told_how_the_conversation_was_drawn(page: Opened, agent: FlaskClient) -> None:
    assert "chosen by hand" not in agent.get("/my-feedback/1").text
    assert "chosen by hand" in page.as_user(page.shop.reviewer).get("/feedback/1").text


def test_the_agents_home_page_names_what_waits_and_what_was_decided(
    agent: FlaskClient, coach: FlaskClient, dispute: int
) -> None:
    assert "1 dispute of yours waits for a decision" in words(agent.get("/").text)
    ruling = {"outcome": "accept", "reason": "The second jacket is named.", "rating": "pass"}
    assert coach.post(f"/disputes/{dispute}/decision", data=ruling).status_code == 303
    text = words(agent.get("/").text)
    assert re.search(r"Dispute about [\w ]+ Accepted", text)
    assert "waits for a decision" not in text


def test_only_a_call_has_a_transcript_to_be_wrong(agent: FlaskClient) -> None:
    html = agent.get(FORM.format(feedback=1)).text
    assert 'value="missing_context"' in html
    assert 'value="transcription_error"' not in html


def test_a_dispute_opened_by_mistake_is_taken_back_and_opened_again(
    agent: FlaskClient, coach: FlaskClient, page: Opened, dispute: int
) -> None:
    assert "Take the dispute back" in agent.get("/my-disputes/1").text
    assert agent.post("/my-disputes/1/withdrawal").status_code == 303
    html = agent.get("/my-disputes/1").text
    assert "nobody decides it" in html and FORM.format(feedback=1) in html
    assert "there is nothing to decide" in coach.get("/disputes/1").text
    assert coach.post("/disputes/1/decision", data={"outcome": "accept", "reason": "Yes."}).status_code == 422
    assert "Taken back 1" in words(coach.get("/disputes?state=withdrawn").text)
    assert agent.post(FORM.format(feedback=1), data=OBJECTION).headers["Location"] == "/my-disputes/2"
    assert "Taken back1" in words(agent.get("/disputes/statistics").text)


def test_nobody_takes_back_anothers_dispute_or_a_decided_one(
    agent: FlaskClient, coach: FlaskClient, page: Opened, dispute: int
) -> None:
    assert page.as_user(page.shop.other_agent_user).post("/my-disputes/1/withdrawal").status_code == 404
    coach.post("/disputes/1/decision", data={"outcome": "reject", "reason": "The rule is clear."})
    refused = agent.post("/my-disputes/1/withdrawal")
    assert (refused.status_code, "nobody has decided yet" in refused.text) == (422, True)
