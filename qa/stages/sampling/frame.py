"""The frame of a sample: which conversations could be drawn, by stratum, and what was left out of it and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, case, func, not_, select
from sqlalchemy.orm import Session

from qa.domain.sample import Design, Exclusion, ExclusionKind, SamplePlan
from qa.errors import SamplingError
from qa.stages.browsing import ConversationFilters
from qa.stages.sampling.groups import FilterGroups, frame_conditions
from qa.stages.sampling.strata import Strata, strata_by, strata_by_risk
from qa.store import tables
from qa.store.tables import State


@dataclass(frozen=True, slots=True)
class Frame:
    """Ids by stratum (one group named ``""`` without strata), and the exclusions with what each took out."""

    groups: dict[str, list[int]]
    strata: Strata
    conditions: tuple[ColumnElement[bool], ...]
    exclusions: tuple[Exclusion, ...]


def read_frame(session: Session, plan: SamplePlan, *, zone: ZoneInfo) -> Frame:
    """Read the frame of a plan: nothing but ids."""
    conditions = frame_conditions(session, FilterGroups.from_json(plan.filters), zone=zone)
    excluded = [_condition(one) for one in plan.exclusions]
    strata = strata_of(session, plan)
    within = (*conditions, *(not_(one) for one in excluded))
    return Frame(
        groups=_groups(session, strata, within),
        strata=strata,
        conditions=within,
        exclusions=_counted(session, plan.exclusions, excluded, conditions),
    )


def strata_of(session: Session, plan: SamplePlan) -> Strata:
    """Return the strata a plan draws by: agents for a quota, points for risk, none for a plain random sample."""
    if plan.design is Design.RISK:
        return strata_by_risk()
    if plan.design is Design.QUOTA:
        return strata_by(session, "agent")
    return strata_by(session, plan.stratify_by)


def count_frame(
    session: Session,
    filters: ConversationFilters | FilterGroups,
    *,
    zone: ZoneInfo,
    exclusions: Sequence[Exclusion] = (),
) -> int:
    """Count, exactly, what a sample with these filters would be drawn from."""
    groups = filters if isinstance(filters, FilterGroups) else FilterGroups((filters,))
    left_out = [not_(_condition(one)) for one in exclusions]
    conditions = frame_conditions(session, groups, zone=zone)
    return session.scalar(select(func.count(tables.Conversation.id)).where(*conditions, *left_out)) or 0


def _groups(session: Session, strata: Strata, conditions: Sequence[ColumnElement[bool]]) -> dict[str, list[int]]:
    row = tables.Conversation
    if not strata.columns:
        ids = [one for (one,) in _fetch(session, select(row.id).where(*conditions))]
        return {"": ids} if ids else {}
    raw: dict[Any, list[int]] = {}
    for *key, conversation_id in _fetch(
        session, strata.joined(select(*strata.columns, row.id).select_from(row)).where(*conditions)
    ):
        raw.setdefault(tuple(key), []).append(conversation_id)
    groups: dict[str, list[int]] = {}
    for values, ids in raw.items():
        groups.setdefault(strata.name(values), []).extend(ids)
    return groups


def _fetch(session: Session, query: Select[Any]) -> Sequence[tuple[Any, ...]]:
    """Fetch rows of numbers and codes as the driver gives them: a row object each is half the time of a million."""
    cursor = session.connection().execute(query).cursor
    return list(cursor.fetchall()) if cursor is not None else []


def _condition(exclusion: Exclusion) -> ColumnElement[bool]:
    """Say, as what is never unknown, that a conversation is left out."""
    row, assignment = tables.Conversation, tables.Assignment
    given = select(assignment.conversation_id).where(assignment.finished_at.is_(None))
    if exclusion.kind in (ExclusionKind.SHORT, ExclusionKind.AGENT) and exclusion.value is None:
        raise SamplingError(
            "The exclusion “%(value)s” needs a value: how short, or which agent.", value=exclusion.kind.value
        )
    conditions: dict[ExclusionKind, ColumnElement[bool]] = {
        ExclusionKind.REVIEWED: row.reviewed_at.is_not(None),
        ExclusionKind.ASSIGNED: row.id.in_(given),
        ExclusionKind.SHORT: row.message_count < (exclusion.value or 0),
        ExclusionKind.NOT_JUDGED: row.state != State.CHECKED,
        ExclusionKind.AGENT: func.coalesce(row.agent_id, 0) == (exclusion.value or 0),
    }
    return conditions[exclusion.kind]


def _counted(
    session: Session,
    exclusions: Sequence[Exclusion],
    excluded: Sequence[ColumnElement[bool]],
    conditions: Sequence[ColumnElement[bool]],
) -> tuple[Exclusion, ...]:
    """Count what each exclusion takes out of what the ones before it left, so that the counts add up."""
    if not exclusions:
        return ()
    first = case(*((condition, place) for place, condition in enumerate(excluded)), else_=-1)
    query = select(first, func.count()).select_from(tables.Conversation).where(*conditions).group_by(first)
    counts = {int(place): int(count) for place, count in session.execute(query)}
    return tuple(replace(one, count=counts.get(place, 0)) for place, one in enumerate(exclusions))
