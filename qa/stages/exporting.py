"""Everything stored, as plain rows for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.stages.conversations import to_value
from qa.store import tables

_BATCH = 500


def export_conversations(session: Session) -> Iterator[dict[str, Any]]:
    """Yield every conversation in the form of formats.md section 1, by row id."""
    for row in _conversations(session):
        yield conversation_record(row)


def export_outcomes(session: Session) -> Iterator[dict[str, Any]]:
    """Yield every machine outcome with its findings, the rubric's version and what it was made with."""
    last = 0
    run = tables.CheckRun
    query = select(run).options(
        joinedload(run.conversation),
        joinedload(run.rubric),
        selectinload(run.outcomes).selectinload(tables.Outcome.findings),
    )
    while rows := session.scalars(query.where(run.id > last).order_by(run.id).limit(_BATCH)).all():
        for row in rows:
            yield _check_run_record(row)
        last = rows[-1].id
        session.expunge_all()


def export_reviews(session: Session) -> Iterator[dict[str, Any]]:
    """Yield every review with its ratings, annotations and how its conversation was drawn.

    A review without an assignment is never blind here: its reader could see the machine's verdict before. Reviews whose
    kind is `self` or `repeat` belong in no score or estimate.
    """
    review = tables.Review
    query = select(review).options(
        joinedload(review.conversation),
        joinedload(review.reviewer),
        joinedload(review.rubric),
        joinedload(review.assignment),
        selectinload(review.ratings),
        selectinload(review.annotations).selectinload(tables.Annotation.tags),
    )
    for row in session.scalars(query.order_by(review.id)).unique():
        yield _review_record(session, row)


def conversation_record(row: tables.Conversation) -> dict[str, Any]:
    """Return a conversation in the form of formats.md section 1, absent values left out."""
    value = to_value(row)
    record = {
        "id": value.id,
        "source": value.source,
        "channel": value.channel.value,
        "language": value.language,
        "started_at": _iso(value.started_at),
        "ended_at": _iso(value.ended_at),
        "agent": _person(value.agent),
        "customer": _person(value.customer),
        "reason": value.reason,
        "tags": list(value.tags) or None,
        "csat": value.csat,
        "status": value.status,
        "metadata": dict(value.metadata) or None,
        "recording": _present(_fields(value.recording, "path", "agent_channel", "consent")),
        "messages": [_message_record(message, main=value.language) for message in value.messages],
    }
    return _present(record) or {}


def _conversations(session: Session) -> Iterator[tables.Conversation]:
    conversation, last = tables.Conversation, 0
    query = select(conversation).options(
        selectinload(conversation.messages), joinedload(conversation.agent), joinedload(conversation.recording)
    )
    while True:
        rows = session.scalars(query.where(conversation.id > last).order_by(conversation.id).limit(_BATCH)).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].id
        session.expunge_all()


def _message_record(message: Any, *, main: str | None) -> dict[str, Any]:
    record = {
        **_fields(message, "id", "author", "text", "subject", "template", "start_ms", "end_ms"),
        "role": message.role.value,
        "language": message.language if message.language != main else None,
        "sent_at": _iso(message.sent_at),
        "internal": True if message.is_internal else None,
        "attachments": [_fields(one, "name", "type", "size") for one in message.attachments] or None,
        "words": [_fields(one, "text", "start_ms", "end_ms", "confidence") for one in message.words] or None,
    }
    return _present(record) or {}


def _check_run_record(row: tables.CheckRun) -> dict[str, Any]:
    return {
        "conversation": row.conversation.external_id,
        "source": row.conversation.source,
        "rubric": row.rubric.name,
        "version": row.rubric.version,
        "rubric_hash": row.rubric.content_hash,
        "checked_at": _iso(row.checked_at),
        "made_with": row.versions,
        "score": {
            "value": row.score_value,
            "coverage": row.score_coverage,
            "critical": row.critical,
            "fact_coverage": row.fact_coverage,
        },
        "outcomes": [
            {
                **_fields(outcome, "criterion", "verdict", "score"),
                "findings": [_finding_record(finding) for finding in outcome.findings],
            }
            for outcome in row.outcomes
        ],
    }


def _finding_record(row: tables.Finding) -> dict[str, Any]:
    names = ("check", "verdict", "start", "end", "quote", "found", "expected", "fact", "kind")
    return {
        "message": row.message_position,
        **_fields(row, *names, "explanation", "suggestion", "confidence"),
    }


def _review_record(session: Session, row: tables.Review) -> dict[str, Any]:
    pick = None
    if row.assignment is not None:
        pick = session.scalar(
            select(tables.SamplePick).where(
                tables.SamplePick.sample_id == row.assignment.sample_id,
                tables.SamplePick.conversation_id == row.conversation_id,
            )
        )
    return {
        "conversation": row.conversation.external_id,
        "source": row.conversation.source,
        "reviewer": row.reviewer.email,
        "rubric": row.rubric.name,
        "version": row.rubric.version,
        "status": row.status.value,
        "kind": row.kind.value,
        "scorecard": row.scorecard,
        "is_blind": row.is_blind and row.assignment_id is not None,
        "score": row.score_value,
        "own_score": row.own_score_value,
        "coverage": row.score_coverage,
        "critical": row.critical,
        "active_seconds": row.active_seconds,
        "submitted_at": _iso(row.submitted_at),
        "sample": pick.sample_id if pick else None,
        "stratum": pick.stratum if pick else None,
        "inclusion_probability": pick.inclusion_probability if pick else None,
        "drawn_by": pick.drawn_by if pick else None,
        "ratings": [
            _fields(one, "criterion", "verdict", "score", "comment", "suggestion", "root_cause", "is_with_rest")
            for one in sorted(row.ratings, key=lambda rating: rating.criterion)
        ],
        "annotations": [
            {
                **_fields(
                    one, "criterion", "message_position", "start", "end", "quote", "start_ms", "end_ms", "comment"
                ),
                "tags": [tag.name for tag in one.tags],
            }
            for one in row.annotations
        ],
    }


def _fields(thing: object, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names} if thing is not None else {}


def _present(record: dict[str, Any]) -> dict[str, Any] | None:
    kept = {name: value for name, value in record.items() if value is not None}
    return kept or None


def _person(person: object) -> dict[str, Any] | None:
    return _present(_fields(person, "id", "name", "email"))


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
