"""One appeal, to a calibration session, whose word is the last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.errors import ConflictError, DisputeError, NotFoundError
from qa.stages import disputes
from qa.stages.disputes import Author, Ruling
from qa.stages.feedback import Scope
from qa.store import tables
from tests.shop import NOW
from tests.stages.disputes.conftest import TERMS, Published

REJECT = Ruling(DisputeOutcome.REJECT, "The page says 14 days.")


@pytest.fixture
def rejected(published: Published) -> tables.Dispute:
    dispute = published.dispute()
    disputes.decide_dispute(published.session, dispute.id, REJECT, scope=Scope(), user_id=published.shop.coach, now=NOW)
    return dispute


def appeal(published: Published, dispute: tables.Dispute, text: str = "Read line 4.", *, days: int = 0) -> None:
    disputes.appeal_dispute(
        published.session, dispute.id, text, author=published.author, terms=TERMS, now=NOW + timedelta(days=days)
    )


def test_an_appeal_waits_for_a_calibration_session(published: Published, rejected: tables.Dispute) -> None:
    appeal(published, rejected)
    assert rejected.state is DisputeState.APPEALED
    waiting = disputes.list_appeals(published.session)
    assert [(one.dispute_id, one.conversation_id, one.criterion) for one in waiting] == [
        (rejected.id, published.shop.chat, "policy-durations")
    ]


def test_those_who_hold_sessions_are_told(published: Published, rejected: tables.Dispute) -> None:
    appeal(published, rejected)
    notices = published.session.scalars(select(tables.Notice).where(tables.Notice.kind == "appeal_opened"))
    assert {one.user_id for one in notices} == {published.shop.manager, published.shop.coach}


def test_the_session_can_accept_after_all(published: Published, rejected: tables.Dispute) -> None:
    appeal(published, rejected)
    disputes.close_appeal(
        published.session,
        rejected.id,
        outcome=DisputeOutcome.ACCEPT,
        reason="It was.",
        by=published.shop.manager,
        now=NOW,
    )
    review = published.session.get_one(tables.Review, published.review, populate_existing=True)
    assert (review.score_value, rejected.state) == (66.7, DisputeState.CLOSED)
    assert disputes.list_appeals(published.session) == []


def test_there_is_no_appeal_after_an_appeal(published: Published, rejected: tables.Dispute) -> None:
    appeal(published, rejected)
    disputes.answer_appeal(published.session, rejected.id, REJECT, by=published.shop.manager, now=NOW)
    with pytest.raises(DisputeError, match="only once"):
        appeal(published, rejected)
    with pytest.raises(ConflictError):
        disputes.answer_appeal(published.session, rejected.id, REJECT, by=published.shop.manager, now=NOW)


def test_the_reviewer_does_not_answer_the_appeal(published: Published, rejected: tables.Dispute) -> None:
    appeal(published, rejected)
    with pytest.raises(DisputeError, match="somebody else"):
        disputes.answer_appeal(published.session, rejected.id, REJECT, by=published.shop.reviewer, now=NOW)


def test_an_open_or_accepted_dispute_is_not_appealed(published: Published) -> None:
    dispute = published.dispute()
    with pytest.raises(DisputeError, match="rejected or accepted in part"):
        appeal(published, dispute)
    ruling = Ruling(DisputeOutcome.ACCEPT, "Right.")
    disputes.decide_dispute(published.session, dispute.id, ruling, scope=Scope(), user_id=published.shop.coach, now=NOW)
    with pytest.raises(DisputeError, match="rejected or accepted in part"):
        appeal(published, dispute)


@pytest.mark.parametrize(
    ("text", "days"), [pytest.param(" ", 0, id="without words"), pytest.param("Late.", 8, id="too late")]
)
def test_an_appeal_needs_words_and_comes_in_time(
    published: Published, rejected: tables.Dispute, text: str, days: int
) -> None:
    with pytest.raises(DisputeError):
        appeal(published, rejected, text, days=days)


def test_another_agent_does_not_appeal(published: Published, rejected: tables.Dispute) -> None:
    other = Author(agent_id=published.shop.agent + 1, user_id=published.shop.other_agent_user)
    with pytest.raises(NotFoundError):
        disputes.appeal_dispute(published.session, rejected.id, "Mine.", author=other, terms=TERMS, now=NOW)
