"""Blind ratings are one's own, kept apart from reviews, locked at the reveal and marked when late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import CalibrationError, ConflictError, IncompleteReviewError, NotFoundError, UnknownNameError
from qa.stages import calibrating
from qa.stages.reviewing import Pin, RatingChange
from qa.store import tables
from qa.store.tables import CalibrationState
from tests.shop import CHAT, NOW, open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, Meeting, plan

TOO_LATE = NOW + timedelta(days=3)


@pytest.fixture
def meeting(session: Session) -> Meeting:
    found = plan(session, open_shop(session))
    found.move(CalibrationState.RATING)
    return found


def test_a_rating_touches_no_review_and_no_score(meeting: Meeting) -> None:
    meeting.rate(meeting.shop.reviewer, PASSES)
    session = meeting.session
    assert session.scalar(select(func.count(tables.Rating.id))) == 0
    assert session.scalar(select(func.count(tables.Review.id))) == 0
    assert session.get_one(tables.Conversation, meeting.shop.chat).reviewed_at is None


def test_a_sheet_holds_ones_own_ratings_alone(meeting: Meeting) -> None:
    meeting.rate(meeting.shop.reviewer, PASSES)
    sheet = calibrating.read_sheet(meeting.session, meeting.chosen, user_id=meeting.shop.other_reviewer, now=LATER)
    assert sheet.ratings == ()
    assert {one.machine for one in sheet.criteria} == {None}


@pytest.mark.parametrize("name", ["coach", "manager", "agent_user"])
def test_nobody_else_has_a_sheet(meeting: Meeting, name: str) -> None:
    with pytest.raises(NotFoundError):
        calibrating.read_sheet(meeting.session, meeting.chosen, user_id=getattr(meeting.shop, name), now=LATER)


def test_nothing_is_rated_before_it_opens_or_after_the_reveal(session: Session) -> None:
    meeting = plan(session, open_shop(session))
    with pytest.raises(CalibrationError, match="locked"):
        meeting.rate(meeting.shop.reviewer, PASSES)
    meeting.move(CalibrationState.RATING)
    for user_id in meeting.raters:
        meeting.rate(user_id, PASSES)
    meeting.move(CalibrationState.REVEAL)
    with pytest.raises(CalibrationError, match="locked"):
        meeting.rate(meeting.shop.reviewer, {"spelling": "fail"})


def test_a_late_rating_is_kept_and_marked(meeting: Meeting) -> None:
    meeting.rate(meeting.shop.reviewer, {"spelling": "fail"}, now=TOO_LATE)
    assert meeting.session.scalars(select(tables.CalibrationRating.is_late)).all() == [True]


def test_a_rating_made_in_time_stays_as_it_is_after_the_deadline(meeting: Meeting) -> None:
    meeting.rate(meeting.shop.reviewer, {"spelling": "pass"})
    change = RatingChange(criterion="spelling", verdict=Verdict.FAIL, revision=1)
    with pytest.raises(CalibrationError) as error:
        calibrating.rate(meeting.session, meeting.chosen, change, user_id=meeting.shop.reviewer, now=TOO_LATE)
    assert error.value.code == "in_time"


def test_a_stale_rating_changes_nothing(meeting: Meeting) -> None:
    meeting.rate(meeting.shop.reviewer, {"spelling": "pass"})
    with pytest.raises(ConflictError):
        meeting.rate(meeting.shop.reviewer, {"spelling": "fail"})
    assert meeting.session.scalars(select(tables.CalibrationRating.verdict)).all() == ["pass"]


def test_evidence_is_cut_from_the_stored_message(meeting: Meeting) -> None:
    start = CHAT[1][1].index("30 days")
    pin = Pin(message=1, start=start, end=start + 7, criterion="policy-durations", comment="not ours")
    rating = calibrating.pin_evidence(meeting.session, meeting.chosen, pin, user_id=meeting.shop.reviewer, now=LATER)
    assert (rating.quote, rating.comment, rating.verdict) == ("30 days", "not ours", "needs_human")


@pytest.mark.parametrize(
    "pin",
    [
        pytest.param(Pin(message=1, start=5, end=5, criterion="spelling"), id="no words"),
        pytest.param(Pin(message=1, start=0, end=5000, criterion="spelling"), id="beyond the message"),
        pytest.param(Pin(message=77, start=0, end=5, criterion="spelling"), id="no such message"),
    ],
)
def test_words_that_are_not_there_are_no_evidence(meeting: Meeting, pin: Pin) -> None:
    with pytest.raises(CalibrationError) as error:
        calibrating.pin_evidence(meeting.session, meeting.chosen, pin, user_id=meeting.shop.reviewer, now=LATER)
    assert error.value.code == "bad_words"


def test_only_criteria_of_the_session_are_rated(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    meeting.row.criteria = ["spelling"]
    meeting.move(CalibrationState.RATING)
    with pytest.raises(UnknownNameError):
        meeting.rate(shop.reviewer, {"greeting": "pass"})


def test_one_hands_in_when_everything_is_rated(meeting: Meeting) -> None:
    meeting.rate(meeting.shop.reviewer, {"spelling": "pass"})
    with pytest.raises(IncompleteReviewError) as error:
        calibrating.hand_in(meeting.session, meeting.id, user_id=meeting.shop.reviewer, now=LATER)
    assert len(error.value.missing) == 4
    meeting.rate(meeting.shop.reviewer, {name: PASSES[name] for name in PASSES if name != "spelling"})
    before = meeting.row.revision
    calibrating.hand_in(meeting.session, meeting.id, user_id=meeting.shop.reviewer, now=LATER)
    assert meeting.row.revision == before + 1
