"""How much of what agents state facts speak to, and which facts they contradict most."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.stages.reporting.basis import Basis, is_latest_run
from qa.stages.reporting.figure import Figure, rate
from qa.store import tables

_MOST = 30


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """Statements of agents in one channel, and how many of them some fact or record speaks to."""

    channel: str
    claims: int
    covered: Figure


@dataclass(frozen=True, slots=True)
class ContradictedFact:
    """A fact that agents said otherwise: in how many conversations, by how many agents, and the commonest way."""

    fact: str
    kind: str
    conversations: int
    agents: int
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A topic agents made statements on that no fact speaks to."""

    topic: str
    claims: int
    conversations: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The coverage of facts, and where they are contradicted or missing. By the machine, of all conversations."""

    covered: Figure
    channels: tuple[CoverageLine, ...]
    contradicted: tuple[ContradictedFact, ...]
    missing: tuple[MissingFact, ...]


def read_facts(session: Session, basis: Basis) -> Facts:
    """Count statements, contradictions and gaps."""
    run, conversation = tables.CheckRun, tables.Conversation
    rows = session.execute(
        select(conversation.channel, func.sum(run.claims), func.sum(run.covered_claims))
        .join(conversation, conversation.id == run.conversation_id)
        .where(*basis.scope.conditions(), is_latest_run())
        .group_by(conversation.channel)
        .order_by(func.sum(run.claims).desc(), conversation.channel)
    ).all()
    counts = [(channel, int(claims or 0), int(covered or 0)) for channel, claims, covered in rows]
    return Facts(
        covered=rate(sum(one[2] for one in counts), sum(one[1] for one in counts)),
        channels=tuple(CoverageLine(channel, claims, rate(covered, claims)) for channel, claims, covered in counts),
        contradicted=_contradicted(session, basis),
        missing=_missing(session, basis),
    )


def _contradicted(session: Session, basis: Basis) -> tuple[ContradictedFact, ...]:
    finding, outcome, run, conversation = tables.Finding, tables.Outcome, tables.CheckRun, tables.Conversation
    times = func.count(conversation.id.distinct())
    rows = session.execute(
        select(
            finding.fact,
            func.coalesce(finding.kind, ""),
            times,
            func.count(conversation.agent_id.distinct()),
            func.max(finding.expected),
            func.max(finding.found),
        )
        .join(outcome, outcome.id == finding.outcome_id)
        .join(run, run.id == outcome.check_run_id)
        .join(conversation, conversation.id == run.conversation_id)
        .where(
            *basis.scope.conditions(),
            is_latest_run(),
            outcome.verdict == "fail",
            finding.verdict == "fail",
            finding.fact.is_not(None),
        )
        .group_by(finding.fact, finding.kind)
        .order_by(times.desc(), finding.fact)
        .limit(_MOST)
    )
    return tuple(
        ContradictedFact(fact or "", kind, conversations, agents, expected or "", found or "")
        for fact, kind, conversations, agents, expected, found in rows
    )


def _missing(session: Session, basis: Basis) -> tuple[MissingFact, ...]:
    claim, run, conversation = tables.UncoveredClaim, tables.CheckRun, tables.Conversation
    rows = session.execute(
        select(claim.topic, func.count(), func.count(conversation.id.distinct()))
        .join(run, run.id == claim.check_run_id)
        .join(conversation, conversation.id == run.conversation_id)
        .where(*basis.scope.conditions(), is_latest_run())
        .group_by(claim.topic)
        .order_by(func.count().desc(), claim.topic)
        .limit(_MOST)
    )
    return tuple(MissingFact(topic, claims, conversations) for topic, claims, conversations in rows)
