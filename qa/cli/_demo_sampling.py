"""Plans of the demo: one that draws every week, one for what looks risky."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.sample import Design, Exclusion, ExclusionKind, Periods, SamplePlan
from qa.settings import Settings
from qa.stages.planning import PlanOrder, draw_period, save_plan
from qa.store import tables

_SEED = 20261021


def store_plans(session: Session, settings: Settings, *, scorecards: Sequence[int] = (), now: datetime) -> int:
    """Keep the demo's plans and draw one period of the first; return how many plans were new.

    The first asks by the short `scorecards`, the other all criteria.
    """
    if session.scalar(select(tables.SamplingPlan.id)) is not None:
        return 0
    user = tables.User
    reviewers = session.scalars(select(user.id).where(user.role == tables.UserRole.REVIEWER).order_by(user.id)).all()
    manager = session.scalar(select(user.id).where(user.role == tables.UserRole.MANAGER))
    today = now.astimezone(settings.zone).date()
    plans = [
        save_plan(session, order, by=manager, today=today, now=now)
        for order in _orders(list(reviewers), today=today, scorecards=scorecards)
    ]
    _draw_busiest_week(session, plans[0], settings=settings, now=now)
    return len(plans)


def _orders(reviewers: list[int], *, today: date, scorecards: Sequence[int]) -> list[PlanOrder]:
    weekly = SamplePlan(
        design=Design.RISK,
        size=8,
        seed=_SEED,
        random_share=0.4,
        exclusions=(Exclusion(ExclusionKind.SHORT, 2), Exclusion(ExclusionKind.ASSIGNED)),
    )
    agents = SamplePlan(
        design=Design.QUOTA,
        size=10,
        quota=3,
        seed=_SEED + 1,
        random_share=0.3,
        filters={"any_of": [{"channel": "chat"}, {"channel": "email"}]},
    )
    return [
        PlanOrder(
            "Weekly, risky ones more often",
            "weekly",
            today,
            weekly,
            reviewers=reviewers,
            due_days=5,
            scorecards=scorecards,
        ),
        PlanOrder("Three of each agent a month", "monthly", today, agents, wait_days=2, due_days=10),
    ]


def _draw_busiest_week(
    session: Session, plan: tables.SamplingPlan, *, settings: Settings, now: datetime
) -> None:  # fmt: skip
    """Draw the newest week that has conversations, so that the history of the plan is not empty."""
    newest = session.scalar(
        select(tables.Conversation.started_at)
        .where(tables.Conversation.started_at.is_not(None))
        .order_by(tables.Conversation.started_at.desc())
        .limit(1)
    )
    if newest is not None:
        period = Periods(plan.cadence, plan.starts_on).holding(_day(newest, settings.zone))
        draw_period(session, plan, period, settings=settings, now=now)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
