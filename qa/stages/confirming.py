"""Critical fails the machine proposes: the list of those nobody has looked at, and a person's word on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from qa.domain.finding import Verdict
from qa.errors import ConflictError, NotFoundError, ReviewError
from qa.stages.blindness import is_still_to_rate
from qa.stages.browsing.counting import CappedCount, count_rows
from qa.stages.browsing.listing import ConversationLine, read_lines
from qa.stages.reviewing.criticals import find_decision
from qa.store import tables

PAGE = 20


@dataclass(frozen=True, slots=True)
class ProposedFail:
    """One critical criterion the machine failed, with the findings it rests on. `decision` where there is one."""

    criterion: str
    findings: tuple[tables.Finding, ...]
    decision: tables.CriticalDecision | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A conversation with its proposed critical fails, and the messages that are quoted, by position."""

    line: ConversationLine
    fails: tuple[ProposedFail, ...]
    messages: Mapping[int, tables.Message]


@dataclass(frozen=True, slots=True)
class CriticalWord:
    """What a person says of a proposed critical fail, and why."""

    is_confirmed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class CriticalCount:
    """What became of the critical fails of one criterion: of those `proposed` and decided, how many stand.

    `found_by_people` were failed by a reviewer where the machine had proposed nothing.
    """

    criterion: str
    proposed: int
    confirmed: int
    found_by_people: int


def count_open(session: Session, reader_id: int) -> CappedCount:
    """Count the conversations with a critical fail to confirm, without those the reader is still to rate."""
    return count_rows(session, select(tables.Conversation.id).where(*open_to(session, reader_id)))


def list_proposals(session: Session, *, reader_id: int, page: int = 1) -> tuple[tuple[Proposal, ...], bool]:
    """Return one page of what is to be confirmed, newest first, and whether there is another.

    Left out are conversations that somebody reviewed, for a review decides too, and those the reader is still to rate.
    """
    row = tables.Conversation
    ids = session.scalars(
        select(row.id)
        .where(*open_to(session, reader_id))
        .order_by(row.started_at.desc(), row.id.desc())
        .limit(PAGE + 1)
        .offset(PAGE * (page - 1))
    ).all()
    return _proposals(session, ids[:PAGE]), len(ids) > PAGE


def read_proposal(session: Session, conversation_id: int, *, reader_id: int) -> Proposal:
    """Return the proposed critical fails of a conversation, decided or not.

    Raises NotFoundError where there are none, and to who is still to rate it.
    """
    row = tables.Conversation
    found = session.scalar(
        select(row.id).where(
            row.id == conversation_id, row.has_critical.is_(True), ~is_still_to_rate(row.id, reader_id)
        )
    )
    if found is None:
        raise NotFoundError("critical fail in conversation", conversation_id)
    return _proposals(session, [conversation_id])[0]


