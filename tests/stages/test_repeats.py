"""Reviews served again: chosen by chance alone, unmarked, counted nowhere, and measured against the first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import ReviewError
from qa.stages import browsing, feedback, judged, repeats, reviewing
from qa.stages.browsing import blind_conversations
from qa.store import tables
from qa.store.tables import ReviewKind
from tests.shop import NOW, Shop, open_shop
from tests.stages.rated import finish, finish_review, give_out

LATER = NOW + timedelta(days=40)


@pytest.fixture
def shop(session: Session) -> Shop:
    """Open a shop whose reviewer has reviewed the chat and has the mail to do."""
    shop = open_shop(session)
    finish_review(session, shop.chat, shop.reviewer, {"greeting": Verdict.FAIL}, now=NOW)
    give_out(session, shop.mail, shop.reviewer, is_blind=False)
    return shop


def serve(session: Session, share: float = 1.0, **when: object) -> int:
    return repeats.serve_repeats(session, share=share, now=when.get("now", LATER))  # type: ignore[arg-type]


def repeat_review(session: Session, shop: Shop, **verdicts: Verdict) -> tables.Review:
    serve(session)
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=LATER)
    return finish(session, review, {"greeting": Verdict.FAIL, **verdicts}, now=LATER)


def test_a_finished_review_is_served_once_in_a_sample_its_reviewer_works_on(session: Session, shop: Shop) -> None:
    assert (serve(session), serve(session)) == (1, 0)
    again = session.scalars(select(tables.Assignment).where(tables.Assignment.is_repeat)).one()
    (open_one,) = session.scalars(select(tables.Assignment).where(tables.Assignment.is_repeat.is_(False))).all()
    assert (again.conversation_id, again.reviewer_id, again.sample_id) == (shop.chat, shop.reviewer, open_one.sample_id)


@pytest.mark.parametrize(
    ("days", "share"),
    [
        pytest.param(20, 1.0, id="before three weeks"),
        pytest.param(200, 1.0, id="long forgotten"),
        pytest.param(40, 0.0, id="none wanted"),
    ],
)
def test_nothing_is_served(session: Session, shop: Shop, days: int, share: float) -> None:
    assert serve(session, share, now=NOW + timedelta(days=days)) == 0


def test_without_open_work_among_which_it_could_hide_it_waits(session: Session, shop: Shop) -> None:
    for assignment in session.scalars(select(tables.Assignment)):
        assignment.finished_at = NOW
    session.flush()
    assert serve(session) == 0


def test_about_the_share_is_chosen_and_always_the_same(session: Session) -> None:
    chosen = [number for number in range(10_000) if repeats.is_chosen(number, share=0.05)]
    assert 440 <= len(chosen) <= 560
    assert chosen == [number for number in range(10_000) if repeats.is_chosen(number, share=0.05)]


def test_the_second_review_is_blind_new_and_of_the_same_rubric(session: Session, shop: Shop) -> None:
    serve(session)
    session.add(tables.Rubric(name="shop", version=2, content_hash="2", yaml="", created_at=LATER))
    session.flush()
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=LATER)
    assert (review.kind, review.is_blind, review.rubric_id) == (ReviewKind.REPEAT, True, shop.rubric)
    assert reviewing.read_review(session, review.id).progress.rated == 0
    assert reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=LATER).id == review.id


def test_until_it_is_submitted_the_first_one_and_the_machine_are_hidden(session: Session, shop: Shop) -> None:
    serve(session)
    assert reviewing.is_repeating(session, shop.chat, reviewer_id=shop.reviewer)
    assert reviewing.list_reviews(session, reader_id=shop.reviewer, reviewer_id=shop.reviewer)[0] == []
    assert blind_conversations(session, shop.reviewer, [shop.chat]) == {shop.chat}
    page = browsing.read_conversation(session, shop.chat, reader_id=shop.reviewer)
    assert (page.is_blind, page.reviews, page.outcomes) == (True, (), ())


def test_the_second_review_counts_nowhere(session: Session, shop: Shop) -> None:
    session.expire_all()
    before = judged.count_reviews(session, "shop"), reviewing.count_causes(session)
    reviewed_at = session.get_one(tables.Conversation, shop.chat).reviewed_at
    second = repeat_review(session, shop)
    session.expire_all()
    assert (judged.count_reviews(session, "shop"), reviewing.count_causes(session)) == before
    assert session.get_one(tables.Conversation, shop.chat).reviewed_at == reviewed_at
    assert [one.id for one in browsing.read_conversation(session, shop.chat, reader_id=shop.manager).reviews] == [1]
    assert [one.review_id for one in feedback.list_unpublished(session, feedback.Scope())] == [1]
    with pytest.raises(ReviewError, match="first review"):
        feedback.propose_feedback(session, second.id)


def test_steadiness_is_the_agreement_of_both_ratings(session: Session, shop: Shop) -> None:
    repeat_review(session, shop, spelling=Verdict.FAIL)
    (found,) = repeats.measure_steadiness(session)
    assert (found.reviewer_id, found.reviews, found.ratings, found.changed) == (shop.reviewer, 1, 5, 1)
    assert found.agreement is not None and found.agreement.value == pytest.approx(0.8)
    assert found.ac1 is not None and found.ac1.n == 5


def test_nobody_is_measured_before_a_repeat_is_submitted(session: Session, shop: Shop) -> None:
    serve(session)
    reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=LATER)
    assert repeats.measure_steadiness(session) == ()


def test_it_never_joins_a_sample_that_drew_the_same_conversation(session: Session, shop: Shop) -> None:
    (open_one,) = session.scalars(select(tables.Assignment)).all()
    pick = tables.SamplePick(
        sample_id=open_one.sample_id, conversation_id=shop.chat, position=1, inclusion_probability=0.5
    )
    session.add(pick)
    session.flush()
    assert serve(session) == 0
