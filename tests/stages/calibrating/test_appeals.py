"""Appeals of disputes are taken into the next session and answered there, with everything that follows from it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.errors import CalibrationError, DisputeError
from qa.stages import calibrating, disputes
from qa.stages.calibrating import AppealAnswer, CalibrationState, SessionOrder, Viewer
from qa.stages.calibrating.choosing import Wish, choose_conversations
from qa.stages.disputes import Ruling
from qa.stages.feedback import Scope
from qa.store import tables
from tests.shop import NOW, Shop
from tests.stages.calibrating.meeting import LATER, PASSES, Meeting
from tests.stages.disputes.conftest import TERMS, Published


@pytest.fixture
def appealed(published: Published) -> tables.Dispute:
    """Reject a dispute and appeal it."""
    dispute, ruling = published.dispute(), Ruling(DisputeOutcome.REJECT, "The page says 14 days.")
    session, coach = published.session, published.shop.coach
    disputes.decide_dispute(session, dispute.id, ruling, scope=Scope(), user_id=coach, now=NOW)
    disputes.appeal_dispute(session, dispute.id, "Read line 4.", author=published.author, terms=TERMS, now=NOW)
    return dispute


@pytest.fixture
def meeting(session: Session, published: Published, appealed: tables.Dispute) -> Meeting:
    """Plan a session for it, let people rate alike and reveal."""
    shop = published.shop
    order = SessionOrder("June", shop.manager, (shop.other_reviewer, shop.coach), seed=3, size=2)
    row = calibrating.plan_session(session, order, created_by=shop.manager, now=NOW)
    found = Meeting(session, replace(shop, coach=shop.manager), row.id, row.conversations[0].id)
    found.move(CalibrationState.RATING)
    for user_id in order.participants:
        found.rate(user_id, PASSES)
    found.move(CalibrationState.REVEAL)
    return found


def wish(shop: Shop, **more: object) -> Wish:
    """Ask for two conversations for the other reviewer."""
    base = {"size": 2, "seed": 1, "rubric_id": shop.rubric, "people": (shop.other_reviewer,), "leader": shop.manager}
    return Wish(**{**base, **more})  # type: ignore[arg-type]


def test_an_appeal_is_taken_in_and_stands_on_the_agenda(meeting: Meeting, appealed: tables.Dispute) -> None:
    chosen = meeting.row.conversations[0]
    assert (chosen.reason, chosen.appeal_id) == ("appeal", appealed.id)
    agenda = calibrating.read_reveal(meeting.session, meeting.id, Viewer(meeting.shop.manager, sees_all=True)).agenda
    assert [(row.criterion.id, row.is_appealed, row.disagreement) for row in agenda] == [
        ("policy-durations", True, 0.0)
    ]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        pytest.param({"leader": "reviewer"}, "the first reviewer leads", id="the reviewer leads"),
        pytest.param({"criteria": ("spelling",)}, "not rated", id="its criterion is not rated"),
        pytest.param({"size": 1}, "one conversation alone", id="no room for it"),
    ],
)
def test_an_appeal_waits_where_it_cannot_be_answered(
    session: Session, published: Published, appealed: tables.Dispute, more: dict[str, object], why: str
) -> None:
    if more.get("leader"):
        more = {"leader": published.shop.reviewer}
    chosen = choose_conversations(session, wish(published.shop, **more))
    assert "appeal" not in [one.reason for one in chosen], why


def test_a_session_is_closed_only_when_its_appeal_is_answered(meeting: Meeting, appealed: tables.Dispute) -> None:
    session, manager = meeting.session, meeting.shop.manager
    meeting.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    session.commit()
    with pytest.raises(CalibrationError) as error:
        meeting.move(CalibrationState.CLOSED)
    assert error.value.code == "appeal_open"
    session.rollback()
    answer = AppealAnswer(meeting.chosen, Ruling(DisputeOutcome.ACCEPT, "14 days is the whole truth."))
    calibrating.answer_appeal(session, meeting.id, answer, user_id=manager, now=LATER)
    meeting.move(CalibrationState.CLOSED)
    assert appealed.state is DisputeState.CLOSED
    rating = session.scalars(select(tables.Rating).where(tables.Rating.criterion == "policy-durations")).one()
    assert rating.verdict == "pass"


def test_a_conversation_without_an_appeal_has_none_to_answer(meeting: Meeting) -> None:
    meeting.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    meeting.row.conversations[0].appeal_id = None
    answer = AppealAnswer(meeting.chosen, Ruling(DisputeOutcome.ACCEPT, "Yes."))
    with pytest.raises((CalibrationError, DisputeError)):
        calibrating.answer_appeal(meeting.session, meeting.id, answer, user_id=meeting.shop.manager, now=LATER)


def test_an_appeal_is_granted_in_part(meeting: Meeting, appealed: tables.Dispute) -> None:
    session, manager = meeting.session, meeting.shop.manager
    meeting.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    [waiting] = calibrating.read_appeals(session, meeting.row).values()
    assert [choice.verdict.value for choice in waiting.choices] == ["pass", "not_applicable"]
    ruling = Ruling(DisputeOutcome.PARTLY, "The template says 30.", root_cause="template")
    calibrating.answer_appeal(session, meeting.id, AppealAnswer(meeting.chosen, ruling), user_id=manager, now=LATER)
    last = appealed.decisions[-1]
    assert (last.is_appeal, last.outcome, last.verdict, last.root_cause) == (
        True,
        DisputeOutcome.PARTLY,
        "fail",
        "template",
    )
    assert calibrating.read_appeals(session, meeting.row) == {}


def test_a_part_that_grants_nothing_is_refused(meeting: Meeting, appealed: tables.Dispute) -> None:
    meeting.move(CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    answer = AppealAnswer(meeting.chosen, Ruling(DisputeOutcome.PARTLY, "Half and half."))
    with pytest.raises(DisputeError, match="something changes"):
        calibrating.answer_appeal(meeting.session, meeting.id, answer, user_id=meeting.shop.manager, now=LATER)
    assert appealed.state is DisputeState.APPEALED