def decide(
    session: Session, conversation_id: int, criterion: str, word: CriticalWord, *, user_id: int, now: datetime
) -> tables.CriticalDecision:
    """Confirm or refuse a proposed critical fail.

    Raises ReviewError without a reason, NotFoundError where the machine proposes none or the user is still to rate
    the conversation, ConflictError where somebody has decided it meanwhile.
    """
    reason = word.reason.strip()
    if not reason:
        raise ReviewError("Say why: what in the conversation makes it a critical fail, or what the machine got wrong.")
    run = _newest_runs(session, [conversation_id]).get(conversation_id)
    if run is None:
        raise NotFoundError("critical fail to confirm in conversation", conversation_id)
    rubric_id, proposed = run.rubric_id, tuple(run.critical)
    is_hidden = session.scalar(
        select(tables.Conversation.id).where(
            tables.Conversation.id == conversation_id, is_still_to_rate(tables.Conversation.id, user_id)
        )
    )
    if criterion not in proposed or is_hidden is not None:
        raise NotFoundError("critical fail to confirm in conversation", conversation_id)
    if find_decision(session, conversation_id, rubric_id=rubric_id, criterion=criterion) is not None:
        raise ConflictError("The critical fail", current=1)
    decided = {*_decided(session, conversation_id, rubric_id=rubric_id), criterion}
    row = tables.CriticalDecision(
        conversation_id=conversation_id,
        rubric_id=rubric_id,
        criterion=criterion,
        is_confirmed=word.is_confirmed,
        was_proposed=True,
        closes=decided >= set(proposed),
        reason=reason,
        decided_by_id=user_id,
        decided_at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise ConflictError("The critical fail", current=1) from error
    _record(session, row)
    return row


def list_decided(session: Session, *, reader_id: int, limit: int = 30) -> Sequence[tables.CriticalDecision]:
    """Return the newest decisions with conversation and person, without those of what the reader is still to rate."""
    row = tables.CriticalDecision
    return session.scalars(
        select(row)
        .where(~is_still_to_rate(row.conversation_id, reader_id))
        .options(selectinload(row.conversation), selectinload(row.decided_by))
        .order_by(row.decided_at.desc(), row.id.desc())
        .limit(limit)
    ).all()


def count_decisions(
    session: Session, *, since: datetime | None = None, until: datetime | None = None
) -> tuple[CriticalCount, ...]:
    """Count by criterion what people decided on critical fails; `since` included, `until` not."""
    row = tables.CriticalDecision
    query = select(row.criterion, row.was_proposed, row.is_confirmed, func.count(row.id)).group_by(
        row.criterion, row.was_proposed, row.is_confirmed
    )
    if since is not None:
        query = query.where(row.decided_at >= since)
    if until is not None:
        query = query.where(row.decided_at < until)
    counts: dict[str, list[int]] = {}
    for criterion, was_proposed, is_confirmed, n in session.execute(query):
        found = counts.setdefault(criterion, [0, 0, 0])
        found[0] += n * was_proposed
        found[1] += n * (was_proposed and is_confirmed)
        found[2] += n * (is_confirmed and not was_proposed)
    return tuple(CriticalCount(criterion, *found) for criterion, found in sorted(counts.items()))


def open_to(session: Session, reader_id: int) -> tuple[ColumnElement[bool], ...]:
    """Say which conversations have a critical fail to confirm that the reader may see."""
    row, decision, run = tables.Conversation, tables.CriticalDecision, tables.CheckRun
    newest = (
        select(run.rubric_id)
        .where(run.conversation_id == row.id)
        .order_by(run.id.desc())
        .limit(1)
        .correlate(row)  # two selects deep, where none is found by itself
        .scalar_subquery()
    )
    # `+ 0` keeps SQLite from asking for the newest run of conversations on which nothing is decided.
    closed = select(decision.id).where(
        decision.conversation_id == row.id, decision.closes, decision.rubric_id + 0 == newest
    )
    return (
        row.has_critical.is_(True),
        row.reviewed_at.is_(None),
        ~closed.exists(),
        ~is_still_to_rate(row.id, reader_id),
    )


def _proposals(session: Session, ids: Sequence[int]) -> tuple[Proposal, ...]:
    lines = {line.id: line for line in read_lines(session, ids)}
    fails = _fails(session, ids)
    wanted = {
        (one, found.message_position) for one, several in fails.items() for fail in several for found in fail.findings
    }
    message = tables.Message
    texts: dict[int, dict[int, tables.Message]] = {}
    for row in session.scalars(select(message).where(message.conversation_id.in_(ids))):
        if (row.conversation_id, row.position) in wanted:
            texts.setdefault(row.conversation_id, {})[row.position] = row
    return tuple(Proposal(line=lines[one], fails=tuple(fails.get(one, ())), messages=texts.get(one, {})) for one in ids)


def _fails(session: Session, ids: Sequence[int]) -> dict[int, list[ProposedFail]]:
    """Read the critical fails of each newest check run, with findings that speak for the fail, and their decisions."""
    outcome, decision = tables.Outcome, tables.CriticalDecision
    runs = {run.id: run for run in _newest_runs(session, ids).values()}
    decided = {
        (one.conversation_id, one.rubric_id, one.criterion): one
        for one in session.scalars(
            select(decision).where(decision.conversation_id.in_(ids)).options(selectinload(decision.decided_by))
        )
    }
    rows = session.scalars(
        select(outcome)
        .where(outcome.check_run_id.in_(runs), outcome.verdict == Verdict.FAIL.value)
        .options(selectinload(outcome.findings))
        .order_by(outcome.id)
    )
    fails: dict[int, list[ProposedFail]] = {}
    for one in rows:
        run = runs[one.check_run_id]
        if one.criterion not in run.critical:
            continue
        findings = [found for found in one.findings if found.verdict == Verdict.FAIL.value]
        findings.sort(key=lambda found: (found.message_position, found.start))
        known = decided.get((run.conversation_id, run.rubric_id, one.criterion))
        fails.setdefault(run.conversation_id, []).append(ProposedFail(one.criterion, tuple(findings), known))
    return fails


def _newest_runs(session: Session, ids: Sequence[int]) -> dict[int, tables.CheckRun]:
    """Return the newest check run of each conversation: what the machine says of it now."""
    run = tables.CheckRun
    newest = select(func.max(run.id)).where(run.conversation_id.in_(ids)).group_by(run.conversation_id)
    return {row.conversation_id: row for row in session.scalars(select(run).where(run.id.in_(newest)))}


def _decided(session: Session, conversation_id: int, *, rubric_id: int) -> Sequence[str]:
    row = tables.CriticalDecision
    return session.scalars(
        select(row.criterion).where(row.conversation_id == conversation_id, row.rubric_id == rubric_id)
    ).all()


def _record(session: Session, row: tables.CriticalDecision) -> None:
    session.add(
        tables.AuditEvent(
            at=row.decided_at,
            user_id=row.decided_by_id,
            action="critical.confirmed" if row.is_confirmed else "critical.refused",
            subject="conversation",
            subject_id=row.conversation_id,
            details={"criterion": row.criterion, "rubric": row.rubric_id},
        )
    )
    session.flush()
