"""A session moves state by state, led by one person, with a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import CalibrationError, NotFoundError
from qa.stages import calibrating, reviewing
from qa.store import tables
from qa.store.tables import CalibrationState
from tests.shop import NOW, open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, STRICT, plan, reveal

STATES = tuple(CalibrationState)


def test_a_session_goes_through_every_state_with_its_time(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    meeting.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS, CalibrationState.CLOSED)
    row = meeting.row
    stamps = (row.opened_at, row.revealed_at, row.discussed_at, row.decided_at, row.closed_at)
    assert row.state is CalibrationState.CLOSED
    assert set(stamps) == {LATER}


def test_every_move_leaves_a_trace(session: Session) -> None:
    meeting = reveal(session, open_shop(session), PASSES, STRICT)
    event = tables.AuditEvent
    actions = session.scalars(select(event.action).where(event.subject_id == meeting.id).order_by(event.id)).all()
    assert [one for one in actions if "moved" in one] == [
        "calibration.moved_to_rating",
        "calibration.moved_to_reveal",
    ]


@pytest.mark.parametrize("to", [one for one in STATES if one is not CalibrationState.RATING])
def test_no_state_is_skipped_or_taken_back(session: Session, to: CalibrationState) -> None:
    meeting = plan(session, open_shop(session))
    with pytest.raises(CalibrationError) as error:
        meeting.move(to)
    assert error.value.code == "not_next"


def test_only_the_facilitator_moves_it(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    with pytest.raises(CalibrationError) as error:
        calibrating.advance(session, meeting.id, to=CalibrationState.RATING, user_id=shop.manager, now=LATER)
    assert error.value.code == "not_facilitator"
    calibrating.take_over(session, meeting.id, user_id=shop.manager, now=LATER)
    calibrating.advance(session, meeting.id, to=CalibrationState.RATING, user_id=shop.manager, now=LATER)
    assert meeting.row.state is CalibrationState.RATING


def test_who_rates_is_told_when_rating_opens_and_agents_are_not(session: Session) -> None:
    shop = open_shop(session)
    plan(session, shop).move(CalibrationState.RATING)
    notices = session.scalars(select(tables.Notice).order_by(tables.Notice.user_id)).all()
    assert [(one.user_id, one.kind) for one in notices] == [
        (shop.reviewer, "calibration_invited"),
        (shop.other_reviewer, "calibration_invited"),
    ]


def test_one_rater_alone_is_nothing_to_reveal(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    meeting.rate(shop.reviewer, PASSES)
    meeting.rate(shop.other_reviewer, PASSES, now=NOW + timedelta(days=3))
    with pytest.raises(CalibrationError) as error:
        meeting.move(CalibrationState.REVEAL)
    assert error.value.code == "few_ratings"


def test_the_gold_rating_is_locked_before_the_reveal(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop, gold_by=shop.manager)
    meeting.move(CalibrationState.RATING)
    for user_id in meeting.raters:
        meeting.rate(user_id, PASSES)
    session.commit()
    with pytest.raises(CalibrationError) as error:
        meeting.move(CalibrationState.REVEAL)
    assert error.value.code == "gold_open"
    session.rollback()
    meeting.rate(shop.manager, STRICT)
    calibrating.hand_in(session, meeting.id, user_id=shop.manager, now=LATER)
    with pytest.raises(CalibrationError) as locked:
        meeting.rate(shop.manager, PASSES)
    assert locked.value.code == "gold_locked"
    meeting.move(CalibrationState.REVEAL)
    gold = session.scalars(select(tables.CalibrationGold)).all()
    assert {(one.criterion, one.verdict) for one in gold} >= {("policy-durations", "fail"), ("spelling", "pass")}
    assert {(one.origin, one.user_id, one.locked_at) for one in gold} == {("before", shop.manager, LATER)}


def test_a_gold_rating_can_be_left_to_the_room(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop, gold_by=shop.manager)
    meeting.move(CalibrationState.RATING)
    for user_id in meeting.raters:
        meeting.rate(user_id, PASSES)
    calibrating.agree_in_the_room(session, meeting.id, user_id=shop.coach, now=LATER)
    meeting.move(CalibrationState.REVEAL)
    assert meeting.row.gold_origin == "session"


def test_the_reveal_waits_for_a_blind_review_of_the_same_conversation(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    for user_id in meeting.raters:
        meeting.rate(user_id, PASSES)
    session.add(
        tables.Review(
            conversation_id=shop.chat,
            reviewer_id=shop.reviewer,
            rubric_id=shop.rubric,
            status=tables.ReviewStatus.DRAFT,
            started_at=NOW,
            updated_at=NOW,
        )
    )
    session.flush()
    with pytest.raises(CalibrationError, match="Reviewer still to rate"):
        meeting.move(CalibrationState.REVEAL)


def test_a_session_called_off_is_never_revealed(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    for user_id in meeting.raters:
        meeting.rate(user_id, PASSES)
    calibrating.cancel(session, meeting.id, user_id=shop.coach, now=LATER)
    with pytest.raises(CalibrationError) as error:
        calibrating.read_reveal(session, meeting.id, calibrating.Viewer(shop.coach, sees_all=True))
    assert error.value.code == "not_revealed"
    assert reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=LATER)


def test_an_unknown_session_is_not_found(session: Session) -> None:
    shop = open_shop(session)
    with pytest.raises(NotFoundError):
        calibrating.advance(session, 99, to=CalibrationState.RATING, user_id=shop.coach, now=LATER)
