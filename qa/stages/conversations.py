"""Rows of a conversation as the values that checks and pages work on."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.call_figures import mark_of, measures_of
from qa.domain.conversation import Attachment, Channel, Conversation, Message, Participant, Recording, Role
from qa.domain.transcript import Word
from qa.store import tables


def read_conversations(session: Session, ids: Sequence[int]) -> dict[int, Conversation]:
    """Return the conversations of those row ids, whole; ids that are not there are left out."""
    rows = session.scalars(
        select(tables.Conversation)
        .where(tables.Conversation.id.in_(ids))
        .options(
            selectinload(tables.Conversation.messages),
            joinedload(tables.Conversation.agent),
            joinedload(tables.Conversation.recording),
        )
    )
    return {row.id: to_value(row) for row in rows}


def to_value(row: tables.Conversation) -> Conversation:
    """Turn a row with its messages, agent and recording into the value it stands for."""
    agent = row.agent
    return Conversation(
        id=row.external_id,
        source=row.source,
        channel=Channel(row.channel),
        language=row.language,
        started_at=row.started_at,
        ended_at=row.ended_at,
        agent=Participant(id=agent.external_id, name=agent.name, email=agent.email) if agent else None,
        customer=_customer(row),
        reason=row.reason,
        tags=tuple(row.tags),
        csat=row.csat,
        status=row.status,
        metadata=row.extra,
        recording=_recording(row.recording),
        messages=tuple(_message(message) for message in row.messages),
    )


def _customer(row: tables.Conversation) -> Participant | None:
    if not (row.customer_external_id or row.customer_name or row.customer_email):
        return None
    return Participant(id=row.customer_external_id, name=row.customer_name, email=row.customer_email)


def _recording(row: tables.Recording | None) -> Recording | None:
    if row is None:
        return None
    return Recording(
        path=row.path,
        agent_channel=row.agent_channel,
        consent=row.consent,
        duration_ms=row.duration_ms,
        marks=tuple(mark_of(one) for one in row.marks or ()),
        measures=measures_of(row.measures) if row.measures else None,
    )


def _message(row: tables.Message) -> Message:
    return Message(
        id=row.external_id,
        role=Role(row.role),
        text=row.text,
        author=row.author,
        sent_at=row.sent_at,
        subject=row.subject,
        is_internal=row.is_internal,
        template=row.template,
        attachments=tuple(Attachment(**one) for one in row.attachments or ()),
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        words=tuple(Word(*one) for one in row.words or ()),
        language=row.language,
    )
