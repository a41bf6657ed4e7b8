"""Turns conversations into the rows they are stored as."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

import orjson

from qa.domain.conversation import Channel, Conversation, Message
from qa.stages.importing.sound import KeptSound
from qa.stages.redacting import Redacted
from qa.store.tables import State

Value = TypeVar("Value")

MESSAGE_COLUMNS = (
    "conversation_id",
    "position",
    "external_id",
    "role",
    "author",
    "sent_at",
    "text",
    "subject",
    "is_internal",
    "template",
    "attachments",
    "start_ms",
    "end_ms",
    "words",
    "language",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A conversation ready to be stored: masked, its recording kept and its content hashed."""

    conversation: Conversation
    sound: KeptSound
    content_hash: str
    redacted: Redacted | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells conversations apart."""
        return self.conversation.source, self.conversation.id

    @property
    def state(self) -> tuple[State, str | None]:
        """Return what is to be done next with it, and why it waits if it does."""
        conversation = self.conversation
        if conversation.channel is not Channel.CALL or conversation.messages:
            return State.TO_CHECK, None
        if conversation.recording is None:
            return State.WAITING_FOR_AUDIO, "The call has neither messages nor a recording; import it with one."
        if self.sound.problem:
            return State.WAITING_FOR_AUDIO, self.sound.problem
        return State.TO_TRANSCRIBE, None


def hash_content(conversation: Conversation, sound: KeptSound) -> str:
    """Return the SHA-256 of all that was imported; of a recording that is kept, its sound and not its place."""
    options = orjson.OPT_NON_STR_KEYS
    if conversation.recording:
        options |= orjson.OPT_PASSTHROUGH_DATACLASS
        if sound.sha256:
            conversation = replace(conversation, recording=replace(conversation.recording, path=""))
    digest = hashlib.sha256(orjson.dumps(conversation, default=_plain, option=options))
    digest.update((sound.sha256 or "").encode())
    return digest.hexdigest()


def _plain(value: Any) -> dict[Any, Any]:
    """Return a value as an object for hashing: the measures of a recording are counted here, not imported."""
    if not is_dataclass(value):
        return dict(value)
    return {one.name: getattr(value, one.name) for one in fields(value) if one.name != "measures"}


def conversation_row(prepared: Prepared, agent_id: int | None) -> dict[str, Any]:
    """Return the columns an import sets, for a new row and for a changed one."""
    conversation = prepared.conversation
    customer = conversation.customer
    state, reason = prepared.state
    return {
        "channel": conversation.channel.value,
        "language": clip(conversation.language, 64),
        "started_at": conversation.started_at,
        "ended_at": conversation.ended_at,
        "agent_id": agent_id,
        "customer_external_id": clip(customer.id, 200) if customer else None,
        "customer_name": clip(customer.name, 200) if customer else None,
        "customer_email": clip(customer.email, 200) if customer else None,
        "reason": clip(conversation.reason, 64),
        "tags": list(conversation.tags),
        "csat": conversation.csat,
        "status": clip(conversation.status, 64),
        "extra": dict(conversation.metadata),
        "message_count": len(conversation.messages),
        "content_hash": prepared.content_hash,
        "state": state,
        "state_reason": reason,
    }


def message_rows(conversation_id: int, messages: Sequence[Message]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of messages, values in the order of `MESSAGE_COLUMNS`."""
    for position, message in enumerate(messages):
        yield (
            conversation_id,
            position,
            clip(message.id, 200),
            message.role.value,
            clip(message.author, 200),
            message.sent_at,
            message.text,
            message.subject,
            message.is_internal,
            clip(message.template, 200),
            [{"name": one.name, "type": one.type, "size": one.size} for one in message.attachments] or None,
            message.start_ms,
            message.end_ms,
            [[word.text, word.start_ms, word.end_ms, word.confidence] for word in message.words] or None,
            message.language,
        )


def clip(text: str | None, length: int) -> str | None:
    """Return a text that fits its column; the end is cut off."""
    return text if text is None or len(text) <= length else text[:length]


def chunks(values: Sequence[Value], size: int = 500) -> Iterator[Sequence[Value]]:
    """Yield the values in pieces that fit the parameters of one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
