"""What is left of a group is passed at once: each a rating of its own, critical ones left, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.errors import NotFoundError, ReviewError, UnknownNameError
from qa.stages import reviewing
from qa.stages.reviewing import RatingChange
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.shop import NOW, Shop, open_shop
from tests.stages.rated import finish


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = open_database(f"sqlite:///{tmp_path / 'shop.db'}")
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


@pytest.fixture
def review(session: Session, shop: Shop) -> tables.Review:
    return reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)


def pass_rest(session: Session, review: tables.Review, dimension: str) -> reviewing.PassedRest:
    return reviewing.pass_rest(session, review.id, dimension, reviewer_id=review.reviewer_id, now=NOW)


def take_back(session: Session, review: tables.Review, dimension: str) -> reviewing.PassedRest:
    return reviewing.take_back_rest(session, review.id, dimension, reviewer_id=review.reviewer_id, now=NOW)


def give(session: Session, review: tables.Review, criterion: str, verdict: Verdict, **more: object) -> None:
    change = RatingChange(criterion, verdict, **more)  # type: ignore[arg-type]
    reviewing.rate(session, review.id, change, reviewer_id=review.reviewer_id, now=NOW)


def verdicts(session: Session, review: tables.Review) -> dict[str, tuple[str, float | None, bool]]:
    session.expire_all()
    rows = session.scalars(select(tables.Rating).where(tables.Rating.review_id == review.id))
    return {row.criterion: (row.verdict, row.score, row.is_with_rest) for row in rows}


def test_a_scale_passes_with_its_highest_point_and_a_critical_criterion_is_left(
    session: Session, review: tables.Review
) -> None:
    passed = pass_rest(session, review, "accuracy")
    assert (passed.changed, passed.critical_left) == (("questions-answered",), ("policy-durations",))
    assert verdicts(session, review) == {"questions-answered": ("pass", 1.0, True)}


def test_what_was_rated_stays_and_what_was_written_is_kept(session: Session, review: tables.Review) -> None:
    give(session, review, "greeting", Verdict.FAIL)
    give(session, review, "no-blame", Verdict.NEEDS_HUMAN, comment="Almost.")
    assert pass_rest(session, review, "tone").changed == ("no-blame",)
    assert verdicts(session, review) == {"greeting": ("fail", 0.0, False), "no-blame": ("pass", 1.0, True)}
    comments = session.scalars(select(tables.Rating.comment).where(tables.Rating.criterion == "no-blame"))
    assert list(comments) == ["Almost."]


def test_it_is_taken_back_but_for_what_was_touched_since(session: Session, review: tables.Review) -> None:
    pass_rest(session, review, "tone")
    give(session, review, "greeting", Verdict.FAIL, revision=1)
    assert take_back(session, review, "tone").changed == ("no-blame",)
    assert verdicts(session, review) == {
        "greeting": ("fail", 0.0, False),
        "no-blame": ("needs_human", None, False),
    }


def test_a_rating_given_again_after_the_machine_was_seen_says_so(session: Session, review: tables.Review) -> None:
    pass_rest(session, review, "tone")
    take_back(session, review, "tone")
    shown = session.execute(select(tables.Rating.criterion, tables.Rating.is_machine_shown)).all()
    assert ("greeting", True) in [tuple(one) for one in shown]


def test_only_the_own_draft_and_a_known_group_can_be_passed(session: Session, shop: Shop) -> None:
    review = reviewing.start_review(session, shop.mail, reviewer_id=shop.reviewer, now=NOW)
    with pytest.raises(UnknownNameError, match="dimension"):
        pass_rest(session, review, "mood")
    with pytest.raises(NotFoundError):
        reviewing.pass_rest(session, review.id, "tone", reviewer_id=shop.other_reviewer, now=NOW)
    finish(session, review, {}, now=NOW)
    with pytest.raises(ReviewError, match="no longer be changed"):
        pass_rest(session, review, "tone")
