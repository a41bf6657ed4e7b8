"""The strata of a frame: by what conversations are grouped, in the database's words and in people's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, case, literal, select
from sqlalchemy.orm import Session

from qa.domain.sample import RISK_POINTS
from qa.errors import SamplingError
from qa.stages.browsing import machine_verdict
from qa.store import tables

STRATA = ("agent", "team", "channel", "language", "reason", "verdict")
UNKNOWN = "unknown"
JOINED, SHOWN_JOINED = "+", " / "
COMPLAINTS = ("complaint", "damaged", "wrong-item")
LOW_SCORE, LONG_MESSAGES, UNHAPPY_CSAT = 60, 20, 2
_LONGEST = 90

Rows = TypeVar("Rows", bound=Select[Any])


@dataclass(frozen=True, slots=True)
class Strata:
    """How to read the stratum of a conversation: `columns` of a query that `joined` has widened, then `name`."""

    columns: tuple[ColumnElement[Any], ...]
    needs_insight: bool
    names: tuple[Mapping[Any, str], ...]
    risk: bool = False

    def joined(self, query: Rows) -> Rows:
        """Widen a query on conversations by what the columns need."""
        if not self.needs_insight:
            return query
        insight = tables.Insight
        return query.outerjoin(insight, insight.conversation_id == tables.Conversation.id)

    def name(self, values: Sequence[Any]) -> str:
        """Name the stratum that a row of the columns speaks of."""
        if self.risk:
            return risk_stratum(int(values[0]))
        words = [names.get(value, value) or UNKNOWN for names, value in zip(self.names, values, strict=True)]
        return SHOWN_JOINED.join(str(word)[:_LONGEST] for word in words) if words else ""


def strata_by(session: Session, stratify_by: str | None) -> Strata:
    """Return the strata of one name of STRATA or of two joined by `+`. Raises SamplingError for an unknown one."""
    names = tuple(stratify_by.split(JOINED)) if stratify_by else ()
    for name in names:
        if name not in STRATA:
            raise SamplingError("Unknown stratum “%(name)s”. Known: %(known)s.", name=name, known=", ".join(STRATA))
    if len(set(names)) != len(names) or len(names) > 2:
        raise SamplingError(
            "“%(stratify_by)s” cannot be: name one stratum or two different ones, as channel+language.",
            stratify_by=stratify_by,
        )
    return Strata(
        columns=tuple(_column(name) for name in names),
        needs_insight="reason" in names,
        names=tuple(_names(session, name) for name in names),
    )


def strata_by_risk() -> Strata:
    """Return the strata of conversations with equal points of risk."""
    return Strata(columns=(_risk_points(),), needs_insight=False, names=({},), risk=True)


def risk_stratum(points: int) -> str:
    """Name the stratum of so many points, so that names sort as numbers do."""
    return f"risk-{points:02}"


def risk_weight(stratum: str) -> float:
    """Return what the chance of a risk stratum is in proportion to: its points and one."""
    return 1.0 + int(stratum.partition("-")[2])


def _column(name: str) -> ColumnElement[Any]:
    row = tables.Conversation
    columns: dict[str, ColumnElement[Any]] = {
        "agent": row.agent_id.expression,
        "team": row.agent_id.expression,
        "channel": row.channel.expression,
        "language": row.language.expression,
        "reason": tables.Insight.reason.expression,
        "verdict": machine_verdict(),
    }
    return columns[name]


def _names(session: Session, name: str) -> Mapping[Any, str]:
    """Name agents so that two of the same name stay two strata; a team through its agents."""
    agent, team = tables.Agent, tables.Team
    if name == "agent":
        agents = session.execute(select(agent.id, agent.name, agent.external_id))
        return {one.id: f"{(one.name or one.external_id)[:40]} ({one.external_id[:40]})" for one in agents}
    if name == "team":
        teams = session.execute(select(agent.id, team.name).outerjoin(team, team.id == agent.team_id))
        return {agent_id: team_name or UNKNOWN for agent_id, team_name in teams}
    return {}


def _risk_points() -> ColumnElement[Any]:
    """Add up what speaks for looking at a conversation; one that nothing speaks for has no points."""
    row, insight = tables.Conversation, tables.Insight
    complained = select(insight.conversation_id).where(insight.reason.in_(COMPLAINTS))
    verdicts = {name: RISK_POINTS[name] for name in ("critical", "fail", "needs_human")}
    return (
        case(verdicts, value=machine_verdict(), else_=0)
        + case((row.score_value < LOW_SCORE, RISK_POINTS["low_score"]), else_=0)
        + case((row.message_count >= LONG_MESSAGES, RISK_POINTS["long"]), else_=0)
        + case((row.id.in_(complained), RISK_POINTS["complaint"]), else_=0)
        + case((row.csat <= UNHAPPY_CSAT, RISK_POINTS["unhappy"]), else_=literal(0))
    )
