"""What was said, by whom, when and over which channel."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.domain.call import CallMeasures, Mark
    from qa.domain.transcript import Word


class Channel(enum.Enum):
    """How the conversation reached the shop."""

    CHAT = "chat"
    EMAIL = "email"
    CALL = "call"
    SOCIAL = "social"
    SMS = "sms"


class Role(enum.Enum):
    """Who speaks in a message. Only `AGENT` is a human agent and is judged."""

    AGENT = "agent"
    CUSTOMER = "customer"
    BOT = "bot"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in a conversation, as the source system names them."""

    id: str | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; only its description is kept. `size` in bytes."""

    name: str
    type: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """Where the sound of a call is. `path` is relative to the import file; `consent` names the notice.

    `marks` are the stretches that were not talk; nothing said there may decide a verdict. `measures` are those stored
    with the call; None where they are still to be taken.
    """

    path: str
    agent_channel: int | None = None
    consent: str | None = None
    duration_ms: int | None = None
    marks: tuple[Mark, ...] = ()
    measures: CallMeasures | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One utterance. Offsets into `text` count code points; times of calls are milliseconds from the start."""

    role: Role
    text: str
    id: str | None = None
    author: str | None = None
    sent_at: datetime | None = None
    subject: str | None = None
    is_internal: bool = False
    template: str | None = None
    attachments: tuple[Attachment, ...] = ()
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[Word, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """One contact of one customer with the shop, whole.

    `messages` are in order of time. `source` + `id` is the key. `language` is a
    two-letter code, optionally with a region (`pt-BR`). `metadata` holds whatever else
    the source knows (`country`, `customer_type`, `authenticated`, ...).
    """

    id: str
    channel: Channel
    messages: tuple[Message, ...]
    source: str = "default"
    language: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    agent: Participant | None = None
    customer: Participant | None = None
    reason: str | None = None
    tags: tuple[str, ...] = ()
    csat: float | None = None
    status: str | None = None
    metadata: Mapping[str, object] = field(default_factory=dict)
    recording: Recording | None = None

    def agent_messages(self) -> tuple[tuple[int, Message], ...]:
        """Return (index, message) of what human agents said to the customer, in order."""
        return tuple(
            (index, message)
            for index, message in enumerate(self.messages)
            if message.role is Role.AGENT and not message.is_internal
        )


@dataclass(frozen=True, slots=True)
class Where:
    """Which messages a check looks at.

    `position` is `any`, `first` or `last` and counts among the messages of `role`;
    `within` is how many of them from that end.
    """

    role: Role = Role.AGENT
    position: str = "any"
    within: int = 1
    channels: tuple[Channel, ...] = ()

    def select(self, conversation: Conversation) -> tuple[tuple[int, Message], ...]:
        """Return the (index, message) pairs looked at; empty when the channel does not apply."""
        if self.channels and conversation.channel not in self.channels:
            return ()
        chosen = tuple(
            (index, message)
            for index, message in enumerate(conversation.messages)
            if message.role is self.role and not message.is_internal
        )
        if self.position == "first":
            return chosen[: self.within]
        if self.position == "last":
            return chosen[-self.within :]
        return chosen
