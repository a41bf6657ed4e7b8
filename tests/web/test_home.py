"""What each role finds on the home page."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages import waiting
from qa.stages.coaching import CoachScope, NewSession, call_off, plan_session
from qa.stages.reviewing import start_review
from qa.store import tables
from tests.stages.calibrating.meeting import PASSES, review
from tests.web.opened import open_page
from tests.web.seed import NOW
from tests.web.seeded import Seeded, post


@pytest.mark.parametrize(
    ("name", "shown", "hidden"),
    [
        pytest.param(
            "manager", ["Conversations by state", "Critical fails to confirm", "Samples under way"], [], id="manager"
        ),
        pytest.param("reviewer", ["For you to review"], ["Conversations by state", "Critical fails"], id="reviewer"),
        pytest.param(
            "coach",
            ["Critical fails of your team to confirm", "reviews to publish"],
            ["Conversations by state"],
            id="coach",
        ),
        pytest.param("agent", ["You have read everything"], ["For you to review", "Critical fails"], id="agent"),
    ],
)
def test_a_role_finds_its_own_work(seeded: Seeded, name: str, shown: list[str], hidden: list[str]) -> None:
    html = seeded.sign_in(name).get("/").text
    assert [words for words in shown if words not in html] == []
    assert [words for words in hidden if words in html] == []


def test_a_manager_sees_what_stands_still_and_why(seeded: Seeded) -> None:
    html = seeded.sign_in("manager").get("/").text
    assert "Waiting for a speech model" in html
    assert "set QA_WHISPER_MODEL" in html


def test_a_proposal_names_what_failed_critically_and_nothing_else(seeded: Seeded) -> None:
    html = seeded.sign_in("manager").get("/").text
    named = set(re.findall(r'<span class="point">([^<]+)</span>', html))
    assert named and named <= {"Policy durations", "No secret data"}


def test_a_queue_says_start_until_one_review_is_done(seeded: Seeded) -> None:
    manager, reviewer = seeded.sign_in("manager"), seeded.sign_in("reviewer2")
    with seeded.session() as session:
        reviewer_id = seeded.user(session, "reviewer2").id
    post(manager, "/samples", token_at="/samples/new", name="s", size="2", reviewer=reviewer_id)
    assert ">Start</button>" in reviewer.get("/").text
    with seeded.session() as session:
        given = session.scalars(select(tables.Assignment).where(tables.Assignment.reviewer_id == reviewer_id)).all()
        given[0].finished_at = NOW
    assert ">Go on</button>" in reviewer.get("/").text


def test_what_is_to_be_rated_blind_is_not_proposed_as_critical(seeded: Seeded) -> None:
    manager = seeded.sign_in("manager")
    listed = re.findall(r'class="proposal"><a class="named" href="(/conversations/\d+)"', manager.get("/").text)
    with seeded.session() as session:
        reviewer = seeded.user(session, "manager").id
    fields = {"name": "s", "size": "120", "reviewer": reviewer, "is_blind": "yes"}
    post(manager, "/samples", token_at="/samples/new", **fields)
    assert listed
    assert 'class="proposal"' not in manager.get("/").text


def test_each_figure_leads_to_where_its_work_is_done(seeded: Seeded) -> None:
    figures = re.search(r'<section class="card figures".*?</section>', seeded.sign_in("manager").get("/").text, re.S)
    assert figures is not None
    assert re.findall(r'href="([^"]+)"><b>', figures[0]) == ["/feedback", "/disputes", "/feedback", "/coaching"]


def test_reviews_to_publish_are_counted_as_their_list_shows_them(tmp_path: Path) -> None:
    with open_page(tmp_path) as opened:
        with opened.session() as session:
            review(session, opened.shop.chat, opened.shop.reviewer, PASSES)
            review(session, opened.shop.mail, opened.shop.reviewer, PASSES)
            start_review(session, opened.shop.mail, reviewer_id=opened.shop.manager, now=NOW)
        manager = opened.as_user(opened.shop.manager)
        assert "<b>1</b> review to publish" in manager.get("/").text
        assert manager.get("/feedback").text.count("Prepare feedback</a>") == 1


def test_a_coach_finds_the_sessions_that_are_to_come(tmp_path: Path) -> None:
    with open_page(tmp_path) as opened:
        coach, agent = opened.shop.coach, opened.shop.agent
        with opened.session() as session:
            new = NewSession(NOW + timedelta(days=1))
            plan_session(session, agent, new, scope=CoachScope(), coach_id=coach, now=NOW)
            gone = plan_session(session, agent, new, scope=CoachScope(), coach_id=coach, now=NOW)
            call_off(session, gone.id, scope=CoachScope(), user_id=coach, now=NOW)
        home = opened.as_user(coach).get("/").text
        assert home.count('href="/coaching/sessions/') == 1
        assert "Your coaching sessions" not in opened.as_user(opened.shop.manager).get("/").text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("reviewer", ["Terms and tone", ">Rate</a>", "rate until"], id="who rates"),
        pytest.param("coach", ["Terms and tone", ">Open</a>", "You lead"], id="who leads"),
    ],
)
def test_a_calibration_waits_for_those_who_take_part(seeded: Seeded, name: str, shown: list[str]) -> None:
    with seeded.session() as session:
        people = {one: seeded.user(session, one).id for one in ("reviewer", "coach")}
        session.add(_calibration(session, facilitator=people["coach"], rater=people["reviewer"]))
    html = seeded.sign_in(name).get("/").text
    assert [words for words in shown if words not in html] == []
    assert "Terms and tone" not in seeded.sign_in("manager").get("/").text


def _calibration(session: Session, *, facilitator: int, rater: int) -> tables.CalibrationSession:
    return tables.CalibrationSession(
        name="Terms and tone",
        state=tables.CalibrationState.RATING,
        rubric_id=session.scalars(select(tables.Rubric.id)).first(),
        facilitator_id=facilitator,
        created_at=NOW,
        deadline_at=NOW,
        gold_origin="session",
        seed=1,
        participants=[tables.CalibrationParticipant(user_id=rater)],
    )


def test_a_coach_is_shown_the_critical_fails_of_their_own_team(seeded: Seeded) -> None:
    with seeded.session() as session:
        coach = seeded.user(session, "coach")
        everybody = waiting.read_proposals(session, coach.id).count.value
        own = waiting.read_proposals(session, coach.id, team_id=coach.team_id)
        agent, conversation = tables.Agent, tables.Conversation
        teams = select(agent.team_id).join(conversation, conversation.agent_id == agent.id)
        shown = set(session.scalars(teams.where(conversation.id.in_([line.id for line in own.lines]))))
    assert 0 < own.count.value < everybody
    assert shown == {coach.team_id}
    assert f'<span class="badge fail">{own.count.value}</span>' in seeded.sign_in("coach").get("/").text
