"""One conversation as a page shows it: what was said, what the machine answers, who reviewed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.call import Stretch
from qa.domain.conversation import Channel
from qa.errors import NotFoundError
from qa.stages.browsing.hiding import blind_conversations
from qa.stages.browsing.listing import ConversationLine, read_lines
from qa.stages.hearing import moments_of
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


@dataclass(frozen=True, slots=True)
class SaidMessage:
    """One message. `start_ms` and `end_ms` are set in calls."""

    position: int
    role: str
    author: str | None
    text: str
    subject: str | None
    is_internal: bool
    sent_at: datetime | None
    start_ms: int | None
    attachments: tuple[str, ...]
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class MachineOutcome:
    """The machine's answer to a criterion with the words it rests on, and the checks that failed it.

    `moments` say when each quote was said in a call; None where that is not known.
    """

    criterion: str
    verdict: str
    quotes: tuple[str, ...]
    explanations: tuple[str, ...]
    failed_by: tuple[str, ...] = ()
    moments: tuple[Stretch | None, ...] = ()


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review that was submitted."""

    id: int
    reviewer: str
    status: str
    score_value: float | None
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """A conversation whole. `outcomes` is empty while `is_blind`."""

    line: ConversationLine
    csat: float | None
    reason: str | None
    tags: tuple[str, ...]
    messages: tuple[SaidMessage, ...]
    outcomes: tuple[MachineOutcome, ...]
    reviews: tuple[PastReview, ...]
    is_blind: bool


def read_conversation(session: Session, conversation_id: int, *, reader_id: int) -> ConversationPage:
    """Read a conversation for a page. Raises NotFoundError for an unknown one."""
    lines = read_lines(session, [conversation_id])
    if not lines:
        raise NotFoundError("conversation", conversation_id)
    row = tables.Conversation
    more = session.execute(select(row.csat, row.reason, row.tags).where(row.id == conversation_id)).one()
    is_blind = bool(blind_conversations(session, reader_id, [conversation_id]))
    return ConversationPage(
        line=lines[0],
        csat=more.csat,
        reason=more.reason,
        tags=tuple(more.tags),
        messages=_messages(session, conversation_id),
        outcomes=()
        if is_blind
        else _outcomes(session, conversation_id, is_call=lines[0].channel == Channel.CALL.value),
        reviews=() if is_blind else _reviews(session, conversation_id),
        is_blind=is_blind,
    )


def _messages(session: Session, conversation_id: int) -> tuple[SaidMessage, ...]:
    row = tables.Message
    columns = (row.position, row.role, row.author, row.text, row.subject, row.is_internal)
    rows = session.execute(
        select(*columns, row.sent_at, row.start_ms, row.end_ms, row.attachments)
        .where(row.conversation_id == conversation_id)
        .order_by(row.position)
    )
    names = _names(session, conversation_id)
    return tuple(
        SaidMessage(
            position=one.position,
            role=one.role,
            author=names.get(one.author, one.author),
            text=one.text,
            subject=one.subject,
            is_internal=one.is_internal,
            sent_at=one.sent_at,
            start_ms=one.start_ms,
            attachments=tuple(file["name"] for file in one.attachments or ()),
            end_ms=one.end_ms,
        )
        for one in rows
    )


def _names(session: Session, conversation_id: int) -> Mapping[str | None, str]:
    """Return the names of the conversation's agent and customer by the ids their messages bear."""
    row, agent = tables.Conversation, tables.Agent
    one = session.execute(
        select(agent.external_id, agent.name, row.customer_external_id, row.customer_name)
        .select_from(row)
        .outerjoin(agent, agent.id == row.agent_id)
        .where(row.id == conversation_id)
    ).one()
    known = {one.customer_external_id: one.customer_name, one.external_id: one.name}
    return {key: name for key, name in known.items() if key and name}


def _outcomes(session: Session, conversation_id: int, *, is_call: bool) -> tuple[MachineOutcome, ...]:
    """Read the answers of the newest check run, as the rubric orders them."""
    run = tables.CheckRun
    newest = select(run.id).where(run.conversation_id == conversation_id).order_by(run.id.desc()).limit(1)
    outcome, finding = tables.Outcome, tables.Finding
    rows = session.execute(
        select(outcome.id, outcome.criterion, outcome.verdict, finding)
        .outerjoin(finding, finding.outcome_id == outcome.id)
        .where(outcome.check_run_id == newest.scalar_subquery(), outcome.verdict != "not_applicable")
        .order_by(outcome.id, finding.id)
    ).all()
    findings = [row[3] for row in rows if row[3] is not None]
    moments = moments_of(session, conversation_id, findings) if is_call else {}
    answers: dict[int, MachineOutcome] = {}
    for outcome_id, criterion, verdict, one in rows:
        found = answers.get(outcome_id) or MachineOutcome(criterion, verdict, (), ())
        if one is not None and one.verdict == verdict:
            failed_by = dict.fromkeys((*found.failed_by, one.check)) if verdict == "fail" else ()
            found = MachineOutcome(
                criterion,
                verdict,
                quotes=(*found.quotes, one.quote),
                explanations=(*found.explanations, one.explanation) if one.explanation else found.explanations,
                failed_by=tuple(failed_by),
                moments=(*found.moments, moments.get(one.id)),
            )
        answers[outcome_id] = found
    order = ("fail", "needs_human", "pass")
    return tuple(sorted(answers.values(), key=lambda answer: order.index(answer.verdict)))


def _reviews(session: Session, conversation_id: int) -> tuple[PastReview, ...]:
    review, user = tables.Review, tables.User
    rows = session.execute(
        select(review.id, user.name, review.status, review.score_value, review.submitted_at)
        .join(user, user.id == review.reviewer_id)
        .where(
            review.conversation_id == conversation_id,
            review.status != ReviewStatus.DRAFT,
            review.kind == ReviewKind.QUALITY,
        )
        .order_by(review.submitted_at)
    )
    return tuple(
        PastReview(
            id=one.id,
            reviewer=one.name,
            status=one.status.value,
            score_value=one.score_value,
            submitted_at=one.submitted_at,
        )
        for one in rows
    )
