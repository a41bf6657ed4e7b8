"""Feedback: one strength, at most three points, every one with words that are really there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import NotFoundError, ReviewError, UnknownNameError
from qa.stages import feedback, reviewing
from qa.stages.feedback import FeedbackDraft, Point, Scope
from qa.stages.reviewing import Pin, RatingChange
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.shop import CHAT, NOW, Shop, open_shop
from tests.stages.calibrating.meeting import PASSES, review

STRENGTH = Point(criterion="greeting", quote="1:0:9", text=" Warm. ")
POINT = Point(
    criterion="policy-durations", quote="1:66:86", text="t", expected="e", why="w", suggestion="Up to 14 days."
)
GOOD = FeedbackDraft(STRENGTH, (POINT,))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = open_database(f"sqlite:///{tmp_path / 'shop.db'}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def shop(session: Session, tmp_path: Path) -> Shop:
    return open_shop(session, recordings=tmp_path / "recordings")


def submitted(session: Session, shop: Shop, *, conversation: int | None = None) -> int:
    """Rate everything and submit: time limits and blame fail, the latter by a saved reply."""
    chosen = shop.chat if conversation is None else conversation
    review = reviewing.start_review(session, chosen, reviewer_id=shop.reviewer, now=NOW)
    for change in (
        RatingChange("policy-durations", Verdict.FAIL, comment="30 is wrong"),
        RatingChange("questions-answered", Verdict.PASS, point=1),
        RatingChange("spelling", Verdict.PASS),
        RatingChange("greeting", Verdict.PASS),
        RatingChange("no-blame", Verdict.FAIL, root_cause="template"),
    ):
        reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
    if chosen == shop.call:
        change = RatingChange("recording-notice", Verdict.PASS)
        reviewing.rate(session, review.id, change, reviewer_id=shop.reviewer, now=NOW)
    revision = reviewing.read_progress(session, review.id).revision
    reviewing.submit_review(session, review.id, reviewer_id=shop.reviewer, revision=revision, now=NOW)
    return review.id


def published(session: Session, shop: Shop) -> int:
    review = submitted(session, shop)
    return feedback.publish_feedback(session, review, GOOD, user_id=shop.reviewer, now=NOW).id


def test_a_draft_has_no_feedback(session: Session, shop: Shop) -> None:
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
    with pytest.raises(ReviewError, match="submitted review"):
        feedback.propose_feedback(session, review.id)


def test_only_what_the_agent_can_mend_is_proposed_as_a_point(session: Session, shop: Shop) -> None:
    proposal = feedback.propose_feedback(session, submitted(session, shop))
    assert [one.criterion.id for one in proposal.points] == ["policy-durations", "questions-answered"]
    assert [one.criterion.id for one in proposal.elsewhere] == ["no-blame"]
    assert [one.criterion.id for one in proposal.strengths] == ["greeting", "spelling"]


def test_a_point_is_proposed_with_the_words_and_the_machines_wording(session: Session, shop: Shop) -> None:
    first = feedback.propose_feedback(session, submitted(session, shop)).points[0]
    assert [quote.text for quote in first.quotes] == ["refunds take 30 days"]
    assert (first.comment, first.suggestion) == ("30 is wrong", "Refunds take up to 14 days.")


def test_a_customers_words_are_no_strength(session: Session, shop: Shop) -> None:
    review = submitted(session, shop)
    passed = {one.criterion.id: one.quotes for one in feedback.propose_feedback(session, review).strengths}
    assert [quote.message for quote in passed["greeting"]] == [1]
    found = select(tables.Finding).join(tables.Outcome).where(tables.Outcome.criterion == "greeting")
    session.scalars(found).one().message_position = 0
    assert not {one.criterion.id: one.quotes for one in feedback.propose_feedback(session, review).strengths}[
        "greeting"
    ]


def test_a_marked_strength_is_proposed_first(session: Session, shop: Shop) -> None:
    review = reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)
    pin = Pin(message=5, start=0, end=15, criterion="spelling", is_strength=True)
    reviewing.annotate(session, review.id, pin, reviewer_id=shop.reviewer, now=NOW)
    proposal = feedback.propose_feedback(session, submitted(session, shop))
    assert proposal.strengths[0].criterion.id == "spelling"
    assert proposal.strengths[0].quotes[0].text == "You are welcome"


def test_published_words_are_cut_from_the_stored_message(session: Session, shop: Shop) -> None:
    view = feedback.read_feedback(session, published(session, shop), Scope())
    assert view.feedback.strength["quote"] == "Hello Jan"
    assert view.feedback.strength["text"] == "Warm."
    assert view.feedback.points[0]["quote"] == CHAT[1][1][66:86]
    assert (view.feedback.points[0]["why"], view.feedback.points[0]["source"]) == ("w", "both")
    assert view.review.status is tables.ReviewStatus.PUBLISHED
    assert [turn.message.position for turn in view.points[0].turns] == [0, 1, 2]


@pytest.mark.parametrize(
    ("draft", "error", "words"),
    [
        pytest.param(FeedbackDraft(replace(STRENGTH, quote="")), ReviewError, "without a quote", id="no quote"),
        pytest.param(FeedbackDraft(replace(STRENGTH, quote="1:0:999")), ReviewError, "no such words", id="too long"),
        pytest.param(FeedbackDraft(replace(STRENGTH, quote="9:0:3")), ReviewError, "no such words", id="no message"),
        pytest.param(FeedbackDraft(replace(STRENGTH, quote="ms:0:5")), ReviewError, "recording", id="no sound"),
        pytest.param(
            FeedbackDraft(replace(STRENGTH, criterion="no-blame")), UnknownNameError, "passed", id="failed strength"
        ),
        pytest.param(
            FeedbackDraft(STRENGTH, (replace(POINT, criterion="no-blame"),)), UnknownNameError, "agent's", id="template"
        ),
        pytest.param(FeedbackDraft(STRENGTH, (POINT, POINT)), ReviewError, "own criterion", id="twice"),
        pytest.param(FeedbackDraft(STRENGTH, (POINT,) * 4), ReviewError, "At most 3", id="four"),
    ],
)
def test_what_cannot_be_published_is_refused(
    session: Session, shop: Shop, draft: FeedbackDraft, error: type[Exception], words: str
) -> None:
    review = submitted(session, shop)
    with pytest.raises(error, match=words):
        feedback.publish_feedback(session, review, draft, user_id=shop.reviewer, now=NOW)
    assert not session.scalars(select(tables.Feedback)).all()


def test_a_review_is_published_once(session: Session, shop: Shop) -> None:
    review = submitted(session, shop)
    feedback.publish_feedback(session, review, GOOD, user_id=shop.reviewer, now=NOW)
    with pytest.raises(ReviewError):
        feedback.publish_feedback(session, review, GOOD, user_id=shop.reviewer, now=NOW)


def test_a_spoken_quote_knows_its_moment(session: Session, shop: Shop) -> None:
    review = submitted(session, shop, conversation=shop.call)
    draft = FeedbackDraft(Point(criterion="greeting", quote="2:0:10"))
    told = feedback.publish_feedback(session, review, draft, user_id=shop.reviewer, now=NOW).strength
    assert (told["quote"], told["start_ms"], told["end_ms"]) == ("I am sorry", 6000, 6933)


@pytest.mark.parametrize(
    ("scope", "is_found"),
    [
        pytest.param("own", True, id="the agent"),
        pytest.param("other agent", False, id="another agent"),
        pytest.param("reviewer", True, id="the reviewer"),
        pytest.param("other reviewer", False, id="another reviewer"),
        pytest.param("team", False, id="a coach of another team"),
        pytest.param("all", True, id="a manager"),
    ],
)
def test_feedback_is_found_only_in_scope(session: Session, shop: Shop, scope: str, is_found: bool) -> None:
    scopes = {
        "own": Scope(agent_id=shop.agent),
        "other agent": Scope(agent_id=shop.agent + 1),
        "reviewer": Scope(reviewer_id=shop.reviewer),
        "other reviewer": Scope(reviewer_id=shop.other_reviewer),
        "team": Scope(team_id=77),
        "all": Scope(),
    }
    number = published(session, shop)
    lines, has_more = feedback.list_feedback(session, scopes[scope])
    assert ([line.id for line in lines], has_more) == ([number] if is_found else [], False)
    if not is_found:
        with pytest.raises(NotFoundError):
            feedback.read_feedback(session, number, scopes[scope])


def test_the_first_acknowledgement_counts(session: Session, shop: Shop) -> None:
    number = published(session, shop)
    for hours in (1, 2):
        feedback.acknowledge_feedback(
            session, number, agent_id=shop.agent, user_id=shop.agent_user, now=NOW + timedelta(hours=hours)
        )
    assert session.get_one(tables.Feedback, number).acknowledged_at == NOW + timedelta(hours=1)
    with pytest.raises(NotFoundError):
        feedback.acknowledge_feedback(session, number, agent_id=shop.agent + 1, user_id=1, now=NOW)


def test_agent_and_reviewer_talk_below_a_feedback(session: Session, shop: Shop) -> None:
    number = published(session, shop)
    for text, scope, user in (
        ("Why 14?", Scope(agent_id=shop.agent), shop.agent_user),
        ("The law.", Scope(reviewer_id=shop.reviewer), shop.reviewer),
    ):
        feedback.comment_feedback(session, number, text, scope=scope, user_id=user, now=NOW)
    view = feedback.read_feedback(session, number, Scope(agent_id=shop.agent))
    assert [comment.text for comment in view.feedback.comments] == ["Why 14?", "The law."]


@pytest.mark.parametrize("text", ["  \n", "x" * 5001])
def test_an_empty_or_endless_comment_is_refused(session: Session, shop: Shop, text: str) -> None:
    number = published(session, shop)
    with pytest.raises(ReviewError):
        feedback.comment_feedback(session, number, text, scope=Scope(), user_id=shop.reviewer, now=NOW)


def test_what_waits_to_be_published_is_listed(session: Session, shop: Shop) -> None:
    review = submitted(session, shop)
    assert [one.review_id for one in feedback.list_unpublished(session, Scope(reviewer_id=shop.reviewer))] == [review]
    assert not feedback.list_unpublished(session, Scope(reviewer_id=shop.other_reviewer))
    feedback.publish_feedback(session, review, GOOD, user_id=shop.reviewer, now=NOW)
    assert not feedback.list_unpublished(session, Scope())


def test_what_waits_says_that_another_review_of_it_was_told_already(session: Session, shop: Shop) -> None:
    published(session, shop)
    review(session, shop.chat, shop.other_reviewer, PASSES)
    (one,) = feedback.list_unpublished(session, Scope())
    assert (one.reviewer, one.is_told_already) == ("Other", True)
