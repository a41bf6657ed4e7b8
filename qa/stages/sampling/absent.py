"""Agents a quota asks for who have no conversation in the frame: they fall short of it too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from qa.domain.sample import ExclusionKind, SamplePlan
from qa.stages.sampling.frame import Frame
from qa.stages.sampling.groups import FilterGroups, frame_conditions
from qa.store import tables

LOOKED_BACK = timedelta(days=60)


def absent_agents(session: Session, plan: SamplePlan, frame: Frame, *, zone: ZoneInfo) -> tuple[str, ...]:
    """Return, as strata, the agents whom no conversation of the frame is of, though the filters mean them.

    Meant is who had one that meets the filters within 60 days before the first day they ask for, whether or not it
    is left out of the frame; who is left out by name is not meant.
    """
    groups = FilterGroups.from_json(plan.filters).groups
    earlier = tuple(replace(one, date_from=_earlier(one.date_from)) for one in groups)
    out = [one.value for one in plan.exclusions if one.kind is ExclusionKind.AGENT and one.value]
    agent = tables.Conversation.agent_id
    meant = select(agent).where(*frame_conditions(session, FilterGroups(earlier), zone=zone), agent.is_not(None))
    agents = session.scalars(meant.where(not_(agent.in_(out))).distinct())
    names = {frame.strata.name((one,)) for one in agents}
    return tuple(sorted(names - frame.groups.keys()))


def _earlier(day: date | None) -> date | None:
    return day - LOOKED_BACK if day else None
