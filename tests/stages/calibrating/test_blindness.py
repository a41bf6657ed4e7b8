"""While somebody rates blind for calibration, no verdict on those conversations reaches them on any way."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from qa.errors import ReviewError
from qa.stages import browsing, calibrating, reviewing
from qa.stages.blindness import still_to_calibrate
from qa.stages.calibrating import CalibrationState, Viewer
from qa.store import tables
from tests.shop import NOW, open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, STRICT, Meeting, plan, review


@pytest.fixture(params=["plan", "rating"])
def meeting(session: Session, request: pytest.FixtureRequest) -> Meeting:
    """Plan a session of a chat that the manager reviewed before; open it in one of two cases."""
    shop = open_shop(session)
    review(session, shop.chat, shop.manager, STRICT)
    found = plan(session, shop)
    if request.param == "rating":
        found.move(CalibrationState.RATING)
    return found


def test_the_conversation_shows_neither_machine_nor_reviews(meeting: Meeting) -> None:
    page = browsing.read_conversation(meeting.session, meeting.shop.chat, reader_id=meeting.shop.reviewer)
    assert (page.is_blind, page.outcomes, page.reviews) == (True, (), ())


def test_lists_hide_its_score(meeting: Meeting) -> None:
    ids = [meeting.shop.chat, meeting.shop.mail]
    hidden = browsing.blind_conversations(meeting.session, meeting.shop.reviewer, ids)
    assert hidden == {meeting.shop.chat}


def test_others_reviews_of_it_stay_shut(meeting: Meeting) -> None:
    assert reviewing.is_about_to_review(meeting.session, meeting.shop.chat, reviewer_id=meeting.shop.reviewer)


def test_it_cannot_be_reviewed_meanwhile(meeting: Meeting) -> None:
    with pytest.raises(ReviewError, match="calibration session"):
        reviewing.start_review(meeting.session, meeting.shop.chat, reviewer_id=meeting.shop.reviewer, now=NOW)


def test_who_does_not_take_part_reads_on(meeting: Meeting) -> None:
    page = browsing.read_conversation(meeting.session, meeting.shop.chat, reader_id=meeting.shop.manager)
    assert page.outcomes
    assert page.reviews


def test_after_the_reveal_everything_is_open_again(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    for user_id in meeting.raters:
        meeting.rate(user_id, PASSES)
    meeting.move(CalibrationState.REVEAL)
    assert still_to_calibrate(session, shop.reviewer, [shop.chat]) == frozenset()


def test_a_reveal_hides_what_its_reader_is_still_to_rate_elsewhere(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop, conversations=(shop.chat, shop.mail))
    meeting.move(CalibrationState.RATING)
    for user_id in meeting.raters:
        meeting.rate(user_id, PASSES)
    meeting.move(CalibrationState.REVEAL)
    draft = tables.Review(
        conversation_id=shop.chat,
        reviewer_id=shop.reviewer,
        rubric_id=shop.rubric,
        status=tables.ReviewStatus.DRAFT,
        started_at=NOW,
        updated_at=NOW,
    )
    session.add(draft)
    for conversation_id in (shop.chat, shop.mail):
        session.add(_decision(meeting.id, conversation_id))
    session.flush()
    session.expire(meeting.row, ["precedents"])
    seen = calibrating.read_reveal(session, meeting.id, Viewer(shop.reviewer))
    assert [one.conversation_id for one in seen.decisions] == [shop.mail]
    assert {row.chosen.conversation_id for row in seen.rows} == {shop.mail}
    assert [one.conversation_id for one in seen.hidden] == [shop.chat]
    whole = calibrating.read_reveal(session, meeting.id, Viewer(shop.other_reviewer))
    assert whole.hidden == ()
    assert [one.conversation_id for one in whole.decisions] == [shop.chat, shop.mail]


def test_a_precedent_is_hidden_from_who_is_still_to_rate_its_conversation(session: Session) -> None:
    shop = open_shop(session)
    meeting = plan(session, shop)
    session.add(_decision(meeting.id, shop.chat))
    meeting.row.state = CalibrationState.CLOSED
    session.flush()
    assert calibrating.precedents_of(session, "shop", "spelling", reader_id=shop.reviewer, on=LATER.date())
    again = plan(session, shop)
    assert again.row.state is CalibrationState.PLAN
    assert not calibrating.precedents_of(session, "shop", "spelling", reader_id=shop.reviewer, on=LATER.date())


def _decision(session_id: int, conversation_id: int) -> tables.Precedent:
    return tables.Precedent(
        session_id=session_id,
        conversation_id=conversation_id,
        rubric_name="shop",
        criterion="spelling",
        kind="apply",
        reason="Names are no spelling mistakes.",
        effective_on=NOW.date(),
        decided_at=NOW,
    )
