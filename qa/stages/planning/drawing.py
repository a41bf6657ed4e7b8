"""Draws what plans ask for when a period is over: each period once, with a seed of its own, however late."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.sample import Design, Period, Periods, SamplePlan
from qa.domain.sample.periods import ONCE
from qa.errors import EmptyFrameError, NotFoundError, SamplingError
from qa.settings import Settings
from qa.stages.accounts import reviewers
from qa.stages.calendars import working_days
from qa.stages.planning.orders import read_order
from qa.stages.sampling import FilterGroups, SampleOrder, choose_first, draw_sample
from qa.store import tables

CAUGHT_UP = 6
EMPTY, MISSED = "empty", "missed"
_LONGEST_NAME = 160


def draw_due(session: Session, settings: Settings, now: datetime) -> list[int]:
    """Draw every period that is over and has not been drawn; return the ids of the new samples.

    After a long silence the newest periods are drawn and the older ones written down as missed: nobody reviews a
    quarter in one day. A plan that cannot be drawn leaves the reason and does not hold up the others.
    """
    today = now.astimezone(settings.zone).date()
    drawn: list[int] = []
    active = select(tables.SamplingPlan).where(tables.SamplingPlan.is_active).order_by(tables.SamplingPlan.id)
    for plan in session.scalars(active).all():
        open_periods = _open_periods(session, plan, today=today)
        for period in open_periods[:-CAUGHT_UP]:
            _note(session, plan, period, MISSED, now=now)
        for period in open_periods[-CAUGHT_UP:]:
            draw = draw_period(session, plan, period, settings=settings, now=now)
            drawn += [draw.sample_id] if draw.sample_id else []
    return drawn


def draw_period(
    session: Session, plan: tables.SamplingPlan, period: Period, *, settings: Settings, now: datetime
) -> tables.PlanDraw:
    """Draw one period; one that has its sample already is left as it is."""
    done = session.scalar(
        select(tables.PlanDraw).where(tables.PlanDraw.plan_id == plan.id, tables.PlanDraw.period == period.key)
    )
    if done is not None and done.sample_id is not None:
        return done
    try:
        with session.begin_nested():
            sample = _draw(session, plan, period, settings=settings, now=now)
    except EmptyFrameError:
        return _note(session, plan, period, EMPTY, now=now, done=done)
    except SamplingError as error:
        return _note(session, plan, period, str(error), now=now, done=done)
    return _note(session, plan, period, sample, now=now, done=done)


def draw_last(session: Session, plan_id: int, *, settings: Settings, now: datetime) -> tables.PlanDraw | None:
    """Draw the newest period that is over and has no sample, also of a paused plan; None where there is none."""
    plan = session.get(tables.SamplingPlan, plan_id)
    if plan is None:
        raise NotFoundError("plan", plan_id)
    period = last_over(session, plan, today=now.astimezone(settings.zone).date())
    return draw_period(session, plan, period, settings=settings, now=now) if period else None


def last_over(session: Session, plan: tables.SamplingPlan, *, today: date) -> Period | None:
    """Return the newest period that is over, None where it has its sample: it can be drawn by hand."""
    periods = Periods(plan.cadence, plan.starts_on)
    period = periods.holding(today)
    if plan.cadence != ONCE:
        period = periods.holding(period.first - timedelta(days=1))
    row = tables.PlanDraw
    is_drawn = session.scalar(
        select(row.id).where(row.plan_id == plan.id, row.period == period.key, row.sample_id.is_not(None))
    )
    return None if is_drawn is not None else period


def seed_of(plan: tables.SamplingPlan, period: Period) -> int:
    """Return the seed of a period: that of its plan and of its first day, nothing else."""
    digest = hashlib.sha256(f"{plan.seed}/{period.key}".encode()).digest()
    return int.from_bytes(digest[:4]) >> 1


def _open_periods(session: Session, plan: tables.SamplingPlan, *, today: date) -> list[Period]:
    known = set(session.scalars(select(tables.PlanDraw.period).where(tables.PlanDraw.plan_id == plan.id)))
    periods = Periods(plan.cadence, plan.starts_on)
    since = plan.starts_on if plan.cadence == ONCE else plan.active_from
    due = periods.due(today, since=since, wait_days=plan.wait_days)
    return [period for period in due if period.key not in known]


def _draw(
    session: Session, plan: tables.SamplingPlan, period: Period, *, settings: Settings, now: datetime
) -> tables.Sample:
    order = SampleOrder(
        name=_name(plan, period),
        created_by=plan.created_by_id,
        reviewers=_reviewers(session, plan),
        due_at=_due_at(session, plan, settings=settings, now=now),
        is_blind=plan.is_blind,
        scorecards=plan.scorecards,
    )
    what = _windowed(read_order(plan.order, seed=seed_of(plan, period)), plan, period)
    if what.design is Design.PURPOSIVE:
        chosen = choose_first(session, FilterGroups.from_json(what.filters), size=what.size, zone=settings.zone)
        if not chosen:
            raise EmptyFrameError
        what = replace(what, chosen=chosen)
    return draw_sample(session, what, order, zone=settings.zone, now=now)


def _windowed(what: SamplePlan, plan: tables.SamplingPlan, period: Period) -> SamplePlan:
    if plan.cadence == ONCE:
        return what
    groups = FilterGroups.from_json(what.filters).within(period.first, period.last)
    return replace(what, filters=groups.as_json())


def _name(plan: tables.SamplingPlan, period: Period) -> str:
    if plan.cadence == ONCE:
        return plan.name
    days = f"{period.first}" if period.first == period.last else f"{period.first} – {period.last}"
    return f"{plan.name[:_LONGEST_NAME]}, {days}"


def _reviewers(session: Session, plan: tables.SamplingPlan) -> list[int]:
    """Leave out those who may no longer review."""
    known = {user.id for user in reviewers(session)}
    return [one for one in plan.reviewers if one in known]


def _due_at(session: Session, plan: tables.SamplingPlan, *, settings: Settings, now: datetime) -> datetime | None:
    if plan.due_days is None:
        return None
    too_late = working_days(session, settings).term(now, plan.due_days, zone=settings.zone)
    return too_late - timedelta(minutes=1)


def _note(
    session: Session,
    plan: tables.SamplingPlan,
    period: Period,
    came_of_it: tables.Sample | str,
    *,
    now: datetime,
    done: tables.PlanDraw | None = None,
) -> tables.PlanDraw:
    """Write down what came of a period: its sample, or the problem in a word or a sentence."""
    row = done or tables.PlanDraw(plan_id=plan.id, period=period.key)
    row.sample_id, row.problem = (None, came_of_it) if isinstance(came_of_it, str) else (came_of_it.id, "")
    row.drawn_at = now
    session.add(row)
    session.flush()
    return row
