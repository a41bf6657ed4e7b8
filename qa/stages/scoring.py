"""Scores of conversations and of groups of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from qa.store import tables

GROUPINGS = ("conversation", "agent", "team", "channel", "language")


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Machine scores of a conversation or a group: mean `score` 0 to 100, mean `coverage` 0 to 1.

    `critical` is the number of conversations with a proposed critical fail; `fact_coverage` the share of all
    claims that facts speak to, None without claims.
    """

    name: str
    conversations: int
    score: float
    coverage: float
    critical: int
    fact_coverage: float | None = None


def scores_by(session: Session, by: str, *, limit: int, below: float | None = None) -> list[ScoreRow]:
    """Return scores grouped by one of GROUPINGS, lowest mean first; conversations without a score are left out."""
    conversation = tables.Conversation
    names = {
        "conversation": conversation.external_id,
        "agent": func.coalesce(tables.Agent.name, tables.Agent.external_id, "unknown"),
        "team": func.coalesce(tables.Team.name, "no team"),
        "channel": conversation.channel,
        "language": func.coalesce(conversation.language, "unknown"),
    }
    name = names[by]
    groups = (conversation.id, name) if by == "conversation" else (name,)
    run, rubric = tables.CheckRun, tables.Rubric
    in_force = select(rubric.id).where(rubric.is_active).order_by(rubric.id.desc()).limit(1).scalar_subquery()
    mean = func.avg(conversation.score_value)
    query = (
        select(
            name,
            func.count(conversation.id),
            mean,
            func.avg(conversation.score_coverage),
            func.sum(cast(conversation.has_critical, Integer)),
            func.sum(run.claims),
            func.sum(run.covered_claims),
        )
        .join(run, (run.conversation_id == conversation.id) & (run.rubric_id == in_force), isouter=True)
        .join(tables.Agent, conversation.agent_id == tables.Agent.id, isouter=True)
        .join(tables.Team, tables.Agent.team_id == tables.Team.id, isouter=True)
        .where(conversation.score_value.is_not(None))
        .group_by(*groups)
        .order_by(mean, name)
        .limit(limit)
    )
    if below is not None:
        query = query.where(conversation.score_value < below)
    return [
        ScoreRow(
            name=str(row[0]),
            conversations=row[1],
            score=round(float(row[2]), 1),
            coverage=round(float(row[3] or 0), 3),
            critical=int(row[4] or 0),
            fact_coverage=round(float(row[6]) / float(row[5]), 3) if row[5] else None,
        )
        for row in session.execute(query)
    ]
