"""A dispute opened by mistake is taken back by its agent, as long as nobody decided."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.errors import DisputeError, NotFoundError
from qa.stages import disputes, feedback
from qa.stages.disputes import Author, Ruling
from qa.stages.feedback import Scope
from qa.store import tables
from tests.shop import NOW
from tests.stages.disputes.conftest import TERMS, Published


def _withdraw(published: Published, dispute_id: int) -> tables.Dispute:
    return disputes.withdraw_dispute(published.session, dispute_id, author=published.author, now=NOW)


def test_it_is_over_and_its_notices_go(published: Published) -> None:
    dispute = _withdraw(published, published.dispute().id)
    notices = published.session.scalars(select(tables.Notice).where(tables.Notice.subject == "dispute")).all()
    assert (dispute.state, dispute.withdrawn_at, notices) == (DisputeState.WITHDRAWN, NOW, [])
    audit = select(tables.AuditEvent.action).where(tables.AuditEvent.subject == "dispute")
    assert published.session.scalars(audit.order_by(tables.AuditEvent.id)).all() == [
        "dispute.opened",
        "dispute.withdrawn",
    ]


def test_the_rating_can_be_disputed_again_in_its_term(published: Published) -> None:
    _withdraw(published, published.dispute().id)
    view = feedback.read_feedback(published.session, published.feedback, Scope())
    assert "policy-durations" in view.disputable
    again = published.dispute()
    view = feedback.read_feedback(published.session, published.feedback, Scope())
    assert [one.dispute.id for one in view.points if one.dispute] == [again.id]


def test_two_open_disputes_of_one_rating_stay_impossible(published: Published) -> None:
    _withdraw(published, published.dispute().id)
    published.dispute()
    with pytest.raises(Exception, match="disputed"):
        published.dispute()


def test_it_is_counted_as_withdrawn_and_in_no_rate(published: Published) -> None:
    _withdraw(published, published.dispute().id)
    published.dispute()
    total = disputes.count_outcomes(published.session, terms=TERMS).total
    assert (total.opened, total.withdrawn, total.decided, total.rate) == (2, 1, 0, None)


def test_after_a_decision_it_stays(published: Published) -> None:
    dispute = published.dispute()
    ruling = Ruling(outcome=DisputeOutcome.REJECT, reason="The rule is clear.")
    disputes.decide_dispute(
        published.session, dispute.id, ruling, scope=Scope(), user_id=published.shop.manager, now=NOW
    )
    with pytest.raises(DisputeError, match="nobody has decided"):
        _withdraw(published, dispute.id)


def test_nobody_else_takes_it_back(published: Published) -> None:
    dispute = published.dispute()
    stranger = Author(agent_id=published.shop.agent + 1, user_id=published.shop.other_agent_user)
    with pytest.raises(NotFoundError):
        disputes.withdraw_dispute(published.session, dispute.id, author=stranger, now=NOW)


def test_what_was_taken_back_cannot_be_decided(published: Published) -> None:
    dispute = _withdraw(published, published.dispute().id)
    ruling = Ruling(outcome=DisputeOutcome.ACCEPT, reason="You are right.")
    with pytest.raises(Exception, match="changed elsewhere"):
        disputes.decide_dispute(
            published.session, dispute.id, ruling, scope=Scope(), user_id=published.shop.manager, now=NOW
        )
