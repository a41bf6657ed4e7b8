"""A dispute is decided by somebody else than the reviewer, never lowers a score, and corrects every record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeState, Grade, kept_score
from qa.domain.finding import Verdict
from qa.errors import ConflictError, DisputeError, NotFoundError
from qa.stages import disputes
from qa.stages.disputes import Ruling
from qa.stages.feedback import FeedbackDraft, Scope
from qa.stages.reviewing import RatingChange
from qa.store import tables
from tests.shop import NOW
from tests.stages.disputes.conftest import DRAFT, Publish, Published

ACCEPT = Ruling(DisputeOutcome.ACCEPT, "The jacket came with another term.")
REJECT = Ruling(DisputeOutcome.REJECT, "The page says 14 days.")


def decide(published: Published, dispute: tables.Dispute, ruling: Ruling, *, by: int | None = None) -> object:
    user_id = published.shop.coach if by is None else by
    return disputes.decide_dispute(published.session, dispute.id, ruling, scope=Scope(), user_id=user_id, now=NOW)


def rating(published: Published, criterion: str = "policy-durations") -> tables.Rating:
    row = tables.Rating
    query = select(row).where(row.review_id == published.review, row.criterion == criterion)
    return published.session.scalars(query.execution_options(populate_existing=True)).one()


def review(published: Published) -> tables.Review:
    return published.session.get_one(tables.Review, published.review, populate_existing=True)


def test_accepting_takes_the_agents_rating_and_recomputes_everything(published: Published) -> None:
    before = review(published)
    assert (before.score_value, before.critical) == (26.7, ["policy-durations"])
    dispute = published.dispute()
    decide(published, dispute, ACCEPT)
    after = review(published)
    assert (rating(published).verdict, rating(published).root_cause) == ("pass", None)
    assert (after.score_value, after.score_coverage, after.critical) == (66.7, 1.0, [])
    assert dispute.state is DisputeState.CLOSED


def test_a_confirmed_critical_fail_no_longer_stands(published: Published) -> None:
    row = tables.CriticalDecision
    query = select(row.is_confirmed, row.decided_by_id).where(row.criterion == "policy-durations")
    assert published.session.execute(query).all() == [(True, published.shop.reviewer)]
    decide(published, published.dispute(), ACCEPT)
    assert published.session.execute(query).all() == [(False, published.shop.coach)]


def test_the_decision_keeps_what_was_before(published: Published) -> None:
    dispute = published.dispute()
    decide(published, dispute, ACCEPT)
    kept = published.session.scalars(select(tables.DisputeDecision)).one()
    assert (kept.verdict_before, kept.verdict, kept.root_cause_before) == ("fail", "pass", "agent")
    assert (kept.review_score_before, kept.review_score) == (26.7, 66.7)
    assert (kept.critical_before, kept.critical) == (["policy-durations"], [])


def test_rejecting_changes_nothing_but_the_dispute(published: Published) -> None:
    was = review(published).revision
    dispute = published.dispute()
    decide(published, dispute, REJECT)
    assert (rating(published).verdict, review(published).revision, dispute.state) == ("fail", was, DisputeState.DECIDED)


def test_a_part_may_be_a_point_between(published: Published) -> None:
    dispute = published.dispute("questions-answered", point=4)
    decide(published, dispute, Ruling(DisputeOutcome.PARTLY, "Two of four.", point=2))
    assert (rating(published, "questions-answered").score, dispute.state) == (0.5, DisputeState.DECIDED)


def test_a_part_may_be_that_the_cause_was_not_the_agent(published: Published) -> None:
    dispute = published.dispute("no-blame")
    decide(published, dispute, Ruling(DisputeOutcome.PARTLY, "It was a saved reply.", root_cause="template"))
    assert (rating(published, "no-blame").verdict, rating(published, "no-blame").root_cause) == ("fail", "template")


@pytest.mark.parametrize(
    "ruling",
    [
        pytest.param(Ruling(DisputeOutcome.REJECT, " "), id="no reason"),
        pytest.param(Ruling(DisputeOutcome.PARTLY, "Hm."), id="a part of nothing"),
        pytest.param(Ruling(DisputeOutcome.PARTLY, "Hm.", verdict=Verdict.FAIL), id="the same rating"),
        pytest.param(Ruling(DisputeOutcome.PARTLY, "Hm.", root_cause="agent"), id="the agent after all"),
        pytest.param(Ruling(DisputeOutcome.PARTLY, "Hm.", root_cause="weather"), id="an unknown cause"),
    ],
)
def test_a_ruling_that_says_nothing_is_refused_and_changes_nothing(published: Published, ruling: Ruling) -> None:
    dispute = published.dispute()
    with pytest.raises(DisputeError):
        decide(published, dispute, ruling)
    assert (dispute.state, dispute.decisions) == (DisputeState.OPEN, [])


def test_a_rating_is_not_made_worse(published: Published) -> None:
    dispute = published.dispute("questions-answered", point=4)
    with pytest.raises(DisputeError, match="never lowers"):
        decide(published, dispute, Ruling(DisputeOutcome.PARTLY, "None at all.", point=0))


def test_the_reviewer_does_not_decide(published: Published) -> None:
    with pytest.raises(DisputeError, match="somebody else"):
        decide(published, published.dispute(), ACCEPT, by=published.shop.reviewer)


def test_a_dispute_out_of_scope_does_not_exist(published: Published) -> None:
    dispute = published.dispute()
    scope = Scope(reviewer_id=published.shop.other_reviewer)
    with pytest.raises(NotFoundError):
        disputes.decide_dispute(
            published.session, dispute.id, ACCEPT, scope=scope, user_id=published.shop.coach, now=NOW
        )


def test_a_second_decision_is_a_conflict(published: Published) -> None:
    dispute = published.dispute()
    decide(published, dispute, REJECT)
    with pytest.raises(ConflictError):
        decide(published, dispute, ACCEPT, by=published.shop.manager)


def test_the_agent_and_the_reviewer_are_told(published: Published) -> None:
    decide(published, published.dispute(), ACCEPT)
    notices = published.session.scalars(select(tables.Notice).where(tables.Notice.kind == "dispute_decided")).all()
    assert {one.user_id: one.path for one in notices} == {
        published.shop.agent_user: "/my-disputes/1",
        published.shop.reviewer: "/disputes/1",
    }


def test_decisions_stand_in_the_audit_trail_without_words(published: Published) -> None:
    decide(published, published.dispute(), ACCEPT)
    event = published.session.scalars(
        select(tables.AuditEvent).where(tables.AuditEvent.action == "dispute.decided")
    ).one()
    assert event.details == {
        "criterion": "policy-durations",
        "outcome": "accept",
        "score_before": 26.7,
        "score": 66.7,
    }


@contextmanager
def rolled_back(session: Session) -> Iterator[None]:
    savepoint = session.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()
        session.expunge_all()


VERDICTS = st.sampled_from([Verdict.PASS, Verdict.FAIL, Verdict.NOT_APPLICABLE])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), verdicts=st.lists(VERDICTS, min_size=3, max_size=3), point=st.integers(0, 3))
def test_no_outcome_lowers_a_score(
    session: Session, publish: Publish, data: st.DataObject, verdicts: list[Verdict], point: int
) -> None:
    ratings = (
        RatingChange("policy-durations", verdicts[0]),
        RatingChange("questions-answered", Verdict.PASS, point=point),
        RatingChange("spelling", verdicts[1]),
        RatingChange("greeting", Verdict.PASS),
        RatingChange("no-blame", verdicts[2]),
    )
    with rolled_back(session):
        published = publish(ratings, FeedbackDraft(DRAFT.strength))
        before = review(published).score_value
        claim: dict[str, Any] = data.draw(
            st.sampled_from([{"point": 4}, {"point": point + 1}, {"verdict": Verdict.NOT_APPLICABLE}])
        )
        dispute = published.dispute("questions-answered", **claim)
        outcome = data.draw(st.sampled_from(DisputeOutcome))
        part: dict[str, Any] = (
            {"point": data.draw(st.integers(point + 1, 4))} if outcome is DisputeOutcome.PARTLY else {}
        )
        decide(published, dispute, Ruling(outcome, "Because.", **part))
        after = review(published).score_value
    assert before is not None
    assert after is not None
    assert after >= before


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        pytest.param(50.0, 40.0, 50.0, id="a mean that would fall stays"),
        pytest.param(50.0, 60.0, 60.0, id="a mean that rises rises"),
        pytest.param(0.0, None, None, id="nothing left to judge"),
        pytest.param(None, 60.0, 60.0, id="nothing was judged"),
    ],
)
def test_a_score_is_kept(before: float | None, after: float | None, kept: float | None) -> None:
    assert kept_score(before, after) == kept


@pytest.mark.parametrize(
    ("new", "old", "is_milder"),
    [
        pytest.param(Grade(Verdict.PASS, 1.0), Grade(Verdict.FAIL, 0.0), True, id="pass for fail"),
        pytest.param(Grade(Verdict.NOT_APPLICABLE), Grade(Verdict.FAIL, 0.25), True, id="does not apply"),
        pytest.param(Grade(Verdict.NEEDS_HUMAN), Grade(Verdict.FAIL, 0.0), False, id="undecided"),
        pytest.param(Grade(Verdict.FAIL, 0.25), Grade(Verdict.FAIL, 0.25), False, id="the same"),
        pytest.param(Grade(Verdict.PASS, 1.0), Grade(Verdict.NOT_APPLICABLE), False, id="nothing was taken"),
    ],
)
def test_milder_is_what_takes_less(new: Grade, old: Grade, is_milder: bool) -> None:
    assert new.is_milder_than(old) is is_milder


def test_the_quote_of_a_point_stays_as_it_was_told(published: Published) -> None:
    told = list(published.session.get_one(tables.Feedback, published.feedback).points)
    decide(published, published.dispute(), ACCEPT)
    after = published.session.get_one(tables.Feedback, published.feedback, populate_existing=True)
    assert after.points == told
