"""Masks secrets before anything is stored, and keeps the originals apart where they are kept at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from qa.domain.call import Stretch
from qa.domain.conversation import Channel, Conversation
from qa.errors import NotFoundError
from qa.redaction.mask import mask
from qa.redaction.patterns import load_patterns
from qa.redaction.secrets import names_code
from qa.settings import Settings
from qa.store import tables

_LONG = re.compile(r"(?:\d\D{0,3}){10}\d")
_THREE = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A conversation as it is stored: masked. `originals` are the texts of the masked messages by their masked text."""

    conversation: Conversation
    originals: Mapping[str, str]
    kinds: tuple[str, ...]
    silenced: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """A message as it was said."""

    text: str
    kinds: tuple[str, ...]


def redact(conversation: Conversation, *, settings: Settings) -> Redacted:
    """Mask what must not stay. Nothing is looked for where the setting says so."""
    patterns = load_patterns(settings.redact_patterns) if settings.redacts else ()
    if not settings.redacts or not (patterns or _may_hold(conversation)):
        return Redacted(conversation, {}, (), ())
    masked = mask(conversation, patterns=patterns)
    originals = {
        after.text: before.text
        for before, after in zip(conversation.messages, masked.conversation.messages, strict=True)
        if before.text != after.text
    }
    kinds = tuple(dict.fromkeys(secret.kind for secret in masked.secrets))
    return Redacted(masked.conversation, originals, kinds, masked.silenced)


def keep_originals(
    session: Session, conversation_id: int, redacted: Redacted, *, settings: Settings, now: datetime
) -> None:
    """Keep what masked messages said, in place of what was kept of the same ones; nothing where none is to be kept."""
    if not redacted.originals or not settings.keeps_originals:
        return
    row = tables.OriginalText
    hashes = {_hash(masked): text for masked, text in redacted.originals.items()}
    session.execute(delete(row).where(row.conversation_id == conversation_id, row.masked_hash.in_(list(hashes))))
    session.execute(
        insert(row),
        [
            {
                "conversation_id": conversation_id,
                "masked_hash": masked_hash,
                "text": text,
                "kinds": list(redacted.kinds),
                "kept_at": now,
            }
            for masked_hash, text in hashes.items()
        ],
    )


def read_original(
    session: Session, conversation_id: int, position: int, *, reader: int, reason: str, now: datetime
) -> Original:
    """Return a masked message as it was said, and write down who read it and why.

    Raises NotFoundError where nothing was masked or nothing is kept.
    """
    message, row = tables.Message, tables.OriginalText
    said = session.scalar(
        select(message.text).where(message.conversation_id == conversation_id, message.position == position)
    )
    found = session.scalars(
        select(row).where(row.conversation_id == conversation_id, row.masked_hash == _hash(said or ""))
    ).one_or_none()
    if found is None:
        raise NotFoundError("original of message", position)
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=reader,
            action="read_original",
            subject="conversation",
            subject_id=conversation_id,
            details={"message": position, "reason": reason},
        )
    )
    return Original(found.text, tuple(found.kinds))


def stretches_record(silenced: Iterable[Stretch]) -> list[list[int]]:
    """Return stretches as `recording.silenced` holds them."""
    return [[one.start_ms, one.end_ms] for one in silenced]


def silence_peaks(peaks: Iterable[Iterable[int]], silenced: Iterable[Stretch], *, per_second: int) -> list[list[int]]:
    """Return the peaks of each channel with nothing where the sound is silenced."""
    quiet = [(one.start_ms * per_second // 1000, one.end_ms * per_second // 1000 + 1) for one in silenced]
    return [
        [0 if any(start <= place < end for start, end in quiet) else peak for place, peak in enumerate(channel)]
        for channel in peaks
    ]


def _may_hold(conversation: Conversation) -> bool:
    """Tell, cheaply, whether it is worth reading the digits of a conversation: most have none to speak of."""
    if conversation.channel is Channel.CALL:
        return True
    texts = [message.text for message in conversation.messages]
    if not any(_THREE.search(text) for text in texts):
        return False
    return any(_LONG.search(text) for text in texts) or names_code(texts)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
