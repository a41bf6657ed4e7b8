"""Turns recordings into messages: reads what to do, lets an engine do it, stores what was heard.

Between `read_job` and `store_transcript` lie minutes of work; no transaction is open then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa import registry
from qa.domain.call import Stretch, measure_call
from qa.domain.call_figures import figures_of, mark_record
from qa.domain.conversation import Channel, Conversation, Message
from qa.domain.handovers import agents_on_line, languages_of_sides, name_speakers
from qa.domain.transcript import PEAKS_A_SECOND, Transcript
from qa.errors import AudioError, ModelMissingError, QaError, UnknownNameError
from qa.facts.expected import expected_names
from qa.ports import Engine, Pieces, TranscriptionRequest
from qa.settings import Settings
from qa.stages.dictionary import list_words
from qa.stages.materials import facts_in_force
from qa.stages.redacting import keep_originals, redact, silence_peaks, stretches_record
from qa.stages.redacting_marks import mask_marks
from qa.stages.silencing import needs_copy
from qa.store import tables
from qa.store.tables import State

_OPEN = (State.TO_TRANSCRIBE, State.WAITING_FOR_MODEL)

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TranscriptionJob:
    """One call to transcribe: numbers, paths and settings, nothing anybody said."""

    conversation_id: int
    engine: str
    request: TranscriptionRequest


def missing_model(settings: Settings) -> str | None:
    """Say what calls wait for and how to mend it; None when they can be transcribed."""
    try:
        return _engine(settings.engine).missing(settings.whisper_model)
    except ModelMissingError as error:
        return str(error)


def read_job(session: Session, conversation_id: int, *, settings: Settings) -> TranscriptionJob | None:
    """Return what is to be done for a call; None when it is not due (any more) or has no recording."""
    row = _read(session, conversation_id)
    if row is None or row.state not in _OPEN or row.recording is None:
        return None
    return TranscriptionJob(
        conversation_id=conversation_id,
        engine=settings.engine,
        request=TranscriptionRequest(
            audio=recording_path(row.recording, settings=settings),
            model=settings.whisper_model,
            language=row.language,
            agent_channel=row.recording.agent_channel,
            threads=settings.transcribe_threads,
            device=settings.whisper_device,
            beam_size=settings.whisper_beam,
            batch=settings.whisper_batch,
            diarisation=settings.diarisation,
            same_voice=settings.same_voice,
            is_language_by_channel=settings.language_by_channel,
            channel_languages={**settings.languages_told(row.source), **languages_of_sides(row.extra)},
            hot_words=_hot_words(session, row) if settings.hot_words else (),
        ),
    )


def recording_path(recording: tables.Recording, *, settings: Settings) -> Path:
    """Return where the sound lies: the kept original, or where it was imported from while it is not kept."""
    if recording.sha256 is None:
        return Path(recording.path)
    return settings.recordings_home / recording.sha256[:2] / f"{recording.sha256}{recording.suffix or ''}"


def run_job(job: TranscriptionJob, *, report: Report | None = None, pieces: Pieces | None = None) -> Transcript:
    """Transcribe one call; needs no session. `report` is called with (milliseconds done, in all).

    `pieces` keeps what is finished, so that work that was broken off goes on there.

    Raises AudioError for bad sound, ModelMissingError when no engine or model is there.
    """
    return _engine(job.engine).transcribe(replace(job.request, report=report, pieces=pieces))


def store_transcript(
    session: Session, conversation_id: int, *, transcript: Transcript, settings: Settings, now: datetime
) -> State | None:
    """Store what was heard, masked, and send the call on to be checked; return its state, None when it is gone.

    Stored twice it changes nothing. A call that is not due any more, or whose recording was
    exchanged in the meantime, is left as it is.
    """
    row = _read(session, conversation_id)
    if row is None or row.recording is None:
        return None
    if row.state not in _OPEN or _is_other_sound(row.recording, transcript):
        return row.state
    heard = Conversation(
        id=row.external_id,
        channel=Channel.CALL,
        language=row.language or transcript.language,
        messages=name_speakers(transcript.to_messages(), agents_on_line(row.extra)),
    )
    redacted = redact(heard, settings=settings)
    messages = redacted.conversation.messages
    _write_messages(session, row, messages)
    transcript = replace(transcript, marks=mask_marks(transcript.marks, silenced=redacted.silenced, settings=settings))
    _write_recording(row.recording, transcript, silenced=redacted.silenced)
    keep_originals(session, conversation_id, redacted, settings=settings, now=now)
    measures = measure_call(messages, duration_ms=transcript.duration_ms, marks=transcript.marks)
    row.recording.measures = figures_of(measures) if measures else None
    session.execute(delete(tables.TranscriptPiece).where(tables.TranscriptPiece.conversation_id == conversation_id))
    row.language = row.language or transcript.language
    row.message_count = len(messages)
    if row.started_at and row.ended_at is None:
        row.ended_at = row.started_at + timedelta(milliseconds=transcript.duration_ms)
    row.state, row.state_reason, row.updated_at = State.TO_CHECK, None, now
    return row.state


def store_problem(session: Session, conversation_id: int, *, error: QaError, now: datetime) -> State | None:
    """Put a call aside with the reason: it waits when a model is missing, and has failed when its sound is bad."""
    row = _read(session, conversation_id)
    if row is None or row.state not in _OPEN:
        return row.state if row else None
    row.state = State.WAITING_FOR_MODEL if isinstance(error, ModelMissingError) else State.FAILED
    row.state_reason = _reason(row, error)
    row.updated_at = now
    return row.state


def _hot_words(session: Session, row: tables.Conversation) -> tuple[str, ...]:
    """Return what an engine should expect: the company's names, what the customer ordered, words of the dictionary."""
    words = list_words(session, language=row.language.partition("-")[0] if row.language else None)
    more = (*_ordered(session, row.customer_external_id), *(kept.word.text for kept in words))
    return expected_names(facts_in_force(session), more=more)


