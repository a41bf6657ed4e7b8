"""What the facts in force leave open: claims nobody can judge yet, and facts nobody has reviewed for long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from qa.domain.fact import Fact
from qa.facts.lint import is_review_old
from qa.facts.select import is_valid
from qa.stages.materials import facts_in_force
from qa.store import tables

_RECORDS = ("order.status", "order.total", "refund.amount")
_LONGEST = 400
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class AskingSentence:
    """A sentence that stated something no fact speaks to; `quote` stands in it from `start` to `end`."""

    conversation_id: int
    external_id: str
    subject: object
    channel: str
    language: str | None
    started_at: datetime | None
    message_position: int
    text: str
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words that state the value."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A topic agents speak on and no fact does. `needs_records`: orders answer it, not a fact."""

    topic: str
    claims: int
    conversations: int
    sentences: tuple[AskingSentence, ...]
    needs_records: bool


@dataclass(frozen=True, slots=True)
class FactCoverage:
    """How much of what agents stated some fact spoke to, over all conversations judged by the rubric in force."""

    claims: int
    covered: int

    @property
    def share(self) -> float | None:
        """Return the share, None without claims."""
        return self.covered / self.claims if self.claims else None


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """The facts file in force."""

    name: str
    loaded_at: datetime
    count: int


def missing_facts(session: Session, *, examples: int = 3) -> tuple[MissingFact, ...]:
    """Return the topics that claims asked a fact for, most asked first, each with its newest sentences."""
    claim, run = tables.UncoveredClaim, tables.CheckRun
    claims = func.count(claim.id)
    rows = session.execute(
        select(claim.topic, claims, func.count(func.distinct(run.conversation_id)))
        .join(run, run.id == claim.check_run_id)
        .where(run.rubric_id.in_(_rubrics_in_force()))
        .group_by(claim.topic)
        .order_by(claims.desc(), claim.topic)
    ).all()
    return tuple(
        MissingFact(
            topic=topic,
            claims=int(count),
            conversations=conversations,
            sentences=_newest(session, topic, examples),
            needs_records=topic in _RECORDS,
        )
        for topic, count, conversations in rows
    )


def read_coverage(session: Session) -> FactCoverage:
    """Return how much of what was claimed facts speak to."""
    run = tables.CheckRun
    claims, covered = session.execute(
        select(func.sum(run.claims), func.sum(run.covered_claims)).where(
            run.rubric_id.in_(_rubrics_in_force()), run.claims > 0
        )
    ).one()
    return FactCoverage(claims=int(claims or 0), covered=int(covered or 0))


def loaded_facts(session: Session) -> LoadedFacts | None:
    """Return which facts file is in force, if any."""
    row = tables.FactSet
    found = session.execute(
        select(row.name, row.loaded_at).where(row.is_active).order_by(row.id.desc()).limit(1)
    ).first()
    return LoadedFacts(found.name, found.loaded_at, len(facts_in_force(session).facts)) if found else None


def facts_to_review(session: Session, *, today: date) -> tuple[Fact, ...]:
    """Return the facts in force whose last review is more than six months old, the longest ago first."""
    facts = [fact for fact in facts_in_force(session).facts if is_valid(fact, today) and is_review_old(fact, on=today)]
    return tuple(sorted(facts, key=lambda fact: (fact.source.reviewed or date.min, fact.id)))


def _rubrics_in_force() -> Select[int]:
    return select(tables.Rubric.id).where(tables.Rubric.is_active)


def _newest(session: Session, topic: str, count: int) -> tuple[AskingSentence, ...]:
    claim, message, row = tables.UncoveredClaim, tables.Message, tables.Conversation
    is_said_there = (message.conversation_id == claim.conversation_id) & (message.position == claim.message_position)
    found = session.execute(
        select(claim, message.text, row.external_id, row.subject, row.channel, row.language, row.started_at)
        .join(row, row.id == claim.conversation_id)
        .join(message, is_said_there)
        .where(claim.id.in_(_last_noted(session, topic)))
        .order_by(row.started_at.desc(), row.id.desc(), claim.id)
        .limit(count)
    )
    return tuple(
        _sentence(
            one.UncoveredClaim,
            one.text,
            external_id=one.external_id,
            subject=one.subject,
            channel=one.channel,
            language=one.language,
            started_at=one.started_at,
        )
        for one in found
    )


def _last_noted(session: Session, topic: str) -> Sequence[int]:
    """Return the claims on a topic that were noted last: the newest sentences are among them."""
    claim, run = tables.UncoveredClaim, tables.CheckRun
    is_in_force = select(run.id).where(run.id == claim.check_run_id, run.rubric_id.in_(_rubrics_in_force())).exists()
    return session.scalars(
        select(claim.id)
        .where(claim.topic == topic, is_in_force)
        .order_by(claim.check_run_id.desc(), claim.id.desc())
        .limit(_LOOKED_AT)
    ).all()


def _sentence(claim: tables.UncoveredClaim, text: str, **conversation: Any) -> AskingSentence:
    """Cut the sentence out of its message, around the words if it is very long."""
    first = max(claim.sentence_start, min(claim.start, claim.end - _LONGEST))
    last = max(claim.end, min(claim.sentence_end, first + _LONGEST))
    return AskingSentence(
        conversation_id=claim.conversation_id,
        message_position=claim.message_position,
        text=text[first:last],
        start=claim.start - first,
        end=claim.end - first,
        **conversation,
    )
