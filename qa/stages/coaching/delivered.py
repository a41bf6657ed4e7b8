"""How much coaching was given: sessions and minutes by agent and month, for the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qa.stages.coaching.counting import Between
from qa.stages.coaching.scope import CoachScope
from qa.store import tables


@dataclass(frozen=True, slots=True)
class DeliveredLine:
    """The coaching an agent had in a month (`2026-05`, in the team's zone)."""

    month: str
    agent_id: int
    agent: str
    sessions: int
    minutes: int


def coaching_delivered(
    session: Session, *, zone: ZoneInfo, between: Between | None = None, scope: CoachScope | None = None
) -> Sequence[DeliveredLine]:
    """Return the sessions held and their minutes, by month and agent's name; months without any are left out."""
    talk, agent = tables.CoachingSession, tables.Agent
    query = (
        select(talk.held_at, talk.minutes, agent.id, agent.name, agent.external_id)
        .join(agent, agent.id == talk.agent_id)
        .where(talk.held_at.is_not(None), *_within(between or Between()))
    )
    held: dict[tuple[str, int], list[int]] = {}
    names: dict[int, str] = {}
    for held_at, minutes, agent_id, name, external_id in session.execute((scope or CoachScope()).limit(query)):
        assert held_at is not None
        names[agent_id] = name or external_id
        held.setdefault((f"{held_at.astimezone(zone):%Y-%m}", agent_id), []).append(minutes or 0)
    lines = [
        DeliveredLine(month, agent_id, names[agent_id], sessions=len(minutes), minutes=sum(minutes))
        for (month, agent_id), minutes in held.items()
    ]
    return sorted(lines, key=lambda line: (line.month, line.agent.casefold(), line.agent_id))


def _within(between: Between) -> list[ColumnElement[bool]]:
    held_at = tables.CoachingSession.held_at
    conditions: list[ColumnElement[bool]] = []
    if between.start is not None:
        conditions.append(held_at >= between.start)
    if between.end is not None:
        conditions.append(held_at < between.end)
    return conditions
