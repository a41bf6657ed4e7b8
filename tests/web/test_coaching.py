"""Coaching pages: plans with their baseline, sessions with their agenda, and the agent's own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from qa.settings import Settings
from qa.stages import coaching
from qa.stages.coaching import Between, CoachScope, NewSession
from qa.store import tables
from tests.coached import GOAL, SAID, Reviewed, add_feedback, add_reviews
from tests.stages.coaching.test_plans import DRAFT, REWRITE
from tests.web.opened import Opened, open_page, words

NOW = datetime.now(UTC)
START = NOW - timedelta(days=30)
FORM = {
    "criterion": GOAL,
    "target": "95",
    "date_from": f"{NOW - timedelta(days=80):%Y-%m-%d}",
    "date_to": f"{NOW:%Y-%m-%d}",
    "ends_on": f"{NOW + timedelta(days=60):%Y-%m-%d}",
    "reason": "Three <b>times</b> in a month.",
    "exemplar": "Listen to s-3.",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        with opened.session() as session:
            add_reviews(session, opened.shop, Reviewed(passes=12, n=20, at=NOW - timedelta(days=60)))
            review = add_reviews(session, opened.shop, Reviewed(0, 2, at=NOW - timedelta(days=9), layer="risk"))[0]
            add_feedback(session, review, agent=opened.shop.agent, at=NOW - timedelta(days=8))
            coaching.keep_tallies(session, Settings.from_environment({}), NOW)
        yield opened


@pytest.fixture
def coach(page: Opened) -> FlaskClient:
    with page.session() as session:
        for table in (tables.CoachingRequest, tables.CoachingSession, tables.CoachingPlan):
            for row in session.query(table):
                session.delete(row)
    return page.as_user(page.shop.coach)


@pytest.fixture
def agent(page: Opened, coach: FlaskClient) -> FlaskClient:
    return page.as_user(page.shop.agent_user)


@pytest.fixture
def plan(page: Opened, coach: FlaskClient) -> int:
    draft = replace(
        DRAFT,
        baseline=Between(NOW - timedelta(days=80), START),
        starts_at=START,
        ends_at=NOW + timedelta(days=30),
        actions=(REWRITE,),
    )
    with page.session() as session:
        made = coaching.make_plan(
            session, page.shop.agent, draft, scope=CoachScope(), owner_id=page.shop.coach, now=START
        )
        return made.id


@pytest.fixture
def talk(page: Opened, coach: FlaskClient) -> int:
    with page.session() as session:
        new = NewSession(NOW - timedelta(hours=1))
        planned = coaching.plan_session(
            session, page.shop.agent, new, scope=CoachScope(), coach_id=page.shop.coach, now=START
        )
        return planned.id


def action_of(page: Opened, plan: int) -> int:
    with page.session() as session:
        return session.get_one(tables.CoachingPlan, plan).actions[0].id


def test_agents_are_listed_by_name_and_not_ranked(coach: FlaskClient) -> None:
    text = words(coach.get("/coaching").text)
    assert text.index("Anna Nowak") < text.index("Piotr Lis")
    assert "not ranked" in text


def test_an_agents_page_says_what_is_open_and_where_they_stand(page: Opened, coach: FlaskClient) -> None:
    text = words(coach.get(f"/coaching/agents/{page.shop.agent}").text)
    assert "Point Does not blame the customersee it – Point named in 1 of 1 review since the last session" in text
    assert "12/20 60 %, between 39 % and 78 %" in text


def test_a_plan_form_counts_the_baseline_and_warns_of_chosen_reviews(page: Opened, coach: FlaskClient) -> None:
    address = f"/coaching/agents/{page.shop.agent}/plans"
    text = words(coach.get(f"{address}/new", query_string=FORM).text)
    assert "0 of 2 chosen passed, not counted" in text
    assert re.search(r"About \d+ random reviews after the start would show a rise from 60 % to 95 %", text)
    assert "There were 20 in the period looked back on." in text
    fragment = coach.get(f"{address}/needed", query_string=FORM).text
    assert fragment.startswith('<div id="needed"')
    assert "A low figure rises by itself." in words(fragment)


def test_few_random_reviews_beside_chosen_ones_are_warned_of(page: Opened, coach: FlaskClient) -> None:
    late = FORM | {"date_from": f"{NOW - timedelta(days=20):%Y-%m-%d}"}
    text = words(coach.get(f"/coaching/agents/{page.shop.agent}/plans/needed", query_string=late).text)
    assert "nothing can be tested against it" in text
    assert "Chosen conversations look worse than the rest" in text


def test_a_plan_is_made_and_shown_with_its_baseline(page: Opened, coach: FlaskClient) -> None:
    sent = coach.post(f"/coaching/agents/{page.shop.agent}/plans", data=FORM)
    assert sent.status_code == 303
    html = coach.get(sent.headers["Location"]).text
    assert "Three &lt;b&gt;times&lt;/b&gt; in a month." in html
    assert "12/20" in words(html)
    assert "Listen to s-3." in html
    assert "Too few reviews" in html


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"criterion": ""}, "Choose the criterion", id="no goal"),
        pytest.param({"target": "many"}, "“many” is no target", id="no number"),
        pytest.param({"target": "50"}, "is no rise", id="below"),
        pytest.param({"ends_on": "someday"}, "“someday 00:00” is no day", id="no day"),
        pytest.param({"date_from": "2026-13-01"}, "is no day", id="no baseline"),
        pytest.param({"criterion": "charm"}, "Unknown criterion", id="unknown"),
    ],
)
def test_a_refused_plan_keeps_what_was_written(
    page: Opened, coach: FlaskClient, change: dict[str, str], problem: str
) -> None:
    sent = coach.post(f"/coaching/agents/{page.shop.agent}/plans", data=FORM | change)
    assert sent.status_code == 422
    assert problem in words(sent.text)
    assert "Three &lt;b&gt;times&lt;/b&gt; in a month." in sent.text


def test_an_exercise_is_made_of_the_agents_words(page: Opened, coach: FlaskClient, plan: int) -> None:
    with page.session() as session:
        session.query(tables.CoachingAction).delete()
    assert SAID in coach.get(f"/coaching/plans/{plan}").text
    sent = coach.post(f"/coaching/plans/{plan}/actions", data={"kind": "rewrite", "feedback_id": "1", "quote": SAID})
    assert sent.status_code == 303
    assert f"Rewrite one’s own words see it {SAID}" in words(coach.get(f"/coaching/plans/{plan}").text)


def test_the_agent_writes_and_the_coach_comments(
    page: Opened, coach: FlaskClient, agent: FlaskClient, plan: int
) -> None:
    action = action_of(page, plan)
    assert "An exercise waits for you" in agent.get("/my-coaching").text
    answer = {"text": "Let me show you <where>."}
    assert agent.post(f"/my-coaching/plans/{plan}/actions/{action}", data=answer).status_code == 303
    assert "Let me show you &lt;where&gt;." in coach.get(f"/coaching/plans/{plan}").text
    comment = {"change": "comment", "text": "Warm."}
    assert coach.post(f"/coaching/plans/{plan}/actions/{action}", data=comment).status_code == 303
    assert "The coach says" in agent.get(f"/my-coaching/plans/{plan}").text
    again = agent.post(f"/my-coaching/plans/{plan}/actions/{action}", data=answer)
    assert (again.status_code, "commented" in again.text) == (422, True)


def test_an_action_is_marked_done_and_dropped(page: Opened, coach: FlaskClient, plan: int) -> None:
    address = f"/coaching/plans/{plan}/actions/{action_of(page, plan)}"
    coach.post(address, data={"change": "done"})
    assert "✓ Rewrite" in coach.get(f"/coaching/plans/{plan}").text
    coach.post(address, data={"change": "drop"})
    assert "Nothing yet." in coach.get(f"/coaching/plans/{plan}").text


def test_a_plan_is_closed_with_what_its_reviews_say(coach: FlaskClient, agent: FlaskClient, plan: int) -> None:
    assert coach.post(f"/coaching/plans/{plan}/close", data={"note": "We go on."}).status_code == 303
    text = words(agent.get(f"/my-coaching/plans/{plan}").text)
    assert "Too few reviews closed on" in text
    assert "We go on." in text
    assert coach.post(f"/coaching/plans/{plan}/close").status_code == 422


def test_a_session_is_planned_from_the_agents_page(page: Opened, coach: FlaskClient) -> None:
    address = f"/coaching/agents/{page.shop.agent}/sessions"
    sent = coach.post(address, data={"day": "2031-05-20", "at": "10:30"})
    assert sent.status_code == 303
    assert "Coaching session, May 20, 2031, 10:30" in words(coach.get(sent.headers["Location"]).text)
    assert coach.post(address, data={"day": "", "at": ""}).status_code == 422


def test_a_session_is_set_down_and_read_by_its_agent(coach: FlaskClient, agent: FlaskClient, talk: int) -> None:
    log = {
        "day": f"{NOW - timedelta(days=1):%Y-%m-%d}",
        "at": "10:00",
        "minutes": "25",
        "agreed": ["Try three openings.", "", "Reword the reply."],
        "by": ["agent", "agent", "coach"],
        "note": "Went well.",
    }
    assert coach.post(f"/coaching/sessions/{talk}/log", data=log).status_code == 303
    text = words(agent.get(f"/my-coaching/sessions/{talk}").text)
    assert "Try three openings. AgentReword the reply. Coach Went well." in text
    assert agent.post(f"/my-coaching/sessions/{talk}/note", data={"text": "I see it otherwise."}).status_code == 303
    assert "I see it otherwise." in coach.get(f"/coaching/sessions/{talk}").text


def test_a_refused_log_keeps_what_was_written(coach: FlaskClient, talk: int) -> None:
    log = {"day": "2026-05-01", "at": "10:00", "minutes": "long", "agreed": ["Try it."], "by": ["both"]}
    sent = coach.post(f"/coaching/sessions/{talk}/log", data=log)
    assert sent.status_code == 422
    assert "“long” is no number of minutes" in sent.text
    assert 'value="Try it."' in sent.text


def test_a_session_has_a_sheet_for_paper_and_can_be_called_off(coach: FlaskClient, talk: int) -> None:
    assert "What was agreed, and who does it" in coach.get(f"/coaching/sessions/{talk}/sheet").text
    assert coach.post(f"/coaching/sessions/{talk}/off").status_code == 303
    assert "called off" in coach.get(f"/coaching/sessions/{talk}").text


def test_an_agents_question_is_on_the_agenda_until_taken_back(
    page: Opened, coach: FlaskClient, agent: FlaskClient
) -> None:
    assert agent.post("/my-coaching/questions", data={"text": "How do I say no?"}).status_code == 303
    assert "How do I say no?" in coach.get(f"/coaching/agents/{page.shop.agent}").text
    found = re.search(r"/my-coaching/questions/(\d+)/withdraw", agent.get("/my-coaching").text)
    assert found is not None
    agent.post(found[0])
    assert "How do I say no?" not in coach.get(f"/coaching/agents/{page.shop.agent}").text
    assert agent.post("/my-coaching/questions", data={"text": " "}).status_code == 422


def test_an_agent_sees_own_figures_and_no_colleague(page: Opened, agent: FlaskClient, plan: int) -> None:
    text = words(agent.get("/my-coaching").text)
    assert "12/20 60 %, between 39 % and 78 %" in text
    assert "Piotr" not in text


def test_the_team_page_says_what_costs_most(coach: FlaskClient) -> None:
    text = words(coach.get("/coaching/team").text)
    assert "Does not blame the customer 4.7 points of 100 lost a review" in text


@pytest.mark.parametrize(
    ("user", "path", "status"),
    [
        pytest.param("other_agent_user", "/my-coaching/plans/{plan}", 404, id="another agent's plan"),
        pytest.param("other_agent_user", "/my-coaching/sessions/{talk}", 404, id="another agent's session"),
        pytest.param("agent_user", "/coaching/plans/{plan}", 403, id="an agent on the coach's page"),
        pytest.param("reviewer", "/coaching", 403, id="a reviewer"),
        pytest.param("coach", "/my-coaching", 403, id="a coach on an agent's page"),
        pytest.param("manager", "/coaching/plans/{plan}", 200, id="a manager"),
    ],
)
def test_coaching_is_seen_by_its_people_only(
    page: Opened, plan: int, talk: int, user: str, path: str, status: int
) -> None:
    client = page.as_user(getattr(page.shop, user))
    assert client.get(path.format(plan=plan, talk=talk)).status_code == status


def test_a_coach_of_another_team_finds_nothing(page: Opened, plan: int, talk: int) -> None:
    with page.session() as session:
        team = tables.Team(name=f"Other {plan}")
        session.add(team)
        session.flush()
        session.get_one(tables.User, page.shop.coach).team_id = team.id
    client = page.as_user(page.shop.coach)
    found = [client.get(path).status_code for path in (f"/coaching/plans/{plan}", f"/coaching/sessions/{talk}")]
    listed = client.get("/coaching").text
    with page.session() as session:
        session.get_one(tables.User, page.shop.coach).team_id = None
    assert found == [404, 404]
    assert "No agents yet" in listed
