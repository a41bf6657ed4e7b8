"""Notices are read once the work they ask for is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome
from qa.domain.finding import Verdict
from qa.stages import coaching, disputes, feedback, reviewing
from qa.stages.coaching import CoachScope, NewSession, SessionLog
from qa.stages.disputes import Ruling
from qa.stages.feedback import Scope
from qa.stages.notices import notify
from qa.stages.reviewing import RatingChange
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.coached import Reviewed, add_reviews
from tests.shop import NOW, Shop, open_shop
from tests.stages.disputes.conftest import DRAFT, RATINGS, Published


@pytest.fixture
def session() -> Iterator[Session]:
    engine = open_database("sqlite:///:memory:")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


@pytest.fixture
def published(session: Session, shop: Shop) -> Published:
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
    for change in RATINGS:
        reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
    revision = reviewing.read_progress(session, review.id).revision
    reviewing.submit_review(session, review.id, reviewer_id=shop.reviewer, revision=revision, now=NOW)
    told = feedback.publish_feedback(session, review.id, DRAFT, user_id=shop.reviewer, now=NOW)
    return Published(session, shop, feedback=told.id, review=review.id)


def _unread(session: Session, *kinds: str) -> set[int]:
    notice = tables.Notice
    session.expire_all()
    return set(session.scalars(select(notice.user_id).where(notice.kind.in_(kinds), notice.read_at.is_(None))))


def test_a_decided_dispute_waits_for_nobody(published: Published) -> None:
    session, shop, dispute = published.session, published.shop, published.dispute()
    assert _unread(session, "dispute_opened") == {shop.manager, shop.coach, shop.reviewer}
    ruling = Ruling(DisputeOutcome.ACCEPT, "You are right.")
    disputes.decide_dispute(session, dispute.id, ruling, scope=Scope(), user_id=shop.coach, now=NOW)
    assert _unread(session, "dispute_opened") == set()
    assert _unread(session, "dispute_decided") == {shop.agent_user, shop.reviewer}


def test_an_answered_question_waits_for_nobody(published: Published) -> None:
    session, shop = published.session, published.shop
    own = Scope(agent_id=shop.agent)
    feedback.comment_feedback(session, published.feedback, "Why?", scope=own, user_id=shop.agent_user, now=NOW)
    assert shop.reviewer in _unread(session, "feedback_commented")
    feedback.comment_feedback(session, published.feedback, "So.", scope=Scope(), user_id=shop.reviewer, now=NOW)
    assert _unread(session, "feedback_commented") == {shop.agent_user}


def test_acknowledged_feedback_reminds_nobody(published: Published) -> None:
    session, shop = published.session, published.shop
    for kind, user_id in (("feedback_unacknowledged", shop.coach), ("feedback_waiting", shop.agent_user)):
        notify(
            session,
            users=[user_id],
            kind=kind,
            subject="feedback",
            subject_id=published.feedback,
            path=f"/feedback/{published.feedback}",
            now=NOW,
        )
    feedback.acknowledge_feedback(session, published.feedback, agent_id=shop.agent, user_id=shop.agent_user, now=NOW)
    assert _unread(session, "feedback_unacknowledged", "feedback_waiting") == set()


def test_a_sample_that_is_done_is_told_of_no_more(session: Session, shop: Shop) -> None:
    first, last = (review.assignment_id for review in add_reviews(session, shop, Reviewed(2, 2)))
    for assignment_id in (first, last):
        session.get_one(tables.Assignment, assignment_id).finished_at = None
    sample = session.get_one(tables.Assignment, first).sample_id
    told = {"kind": "assignment_given", "subject": "sample", "subject_id": sample, "path": "/"}
    notify(session, users=[shop.reviewer], now=NOW, **told)  # type: ignore[arg-type]
    for assignment_id, unread in ((first, {shop.reviewer}), (last, set())):
        _redo(session, shop, assignment_id)
        assert _unread(session, "assignment_given") == unread


def _redo(session: Session, shop: Shop, assignment_id: int | None) -> None:
    """Make a draft of the assignment's review again, rate it and submit it."""
    review = session.scalars(select(tables.Review).where(tables.Review.assignment_id == assignment_id)).one()
    review.status, review.submitted_at = tables.ReviewStatus.DRAFT, None
    session.flush()
    missing = ("policy-durations", "spelling", "greeting")
    for criterion in missing:
        change = RatingChange(criterion, Verdict.PASS)
        reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
    change = RatingChange("questions-answered", Verdict.PASS, point=4)
    reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
    revision = reviewing.read_progress(session, review.id).revision
    reviewing.submit_review(session, review.id, reviewer_id=shop.reviewer, revision=revision, now=NOW)


def test_a_held_session_has_taken_the_question_up(session: Session, shop: Shop) -> None:
    coaching.request_coaching(session, agent_id=shop.agent, text="How do I say no?", now=NOW)
    assert _unread(session, "coaching_requested") == {shop.coach}
    scope = CoachScope()
    talk = coaching.plan_session(session, shop.agent, NewSession(NOW), scope=scope, coach_id=shop.coach, now=NOW)
    log = SessionLog(held_at=NOW, minutes=20, agreed=(), note="")
    coaching.log_session(session, talk.id, log, scope=scope, user_id=shop.coach, now=NOW)
    assert _unread(session, "coaching_requested", "coaching_planned") == set()


def test_a_question_that_is_taken_back_leaves_no_notice(session: Session, shop: Shop) -> None:
    request = coaching.request_coaching(session, agent_id=shop.agent, text="How do I say no?", now=NOW)
    coaching.withdraw_request(session, request.id, agent_id=shop.agent)
    assert session.scalars(select(tables.Notice).where(tables.Notice.kind == "coaching_requested")).all() == []
