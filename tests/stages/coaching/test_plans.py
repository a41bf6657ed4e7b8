"""A plan has one goal with its baseline, and ends with what random reviews say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.coaching import ActionKind, Ending
from qa.errors import CoachingError, NotFoundError, UnknownNameError
from qa.stages import coaching
from qa.stages.coaching import Between, CoachScope, NewAction, PlanDraft
from qa.store import tables
from tests.coached import AFTER, BEFORE, GOAL, SAID, Reviewed, add_feedback, add_reviews
from tests.shop import NOW, RUBRIC, Shop

START = NOW - timedelta(days=30)
EVERYBODY = CoachScope()
DRAFT = PlanDraft(
    criterion=GOAL,
    target=0.9,
    baseline=Between(BEFORE - timedelta(days=5), START),
    starts_at=START,
    ends_at=NOW + timedelta(days=30),
    reason="It was the point of three reviews.",
)
REWRITE = NewAction(ActionKind.REWRITE, quote=SAID)


def make(session: Session, shop: Shop, draft: PlanDraft = DRAFT) -> tables.CoachingPlan:
    return coaching.make_plan(session, shop.agent, draft, scope=EVERYBODY, owner_id=shop.coach, now=START)


def close(session: Session, shop: Shop, plan: tables.CoachingPlan, *, now: datetime = NOW) -> tables.CoachingPlan:
    return coaching.close_plan(session, plan.id, note="", scope=EVERYBODY, user_id=shop.coach, now=now)


def test_a_plan_keeps_where_the_agent_stood(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=12, n=20))
    add_reviews(session, shop, Reviewed(passes=0, n=3, layer="risk"))
    plan = make(session, shop)
    assert (plan.baseline_passed, plan.baseline_reviewed, plan.baseline_share) == (12, 20, 0.6)
    assert plan.baseline_chosen == 3


def test_the_agent_is_told_of_a_plan_by_its_title(session: Session, shop: Shop) -> None:
    plan = make(session, shop)
    notice = session.scalars(select(tables.Notice)).one()
    assert (notice.user_id, notice.kind, notice.path) == (
        shop.agent_user,
        "coaching_plan_made",
        f"/my-coaching/plans/{plan.id}",
    )
    assert notice.details["criterion"] == "Does not blame the customer"


@pytest.mark.parametrize(
    ("draft", "error", "words"),
    [
        pytest.param(replace(DRAFT, criterion="charm"), UnknownNameError, "charm", id="unknown goal"),
        pytest.param(replace(DRAFT, target=0.5), CoachingError, "no rise", id="target below"),
        pytest.param(replace(DRAFT, target=1.1), CoachingError, "no rise", id="target above all"),
        pytest.param(replace(DRAFT, ends_at=START), CoachingError, "before it starts", id="no time"),
        pytest.param(replace(DRAFT, baseline=Between(NOW, START)), CoachingError, "looked back", id="backwards"),
        pytest.param(
            replace(DRAFT, actions=(NewAction(ActionKind.REWRITE),)), CoachingError, "rewritten", id="no words"
        ),
        pytest.param(
            replace(DRAFT, actions=(replace(REWRITE, feedback_id=99),)), NotFoundError, "feedback", id="no feedback"
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    session: Session, shop: Shop, draft: PlanDraft, error: type[Exception], words: str
) -> None:
    add_reviews(session, shop, Reviewed(passes=12, n=20))
    with pytest.raises(error, match=words):
        make(session, shop, draft)
    assert not session.scalars(select(tables.CoachingPlan)).all()


def test_one_goal_has_one_open_plan(session: Session, shop: Shop) -> None:
    plan = make(session, shop)
    with pytest.raises(CoachingError, match="open plan with this goal"):
        make(session, shop)
    close(session, shop, plan)
    assert make(session, shop).id != plan.id


@pytest.mark.parametrize(
    ("before", "after", "ending"),
    [
        pytest.param((10, 20), (19, 20), Ending.IMPROVED, id="improved"),
        pytest.param((12, 20), (15, 20), Ending.UNCHANGED, id="no change visible"),
        pytest.param((19, 20), (9, 20), Ending.WORSE, id="worse"),
        pytest.param((10, 20), (9, 9), Ending.TOO_FEW, id="too few after"),
        pytest.param((0, 9), (20, 20), Ending.TOO_FEW, id="too few before"),
        pytest.param((0, 0), (20, 20), Ending.TOO_FEW, id="none before"),
    ],
)
def test_a_plan_ends_as_its_reviews_say(
    session: Session, shop: Shop, before: tuple[int, int], after: tuple[int, int], ending: Ending
) -> None:
    add_reviews(session, shop, Reviewed(passes=before[0], n=before[1]))
    plan = make(session, shop, replace(DRAFT, target=0.99))
    add_reviews(session, shop, Reviewed(passes=after[0], n=after[1], at=AFTER))
    closed = close(session, shop, plan)
    assert closed.result == ending.value
    assert (closed.after_passed, closed.after_reviewed) == after


def test_risky_reviews_after_a_plan_do_not_make_it_worse(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=16, n=20))
    plan = make(session, shop)
    add_reviews(session, shop, Reviewed(passes=17, n=20, at=AFTER))
    add_reviews(session, shop, Reviewed(passes=0, n=30, at=AFTER, layer="risk"))
    assert close(session, shop, plan).result == Ending.UNCHANGED.value


def test_the_difference_is_newcombes(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=48, n=80))
    plan = make(session, shop)
    add_reviews(session, shop, Reviewed(passes=56, n=70, at=AFTER))
    closed = close(session, shop, plan)
    assert (closed.change_low, closed.change_high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_a_dispute_that_mended_the_baseline_is_counted_at_the_end(session: Session, shop: Shop) -> None:
    reviews = add_reviews(session, shop, Reviewed(passes=12, n=20))
    plan = make(session, shop)
    reviews[-1].ratings[0].verdict = "pass"
    session.flush()
    assert close(session, shop, plan).baseline_passed == 13
    event = session.scalars(select(tables.AuditEvent).where(tables.AuditEvent.action == "coaching_plan.closed")).one()
    assert event.details == {"result": "too_few", "baseline_at_first": "12/20"}


def test_a_question_that_was_reworded_is_no_longer_the_same(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=12, n=20))
    plan = make(session, shop)
    yaml = RUBRIC.replace("version: 1", "version: 2").replace("without blame or impatience", "kindly")
    newer = tables.Rubric(name="shop", version=2, content_hash="2", yaml=yaml, created_at=NOW)
    session.add(newer)
    session.flush()
    add_reviews(session, shop, Reviewed(passes=12, n=20, at=AFTER))
    assert not coaching.check_plan(session, plan, now=NOW).is_reworded
    add_reviews(session, shop, Reviewed(passes=1, n=1, at=AFTER, rubric=newer.id))
    assert coaching.check_plan(session, plan, now=NOW).is_reworded


def test_a_rise_that_was_to_be_expected_is_told_apart(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=6, n=12))
    session.add(
        tables.CoachingNorm(
            rubric_name="shop", criterion=GOAL, mean=0.9, weight=12, agents=5, reviews=90, counted_at=NOW
        )
    )
    session.flush()
    plan = make(session, shop)
    add_reviews(session, shop, Reviewed(passes=13, n=20, at=AFTER))
    told = coaching.check_plan(session, plan, now=NOW)
    assert told.by_itself == pytest.approx(0.7)
    assert told.is_within_luck


def test_reviews_needed_are_told_for_a_target(session: Session, shop: Shop) -> None:
    add_reviews(session, shop, Reviewed(passes=12, n=20))
    told = coaching.check_plan(session, make(session, shop, replace(DRAFT, target=1.0)), now=NOW)
    assert told.needed is not None and 10 <= told.needed <= 30


def test_an_exercise_is_answered_commented_and_done(session: Session, shop: Shop) -> None:
    feedback = add_feedback(session, add_reviews(session, shop, Reviewed(0, 1))[0], agent=shop.agent)
    exercise = replace(REWRITE, feedback_id=feedback.id)
    action = make(session, shop, replace(DRAFT, actions=(exercise,))).actions[0]
    coaching.answer_exercise(session, action.id, " I am sorry. ", agent_id=shop.agent, now=NOW)
    coaching.comment_exercise(session, action.id, "Much warmer.", scope=EVERYBODY, now=NOW)
    assert (action.answer, action.comment, action.done_at) == ("I am sorry.", "Much warmer.", NOW)
    told = session.execute(select(tables.Notice.kind, tables.Notice.user_id).order_by(tables.Notice.id)).all()
    assert told[1:] == [("exercise_answered", shop.coach), ("exercise_commented", shop.agent_user)]


def test_an_answer_is_the_agents_own_and_stays_after_the_comment(session: Session, shop: Shop) -> None:
    action = make(session, shop, replace(DRAFT, actions=(REWRITE,))).actions[0]
    with pytest.raises(NotFoundError):
        coaching.answer_exercise(session, action.id, "x", agent_id=shop.agent + 1, now=NOW)
    with pytest.raises(CoachingError, match="has not answered"):
        coaching.comment_exercise(session, action.id, "x", scope=EVERYBODY, now=NOW)
    coaching.answer_exercise(session, action.id, "one", agent_id=shop.agent, now=NOW)
    coaching.comment_exercise(session, action.id, "fine", scope=EVERYBODY, now=NOW)
    with pytest.raises(CoachingError, match="commented"):
        coaching.answer_exercise(session, action.id, "two", agent_id=shop.agent, now=NOW)
    with pytest.raises(CoachingError, match="stays with the plan"):
        coaching.drop_action(session, action.id, scope=EVERYBODY)


def test_an_action_is_added_done_undone_and_dropped(session: Session, shop: Shop) -> None:
    plan = make(session, shop)
    new = NewAction(ActionKind.EXEMPLAR, text="Listen to how Ewa says no.")
    action = coaching.add_action(session, plan.id, new, scope=EVERYBODY, now=NOW)
    coaching.mark_done(session, action.id, is_done=True, scope=EVERYBODY, now=NOW)
    assert action.done_at == NOW
    coaching.mark_done(session, action.id, is_done=False, scope=EVERYBODY, now=NOW)
    assert action.done_at is None
    coaching.drop_action(session, action.id, scope=EVERYBODY)
    assert not session.scalars(select(tables.CoachingAction)).all()


def test_a_closed_plan_stays_as_it_is(session: Session, shop: Shop) -> None:
    plan = close(session, shop, make(session, shop))
    with pytest.raises(CoachingError, match="closed"):
        coaching.add_action(session, plan.id, REWRITE, scope=EVERYBODY, now=NOW)
    with pytest.raises(CoachingError, match="closed"):
        close(session, shop, plan)


@pytest.mark.parametrize("scope", [CoachScope(team_id=77), CoachScope(agent_id=2)])
def test_a_plan_out_of_scope_does_not_exist(session: Session, shop: Shop, scope: CoachScope) -> None:
    plan = make(session, shop)
    with pytest.raises(NotFoundError):
        coaching.find_plan(session, plan.id, scope)
    with pytest.raises(NotFoundError):
        coaching.close_plan(session, plan.id, note="", scope=scope, user_id=shop.coach, now=NOW)
