"""Plans: one criterion an agent works on, what is done for it, and by when it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qa.domain.coaching import ActionKind
from qa.errors import CoachingError, NotFoundError, UnknownNameError
from qa.stages.coaching.counting import Between
from qa.stages.coaching.scope import CoachScope, find_action, find_agent, find_plan, record, written
from qa.stages.coaching.standing import read_standing
from qa.stages.coaching.telling import tell_agent
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.store import tables


@dataclass(frozen=True, slots=True)
class NewAction:
    """Something to be done. A rewriting names the feedback and the agent's words it starts from.

    `exemplar_id` is the accepted exemplar that is to be learnt from.
    """

    kind: ActionKind
    text: str = ""
    feedback_id: int | None = None
    quote: str = ""
    exemplar_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a coach wants: `target` is the share of passes aimed at, `baseline` the period looked back on."""

    criterion: str
    target: float
    baseline: Between
    starts_at: datetime
    ends_at: datetime
    reason: str = ""
    actions: tuple[NewAction, ...] = ()


def make_plan(
    session: Session, agent_id: int, draft: PlanDraft, *, scope: CoachScope, owner_id: int, now: datetime
) -> tables.CoachingPlan:
    """Make a plan with the agent's standing as its baseline, and tell the agent.

    Raises NotFoundError out of scope, UnknownNameError for a criterion the rubric in force does not have, and
    CoachingError for a target that is no rise, a period that ends before it starts or a second plan of one goal.
    """
    find_agent(session, agent_id, scope)
    rubric = rubric_of(session, active_rubric_id(session))
    known = {one.id for one in rubric.criteria}
    if draft.criterion not in known:
        raise UnknownNameError("criterion", draft.criterion, known=known)
    if draft.baseline.start is None or draft.baseline.end is None or draft.baseline.start >= draft.baseline.end:
        raise CoachingError("The period looked back on ends before it starts; choose two days in order.")
    if draft.ends_at <= draft.starts_at:
        raise CoachingError("The plan ends before it starts; choose a later day to look at it again.")
    _refuse_second(session, agent_id, draft.criterion)
    standing = read_standing(session, agent_id, draft.criterion, rubric_name=rubric.name, between=draft.baseline)
    if not 0 < draft.target <= 1 or (standing.share is not None and draft.target <= standing.share):
        raise CoachingError(
            "A target of %(percent)s %% is no rise: it must lie above what is reached now and be at most 100 %%.",
            percent=f"{100 * draft.target:g}",
        )
    plan = tables.CoachingPlan(
        agent_id=agent_id,
        owner_id=owner_id,
        rubric_name=rubric.name,
        criterion=draft.criterion,
        reason=written(draft.reason, what="The reason", is_needed=False),
        target=draft.target,
        baseline_from=draft.baseline.start,
        baseline_to=draft.baseline.end,
        baseline_passed=standing.passed,
        baseline_reviewed=standing.reviewed,
        baseline_share=standing.share,
        baseline_n=standing.n,
        baseline_chosen=standing.chosen,
        expected_share=standing.expected,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        created_at=now,
        actions=[_action(session, agent_id, one, now=now) for one in draft.actions],
    )
    session.add(plan)
    session.flush()
    record(session, "coaching_plan.made", subject="coaching_plan", subject_id=plan.id, user_id=owner_id, now=now)
    tell_agent(session, plan, kind="coaching_plan_made", now=now)
    return plan


def add_action(
    session: Session, plan_id: int, new: NewAction, *, scope: CoachScope, now: datetime
) -> tables.CoachingAction:  # fmt: skip
    """Add something to be done to an open plan. Raises NotFoundError out of scope, CoachingError for a closed one."""
    plan = open_plan(session, plan_id, scope)
    action = _action(session, plan.agent_id, new, now=now)
    action.plan_id = plan.id
    session.add(action)
    session.flush()
    return action


def mark_done(session: Session, action_id: int, *, is_done: bool, scope: CoachScope, now: datetime) -> None:
    """Note that an action is done, or not after all. Raises NotFoundError out of scope, CoachingError when closed."""
    action = find_action(session, action_id, scope)
    open_plan(session, action.plan_id, scope)
    action.done_at = (action.done_at or now) if is_done else None
    session.flush()


def drop_action(session: Session, action_id: int, *, scope: CoachScope) -> None:
    """Take an action out of an open plan. Raises as `mark_done`, and CoachingError once the agent answered it."""
    action = find_action(session, action_id, scope)
    open_plan(session, action.plan_id, scope)
    if action.answered_at is not None:
        raise CoachingError("The agent has answered this exercise; it stays with the plan.")
    session.delete(action)
    session.flush()


def open_plan(session: Session, plan_id: int, scope: CoachScope) -> tables.CoachingPlan:
    """Return a plan that is not closed. Raises NotFoundError out of scope, CoachingError when it is closed."""
    plan = find_plan(session, plan_id, scope)
    if plan.closed_at is not None:
        raise CoachingError("The plan is closed; make a new one to go on.")
    return plan


def list_plans(session: Session, agent_id: int, *, is_open: bool | None = None) -> Sequence[tables.CoachingPlan]:
    """Return an agent's plans with their actions, newest first."""
    plan = tables.CoachingPlan
    query = select(plan).where(plan.agent_id == agent_id).order_by(plan.id.desc())
    if is_open is not None:
        query = query.where(plan.closed_at.is_(None) if is_open else plan.closed_at.is_not(None))
    return session.scalars(query.options(joinedload(plan.actions), joinedload(plan.owner))).unique().all()


def _refuse_second(session: Session, agent_id: int, criterion: str) -> None:
    if any(plan.criterion == criterion for plan in list_plans(session, agent_id, is_open=True)):
        raise CoachingError("There is an open plan with this goal already; close it or add to it.")


def _action(session: Session, agent_id: int, new: NewAction, *, now: datetime) -> tables.CoachingAction:
    text = written(new.text, what="The action", is_needed=new.kind is not ActionKind.REWRITE)
    quote = written(new.quote, what="The words to be rewritten", is_needed=new.kind is ActionKind.REWRITE)
    if new.feedback_id is not None:
        feedback = session.get(tables.Feedback, new.feedback_id)
        if feedback is None or feedback.agent_id != agent_id:
            raise NotFoundError("feedback", new.feedback_id)
    if new.exemplar_id is not None:
        exemplar = session.get(tables.Exemplar, new.exemplar_id)
        if exemplar is None or exemplar.accepted_at is None:
            raise NotFoundError("exemplar", new.exemplar_id)
    return tables.CoachingAction(
        kind=new.kind.value,
        text=text,
        feedback_id=new.feedback_id,
        exemplar_id=new.exemplar_id,
        quote=quote,
        created_at=now,
    )
