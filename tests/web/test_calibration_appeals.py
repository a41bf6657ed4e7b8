"""An appeal is answered on the page of its session: accepted, accepted in part or rejected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from qa.domain.dispute import DisputeOutcome
from qa.stages import calibrating, disputes, feedback, reviewing
from qa.stages.calibrating import CalibrationState, SessionOrder
from qa.stages.disputes import Ruling
from qa.stages.feedback import Scope
from qa.store import tables
from tests.shop import NOW
from tests.stages.calibrating.meeting import PASSES, Meeting
from tests.stages.disputes.conftest import DRAFT, RATINGS, TERMS, Published
from tests.web.opened import Opened, open_page, words


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Opened]:
    with open_page(tmp_path) as opened:
        yield opened


@pytest.fixture
def session_id(page: Opened) -> int:
    """Appeal a rejected dispute, take it into a session and go on to its decisions."""
    shop = page.shop
    with page.session() as session:
        review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
        for change in RATINGS:
            reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
        revision = reviewing.read_progress(session, review.id).revision
        reviewing.submit_review(session, review.id, reviewer_id=shop.reviewer, revision=revision, now=NOW)
        told = feedback.publish_feedback(session, review.id, DRAFT, user_id=shop.reviewer, now=NOW)
        published = Published(session, shop, feedback=told.id, review=review.id)
        dispute, ruling = published.dispute(), Ruling(DisputeOutcome.REJECT, "The page says 14 days.")
        disputes.decide_dispute(session, dispute.id, ruling, scope=Scope(), user_id=shop.coach, now=NOW)
        disputes.appeal_dispute(session, dispute.id, "Read line 4.", author=published.author, terms=TERMS, now=NOW)
        order = SessionOrder("June", shop.manager, (shop.other_reviewer, shop.coach), seed=3, size=2)
        row = calibrating.plan_session(session, order, created_by=shop.manager, now=NOW)
        meeting = Meeting(session, replace(shop, coach=shop.manager), row.id, row.conversations[0].id)
        meeting.move(CalibrationState.RATING)
        for user_id in order.participants:
            meeting.rate(user_id, PASSES)
        meeting.move(CalibrationState.REVEAL, CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
        return row.id


def _decision(page: Opened) -> tables.DisputeDecision | None:
    with page.session() as session:
        stored = tables.DisputeDecision
        return session.scalars(select(stored).where(stored.is_appeal)).one_or_none()


def _address(page: Opened, session_id: int) -> str:
    with page.session() as session:
        chosen = tables.CalibrationConversation
        found = session.scalars(select(chosen.id).where(chosen.session_id == session_id, chosen.appeal_id.is_not(None)))
        return f"/calibration/{session_id}/appeals/{found.one()}"


def test_the_leader_grants_a_part_and_the_agent_reads_it(page: Opened, session_id: int) -> None:
    leader = page.as_user(page.shop.manager)
    html = leader.get(f"/calibration/{session_id}").text
    assert "Read line 4." in html and "Accept in part" in words(html)
    answer = {"outcome": "partly", "grade": "", "root_cause": "template", "reason": "The template says 30."}
    assert leader.post(_address(page, session_id), data=answer).status_code == 303
    agent = words(page.as_user(page.shop.agent_user).get("/my-disputes/1").text)
    assert "Answer to the appeal Accepted in part" in agent and "The template says 30." in agent
    assert "Read line 4." not in leader.get(f"/calibration/{session_id}").text


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param({"outcome": "partly", "reason": "Half."}, "Partly means that something changes", id="nothing"),
        pytest.param({"outcome": "partly", "grade": "pass", "reason": ""}, "Give a reason", id="no reason"),
        pytest.param({"reason": "Yes."}, "Choose how you decide", id="no outcome"),
    ],
)
def test_an_answer_that_lacks_something_is_refused(
    page: Opened, session_id: int, answer: dict[str, str], said: str
) -> None:
    leader = page.as_user(page.shop.manager)
    assert said in leader.post(_address(page, session_id), data=answer, follow_redirects=True).text
    assert _decision(page) is None


def test_only_who_leads_answers_it(page: Opened, session_id: int) -> None:
    answer = {"outcome": "accept", "reason": "Yes."}
    address = _address(page, session_id)
    assert page.as_user(page.shop.other_reviewer).post(address, data=answer).status_code == 403
    page.as_user(page.shop.coach).post(address, data=answer)
    assert _decision(page) is None
