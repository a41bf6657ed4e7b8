"""Notes that a customer was abusive: agents are helped, and the conversation compares nobody's tone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from qa.domain.abuse import AbuseKind
from qa.errors import NotFoundError
from qa.stages.blindness import is_still_to_rate
from qa.stages.notices import notify
from qa.store import tables
from qa.store.tables import UserRole

MOST_LISTED = 20
TONE = "tone"


@dataclass(frozen=True, slots=True)
class Noter:
    """Who notes it. `agent_id` is set for an agent, who notes it of their own conversations only."""

    user_id: int
    agent_id: int | None = None


@dataclass(frozen=True, slots=True)
class AbuseLine:
    """One person's note. `by` is None where their account is gone."""

    kind: str
    by: str | None
    is_by_agent: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class AbusedConversation:
    """A conversation in which somebody noted abuse."""

    id: int
    channel: str
    external_id: str
    subject: object
    started_at: datetime | None
    kinds: tuple[str, ...]


def note_abuse(session: Session, conversation_id: int, kind: AbuseKind, *, noter: Noter, now: datetime) -> None:
    """Note that the customer was abusive, or another kind than before; the first note tells the agent's coaches.

    Raises NotFoundError for an unknown conversation, and for an agent's where it is not their own.
    """
    conversation = _find(session, conversation_id, noter)
    stored = tables.AbuseNote
    is_first = session.scalar(select(stored.id).where(stored.conversation_id == conversation_id).limit(1)) is None
    row = _own(session, conversation_id, noter)
    if row is None:
        row = stored(conversation_id=conversation_id, noted_by_id=noter.user_id, is_by_agent=noter.agent_id is not None)
        session.add(row)
    row.kind, row.noted_at = kind.value, now
    session.flush()
    _record(session, conversation_id, "abuse.noted", noter=noter, now=now, kind=kind.value)
    if is_first and conversation.agent_id is not None:
        _tell_coaches(session, conversation.agent_id, noter=noter, now=now)


def take_back(session: Session, conversation_id: int, *, noter: Noter, now: datetime) -> None:
    """Take one's own note back. Raises NotFoundError as `note_abuse` does."""
    _find(session, conversation_id, noter)
    row = _own(session, conversation_id, noter)
    if row is not None:
        session.delete(row)
        session.flush()
        _record(session, conversation_id, "abuse.taken_back", noter=noter, now=now)


def read_notes(session: Session, conversation_id: int, *, reader_id: int) -> tuple[AbuseLine, ...]:
    """Return the notes of a conversation: one's own alone as long as one is still to rate it blind."""
    note, user = tables.AbuseNote, tables.User
    rows = session.execute(
        select(note.kind, user.name, note.is_by_agent, note.noted_by_id == reader_id)
        .outerjoin(user, user.id == note.noted_by_id)
        .where(
            note.conversation_id == conversation_id,
            or_(note.noted_by_id == reader_id, ~is_still_to_rate(conversation_id, reader_id)),
        )
        .order_by(note.id)
    )
    return tuple(AbuseLine(kind, name, is_by_agent, bool(is_own)) for kind, name, is_by_agent, is_own in rows)


def count_abused(session: Session, agent_id: int, *, start: datetime, end: datetime, viewer_id: int) -> int:
    """Count an agent's conversations of a period in which abuse was noted, save those the viewer rates blind."""
    conversation, note = tables.Conversation, tables.AbuseNote
    query = (
        select(func.count(func.distinct(note.conversation_id)))
        .join(conversation, conversation.id == note.conversation_id)
        .where(
            conversation.agent_id == agent_id,
            conversation.started_at >= start,
            conversation.started_at < end,
            ~is_still_to_rate(note.conversation_id, viewer_id),
        )
    )
    return session.scalar(query) or 0


def list_abused(session: Session, agent_id: int, *, viewer_id: int) -> Sequence[AbusedConversation]:
    """Return the newest of an agent's conversations in which abuse was noted, save those the viewer rates blind."""
    conversation, note = tables.Conversation, tables.AbuseNote
    rows = session.scalars(
        select(conversation)
        .where(
            conversation.agent_id == agent_id,
            conversation.id.in_(select(note.conversation_id)),
            ~is_still_to_rate(conversation.id, viewer_id),
        )
        .order_by(conversation.started_at.desc(), conversation.id.desc())
        .limit(MOST_LISTED)
    ).all()
    kinds: dict[int, list[str]] = {}
    for place, kind in session.execute(
        select(note.conversation_id, note.kind)
        .where(note.conversation_id.in_([row.id for row in rows]))
        .order_by(note.id)
    ):
        kinds.setdefault(place, []).append(kind)
    return [
        AbusedConversation(
            row.id, row.channel, row.external_id, row.subject, row.started_at, tuple(dict.fromkeys(kinds[row.id]))
        )
        for row in rows
    ]


def noted_by_others() -> Select[int]:
    """Ask for the conversations in which somebody else than the agent noted abuse: they compare nobody."""
    note = tables.AbuseNote
    return select(note.conversation_id).where(note.is_by_agent.is_(False))


def _find(session: Session, conversation_id: int, noter: Noter) -> tables.Conversation:
    found = session.get(tables.Conversation, conversation_id)
    if found is None or (noter.agent_id is not None and found.agent_id != noter.agent_id):
        raise NotFoundError("conversation", conversation_id)
    return found


def _own(session: Session, conversation_id: int, noter: Noter) -> tables.AbuseNote | None:
    note = tables.AbuseNote
    return session.scalar(
        select(note).where(note.conversation_id == conversation_id, note.noted_by_id == noter.user_id)
    )


def _tell_coaches(session: Session, agent_id: int, *, noter: Noter, now: datetime) -> None:
    """Tell the coaches of the agent's team, and those of all teams: somebody should ask how the agent is."""
    user, agent = tables.User, session.get_one(tables.Agent, agent_id)
    coaches = session.scalars(
        select(user.id).where(
            user.is_active,
            user.role == UserRole.COACH,
            or_(user.team_id.is_(None), user.team_id == agent.team_id),
            user.id != noter.user_id,
        )
    )
    notify(
        session,
        users=coaches,
        kind="abuse_noted",
        subject="agent",
        subject_id=agent_id,
        path=f"/coaching/agents/{agent_id}",
        details={"agent": agent.name or agent.external_id},
        now=now,
    )


def _record(
    session: Session, conversation_id: int, action: str, *, noter: Noter, now: datetime, **details: str
) -> None:
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=noter.user_id,
            action=action,
            subject="conversation",
            subject_id=conversation_id,
            details=details,
        )
    )
    session.flush()
