"""What caused a fail, whose record it stands on, and how much of the weight a score needs."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.score import is_complete
from qa.stages import reviewing
from qa.stages.reviewing import RatingChange, Submission
from qa.store import tables
from tests.shop import NOW, Shop, open_shop
from tests.stages.rated import finish


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)


@pytest.fixture
def review(session: Session, shop: Shop) -> tables.Review:
    return reviewing.start_review(session, shop.chat, reviewer_id=shop.reviewer, now=NOW)


def give(session: Session, review: tables.Review, criterion: str, verdict: Verdict, **more: object) -> tables.Rating:
    change = RatingChange(criterion, verdict, **more)  # type: ignore[arg-type]
    return reviewing.rate(session, review.id, change, reviewer_id=review.reviewer_id, now=NOW).rating


def submit(session: Session, review: tables.Review, *, leaves_open: bool = False) -> tables.Review:
    whole = Submission(reviewing.read_progress(session, review.id).revision, leaves_open=leaves_open)
    return reviewing.submit(session, review.id, whole, reviewer_id=review.reviewer_id, now=NOW)


@pytest.mark.parametrize(
    ("cause", "own_score"),
    [
        pytest.param("agent", 60.0, id="the agent"),  # 100 * (4 + 2 + 1 + 2) / (6 + 4 + 2 + 1 + 2)
        pytest.param(None, 60.0, id="not said"),
        pytest.param("template", 100.0, id="a saved reply"),
        pytest.param("facts", 100.0, id="the knowledge base"),
    ],
)
def test_only_what_the_agent_caused_stands_on_the_agents_record(
    session: Session, review: tables.Review, cause: str | None, own_score: float
) -> None:
    give(session, review, "policy-durations", Verdict.FAIL, root_cause=cause)
    for criterion, point in (("questions-answered", 4), ("spelling", None), ("greeting", None), ("no-blame", None)):
        give(session, review, criterion, Verdict.PASS, point=point)
    submitted = submit(session, review)
    assert (submitted.score_value, submitted.own_score_value) == (60.0, own_score)
    (count,) = reviewing.count_causes(session)
    assert (count.criterion, count.cause, count.fails) == ("policy-durations", cause, 1)
    assert count.is_for_agent is (own_score == 60.0)


def test_causes_are_counted_of_a_period_and_an_agent(session: Session, shop: Shop, review: tables.Review) -> None:
    finish(session, review, {"greeting": Verdict.FAIL}, now=NOW)
    assert len(reviewing.count_causes(session, since=NOW, agent_id=shop.agent)) == 1
    assert reviewing.count_causes(session, until=NOW) == ()
    assert reviewing.count_causes(session, agent_id=99) == ()


def test_a_cause_is_kept_for_a_fail_only(session: Session, review: tables.Review) -> None:
    assert give(session, review, "greeting", Verdict.FAIL, root_cause="tool").root_cause == "tool"
    assert give(session, review, "greeting", Verdict.PASS, root_cause="tool", revision=1).root_cause is None


@pytest.mark.parametrize(
    ("undecided", "may_be"),
    [
        pytest.param(("greeting",), True, id="most of the weight is judged"),
        pytest.param(("questions-answered", "spelling", "greeting"), False, id="less than 60 %"),
        pytest.param(("policy-durations",), False, id="a critical one"),
    ],
)
def test_what_nobody_can_tell_may_be_left_open_while_the_score_stays_complete(
    session: Session, review: tables.Review, undecided: tuple[str, ...], may_be: bool
) -> None:
    for criterion in ("policy-durations", "questions-answered", "spelling", "greeting"):
        verdict = Verdict.NEEDS_HUMAN if criterion in undecided else Verdict.PASS
        give(session, review, criterion, verdict, point=4 if criterion == "questions-answered" else None)
    give(session, review, "no-blame", Verdict.NOT_APPLICABLE)
    assert reviewing.read_progress(session, review.id).may_leave_open is may_be


def test_what_is_left_open_lowers_the_coverage(session: Session, review: tables.Review) -> None:
    for criterion in ("policy-durations", "questions-answered", "spelling", "no-blame"):
        give(session, review, criterion, Verdict.PASS, point=4 if criterion == "questions-answered" else None)
    submitted = submit(session, review, leaves_open=True)
    assert (submitted.score_value, submitted.score_coverage) == (100.0, round(14 / 15, 4))


@pytest.mark.parametrize(("coverage", "is_enough"), [(0.6, True), (0.5999, False), (None, False)])
def test_a_score_needs_sixty_percent_of_the_weight(coverage: float | None, is_enough: bool) -> None:
    assert is_complete(coverage) is is_enough


def test_a_review_stays_with_its_rubric_when_another_comes_into_force(
    session: Session, shop: Shop, review: tables.Review
) -> None:
    old = session.get_one(tables.Rubric, shop.rubric)
    newer = old.yaml.replace("version: 1", "version: 2").replace("    weight: 6", "    weight: 1")
    session.add(tables.Rubric(name="shop", version=2, content_hash="2", yaml=newer, created_at=NOW))
    old.is_active = False
    session.flush()
    submitted = finish(session, review, {"policy-durations": Verdict.FAIL}, now=NOW)
    assert (submitted.rubric_id, submitted.score_value) == (shop.rubric, 60.0)
    assert reviewing.read_review(session, review.id).rubric.version == 1
