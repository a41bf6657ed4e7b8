"""Short scorecards: kept, copied into samples, pinned by reviews; what they leave out is missing, never passed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.domain.finding import Verdict
from qa.domain.sample import Design, SamplePlan
from qa.errors import NotFoundError, ScorecardError
from qa.stages import reviewing, self_reviews
from qa.stages.disputes.settling import Ruling, settle
from qa.stages.reviewing import RatingChange, ReviewView
from qa.stages.sampling import SampleOrder, draw_sample
from qa.stages.scorecards import ScorecardOrder, list_scorecards, read_scorecard, save_scorecard, switch_scorecard
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.shop import NOW, Shop, open_shop

SHORT = ScorecardOrder("Short", ("greeting",))
ZONE = ZoneInfo("Europe/Warsaw")


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


def keep(session: Session, shop: Shop, order: ScorecardOrder = SHORT) -> int:
    return save_scorecard(session, order, by=shop.manager, now=NOW).id


def draw(session: Session, shop: Shop, *scorecards: int, size: int = 10) -> tables.Sample:
    order = SampleOrder("May", reviewers=[shop.reviewer], scorecards=scorecards)
    return draw_sample(session, SamplePlan(Design.RANDOM, size, seed=1), order, zone=ZONE, now=NOW)


def begin(session: Session, shop: Shop, conversation: int | None = None) -> tables.Review:
    return reviewing.start_review(session, conversation or shop.chat, reviewer_id=shop.reviewer, now=NOW)


def rate(session: Session, review: tables.Review, **verdicts: Verdict) -> ReviewView:
    for name, verdict in verdicts.items():
        change = RatingChange(name.replace("_", "-"), verdict, point=4 if name == "questions_answered" else None)
        reviewing.rate(session, review.id, change, reviewer_id=review.reviewer_id, now=NOW)
    return reviewing.read_review(session, review.id)


def test_a_scorecard_says_how_much_of_the_rubric_it_asks(session: Session, shop: Shop) -> None:
    keep(session, shop, ScorecardOrder(" Daily   check ", ("greeting",), channels=("chat",)))
    (line,) = list_scorecards(session)
    assert (line.card.name, line.criteria, line.asked, line.of) == (
        "Daily check",
        ("policy-durations", "greeting"),
        2,
        5,
    )


@pytest.mark.parametrize(
    ("order", "problem"),
    [
        pytest.param(ScorecardOrder("  ", ("greeting",)), "needs a name", id="no name"),
        pytest.param(ScorecardOrder("x" * 81, ("greeting",)), "needs a name", id="long name"),
        pytest.param(ScorecardOrder("A", ()), "at least one criterion", id="nothing asked"),
        pytest.param(ScorecardOrder("A", ("moon",)), "Unknown criterion “moon”", id="criterion"),
        pytest.param(ScorecardOrder("A", ("greeting",), channels=("fax",)), "Unknown channel “fax”", id="channel"),
        pytest.param(ScorecardOrder("SHORT", ("greeting",)), "called “SHORT” already", id="double"),
    ],
)
def test_a_scorecard_that_cannot_be_is_refused(
    session: Session, shop: Shop, order: ScorecardOrder, problem: str
) -> None:
    keep(session, shop)
    with pytest.raises(ScorecardError, match=problem):
        keep(session, shop, order)
    assert len(list_scorecards(session)) == 1


def test_a_change_is_a_new_version_and_audited(session: Session, shop: Shop) -> None:
    kept = keep(session, shop)
    changed = ScorecardOrder("Short", ("greeting", "spelling"))
    save_scorecard(session, changed, by=shop.manager, now=NOW, scorecard_id=kept)
    card = read_scorecard(session, kept)
    assert (card.version, card.criteria) == (2, ("spelling", "greeting"))
    actions = session.scalars(select(tables.AuditEvent.action).where(tables.AuditEvent.subject == "scorecard"))
    assert list(actions) == ["scorecard.added", "scorecard.changed"]


def test_an_unknown_scorecard_is_not_found(session: Session, shop: Shop) -> None:
    with pytest.raises(NotFoundError):
        read_scorecard(session, 99)


def test_one_off_the_list_is_not_drawn_with(session: Session, shop: Shop) -> None:
    kept = keep(session, shop)
    switch_scorecard(session, kept, by=shop.manager, now=NOW)
    assert draw(session, shop, kept).scorecards == []
    assert list_scorecards(session, only_active=True) == ()


def test_a_review_asks_the_scorecard_its_sample_was_drawn_with(session: Session, shop: Shop) -> None:
    kept = keep(session, shop)
    draw(session, shop, kept)
    save_scorecard(session, ScorecardOrder("Short", ("spelling",)), by=None, now=NOW, scorecard_id=kept)
    view = reviewing.read_review(session, begin(session, shop).id)
    asked = [one.criterion.id for group in view.by_dimension() for one in group.criteria]
    assert (asked, view.unasked, view.progress.scorecard) == (["policy-durations", "greeting"], 3, "Short")
    assert (view.progress.applicable, view.progress.whole) == (2, 5)


@pytest.mark.parametrize(
    ("order", "reason", "is_short"),
    [
        pytest.param(ScorecardOrder("A", ("greeting",), channels=("chat",)), None, True, id="its channel"),
        pytest.param(ScorecardOrder("A", ("greeting",), channels=("call",)), None, False, id="another channel"),
        pytest.param(ScorecardOrder("A", ("greeting",), reasons=("refund",)), "refund", True, id="its reason"),
        pytest.param(ScorecardOrder("A", ("greeting",), reasons=("refund",)), "return", False, id="another reason"),
        pytest.param(ScorecardOrder("A", ("greeting",), reasons=("refund",)), None, False, id="reason not known yet"),
    ],
)
def test_a_conversation_that_no_scorecard_fits_is_rated_by_all(
    session: Session, shop: Shop, order: ScorecardOrder, reason: str | None, is_short: bool
) -> None:
    session.get_one(tables.Conversation, shop.chat).reason = reason
    draw(session, shop, keep(session, shop, order))
    assert (begin(session, shop).scorecard is not None) is is_short


def test_the_score_is_of_what_was_asked_and_the_rest_is_missing(session: Session, shop: Shop) -> None:
    draw(session, shop, keep(session, shop))
    review = begin(session, shop)
    view = rate(session, review, policy_durations=Verdict.PASS, greeting=Verdict.FAIL)
    assert (view.progress.missing, view.progress.score.coverage) == ((), 1.0)
    reviewing.submit_review(
        session, review.id, reviewer_id=shop.reviewer, revision=view.progress.revision, now=NOW
    )  # fmt: skip
    stored = session.get_one(tables.Review, review.id)
    assert (stored.score_value, stored.score_coverage) == (85.7, 1.0)
    rated = session.scalars(select(tables.Rating.criterion).where(tables.Rating.review_id == review.id))
    assert set(rated) == {"policy-durations", "greeting"}


def test_what_is_rated_beside_the_scorecard_counts(session: Session, shop: Shop) -> None:
    draw(session, shop, keep(session, shop))
    view = rate(session, begin(session, shop), questions_answered=Verdict.PASS)
    assert (view.progress.applicable, view.progress.rated, view.unasked) == (3, 1, 2)


def test_a_self_review_takes_the_scorecard_of_the_published_review(session: Session, shop: Shop) -> None:
    draw(session, shop, keep(session, shop))
    review = begin(session, shop)
    review.status = tables.ReviewStatus.PUBLISHED
    session.flush()
    own = self_reviews.start_self_review(
        session, shop.chat, user_id=shop.agent_user, agent_id=shop.agent, now=NOW
    )  # fmt: skip
    assert own.scorecard == review.scorecard


def test_a_sample_says_when_there_were_fewer_than_asked_for(session: Session, shop: Shop) -> None:
    assert (draw(session, shop).asked_size, draw(session, shop, size=2).asked_size) == (10, None)


def test_a_repeat_asks_what_the_first_review_asked(session: Session, shop: Shop) -> None:
    draw(session, shop, keep(session, shop))
    first = begin(session, shop)
    view = rate(session, first, policy_durations=Verdict.PASS, greeting=Verdict.PASS)
    reviewing.submit_review(session, first.id, reviewer_id=shop.reviewer, revision=view.progress.revision, now=NOW)
    assignment = session.scalars(select(tables.Assignment).where(tables.Assignment.id == first.assignment_id)).one()
    again = tables.Sample(name="Again", design="random", size=1, seed=1, frame_size=4, strata=[], created_at=NOW)
    session.add(
        tables.Assignment(
            sample=again,
            conversation_id=assignment.conversation_id,
            reviewer_id=shop.reviewer,
            created_at=NOW,
            is_repeat=True,
        )
    )
    session.flush()
    repeat = begin(session, shop)
    assert (repeat.kind, repeat.scorecard) == (tables.ReviewKind.REPEAT, first.scorecard)


def test_a_dispute_is_rescored_over_what_was_asked(session: Session, shop: Shop) -> None:
    draw(session, shop, keep(session, shop))
    review = begin(session, shop)
    view = rate(session, review, policy_durations=Verdict.PASS, greeting=Verdict.FAIL)
    reviewing.submit_review(session, review.id, reviewer_id=shop.reviewer, revision=view.progress.revision, now=NOW)
    feedback = tables.Feedback(review_id=review.id, agent_id=shop.agent, strength={}, points=[], published_at=NOW)
    dispute = tables.Dispute(
        feedback=feedback,
        agent_id=shop.agent,
        criterion="greeting",
        reason="misapplied",
        text="I said hello.",
        contested_verdict="fail",
        contested_score=0.0,
        claimed_verdict="pass",
        claimed_score=1.0,
        state=DisputeState.OPEN,
        opened_by_id=shop.agent_user,
        opened_at=NOW,
        due_at=NOW,
    )
    session.add(dispute)
    session.flush()
    ruling = Ruling(DisputeOutcome.ACCEPT, "You did.")
    settle(session, dispute, ruling, is_appeal=False, user_id=shop.coach, now=NOW)
    stored = session.get_one(tables.Review, review.id)
    assert (stored.score_value, stored.score_coverage) == (100.0, 1.0)
