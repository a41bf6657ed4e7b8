"""Feedback pages: chosen, published, and read by nobody but their agent and those who give it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import escape

import pytest
from flask.testing import FlaskClient

from qa.stages.feedback import next_unread
from qa.store import tables
from tests.web.opened import HTMX, Opened, open_page, words

CHOSEN = {
    "strength": "greeting",
    "strength-quote-greeting": "1:0:9",
    "strength-text": "You greeted him by name.",
    "point": ["policy-durations"],
    "quote-policy-durations": "1:66:86",
    "text-policy-durations": "30 days is <not> our policy.",
    "why-policy-durations": "He plans with the money.",
    "suggestion-policy-durations": "Up to 14 days.",
}


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
    address = page.start(reviewer, page.shop.chat)
    answers = {"policy-durations": "fail", "questions-answered": "1", "spelling": "pass", "greeting": "pass"}
    for criterion, answer in (answers | {"no-blame": "fail"}).items():
        reviewer.post(f"{address}/ratings/{criterion}", data={"answer": answer})
    assert reviewer.post(f"{address}/submit", data={"revision": "6"}).status_code == 303
    return address


@pytest.fixture
def feedback(reviewer: FlaskClient, review: str) -> int:
    sent = reviewer.post(f"{review}/feedback", data=CHOSEN)
    assert sent.status_code == 303
    return int(sent.headers["Location"].rsplit("/")[-1])


def test_the_choice_is_offered_with_quotes(reviewer: FlaskClient, review: str) -> None:
    html = reviewer.get(f"{review}/feedback").text
    assert '<option value="1:66:86"' in html
    assert "Refunds take up to 14 days." in html


def test_a_refused_choice_keeps_what_was_written(reviewer: FlaskClient, review: str) -> None:
    sent = reviewer.post(f"{review}/feedback", data=CHOSEN | {"quote-policy-durations": ""})
    assert sent.status_code == 422
    assert "feedback without a quote is not published" in sent.text
    assert "He plans with the money." in sent.text
    assert "You greeted him by name." in sent.text


def test_more_than_three_points_are_refused(reviewer: FlaskClient, review: str) -> None:
    sent = reviewer.post(f"{review}/feedback", data=CHOSEN | {"point": ["a", "b", "c", "d"]})
    assert "At most 3 points" in sent.text


def test_without_a_strength_nothing_is_published(reviewer: FlaskClient, review: str) -> None:
    sent = reviewer.post(f"{review}/feedback", data=CHOSEN | {"strength": ""})
    assert (sent.status_code, "Choose one strength" in sent.text) == (422, True)


def test_the_agent_reads_the_strength_first_then_the_points(page: Opened, feedback: int) -> None:
    text = words(page.as_user(page.shop.agent_user).get(f"/my-feedback/{feedback}").text)
    assert text.index("You greeted him by name.") < text.index("30 days is &lt;not&gt; our policy.")
    for part in ("Hello Jan", "refunds take 30 days", "He plans with the money.", "Up to 14 days."):
        assert part in text


def test_the_agents_page_names_no_machine_and_no_draft(page: Opened, review: str) -> None:
    agent = page.as_user(page.shop.agent_user)
    assert "/my-feedback/1" not in agent.get("/my-feedback").text
    assert agent.get("/my-feedback/1").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        pytest.param("get", "/my-feedback/{id}", id="read"),
        pytest.param("post", "/my-feedback/{id}/acknowledge", id="acknowledge"),
        pytest.param("post", "/my-feedback/{id}/comments", id="ask"),
    ],
)
def test_another_agents_feedback_does_not_exist(page: Opened, feedback: int, method: str, path: str) -> None:
    other = page.as_user(page.shop.other_agent_user)
    answer = getattr(other, method)(path.format(id=feedback), data={"text": "?"} if method == "post" else None)
    assert answer.status_code == 404
    assert f'href="/my-feedback/{feedback}"' not in other.get("/my-feedback").text
    assert f'href="/my-feedback/{feedback}"' in page.as_user(page.shop.agent_user).get("/my-feedback").text


@pytest.mark.parametrize("path", ["/feedback", "/feedback/{id}"])
def test_agents_do_not_reach_the_pages_of_those_who_give_feedback(page: Opened, feedback: int, path: str) -> None:
    assert page.as_user(page.shop.agent_user).get(path.format(id=feedback)).status_code == 403


def test_another_reviewer_does_not_find_it_but_a_manager_does(page: Opened, feedback: int) -> None:
    assert page.as_user(page.shop.other_reviewer).get(f"/feedback/{feedback}").status_code == 404
    assert page.as_user(page.shop.manager).get(f"/feedback/{feedback}").status_code == 200


def test_another_reviewer_cannot_publish_it_but_a_coach_can(page: Opened, review: str) -> None:
    assert page.as_user(page.shop.other_reviewer).post(f"{review}/feedback", data=CHOSEN).status_code == 404
    assert page.as_user(page.shop.coach).post(f"{review}/feedback", data=CHOSEN).status_code == 303


def test_a_coach_publishes_for_their_own_team_and_what_they_reviewed_themselves(page: Opened, review: str) -> None:
    coach = page.as_user(page.shop.coach)
    with page.session() as session:
        agent = session.get_one(tables.Agent, page.shop.agent)
        team, other = tables.Team(name="Theirs"), tables.Team(name="Another")
        session.add_all([team, other])
        session.flush()
        session.get_one(tables.User, page.shop.coach).team_id, agent.team_id = team.id, other.id
    assert coach.get(f"{review}/feedback").status_code == 404
    assert "Prepare feedback" not in coach.get(review).text
    with page.session() as session:
        session.get_one(tables.Review, int(review.rsplit("/")[-1])).reviewer_id = page.shop.coach
    sent = coach.post(f"{review}/feedback", data=CHOSEN)
    assert coach.get(sent.headers["Location"]).status_code == 200
    with page.session() as session:
        session.get_one(tables.User, page.shop.coach).team_id = None
        session.get_one(tables.Agent, page.shop.agent).team_id = None


def test_a_feedback_leads_its_givers_to_review_and_conversation(page: Opened, feedback: int, review: str) -> None:
    html = page.as_user(page.shop.manager).get(f"/feedback/{feedback}").text
    assert "Open the review" in html and f'href="/conversations/{page.shop.chat}"' in html
    assert "Open the review" not in page.as_user(page.shop.agent_user).get(f"/my-feedback/{feedback}").text


def test_acknowledging_is_seen_in_the_outbox(page: Opened, reviewer: FlaskClient, feedback: int) -> None:
    assert "Not yet" in reviewer.get("/feedback").text
    agent = page.as_user(page.shop.agent_user)
    assert "Acknowledged" in agent.post(f"/my-feedback/{feedback}/acknowledge", headers=HTMX).text
    assert "Not yet" not in reviewer.get("/feedback").text
    assert "New" not in words(agent.get("/my-feedback").text)


def test_a_question_reaches_the_reviewer_and_the_answer_the_agent(
    page: Opened, reviewer: FlaskClient, feedback: int
) -> None:
    agent = page.as_user(page.shop.agent_user)
    plain = agent.post(f"/my-feedback/{feedback}/comments", data={"text": "Since when?"})
    assert (plain.status_code, plain.headers["Location"]) == (303, f"/my-feedback/{feedback}")
    assert "Since when?" in reviewer.get(f"/feedback/{feedback}").text
    reviewer.post(f"/feedback/{feedback}/comments", data={"text": "Since May."}, headers=HTMX)
    assert "Since May." in agent.get(f"/my-feedback/{feedback}").text


def test_an_empty_question_is_refused_with_an_alert(page: Opened, feedback: int) -> None:
    agent = page.as_user(page.shop.agent_user)
    for headers in (HTMX, {}):
        answer = agent.post(f"/my-feedback/{feedback}/comments", data={"text": " "}, headers=headers)
        assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)


def test_a_submitted_review_waits_in_the_outbox(reviewer: FlaskClient, review: str) -> None:
    assert f"{review}/feedback" in reviewer.get("/feedback").text


@pytest.mark.parametrize(
    ("key", "data", "told", "untold"),
    [
        pytest.param("no-blame", {"text-no-blame": "You never listen."}, "never", "irony", id="a point"),
        pytest.param("no-blame", {"text-no-blame": "Brawo."}, "irony", "never", id="irony in a point"),
        pytest.param("strength", {"strength-text": "Bravo!"}, "hints-strength", "irony", id="praise may say bravo"),
        pytest.param("no-blame", {"text-greeting": "You never listen."}, "hints-no-blame", "never", id="another field"),
        pytest.param("no-blame", {"text-no-blame": "Never <b>"}, "Never", "<b>", id="only the words that were found"),
    ],
)
def test_hints_come_for_the_field_one_writes_in(
    reviewer: FlaskClient, key: str, data: dict[str, str], told: str, untold: str
) -> None:
    html = reviewer.post(f"/feedback/hints/{key}", data=data).text
    assert (told in html, untold in html) == (True, False)


def test_agents_are_given_no_hints(page: Opened) -> None:
    agent = page.as_user(page.shop.agent_user)
    assert agent.post("/feedback/hints/no-blame", data={"text-no-blame": "never"}).status_code == 403


def test_an_agent_asks_for_coaching_once(page: Opened, feedback: int) -> None:
    agent = page.as_user(page.shop.agent_user)
    sent = agent.post(f"/my-feedback/{feedback}/coaching", data={"text": "Time limits"})
    assert (sent.status_code, sent.headers["Location"]) == (303, f"/my-feedback/{feedback}")
    html = agent.get(f"/my-feedback/{feedback}").text
    assert ("Coaching asked for" in html, "Ask a coach" in html) == (True, False)


def test_another_agent_asks_for_nothing_about_it(page: Opened, feedback: int) -> None:
    other = page.as_user(page.shop.other_agent_user)
    assert other.post(f"/my-feedback/{feedback}/coaching", data={"text": "?"}).status_code == 404


def test_what_something_else_caused_stands_apart(page: Opened, reviewer: FlaskClient) -> None:
    address = page.start(reviewer, page.shop.chat)
    answers = {"policy-durations": "fail", "questions-answered": "1", "spelling": "pass", "greeting": "pass"}
    for criterion, answer in answers.items():
        reviewer.post(f"{address}/ratings/{criterion}", data={"answer": answer})
    reviewer.post(f"{address}/ratings/no-blame", data={"answer": "fail", "root_cause": "template"})
    assert reviewer.post(f"{address}/submit", data={"revision": "6"}).status_code == 303
    number = reviewer.post(f"{address}/feedback", data=CHOSEN).headers["Location"].rsplit("/")[-1]
    text = words(page.as_user(page.shop.agent_user).get(f"/my-feedback/{number}").text)
    assert "Not on you Something else caused it" in text
    assert "Does not blame the customer – A saved reply" in text


def test_why_the_rubric_says_it_matters_is_filled_in(page: Opened, review: str, reviewer: FlaskClient) -> None:
    with page.session() as session:
        row = session.get_one(tables.Rubric, page.shop.rubric)
        row.yaml = row.yaml.replace("    critical: true\n", "    critical: true\n    why: Customers plan by it.\n")
        row.content_hash = "with-why"
    assert "Customers plan by it." in reviewer.get(f"{review}/feedback").text


def test_the_agent_can_read_the_whole_conversation_without_its_notes(page: Opened, feedback: int) -> None:
    with page.session() as session:
        chat = session.get_one(tables.Conversation, page.shop.chat)
        chat.messages[-1].text, chat.messages[-1].is_internal = "Only for <us>.", True
        said = [words(escape(one.text)) for one in chat.messages[:-1]]
    text = words(page.as_user(page.shop.agent_user).get(f"/my-feedback/{feedback}").text)
    whole = text[text.index("The whole conversation") :]
    assert [one for one in said if one not in whole] == []
    assert "Only for" not in text


def test_what_was_read_is_no_unread_notice_any_more_and_the_next_is_offered(page: Opened, feedback: int) -> None:
    agent = page.as_user(page.shop.agent_user)
    assert "has given you feedback on a conversation of" in words(agent.get("/notices?unread=yes").text)
    sent = agent.post(f"/my-feedback/{feedback}/acknowledge", headers=HTMX)
    assert "Read the next one" not in sent.text
    assert "has given you feedback" not in words(agent.get("/notices?unread=yes").text)
    with page.session() as session:
        session.get_one(tables.Feedback, feedback).acknowledged_at = None
        other = session.get_one(tables.Feedback, feedback)
        assert next_unread(session, other.agent_id, but=feedback) is None
        assert next_unread(session, other.agent_id, but=0) == feedback


def test_an_agent_is_told_that_the_time_to_dispute_is_over(page: Opened, feedback: int) -> None:
    agent = page.as_user(page.shop.agent_user)
    assert "You can dispute a rating until" in words(agent.get(f"/my-feedback/{feedback}").text)
    with page.session() as session:
        session.get_one(tables.Feedback, feedback).published_at -= timedelta(days=30)
    text = words(agent.get(f"/my-feedback/{feedback}").text)
    assert "A rating could be disputed until" in text
    assert "Dispute this rating" not in text


def test_what_is_filled_in_speaks_the_language_of_the_conversation(page: Opened, review: str) -> None:
    with page.session() as session:
        session.get_one(tables.User, page.shop.manager).language = "pl"
    html = page.as_user(page.shop.manager).get(f"{review}/feedback").text
    assert "Opublikuj dla konsultanta" in html
    assert ">Is every time limit the agent names" in html and "Czy każdy termin" not in html
