"""Joins the mails of a thread that come in pieces, as from one mailbox a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from qa.domain.conversation import Conversation, Message, Participant, Role
from qa.stages.conversations import read_conversations

_NEVER = datetime.max.replace(tzinfo=UTC)


def join_threads(session: Session, fresh: Mapping[int, Conversation]) -> dict[int, Conversation]:
    """Return each conversation, given by the id of its row, with the stored messages that it does not repeat."""
    stored = read_conversations(session, list(fresh))
    return {id: _join(stored[id], conversation) for id, conversation in fresh.items() if id in stored}


def _join(stored: Conversation, fresh: Conversation) -> Conversation:
    repeated = {message.id for message in fresh.messages}
    kept = [message for message in stored.messages if message.id not in repeated]
    if not kept:
        return fresh
    messages = tuple(sorted([*kept, *fresh.messages], key=lambda message: message.sent_at or _NEVER))
    times = [message.sent_at for message in messages if message.sent_at]
    subject = messages[0].subject
    return replace(
        fresh,
        messages=messages,
        started_at=times[0] if times else None,
        ended_at=times[-1] if len(times) > 1 else None,
        agent=_busier(messages, stored.agent, fresh.agent),
        customer=stored.customer or fresh.customer,
        metadata={**fresh.metadata, "subject": subject} if subject else fresh.metadata,
    )


def _busier(messages: tuple[Message, ...], *agents: Participant | None) -> Participant | None:
    """Return the agent who wrote more of the messages, the earlier one when they wrote as many."""
    written = Counter(message.author for message in messages if message.role is Role.AGENT)
    known = [agent for agent in agents if agent]
    return max(known, key=lambda agent: written[agent.id], default=None)
