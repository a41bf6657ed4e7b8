"""A dispute is opened by the agent it concerns, in time, against what took something from the score."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from qa.domain.dispute import DisputeReason, DisputeState
from qa.domain.finding import Verdict
from qa.errors import DisputeError, NotFoundError, UnknownNameError
from qa.stages import disputes
from qa.stages.disputes import Author, Objection
from qa.store import tables
from tests.shop import NOW
from tests.stages.disputes.conftest import TERMS, Published

OBJECTION = Objection("policy-durations", DisputeReason.WRONG_FACT, "Up to 30 days is our rule.")


def test_a_dispute_keeps_both_ratings_and_is_due_in_five_working_days(published: Published) -> None:
    dispute = published.dispute()
    assert (dispute.state, dispute.contested_verdict, dispute.claimed_verdict) == (DisputeState.OPEN, "fail", "pass")
    assert dispute.due_at == datetime(2026, 5, 27, 22, tzinfo=UTC)


def test_the_checks_that_failed_it_are_kept(published: Published) -> None:
    assert published.dispute().checks == ["policy-durations-check"]


def test_deciders_and_the_reviewer_are_told_in_their_language(published: Published) -> None:
    published.session.get_one(tables.User, published.shop.manager).language = "pl"
    published.dispute()
    told = {one.user_id: one for one in published.session.scalars(select(tables.Notice)) if one.subject == "dispute"}
    assert set(told) == {published.shop.manager, published.shop.coach, published.shop.reviewer}
    assert told[published.shop.manager].details["criterion"] == "Terminy są prawdziwe"


def test_who_has_still_to_rate_the_conversation_blind_is_told_nothing(published: Published) -> None:
    draft = tables.Review(
        conversation_id=published.shop.chat,
        reviewer_id=published.shop.coach,
        rubric_id=published.shop.rubric,
        status=tables.ReviewStatus.DRAFT,
        started_at=NOW,
        updated_at=NOW,
    )
    published.session.add(draft)
    published.session.flush()
    published.dispute()
    told = published.session.scalars(select(tables.Notice.user_id).where(tables.Notice.subject == "dispute"))
    assert published.shop.coach not in set(told)


@pytest.mark.parametrize(
    ("objection", "error"),
    [
        pytest.param(replace(OBJECTION, text=" "), DisputeError, id="without words"),
        pytest.param(replace(OBJECTION, text="x" * 5001), DisputeError, id="too long"),
        pytest.param(replace(OBJECTION, verdict=Verdict.FAIL), DisputeError, id="a rating that is no better"),
        pytest.param(replace(OBJECTION, verdict=Verdict.NEEDS_HUMAN), DisputeError, id="no rating"),
        pytest.param(replace(OBJECTION, criterion="questions-answered", point=1), DisputeError, id="the same point"),
        pytest.param(replace(OBJECTION, criterion="spelling"), UnknownNameError, id="a pass"),
        pytest.param(replace(OBJECTION, criterion="nonsense"), UnknownNameError, id="no such criterion"),
    ],
)
def test_what_cannot_be_disputed_is_refused(published: Published, objection: Objection, error: type[Exception]) -> None:
    with pytest.raises(error):
        disputes.open_dispute(
            published.session, published.feedback, objection, author=published.author, terms=TERMS, now=NOW
        )


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        pytest.param(datetime(2026, 5, 27, 21, 59, tzinfo=UTC), True, id="the last minute in Warsaw"),
        pytest.param(datetime(2026, 5, 27, 22, 0, tzinfo=UTC), False, id="midnight in Warsaw"),
    ],
)
def test_the_term_ends_with_the_fifth_working_day(published: Published, now: datetime, is_open: bool) -> None:
    def open_() -> object:
        return disputes.open_dispute(
            published.session, published.feedback, OBJECTION, author=published.author, terms=TERMS, now=now
        )

    if is_open:
        assert open_()
    else:
        with pytest.raises(DisputeError, match="is over"):
            open_()


def test_another_agent_finds_nothing_to_dispute(published: Published) -> None:
    other = Author(agent_id=published.shop.agent + 1, user_id=published.shop.other_agent_user)
    with pytest.raises(NotFoundError):
        disputes.open_dispute(published.session, published.feedback, OBJECTION, author=other, terms=TERMS, now=NOW)


def test_a_criterion_is_disputed_once(published: Published) -> None:
    published.dispute()
    with pytest.raises(UnknownNameError, match="no-blame, questions-answered"):
        published.dispute()
