"""Conversations are chosen mostly by chance, with a hard case, and never one that somebody is still to rate blind."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from qa.errors import CalibrationError
from qa.stages import calibrating, reviewing
from qa.stages.calibrating import CalibrationState
from qa.stages.calibrating.choosing import Wish, choose_conversations
from tests.shop import NOW, Shop, open_shop
from tests.stages.calibrating.meeting import LATER, PASSES, STRICT, plan, review


@pytest.fixture
def shop(session: Session) -> Shop:
    """Open a shop whose chat divides two people; mail and Arabic chat are reviewed by one."""
    found = open_shop(session)
    for conversation_id in (found.chat, found.mail, found.arabic):
        review(session, conversation_id, found.manager, PASSES)
    review(session, found.chat, found.coach, STRICT)
    return found


def wish(shop: Shop, **more: object) -> Wish:
    """Ask for three conversations for the two reviewers."""
    return Wish(**{"size": 3, "seed": 7, "rubric_id": shop.rubric, "people": (shop.reviewer,), **more})  # type: ignore[arg-type]


def test_one_hard_case_and_the_rest_by_chance(session: Session, shop: Shop) -> None:
    chosen = choose_conversations(session, wish(shop))
    assert [(one.conversation_id, one.reason) for one in chosen][0] == (shop.chat, "hard")
    assert {one.reason for one in chosen[1:]} == {"random"}
    assert {one.conversation_id for one in chosen} == {shop.chat, shop.mail, shop.arabic}


def test_the_same_seed_chooses_the_same(session: Session, shop: Shop) -> None:
    assert choose_conversations(session, wish(shop)) == choose_conversations(session, wish(shop))


def test_what_somebody_is_still_to_review_is_left_out(session: Session, shop: Shop) -> None:
    reviewing.start_review(session, shop.mail, reviewer_id=shop.reviewer, now=NOW)
    assert shop.mail not in [one.conversation_id for one in choose_conversations(session, wish(shop))]


def test_what_a_session_had_is_left_out_unless_it_was_called_off(session: Session, shop: Shop) -> None:
    meeting = plan(session, shop)
    assert shop.chat not in [one.conversation_id for one in choose_conversations(session, wish(shop))]
    calibrating.cancel(session, meeting.id, user_id=shop.coach, now=LATER)
    assert shop.chat in [one.conversation_id for one in choose_conversations(session, wish(shop))]


def test_nothing_reviewed_leaves_nothing_to_choose(session: Session) -> None:
    assert choose_conversations(session, wish(open_shop(session))) == ()


def test_a_plan_exchanges_adds_and_takes_out_conversations(session: Session, shop: Shop) -> None:
    meeting = plan(session, shop)
    coach = shop.coach
    calibrating.add_conversation(session, meeting.id, "s-3", user_id=coach, now=LATER)
    calibrating.replace_conversation(session, meeting.id, meeting.chosen, user_id=coach, now=LATER)
    reasons = [(one.conversation_id, one.reason) for one in meeting.row.conversations]
    assert reasons[0][0] in (shop.mail, shop.arabic)
    assert reasons[1] == (shop.call, "chosen")
    calibrating.remove_conversation(session, meeting.id, meeting.chosen, user_id=coach, now=LATER)
    assert [one.conversation_id for one in meeting.row.conversations] == [shop.call]


@pytest.mark.parametrize(
    ("external_id", "code"),
    [
        pytest.param("nowhere", "unknown_conversation", id="unknown"),
        pytest.param("s-1", "conversation_twice", id="there already"),
    ],
)
def test_a_conversation_that_cannot_be_added_is_named(
    session: Session, shop: Shop, external_id: str, code: str
) -> None:
    meeting = plan(session, shop)
    with pytest.raises(CalibrationError) as error:
        calibrating.add_conversation(session, meeting.id, external_id, user_id=shop.coach, now=LATER)
    assert error.value.code == code


def test_an_open_plan_is_no_longer_changed(session: Session, shop: Shop) -> None:
    meeting = plan(session, shop)
    meeting.move(CalibrationState.RATING)
    with pytest.raises(CalibrationError) as error:
        calibrating.remove_conversation(session, meeting.id, meeting.chosen, user_id=shop.coach, now=LATER)
    assert error.value.code == "wrong_state"
