"""Keeps plans: added, changed, paused and taken up again, each written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.sample import CADENCES, LEAST_RANDOM, Design, Periods, SamplePlan
from qa.errors import NotFoundError, SamplingError
from qa.stages.planning.drawing import CAUGHT_UP
from qa.stages.planning.orders import write_order
from qa.stages.sampling import LARGEST
from qa.stages.sampling.strata import strata_by
from qa.store import tables

MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """All that is asked of a plan; fields as in `tables.SamplingPlan`. The seed of `what` is that of all its draws."""

    name: str
    cadence: str
    starts_on: date
    what: SamplePlan
    wait_days: int = 0
    reviewers: Sequence[int] = ()
    due_days: int | None = None
    is_blind: bool = True
    scorecards: Sequence[int] = ()


def save_plan(
    session: Session, order: PlanOrder, *, by: int | None, today: date, now: datetime, plan_id: int | None = None
) -> tables.SamplingPlan:
    """Add a plan, or change one. What it drew already stays as it was drawn.

    Raises SamplingError saying what cannot be, NotFoundError for an unknown plan.
    """
    _refuse_bad_order(session, order, plan_id=plan_id)
    plan = _plan(session, plan_id) if plan_id else _new_plan(order, by=by, today=today, now=now)
    if plan_id and (plan.cadence, plan.starts_on) != (order.cadence, order.starts_on):
        plan.active_from = max(today, order.starts_on)
    plan.name, plan.cadence, plan.starts_on = order.name.strip(), order.cadence, order.starts_on
    plan.wait_days, plan.due_days, plan.is_blind = order.wait_days, order.due_days, order.is_blind
    plan.scorecards = list(order.scorecards)
    plan.order, plan.reviewers, plan.updated_at = write_order(order.what), list(order.reviewers), now
    session.add(plan)
    session.flush()
    _record(session, "plan.changed" if plan_id else "plan.added", plan, by=by, now=now)
    return plan


def switch_plan(session: Session, plan_id: int, *, by: int, today: date, now: datetime) -> tables.SamplingPlan:
    """Pause a plan, or take it up again: periods that ended meanwhile are not caught up."""
    plan = _plan(session, plan_id)
    plan.is_active, plan.updated_at = not plan.is_active, now
    if plan.is_active:
        plan.active_from = today
    session.flush()
    _record(session, "plan.resumed" if plan.is_active else "plan.paused", plan, by=by, now=now)
    return plan


def _new_plan(order: PlanOrder, *, by: int | None, today: date, now: datetime) -> tables.SamplingPlan:
    return tables.SamplingPlan(
        seed=order.what.seed,
        is_active=True,
        active_from=_active_from(order, today=today),
        created_by_id=by,
        created_at=now,
    )


def _active_from(order: PlanOrder, *, today: date) -> date:
    """Return the first day a new plan draws of: with a beginning in the past, not more than is caught up anyway."""
    periods = Periods(order.cadence, order.starts_on)
    past = list(periods.due(today, since=order.starts_on, wait_days=order.wait_days))
    return past[-CAUGHT_UP:][0].first if past else order.starts_on


def _plan(session: Session, plan_id: int) -> tables.SamplingPlan:
    plan = session.get(tables.SamplingPlan, plan_id)
    if plan is None:
        raise NotFoundError("plan", plan_id)
    return plan


def _refuse_bad_order(session: Session, order: PlanOrder, *, plan_id: int | None) -> None:
    what, row = order.what, tables.SamplingPlan
    if not order.name.strip():
        raise SamplingError("The plan needs a name.")
    other = session.scalar(select(row.id).where(row.name == order.name.strip()))
    if other is not None and other != plan_id:
        raise SamplingError("There is a plan called “%(name)s” already.", name=order.name.strip())
    if order.cadence not in CADENCES:
        raise SamplingError(
            "Unknown cadence “%(cadence)s”. Known: %(known)s.", cadence=order.cadence, known=", ".join(CADENCES)
        )
    if not 0 <= order.wait_days <= MOST_DAYS:
        raise SamplingError(
            "%(days)s days to wait cannot be; give 0 to %(most)s.", days=order.wait_days, most=MOST_DAYS
        )
    if not 0 <= (order.due_days or 0) <= MOST_DAYS:
        raise SamplingError(
            "%(days)s days until due cannot be; give 0 to %(most)s.", days=order.due_days, most=MOST_DAYS
        )
    _refuse_bad_design(session, what)


def _refuse_bad_design(session: Session, what: SamplePlan) -> None:
    if not 1 <= what.size <= LARGEST:
        raise SamplingError(
            "The size is %(size)s; a sample has 1 to %(most)s conversations.", size=what.size, most=LARGEST
        )
    if what.design is Design.QUOTA and what.quota < 1:
        raise SamplingError("The quota is %(quota)s; give at least 1 conversation of each agent.", quota=what.quota)
    if what.design in (Design.STRATIFIED, Design.NEYMAN) and not what.stratify_by:
        raise SamplingError("A stratified sample needs to be told by what: agent, channel, language and so on.")
    strata_by(session, what.stratify_by)
    if not 0 <= what.random_share < 1:
        raise SamplingError(
            "The plain random share is %(random_share)s; give 0 to 0.99.", random_share=f"{what.random_share:g}"
        )
    if what.design is not Design.RANDOM and what.random_share < LEAST_RANDOM and not what.random_reason.strip():
        raise SamplingError(
            "Only %(random_share)s of the plan would be plain random."
            " At least %(least)s are, so that figures can be trusted; to draw fewer, write down why.",
            random_share=f"{what.random_share:.0%}",
            least=f"{LEAST_RANDOM:.0%}",
        )


def _record(session: Session, action: str, plan: tables.SamplingPlan, *, by: int | None, now: datetime) -> None:
    details = {
        "name": plan.name,
        "cadence": plan.cadence,
        "design": plan.order["design"],
        "random_share": plan.order["random_share"],
        "random_reason": plan.order["random_reason"],
        "is_blind": plan.is_blind,
        "scorecards": list(plan.scorecards),
    }
    session.add(
        tables.AuditEvent(
            at=now, user_id=by, action=action, subject="sampling_plan", subject_id=plan.id, details=details
        )
    )
    session.flush()
