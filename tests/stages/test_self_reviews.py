"""Agents rate own conversations: seen beside the reviewer's afterwards, counted nowhere."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import NotFoundError, ReviewError
from qa.stages import browsing, feedback, judged, reviewing, self_reviews
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus
from tests.shop import NOW, Shop, open_shop
from tests.stages.rated import finish, finish_review, give_out


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


def rate_own(session: Session, shop: Shop, **verdicts: Verdict) -> tables.Review:
    review = self_reviews.start_self_review(session, shop.chat, user_id=shop.agent_user, agent_id=shop.agent, now=NOW)
    return finish(session, review, verdicts, now=NOW)


def publish(session: Session, shop: Shop, **verdicts: Verdict) -> tables.Review:
    review = finish_review(session, shop.chat, shop.reviewer, verdicts, now=NOW)
    review.status = ReviewStatus.PUBLISHED
    session.flush()
    return review


def test_an_agent_rates_only_own_conversations(session: Session, shop: Shop) -> None:
    session.get_one(tables.Conversation, shop.mail).agent_id = None
    session.flush()
    with pytest.raises(NotFoundError):
        self_reviews.start_self_review(session, shop.mail, user_id=shop.agent_user, agent_id=shop.agent, now=NOW)


def test_starting_twice_resumes(session: Session, shop: Shop) -> None:
    own = [
        self_reviews.start_self_review(session, shop.chat, user_id=shop.agent_user, agent_id=shop.agent, now=NOW)
        for _ in range(2)
    ]
    assert own[0].id == own[1].id
    assert own[0].kind is ReviewKind.SELF


def test_the_machine_stays_silent_before_and_after(session: Session, shop: Shop) -> None:
    review = rate_own(session, shop)
    assert not any(one.machine for one in reviewing.read_review(session, review.id).criteria)


def test_nothing_is_compared_before_the_agent_has_submitted(session: Session, shop: Shop) -> None:
    publish(session, shop)
    review = self_reviews.start_self_review(session, shop.chat, user_id=shop.agent_user, agent_id=shop.agent, now=NOW)
    with pytest.raises(ReviewError, match="once you have submitted"):
        self_reviews.compare(session, review)


def test_a_review_that_is_not_published_is_not_compared(session: Session, shop: Shop) -> None:
    finish_review(session, shop.chat, shop.reviewer, {}, now=NOW)
    found = self_reviews.compare(session, rate_own(session, shop))
    assert found.reviewer is None
    assert all(one.reviewer is None for one in found.ratings)


def test_both_are_put_side_by_side(session: Session, shop: Shop) -> None:
    publish(session, shop, greeting=Verdict.FAIL)
    found = self_reviews.compare(session, rate_own(session, shop, spelling=Verdict.FAIL))
    assert [one.criterion.id for one in found.ratings if one.differs] == ["spelling", "greeting"]
    assert (found.alike, found.both) == (3, 5)
    assert found.ratings[1].own_point == 4


def test_a_self_review_counts_nowhere(session: Session, shop: Shop) -> None:
    review = rate_own(session, shop, **{"policy-durations": Verdict.FAIL})
    assert judged.count_reviews(session, "shop").submitted == 0
    assert reviewing.count_causes(session) == ()
    assert session.get_one(tables.Conversation, shop.chat, populate_existing=True).reviewed_at is None
    assert not session.scalars(select(tables.CriticalDecision)).all()
    assert browsing.read_conversation(session, shop.chat, reader_id=shop.manager).reviews == ()
    assert feedback.list_unpublished(session, feedback.Scope()) == []
    assert reviewing.list_reviews(session, reader_id=shop.manager)[0] == []
    with pytest.raises(ReviewError):
        feedback.propose_feedback(session, review.id)


def test_a_coach_gives_one_and_the_agent_is_told_once(session: Session, shop: Shop) -> None:
    for _ in range(2):
        self_reviews.give_self_review(session, shop.chat, giver_id=shop.coach, now=NOW)
    (notice,) = session.scalars(select(tables.Notice)).all()
    assert (notice.user_id, notice.kind) == (shop.agent_user, "self_review_given")
    assert [line.conversation.id for line in self_reviews.list_own(session, shop.agent_user)] == [shop.chat]


def test_a_coach_who_is_still_to_rate_the_conversation_does_not_see_what_the_agent_said(
    session: Session, shop: Shop
) -> None:
    rate_own(session, shop)
    assert len(self_reviews.list_of_team(session, reader_id=shop.coach, team_id=None)) == 1
    give_out(session, shop.chat, shop.coach)
    assert self_reviews.list_of_team(session, reader_id=shop.coach, team_id=None) == ()


def test_own_conversations_not_rated_yet_are_offered(session: Session, shop: Shop) -> None:
    def offered() -> set[int]:
        found = self_reviews.own_conversations(session, user_id=shop.agent_user, agent_id=shop.agent)
        return {one.id for one in found}

    before = offered()
    rate_own(session, shop)
    assert before - offered() == {shop.chat}
