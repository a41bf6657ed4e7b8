"""Masks secrets in what is stored already: after an update, or after the company named more to mask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.call import Stretch
from qa.domain.call_figures import mark_of, mark_record
from qa.domain.transcript import PEAKS_A_SECOND
from qa.settings import Settings
from qa.stages.conversations import to_value
from qa.stages.redacting import Redacted, keep_originals, redact, silence_peaks, stretches_record
from qa.stages.redacting_corrections import mask_corrections
from qa.stages.redacting_marks import mask_marks
from qa.store import tables
from qa.store.tables import State


def conversation_ids(session: Session, *, after: int, limit: int) -> Sequence[int]:
    """Return the next row ids after one, in order."""
    row = tables.Conversation.id
    return session.scalars(select(row).where(row > after).order_by(row).limit(limit)).all()


def redact_stored(session: Session, ids: Sequence[int], *, settings: Settings, now: datetime) -> int:
    """Mask secrets in stored conversations and have those judged again; return in how many something was masked."""
    rows = session.scalars(
        select(tables.Conversation)
        .where(tables.Conversation.id.in_(ids))
        .options(
            selectinload(tables.Conversation.messages),
            joinedload(tables.Conversation.agent),
            joinedload(tables.Conversation.recording),
        )
    )
    masked = 0
    for row in rows:
        redacted = redact(to_value(row), settings=settings)
        if redacted.originals:
            _store(row, redacted, now=now)
            keep_originals(session, row.id, redacted, settings=settings, now=now)
            masked += 1
        mask_corrections(session, row, settings=settings)
        _mask_marks(row, settings=settings)
    return masked


def _mask_marks(row: tables.Conversation, *, settings: Settings) -> None:
    if row.recording and row.recording.marks:
        silenced = [Stretch(start, end) for start, end in row.recording.silenced or ()]
        marks = mask_marks([mark_of(one) for one in row.recording.marks], silenced=silenced, settings=settings)
        row.recording.marks = [mark_record(one) for one in marks]


def _store(row: tables.Conversation, redacted: Redacted, *, now: datetime) -> None:
    for stored, message in zip(row.messages, redacted.conversation.messages, strict=True):
        if stored.text != message.text:
            stored.text = message.text
            stored.words = [[word.text, word.start_ms, word.end_ms, word.confidence] for word in message.words] or None
    if row.recording and redacted.silenced:
        known = [Stretch(start, end) for start, end in row.recording.silenced or ()]
        row.recording.silenced = stretches_record([*known, *redacted.silenced])
        row.recording.waits_for_silencing = True
        if row.recording.peaks:
            row.recording.peaks = silence_peaks(row.recording.peaks, redacted.silenced, per_second=PEAKS_A_SECOND)
    if row.state is State.CHECKED:
        row.state = State.TO_CHECK
    row.updated_at = now
