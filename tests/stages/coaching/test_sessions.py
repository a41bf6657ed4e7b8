"""Sessions: an agenda from what is open, what was agreed, and how much coaching was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.abuse import AbuseKind
from qa.domain.coaching import AgreedBy, Topic
from qa.domain.dispute import DisputeState
from qa.errors import CoachingError, NotFoundError
from qa.settings import Settings
from qa.stages import abuse, coaching
from qa.stages.abuse import Noter
from qa.stages.coaching import Agreed, CoachScope, NewSession, SessionLog
from qa.store import tables
from tests.coached import AFTER, GOAL, SAID, Reviewed, add_feedback, add_reviews
from tests.shop import NOW, Shop
from tests.stages.coaching.test_plans import DRAFT, EVERYBODY, REWRITE, make

LOG = SessionLog(held_at=NOW, minutes=25, agreed=(Agreed("Try three openings.", AgreedBy.AGENT),), note="Went well.")
SETTINGS = Settings.from_environment({})
LATER = NOW + timedelta(days=7)


def planned(session: Session, shop: Shop) -> tables.CoachingSession:
    new = NewSession(planned_at=LATER)
    return coaching.plan_session(session, shop.agent, new, scope=EVERYBODY, coach_id=shop.coach, now=NOW)


def held(session: Session, shop: Shop, log: SessionLog = LOG) -> tables.CoachingSession:
    talk = planned(session, shop)
    return coaching.log_session(session, talk.id, log, scope=EVERYBODY, user_id=shop.coach, now=log.held_at)


def topics(session: Session, shop: Shop) -> list[Topic]:
    return [line.topic for line in coaching.make_agenda(session, shop.agent, viewer_id=shop.coach, now=NOW)]


def test_an_agenda_is_made_from_what_is_open(session: Session, shop: Shop) -> None:
    feedback = add_feedback(session, add_reviews(session, shop, Reviewed(0, 1, at=AFTER))[0], agent=shop.agent)
    make(session, shop, replace(DRAFT, actions=(REWRITE,)))
    coaching.request_coaching(session, agent_id=shop.agent, text="How do I say no?", now=NOW)
    _dispute(session, feedback)
    abuse.note_abuse(
        session, feedback.review.conversation_id, AbuseKind.THREAT, noter=Noter(shop.agent_user, shop.agent), now=NOW
    )
    lines = coaching.make_agenda(session, shop.agent, viewer_id=shop.coach, now=NOW)
    assert [line.topic for line in lines] == list(Topic)
    strength, question, goal, point, exercise = lines[:5]
    assert (strength.criterion, strength.quote, strength.subject_id) == ("greeting", SAID, feedback.id)
    assert question.text == "How do I say no?"
    assert (goal.criterion, goal.count, goal.of) == (GOAL, 0, 1)
    assert (point.criterion, point.count, point.of) == (GOAL, 1, 1)
    assert (exercise.kind, exercise.text) == ("rewrite", "")


def test_an_agent_of_whom_nothing_is_known_has_an_empty_agenda(session: Session, shop: Shop) -> None:
    agent = tables.Agent(external_id="new", name="New")
    session.add(agent)
    session.flush()
    assert coaching.make_agenda(session, agent.id, viewer_id=shop.coach, now=NOW) == ()


def test_no_more_than_two_points_are_talked_about(session: Session, shop: Shop) -> None:
    for review, criterion in zip(add_reviews(session, shop, Reviewed(0, 4)), ("a", "b", "b", GOAL), strict=True):
        feedback = add_feedback(session, review, agent=shop.agent)
        feedback.points = [feedback.points[0] | {"criterion": criterion}]
    session.flush()
    lines = coaching.make_agenda(session, shop.agent, viewer_id=shop.coach, now=NOW)
    assert [(line.criterion, line.count) for line in lines if line.topic is Topic.POINT] == [("b", 2), ("a", 1)]


def test_a_conversation_the_coach_is_to_rate_blind_is_not_on_the_agenda(session: Session, shop: Shop) -> None:
    review = add_reviews(session, shop, Reviewed(0, 1))[0]
    _dispute(session, add_feedback(session, review, agent=shop.agent))
    lines = coaching.make_agenda(session, shop.agent, viewer_id=shop.coach, now=NOW)
    assert [line.topic for line in lines] == [Topic.STRENGTH, Topic.POINT, Topic.DISPUTE]
    assert review.assignment is not None
    session.add(
        tables.Assignment(
            sample_id=review.assignment.sample_id,
            conversation_id=review.conversation_id,
            reviewer_id=shop.coach,
            created_at=NOW,
        )
    )
    session.flush()
    assert topics(session, shop) == []
    assert coaching.readable_lines(session, lines, viewer_id=shop.coach) == ()
    assert coaching.readable_lines(session, lines, viewer_id=shop.manager) == lines


def test_what_was_talked_about_leaves_the_agenda(session: Session, shop: Shop) -> None:
    add_feedback(session, add_reviews(session, shop, Reviewed(0, 1, at=AFTER))[0], agent=shop.agent)
    request = coaching.request_coaching(session, agent_id=shop.agent, text="How?", now=NOW)
    talk = held(session, shop)
    assert request.session_id == talk.id
    assert [coaching.from_json(line).topic for line in talk.agenda][:2] == [Topic.STRENGTH, Topic.QUESTION]
    assert topics(session, shop) == [Topic.WORKLOAD]


def test_a_log_can_be_mended_and_the_agenda_stays(session: Session, shop: Shop) -> None:
    talk = held(session, shop)
    agenda = talk.agenda
    add_feedback(session, add_reviews(session, shop, Reviewed(0, 1))[0], agent=shop.agent)
    coaching.log_session(session, talk.id, replace(LOG, minutes=40), scope=EVERYBODY, user_id=shop.coach, now=LATER)
    assert (talk.minutes, talk.agenda) == (40, agenda)
    assert talk.agreed == [{"text": "Try three openings.", "by": "agent"}]


@pytest.mark.parametrize(
    ("log", "words"),
    [
        pytest.param(replace(LOG, minutes=0), "minutes", id="no time"),
        pytest.param(replace(LOG, minutes=481), "minutes", id="all day"),
        pytest.param(replace(LOG, held_at=LATER), "not come yet", id="in the future"),
        pytest.param(replace(LOG, agreed=(Agreed(" ", AgreedBy.BOTH),)), "agreed is empty", id="nothing agreed"),
        pytest.param(replace(LOG, note="x" * 5001), "5001 characters", id="endless"),
    ],
)
def test_a_log_that_cannot_be_is_refused(session: Session, shop: Shop, log: SessionLog, words: str) -> None:
    talk = planned(session, shop)
    with pytest.raises(CoachingError, match=words):
        coaching.log_session(session, talk.id, log, scope=EVERYBODY, user_id=shop.coach, now=NOW)


def test_a_session_called_off_is_not_held_and_one_held_not_called_off(session: Session, shop: Shop) -> None:
    talk = planned(session, shop)
    for _ in range(2):
        coaching.call_off(session, talk.id, scope=EVERYBODY, user_id=shop.coach, now=NOW)
    told = session.scalars(select(tables.Notice.kind)).all()
    assert told == ["coaching_planned", "coaching_called_off"]
    with pytest.raises(CoachingError, match="called off"):
        coaching.log_session(session, talk.id, LOG, scope=EVERYBODY, user_id=shop.coach, now=NOW)
    with pytest.raises(CoachingError, match="was held"):
        coaching.call_off(session, held(session, shop).id, scope=EVERYBODY, user_id=shop.coach, now=NOW)
    assert len(coaching.list_sessions(session, shop.agent)) == 1


def test_the_agent_is_told_when_and_with_whom(session: Session, shop: Shop) -> None:
    talk = planned(session, shop)
    notice = session.scalars(select(tables.Notice)).one()
    assert (notice.user_id, notice.path) == (shop.agent_user, f"/my-coaching/sessions/{talk.id}")
    assert notice.details == {"coach": "Coach", "at": LATER.isoformat()}


def test_the_agents_note_is_the_agents(session: Session, shop: Shop) -> None:
    talk = held(session, shop)
    coaching.note_session(session, talk.id, "I will try.", agent_id=shop.agent, now=NOW)
    assert (talk.agent_note, talk.agent_noted_at) == ("I will try.", NOW)
    with pytest.raises(NotFoundError):
        coaching.note_session(session, talk.id, "x", agent_id=shop.agent + 1, now=NOW)


def test_coaching_delivered_is_counted_by_agent_and_month(session: Session, shop: Shop) -> None:
    held(session, shop)
    held(session, shop, replace(LOG, minutes=35))
    held(session, shop, replace(LOG, held_at=NOW - timedelta(days=30)))
    planned(session, shop)
    lines = coaching.coaching_delivered(session, zone=ZoneInfo("Europe/Warsaw"))
    assert [(line.month, line.agent, line.sessions, line.minutes) for line in lines] == [
        ("2026-04", "Anna Nowak", 1, 25),
        ("2026-05", "Anna Nowak", 2, 60),
    ]
    assert not coaching.coaching_delivered(session, zone=ZoneInfo("UTC"), scope=CoachScope(team_id=77))


def test_the_list_names_everybody_with_what_is_open(session: Session, shop: Shop) -> None:
    feedback = add_feedback(session, add_reviews(session, shop, Reviewed(0, 1))[0], agent=shop.agent)
    plan = make(session, shop, replace(DRAFT, actions=(REWRITE,)))
    coaching.answer_exercise(session, plan.actions[0].id, "Sorry.", agent_id=shop.agent, now=NOW)
    coaching.request_coaching(session, agent_id=shop.agent, text="How?", now=NOW)
    _dispute(session, feedback)
    planned(session, shop)
    (anna, piotr), has_more = coaching.list_agents(session, EVERYBODY, now=NOW)
    assert (anna.feedback, anna.questions, anna.disputes, anna.goals, anna.answers) == (1, 1, 1, 1, 1)
    assert (anna.next_at, anna.last_at, anna.is_open, piotr.is_open, has_more) == (LATER, None, True, False, False)


def test_coaching_is_asked_for_once_for_each_feedback(session: Session, shop: Shop) -> None:
    feedback = add_feedback(session, add_reviews(session, shop, Reviewed(0, 1))[0], agent=shop.agent)
    for text in ("", "Please explain."):
        coaching.request_coaching(session, agent_id=shop.agent, feedback_id=feedback.id, text=text, now=NOW)
    assert [one.text for one in coaching.open_requests(session, shop.agent)] == ["Please explain."]
    told = session.scalars(select(tables.Notice.user_id)).all()
    assert told == [shop.coach]
    with pytest.raises(NotFoundError):
        coaching.request_coaching(session, agent_id=shop.agent + 1, feedback_id=feedback.id, text="x", now=NOW)
    with pytest.raises(CoachingError):
        coaching.request_coaching(session, agent_id=shop.agent, text=" ", now=NOW)


def test_a_question_is_taken_back_by_its_agent_while_open(session: Session, shop: Shop) -> None:
    request = coaching.request_coaching(session, agent_id=shop.agent, text="How?", now=NOW)
    with pytest.raises(NotFoundError):
        coaching.withdraw_request(session, request.id, agent_id=shop.agent + 1)
    coaching.withdraw_request(session, request.id, agent_id=shop.agent)
    assert not coaching.open_requests(session, shop.agent)


def test_a_team_sees_what_costs_it_most_and_why(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=18, n=20))
    add_reviews(session, shop, Reviewed(passes=15, n=20, criterion="policy-durations", root_cause="facts"))
    add_reviews(session, shop, Reviewed(passes=9, n=10, criterion="spelling", agent=shop.agent + 1))
    add_reviews(session, shop, Reviewed(passes=0, n=9, criterion="questions-answered"))
    add_reviews(session, shop, Reviewed(passes=20, n=20, criterion="greeting"))
    coaching.keep_tallies(session, SETTINGS, NOW)
    view = coaching.read_team(session, EVERYBODY)
    assert [line.criterion for line in view.losses] == ["policy-durations", GOAL, "spelling"]
    first = view.losses[0]
    assert (first.failed, first.reviewed, first.causes) == (5, 20, (("facts", 5),))
    assert first.loss == pytest.approx(100 * 6 / 17 * 0.25)


def test_a_fact_often_contradicted_is_named_with_what_people_say(session: Session, shop: Shop) -> None:
    finding = session.scalars(select(tables.Finding).where(tables.Finding.check == "policy-durations-check")).one()
    finding.fact = "refund.time"
    session.flush()
    session.get_one(tables.Conversation, shop.chat).started_at = NOW
    coaching.keep_tallies(session, SETTINGS, NOW)
    found = coaching.read_team(session, EVERYBODY).facts[0]
    assert (found.fact, found.conversations, found.agents, found.reviewed, found.confirmed) == (
        "refund.time",
        1,
        1,
        0,
        0,
    )


def _dispute(session: Session, feedback: tables.Feedback) -> None:
    session.add(
        tables.Dispute(
            feedback_id=feedback.id,
            agent_id=feedback.agent_id,
            criterion=GOAL,
            reason="missing_context",
            text="The customer had asked for the terms.",
            contested_verdict="fail",
            contested_score=0.0,
            claimed_verdict="pass",
            claimed_score=1.0,
            state=DisputeState.OPEN,
            opened_at=NOW,
            due_at=LATER,
        )
    )
    session.flush()
