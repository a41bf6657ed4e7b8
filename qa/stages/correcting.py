"""Corrects lines of transcripts: what was heard is kept, what pointed at the words moves, the checks run again."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.call import measure_call
from qa.domain.call_figures import figures_of
from qa.domain.conversation import Channel
from qa.domain.correction import realign_words
from qa.domain.transcript import Word
from qa.errors import ConflictError, CorrectionError, NotFoundError
from qa.settings import Settings
from qa.stages.conversations import to_value
from qa.stages.moving import move_places
from qa.stages.redacting_again import redact_stored
from qa.stages.told_corrections import tell_reviewers
from qa.store import tables
from qa.store.tables import State

LONGEST = 20_000
"""Characters of a line at most."""

_JUDGED = (State.CHECKED, State.WAITING_FOR_LANGUAGE_SERVER, State.FAILED)
_HEARD_ANEW = (State.TO_TRANSCRIBE, State.WAITING_FOR_MODEL, State.WAITING_FOR_AUDIO)


@dataclass(frozen=True, slots=True)
class LineChange:
    """What somebody wrote in place of a line. `revision` is the one they saw, 0 for a line nobody had corrected."""

    text: str
    revision: int


@dataclass(frozen=True, slots=True)
class Correcting:
    """Who corrects, when, and with which settings."""

    user_id: int
    settings: Settings
    now: datetime


def correct_line(session: Session, conversation_id: int, position: int, change: LineChange, by: Correcting) -> int:
    """Put the right words in place of a line and send the call to be checked again; return the revision now.

    The same words change nothing. Raises NotFoundError for what is no line of a call, ConflictError where somebody
    else changed the line first, CorrectionError while the call is heard anew or for a line that is too long.
    """
    message = _line(session, conversation_id, position)
    last = _last(session, conversation_id, position)
    _refuse_stale(last, change.revision)
    text = unicodedata.normalize("NFC", " ".join(change.text.split()))
    if len(text) > LONGEST:
        raise CorrectionError("A line has at most %(most)s characters, not %(count)s.", most=LONGEST, count=len(text))
    if text == message.text:
        return change.revision
    words = realign_words(
        [Word(*one) for one in message.words or ()], text, start_ms=message.start_ms or 0, end_ms=message.end_ms or 0
    )
    return _store(session, message, _Written(text, [_record(word) for word in words], last), by)


def undo_correction(session: Session, conversation_id: int, position: int, *, revision: int, by: Correcting) -> int:
    """Take the last change of a line back, itself as a change; return the revision now. Raises as `correct_line`."""
    message = _line(session, conversation_id, position)
    last = _last(session, conversation_id, position)
    _refuse_stale(last, revision)
    if last is None or last.after != message.text:
        raise CorrectionError("This line stands as it was heard; there is nothing to take back.")
    written = _Written(last.before, list(last.words_before or ()), last, undoes=last.revision)
    return _store(session, message, written, by)


@dataclass(frozen=True, slots=True)
class _Written:
    """What a line is to say, and the change before this one."""

    text: str
    words: Sequence[object]
    last: tables.MessageCorrection | None
    undoes: int | None = None


def _line(session: Session, conversation_id: int, position: int) -> tables.Message:
    row, call = tables.Message, tables.Conversation
    message = session.scalars(
        select(row)
        .join(call, call.id == row.conversation_id)
        .where(row.conversation_id == conversation_id, row.position == position, call.channel == Channel.CALL.value)
        .with_for_update()
    ).one_or_none()
    if message is None:
        raise NotFoundError("line", position)
    if session.get_one(call, conversation_id).state in _HEARD_ANEW:
        raise CorrectionError("This call is being transcribed anew; correct it when that is done.")
    return message


def _last(session: Session, conversation_id: int, position: int) -> tables.MessageCorrection | None:
    row = tables.MessageCorrection
    query = select(row).where(row.conversation_id == conversation_id, row.position == position)
    return session.scalars(query.order_by(row.revision.desc()).limit(1)).one_or_none()


def _refuse_stale(last: tables.MessageCorrection | None, revision: int) -> None:
    current = last.revision if last else 0
    if revision != current:
        raise ConflictError("The line", current=current)


def _store(session: Session, message: tables.Message, written: _Written, by: Correcting) -> int:
    """Write the new words, mask what must not stay in them, and keep what was there."""
    before, words_before = message.text, message.words
    message.text, message.words = written.text, list(written.words) or None
    session.flush()
    redact_stored(session, [message.conversation_id], settings=by.settings, now=by.now)
    kept = tables.MessageCorrection(
        conversation_id=message.conversation_id,
        position=message.position,
        revision=(written.last.revision if written.last else 0) + 1,
        before=before,
        after=message.text,
        words_before=words_before,
        undoes=written.undoes,
        corrected_by_id=by.user_id,
        corrected_at=by.now,
    )
    session.add(kept)
    move_places(session, message.conversation_id, position=message.position, before=before, after=message.text)
    tell_reviewers(session, message.conversation_id, message.position, by=by.user_id, now=by.now)
    _keep_original(session, message.conversation_id, before=before, after=message.text)
    _judge_again(session, message.conversation_id, now=by.now)
    session.add(
        tables.AuditEvent(
            at=by.now,
            user_id=by.user_id,
            action="correct_line" if written.undoes is None else "undo_correction",
            subject="conversation",
            subject_id=message.conversation_id,
            details={"message": message.position, "revision": kept.revision},
        )
    )
    session.flush()
    return kept.revision


def _keep_original(session: Session, conversation_id: int, *, before: str, after: str) -> None:
    """Let what was masked in the line be found by its new text as well."""
    row = tables.OriginalText
    hashes = {text: sha256(text.encode()).hexdigest() for text in (before, after)}
    known = {
        one.masked_hash: one
        for one in session.scalars(
            select(row).where(row.conversation_id == conversation_id, row.masked_hash.in_(list(hashes.values())))
        )
    }
    kept = known.get(hashes[before])
    if kept and hashes[after] not in known and "[masked: " in after:
        session.add(
            row(
                conversation_id=conversation_id,
                masked_hash=hashes[after],
                text=kept.text,
                kinds=kept.kinds,
                kept_at=kept.kept_at,
            )
        )


def _judge_again(session: Session, conversation_id: int, *, now: datetime) -> None:
    """Measure the call anew and send it to be checked."""
    row = tables.Conversation
    call = session.scalars(
        select(row)
        .where(row.id == conversation_id)
        .options(selectinload(row.messages), joinedload(row.agent), joinedload(row.recording))
    ).one()
    value = to_value(call)
    if call.recording is not None:
        marks = value.recording.marks if value.recording else ()
        measures = measure_call(value.messages, duration_ms=call.recording.duration_ms, marks=marks)
        call.recording.measures = figures_of(measures) if measures else None
    if call.state in _JUDGED:
        call.state, call.state_reason = State.TO_CHECK, None
    call.updated_at = now


def _record(word: Word) -> list[object]:
    return [word.text, word.start_ms, word.end_ms, word.confidence]
