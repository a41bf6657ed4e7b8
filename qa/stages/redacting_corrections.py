"""Masks secrets in what lines of a call said before somebody corrected them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.conversation import Channel, Conversation, Message
from qa.domain.transcript import Word
from qa.settings import Settings
from qa.stages.conversations import to_value
from qa.stages.redacting import redact
from qa.store import tables


def mask_corrections(session: Session, row: tables.Conversation, *, settings: Settings) -> None:
    """Mask the kept texts of a call's corrections, each read among the lines around it."""
    if row.channel != Channel.CALL.value:
        return
    correction = tables.MessageCorrection
    kept = session.scalars(select(correction).where(correction.conversation_id == row.id)).all()
    if not kept:
        return
    call = to_value(row)
    for one in kept:
        if one.position >= len(call.messages):
            continue
        before = _masked(call, one.position, one.before, one.words_before, settings=settings)
        after = _masked(call, one.position, one.after, None, settings=settings)
        if one.before != before.text:
            one.before = before.text
            one.words_before = [[word.text, word.start_ms, word.end_ms, word.confidence] for word in before.words]
        if one.after != after.text:
            one.after = after.text


def _masked(
    call: Conversation, position: int, text: str, words: Sequence[Sequence[Any]] | None, *, settings: Settings
) -> Message:
    said = replace(call.messages[position], text=text, words=tuple(Word(*one) for one in words or ()))
    messages = (*call.messages[:position], said, *call.messages[position + 1 :])
    return redact(replace(call, messages=messages), settings=settings).conversation.messages[position]
