"""A dispute that overturns a fail corrects what is known of the check that had found it too."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeReason
from qa.rubric.load import parse_rubric
from qa.stages import disputes
from qa.stages.disputes import Author, Objection, Ruling
from qa.stages.feedback import Scope
from qa.stages.records import records
from qa.store import tables
from tests.shop import NOW
from tests.stages.disputes.conftest import TERMS
from tests.stages.test_records import RUBRIC_TEXT, Drawn


def told(session: Session, drawn: Drawn) -> tables.Feedback:
    """Publish the only review to an agent."""
    agent = tables.Agent(external_id="a-1", name="Anna")
    session.add(agent)
    session.flush()
    review = session.scalars(select(tables.Review)).one()
    review.conversation.agent_id, review.status = agent.id, tables.ReviewStatus.PUBLISHED
    rating = session.scalars(select(tables.Rating)).one()
    rating.score = 0.0
    feedback = tables.Feedback(
        review_id=review.id, agent_id=agent.id, strength={}, points=[{"criterion": "no-blame"}], published_at=NOW
    )
    coach = tables.User(email="c@acme.example", name="C", role=tables.UserRole.COACH, password_hash="x")
    session.add_all([feedback, coach])
    session.flush()
    return feedback


@pytest.mark.parametrize(
    ("outcome", "right", "wrong"),
    [
        pytest.param(DisputeOutcome.ACCEPT, 0, 1, id="accepted"),
        pytest.param(DisputeOutcome.REJECT, 1, 0, id="rejected"),
    ],
)
def test_the_checks_record_counts_the_corrected_rating(
    session: Session, outcome: DisputeOutcome, right: int, wrong: int
) -> None:
    drawn = Drawn(session)
    drawn.add("fail", "fail")
    feedback = told(session, drawn)
    coach = session.scalars(select(tables.User.id).where(tables.User.email == "c@acme.example")).one()
    objection = Objection("no-blame", DisputeReason.MISAPPLIED_RULE, "It was a quote.")
    author = Author(agent_id=feedback.agent_id, user_id=coach)
    dispute = disputes.open_dispute(session, feedback.id, objection, author=author, terms=TERMS, now=NOW)
    dispute.opened_by_id = None
    assert dispute.checks == ["blaming-words"]
    disputes.decide_dispute(session, dispute.id, Ruling(outcome, "So."), scope=Scope(), user_id=coach, now=NOW)
    record = records(session, parse_rubric(RUBRIC_TEXT, "small.yaml"), resamples=20)[0].record
    assert record is not None
    assert (record.true_positives, record.false_positives) == (right, wrong)
