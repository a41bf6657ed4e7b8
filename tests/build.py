"""Builds values for tests with everything filled in that a test does not care about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from qa.domain.conversation import Channel, Conversation, Message, Participant, Role

START = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)


def conversation(
    *turns: tuple[str, str],
    id: str = "z-1",
    channel: str = "chat",
    language: str | None = "en",
    started_at: datetime | None = START,
    agent: str | None = "Anna Nowak",
    customer: str | None = "Jan Kowalski",
    metadata: dict[str, object] | None = None,
) -> Conversation:
    """Build a conversation from (role, text) pairs, one message a minute from `started_at`."""
    return Conversation(
        id=id,
        channel=Channel(channel),
        language=language,
        started_at=started_at,
        agent=Participant(id="a-1", name=agent) if agent else None,
        customer=Participant(id="c-1", name=customer) if customer else None,
        metadata=metadata or {},
        messages=tuple(
            message(role, text, sent_at=started_at + timedelta(minutes=minute) if started_at else None)
            for minute, (role, text) in enumerate(turns)
        ),
    )


def message(role: str, text: str, *, sent_at: datetime | None = None) -> Message:
    """Build a message said by `role`."""
    return Message(role=Role(role), text=text, sent_at=sent_at)