def _ordered(session: Session, customer: str | None) -> list[str]:
    """Return the names of what a customer ordered."""
    order = tables.ShopOrder
    if customer is None:
        return []
    records = session.scalars(
        select(order.record).where(order.customer_external_id == customer).order_by(order.external_id)
    )
    return [str(item.get("name") or "") for record in records for item in record.get("items") or ()]


def _engine(name: str) -> Engine:
    try:
        return registry.engine(name)()
    except UnknownNameError as error:
        raise ModelMissingError(f"QA_ENGINE: {error}") from error


def _read(session: Session, conversation_id: int) -> tables.Conversation | None:
    options = (joinedload(tables.Conversation.recording), selectinload(tables.Conversation.messages))
    return session.scalar(
        select(tables.Conversation).where(tables.Conversation.id == conversation_id).options(*options)
    )


def _is_other_sound(recording: tables.Recording, transcript: Transcript) -> bool:
    known, heard = recording.sha256, transcript.sound.sha256 if transcript.sound else None
    return known is not None and heard is not None and known != heard


def _reason(row: tables.Conversation, error: QaError) -> str:
    """Name the file as people know it, not by its hash."""
    if isinstance(error, AudioError) and row.recording:
        return f"{row.recording.path}: {error.problem}"
    return str(error)


def _write_messages(session: Session, row: tables.Conversation, messages: tuple[Message, ...]) -> None:
    """Bring the rows to what was heard; a row that is right already stays untouched, whatever refers to it."""
    known = {message.position: message for message in row.messages}
    for position, message in enumerate(messages):
        stored = known.pop(position, None)
        if stored is None:
            stored = tables.Message(conversation_id=row.id, position=position)
            session.add(stored)
        for name, value in _values(message, started_at=row.started_at).items():
            if getattr(stored, name) != value:
                setattr(stored, name, value)
    for surplus in known.values():
        session.delete(surplus)


def _values(message: Message, *, started_at: datetime | None) -> dict[str, Any]:
    sent_at = None
    if started_at and message.start_ms is not None:
        sent_at = started_at + timedelta(milliseconds=message.start_ms)
    return {
        "role": message.role.value,
        "author": message.author,
        "text": message.text,
        "sent_at": sent_at,
        "start_ms": message.start_ms,
        "end_ms": message.end_ms,
        "words": [[word.text, word.start_ms, word.end_ms, word.confidence] for word in message.words],
        "language": message.language,
    }


def _write_recording(recording: tables.Recording, transcript: Transcript, *, silenced: Sequence[Stretch]) -> None:
    recording.channels = transcript.channels
    recording.duration_ms = transcript.duration_ms
    recording.engine = transcript.engine
    recording.model = transcript.model
    recording.settings = dict(transcript.settings)
    recording.language_probability = transcript.language_probability
    recording.marks = [mark_record(mark) for mark in transcript.marks]
    recording.silenced = stretches_record(silenced)
    if transcript.sound:
        recording.settings = dict(transcript.settings) | {"codec": transcript.sound.codec}
        recording.sha256 = recording.sha256 or transcript.sound.sha256
        recording.sample_rate = transcript.sound.sample_rate
        recording.peaks = silence_peaks(transcript.sound.peaks, silenced, per_second=PEAKS_A_SECOND)
    recording.waits_for_silencing = needs_copy(recording)
