"""Reviews: begun, rated without overwriting anybody, annotated and submitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import ConflictError, IncompleteReviewError, NotFoundError, ReviewError, UnknownNameError
from qa.stages import reviewing
from qa.stages.reviewing import Pin, RatingChange
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.shop import NOW, Shop, open_shop


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


@pytest.fixture
def review(session: Session, shop: Shop) -> tables.Review:
    return reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)


def give(session: Session, review: tables.Review, criterion: str, verdict: Verdict, **more: object) -> tables.Rating:
    change = RatingChange(criterion=criterion, verdict=verdict, **more)  # type: ignore[arg-type]
    return reviewing.rate(session, review.id, change, reviewer_id=review.reviewer_id, now=NOW).rating


def give_all(session: Session, review: tables.Review) -> None:
    give(session, review, "policy-durations", Verdict.FAIL)
    give(session, review, "questions-answered", Verdict.PASS, point=3)
    give(session, review, "spelling", Verdict.PASS)
    give(session, review, "greeting", Verdict.PASS)
    give(session, review, "no-blame", Verdict.NOT_APPLICABLE)


def test_starting_twice_resumes_the_same_review(session: Session, shop: Shop, review: tables.Review) -> None:
    assert reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW).id == review.id
    assert reviewing.start_review(session, shop.chat, reviewer_id=shop.other_reviewer, now=NOW).id != review.id


def test_a_draft_keeps_its_rubric_when_a_newer_one_comes_into_force(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    session.add(tables.Rubric(name="shop", version=2, content_hash="2", yaml="", created_at=NOW))
    session.flush()
    assert reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW).rubric_id == shop.rubric


def test_a_review_takes_up_the_open_assignment_and_its_blindness(session: Session, shop: Shop) -> None:
    sample = tables.Sample(
        name="May", design="random", size=1, seed=1, frame_size=4, strata=[], is_blind=False, created_at=NOW
    )
    assignment = tables.Assignment(sample=sample, conversation_id=shop.mail, reviewer_id=shop.reviewer, created_at=NOW)
    session.add_all([sample, assignment])
    session.flush()
    review = reviewing.start_review(session, shop.mail, reviewer_id=shop.reviewer, now=NOW)
    assert (review.assignment_id, review.is_blind) == (assignment.id, False)
    assert reviewing.next_review(session, shop.reviewer) == shop.mail


def test_an_unknown_conversation_cannot_be_reviewed(session: Session, shop: Shop) -> None:
    with pytest.raises(NotFoundError, match="no conversation 999"):
        reviewing.start_review(session, 999, reviewer_id=shop.reviewer, now=NOW)


@pytest.mark.parametrize(
    ("point", "verdict", "score"),
    [
        pytest.param(0, "fail", 0.0, id="lowest"),
        pytest.param(1, "fail", 0.25, id="below half fails"),
        pytest.param(2, "pass", 0.5, id="half passes"),
        pytest.param(4, "pass", 1.0, id="highest"),
    ],
)
def test_a_point_of_the_scale_becomes_a_score(
    session: Session, review: tables.Review, point: int, verdict: str, score: float
) -> None:
    rating = give(session, review, "questions-answered", Verdict.PASS, point=point)
    assert (rating.verdict, rating.score) == (verdict, score)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        pytest.param(
            RatingChange("questions-answered", Verdict.PASS, point=7), ReviewError, "Points: 0, 1, 2, 3, 4", id="point"
        ),
        pytest.param(RatingChange("politeness", Verdict.PASS), UnknownNameError, "Known: greeting", id="criterion"),
        pytest.param(RatingChange("recording-notice", Verdict.PASS), UnknownNameError, "recording", id="other channel"),
        pytest.param(RatingChange("greeting", Verdict.FAIL, root_cause="moon"), ReviewError, "“moon”", id="cause"),
        pytest.param(RatingChange("greeting", Verdict.PASS, revision=3), ConflictError, "greeting", id="revision"),
    ],
)
def test_a_rating_that_cannot_be_is_refused(
    session: Session, review: tables.Review, change: RatingChange, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        reviewing.rate(session, review.id, change, reviewer_id=review.reviewer_id, now=NOW)
    assert not session.scalars(select(tables.Rating)).all()


def test_a_stale_change_overwrites_nothing(session: Session, review: tables.Review) -> None:
    give(session, review, "greeting", Verdict.PASS, comment="mine")
    give(session, review, "greeting", Verdict.FAIL, comment="second tab", revision=1)
    with pytest.raises(ConflictError) as caught:
        give(session, review, "greeting", Verdict.PASS, comment="first tab again", revision=1)
    assert caught.value.current == 2
    rating = session.scalars(select(tables.Rating)).one()
    assert (rating.verdict, rating.comment, rating.revision) == ("fail", "second tab", 2)


def test_a_first_rating_from_a_second_tab_is_a_conflict(session: Session, review: tables.Review) -> None:
    give(session, review, "greeting", Verdict.PASS)
    with pytest.raises(ConflictError):
        give(session, review, "greeting", Verdict.FAIL, revision=0)


def test_another_reviewers_draft_does_not_exist_for_me(session: Session, shop: Shop, review: tables.Review) -> None:
    with pytest.raises(NotFoundError):
        reviewing.rate(
            session, review.id, RatingChange("greeting", Verdict.PASS), reviewer_id=shop.other_reviewer, now=NOW
        )


def test_a_blind_review_reads_only_the_verdicts_of_what_is_rated(session: Session, review: tables.Review) -> None:
    give(session, review, "no-blame", Verdict.PASS)
    give(session, review, "greeting", Verdict.NEEDS_HUMAN, comment="thinking")
    seen = {view.criterion.id: view.machine for view in reviewing.read_review(session, review.id).criteria}
    assert [name for name, machine in seen.items() if machine] == ["no-blame"]
    assert seen["no-blame"] and seen["no-blame"].findings[0].quote == "You should have read"


def test_an_open_review_reads_all_verdicts(session: Session, review: tables.Review) -> None:
    review.is_blind = False
    seen = [view.criterion.id for view in reviewing.read_review(session, review.id).criteria if view.machine]
    assert seen == ["policy-durations", "spelling", "greeting", "no-blame"]


@pytest.mark.parametrize(
    ("criterion", "second", "is_shown"),
    [
        pytest.param("no-blame", {"verdict": Verdict.FAIL}, True, id="another verdict after seeing the machine's"),
        pytest.param("no-blame", {"verdict": Verdict.PASS, "comment": "why"}, False, id="only a comment"),
        pytest.param("questions-answered", {"verdict": Verdict.FAIL, "point": 0}, False, id="no machine verdict"),
    ],
)
def test_a_change_after_seeing_the_machine_is_recorded(
    session: Session, review: tables.Review, criterion: str, second: dict[str, object], is_shown: bool
) -> None:
    first = give(session, review, criterion, Verdict.PASS, point=4)
    assert not first.is_machine_shown
    saved = reviewing.rate(
        session,
        review.id,
        RatingChange(criterion=criterion, revision=1, **second),  # type: ignore[arg-type]
        reviewer_id=review.reviewer_id,
        now=NOW,
    )
    assert saved.rating.is_machine_shown is is_shown
    assert not saved.is_first_decision


def test_a_review_is_scored_by_weight_with_its_coverage(session: Session, review: tables.Review) -> None:
    give(session, review, "policy-durations", Verdict.FAIL)
    give(session, review, "questions-answered", Verdict.PASS, point=3)
    give(session, review, "no-blame", Verdict.NOT_APPLICABLE)
    progress = reviewing.read_progress(session, review.id)
    assert (progress.rated, progress.applicable) == (3, 5)
    assert progress.missing == ("spelling", "greeting")
    assert progress.score.value == 30.0  # 100 * (4 * 0.75) / (6 + 4)
    assert progress.score.coverage == round(10 / 13, 4)
    assert progress.score.critical == ("policy-durations",)


def test_an_unfinished_review_says_what_is_missing(session: Session, review: tables.Review) -> None:
    give(session, review, "greeting", Verdict.NEEDS_HUMAN, comment="later")
    with pytest.raises(IncompleteReviewError) as caught:
        reviewing.submit_review(session, review.id, reviewer_id=review.reviewer_id, revision=2, now=NOW)
    assert caught.value.missing == ("policy-durations", "questions-answered", "spelling", "greeting", "no-blame")


def test_a_submitted_review_keeps_its_score_and_closes_what_it_belongs_to(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    give_all(session, review)
    later = NOW + timedelta(hours=1)
    submitted = reviewing.submit_review(session, review.id, reviewer_id=shop.reviewer, revision=6, now=later)
    assert (submitted.score_value, submitted.score_coverage, submitted.critical) == (46.2, 1.0, ["policy-durations"])
    conversation = session.get_one(tables.Conversation, shop.chat, populate_existing=True)
    assert conversation.reviewed_at == later
    assert session.scalars(select(tables.AuditEvent.action)).all() == ["review.submitted"]
    with pytest.raises(ReviewError, match="submitted"):
        give(session, review, "greeting", Verdict.FAIL, revision=1)


def test_submitting_something_else_than_was_shown_is_a_conflict(session: Session, review: tables.Review) -> None:
    give_all(session, review)
    with pytest.raises(ConflictError):
        reviewing.submit_review(session, review.id, reviewer_id=review.reviewer_id, revision=5, now=NOW)


def test_an_annotation_quotes_the_stored_words(session: Session, review: tables.Review) -> None:
    pin = Pin(message=2, start=0, end=8, criterion="policy-durations", comment=" wrong ")
    note = reviewing.annotate(session, review.id, pin, reviewer_id=review.reviewer_id, now=NOW)
    assert (note.quote, note.comment) == ("30 days?", "wrong")
    emoji = Pin(message=2, start=28, end=29)
    assert reviewing.annotate(session, review.id, emoji, reviewer_id=review.reviewer_id, now=NOW).quote == "🙄"


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        pytest.param(Pin(message=99, start=0, end=3), "no message 99", id="message"),
        pytest.param(Pin(message=2, start=5, end=5), "0 to 29", id="nothing"),
        pytest.param(Pin(message=2, start=0, end=900), "0 to 29", id="beyond the end"),
        pytest.param(Pin(), "words of a message or a stretch", id="nowhere"),
        pytest.param(Pin(start_ms=0, end_ms=10), "no recording", id="no sound"),
    ],
)
def test_an_annotation_needs_a_place_that_exists(session: Session, review: tables.Review, pin: Pin, words: str) -> None:
    with pytest.raises(ReviewError, match=words):
        reviewing.annotate(session, review.id, pin, reviewer_id=review.reviewer_id, now=NOW)


def test_a_stretch_of_sound_is_annotated_inside_the_recording(session: Session, shop: Shop) -> None:
    review = reviewing.start_review(session, shop.call, reviewer_id=shop.reviewer, now=NOW)
    pin = Pin(start_ms=2000, end_ms=4500, comment="silence", is_strength=True)
    note = reviewing.annotate(session, review.id, pin, reviewer_id=shop.reviewer, now=NOW)
    assert (note.start_ms, note.end_ms, note.message_position) == (2000, 4500, None)
    with pytest.raises(ReviewError, match="10000 ms"):
        reviewing.annotate(session, review.id, Pin(start_ms=9000, end_ms=11000), reviewer_id=shop.reviewer, now=NOW)


def test_only_an_annotation_of_this_review_is_removed(session: Session, shop: Shop, review: tables.Review) -> None:
    note = reviewing.annotate(session, review.id, Pin(message=0), reviewer_id=shop.reviewer, now=NOW)
    mail = reviewing.start_review(session, shop.mail, reviewer_id=shop.reviewer, now=NOW)
    with pytest.raises(NotFoundError):
        reviewing.remove_annotation(session, mail.id, note.id, reviewer_id=shop.reviewer, now=NOW)
    reviewing.remove_annotation(session, review.id, note.id, reviewer_id=shop.reviewer, now=NOW)
    assert not session.scalars(select(tables.Annotation)).all()


def test_time_spent_grows_by_at_most_a_minute_a_ping(session: Session, review: tables.Review) -> None:
    for seconds in (20, 9999, -5):
        reviewing.add_active_seconds(session, review.id, reviewer_id=review.reviewer_id, seconds=seconds)
    session.refresh(review)
    assert review.active_seconds == 80


def test_saving_a_rating_takes_a_handful_of_statements(session: Session, review: tables.Review) -> None:
    give(session, review, "no-blame", Verdict.PASS)
    statements: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    give(session, review, "no-blame", Verdict.FAIL, revision=1)
    reviewing.read_criterion(session, review.id, "no-blame")
    assert len(statements) <= 12, statements
