"""Plans as their pages show them: what they ask, when they draw next, what became of each period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from qa.domain.sample import Period, Periods, SamplePlan, Shortfall
from qa.domain.sample.periods import ONCE
from qa.domain.scorecard import Scorecard
from qa.errors import NotFoundError
from qa.stages.planning.drawing import last_over
from qa.stages.planning.orders import read_order
from qa.stages.sampling import read_shortfall
from qa.stages.sampling.scorecards import copy_scorecards
from qa.store import tables

_HISTORY = 60


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in the list. `next_period` is None where nothing is drawn any more."""

    id: int
    name: str
    cadence: str
    what: SamplePlan
    is_active: bool
    next_period: Period | None
    next_on: date | None
    drawn: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class DrawLine:
    """What became of one period: a sample with how far it is and what it lacks of what was asked, or a problem."""

    period: Period
    drawn_at: datetime
    problem: str
    sample_id: int | None
    size: int
    frame_size: int
    assigned: int
    finished: int
    shortfall: Shortfall | None = None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan with all that is asked of it and its history, newest first. `last_over` can be drawn now.

    `scorecards` are those it draws with as they stand; the ones taken off the list are left out.
    """

    line: PlanLine
    starts_on: date
    wait_days: int
    due_days: int | None
    is_blind: bool
    seed: int
    reviewers: tuple[str, ...]
    reviewer_ids: tuple[int, ...]
    created_by: str | None
    created_at: datetime
    updated_at: datetime
    draws: tuple[DrawLine, ...]
    last_over: Period | None
    scorecards: tuple[Scorecard, ...] = ()


def list_plans(session: Session, *, today: date) -> tuple[PlanLine, ...]:
    """Return all plans, those that draw first, by name."""
    row = tables.SamplingPlan
    plans = session.scalars(select(row).order_by(row.is_active.desc(), row.name)).all()
    drawn = _drawn(session, [plan.id for plan in plans])
    return tuple(_line(plan, drawn.get(plan.id, _NOTHING)) for plan in plans)


def read_plan(session: Session, plan_id: int, *, today: date) -> PlanPage:
    """Return one plan. Raises NotFoundError for an unknown one."""
    plan = session.get(tables.SamplingPlan, plan_id, options=[joinedload(tables.SamplingPlan.created_by)])
    if plan is None:
        raise NotFoundError("plan", plan_id)
    people = session.execute(select(tables.User.id, tables.User.name).where(tables.User.id.in_(plan.reviewers)))
    names = {one.id: one.name for one in people}
    return PlanPage(
        line=_line(plan, _drawn(session, [plan.id]).get(plan.id, _NOTHING)),
        starts_on=plan.starts_on,
        wait_days=plan.wait_days,
        due_days=plan.due_days,
        is_blind=plan.is_blind,
        seed=plan.seed,
        reviewers=tuple(names[one] for one in plan.reviewers if one in names),
        reviewer_ids=tuple(plan.reviewers),
        created_by=plan.created_by.name if plan.created_by else None,
        created_at=plan.created_at,
        updated_at=plan.updated_at,
        draws=_draws(session, plan),
        last_over=last_over(session, plan, today=today),
        scorecards=tuple(Scorecard.from_json(one) for one in copy_scorecards(session, plan.scorecards)),
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a plan has drawn or written down: its periods, how many samples came of them, and when the last did."""

    periods: frozenset[str] = frozenset()
    samples: int = 0
    last_at: datetime | None = None


_NOTHING = _Drawn()


def _drawn(session: Session, plan_ids: list[int]) -> dict[int, _Drawn]:
    row = tables.PlanDraw
    found: dict[int, list[tables.PlanDraw]] = {}
    for draw in session.scalars(select(row).where(row.plan_id.in_(plan_ids))):
        found.setdefault(draw.plan_id, []).append(draw)
    return {
        plan_id: _Drawn(
            frozenset(draw.period for draw in draws),
            sum(draw.sample_id is not None for draw in draws),
            max(draw.drawn_at for draw in draws),
        )
        for plan_id, draws in found.items()
    }


def _line(plan: tables.SamplingPlan, drawn: _Drawn) -> PlanLine:
    following = _next(plan, drawn.periods) if plan.is_active else None
    periods = Periods(plan.cadence, plan.starts_on)
    return PlanLine(
        id=plan.id,
        name=plan.name,
        cadence=plan.cadence,
        what=read_order(plan.order, seed=plan.seed),
        is_active=plan.is_active,
        next_period=following,
        next_on=periods.drawn_on(following, wait_days=plan.wait_days) if following else None,
        drawn=drawn.samples,
        last_at=drawn.last_at,
    )


def _next(plan: tables.SamplingPlan, known: frozenset[str]) -> Period | None:
    """Return the first period that is neither drawn nor written down, from the newest that could be."""
    periods = Periods(plan.cadence, plan.starts_on)
    since = plan.starts_on if plan.cadence == ONCE else max(plan.starts_on, plan.active_from)
    period: Period | None = periods.holding(since)
    while period is not None and (period.key in known):
        period = periods.following(period)
    return period


def _draws(session: Session, plan: tables.SamplingPlan) -> tuple[DrawLine, ...]:
    row, sample, given = tables.PlanDraw, tables.Sample, tables.Assignment
    progress = (
        select(given.sample_id, func.count(given.id).label("assigned"), func.count(given.finished_at).label("finished"))
        .where(given.is_repeat.is_(False))
        .group_by(given.sample_id)
        .subquery()
    )
    found = session.execute(
        select(row, sample, progress.c.assigned, progress.c.finished)
        .outerjoin(sample, sample.id == row.sample_id)
        .outerjoin(progress, progress.c.sample_id == sample.id)
        .where(row.plan_id == plan.id)
        .order_by(row.period.desc())
        .limit(_HISTORY)
    )
    periods = Periods(plan.cadence, plan.starts_on)
    return tuple(
        DrawLine(
            period=_period(periods, draw.period),
            drawn_at=draw.drawn_at,
            problem=draw.problem,
            sample_id=draw.sample_id,
            size=drawn.size if drawn else 0,
            frame_size=drawn.frame_size if drawn else 0,
            assigned=assigned or 0,
            finished=finished or 0,
            shortfall=read_shortfall(drawn) if drawn else None,
        )
        for draw, drawn, assigned, finished in found
    )


def _period(periods: Periods, key: str) -> Period:
    return periods.holding(periods.starts_on if key == ONCE else date.fromisoformat(key))
