"""Transcribes stored calls one at a time, telling the database how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from qa.errors import AudioError, ModelMissingError, UnknownNameError
from qa.settings import Settings
from qa.stages.transcribing import missing_model, read_job, run_job, store_problem, store_transcript
from qa.store import tables
from qa.store.session import Sessions
from qa.store.tables import State

_TELL_SECONDS = 3.0


class CallTranscription:
    """Transcribes calls for one process."""

    def __init__(self, settings: Settings, *, reading: Sessions, writing: Sessions) -> None:
        self._settings, self._reading, self._writing = settings, reading, writing

    def missing(self) -> str | None:
        """Say what calls wait for and how to mend it; None when they can be transcribed."""
        return missing_model(self._settings)

    def transcribe(self, conversation_id: int, *, clock: Callable[[], datetime]) -> State | None:
        """Transcribe one call and store what was heard; return the state it is in then.

        Bad sound and a missing model put the call aside with the reason. No transaction
        is open while the engine works.
        """
        with self._reading() as session:
            job = read_job(session, conversation_id, settings=self._settings)
        if job is None:
            return None
        try:
            pieces = StoredPieces(conversation_id, reading=self._reading, writing=self._writing)
            transcript = run_job(job, report=self._teller(conversation_id), pieces=pieces)
        except (AudioError, ModelMissingError, UnknownNameError) as error:
            with self._writing.begin() as session:
                return store_problem(session, conversation_id, error=error, now=clock())
        with self._writing.begin() as session:
            return store_transcript(
                session, conversation_id, transcript=transcript, settings=self._settings, now=clock()
            )

    def _teller(self, conversation_id: int) -> Callable[[int, int], None]:
        """Return a report that writes how far the work is every few seconds."""
        told = time.monotonic()

        def tell(done_ms: int, total_ms: int) -> None:
            nonlocal told
            if time.monotonic() - told < _TELL_SECONDS:
                return
            told = time.monotonic()
            recording = tables.Recording
            with self._writing.begin() as session:
                session.execute(
                    update(recording)
                    .where(recording.conversation_id == conversation_id)
                    .values(progress_ms=done_ms, progress_total_ms=total_ms)
                )

        return tell


class StoredPieces:
    """The finished pieces of one call, in the database: a worker on any machine goes on where another was killed."""

    def __init__(self, conversation_id: int, *, reading: Sessions, writing: Sessions) -> None:
        self._conversation_id, self._reading, self._writing = conversation_id, reading, writing

    def read(self, key: str) -> Mapping[str, Any] | None:
        """Return what was heard in a piece; None where it is not finished."""
        row = tables.TranscriptPiece
        with self._reading() as session:
            heard: dict[str, Any] | None = session.scalar(
                select(row.heard).where(row.conversation_id == self._conversation_id, row.key == key)
            )
        return heard

    def keep(self, key: str, heard: Mapping[str, Any]) -> None:
        """Keep a finished piece; one that is there stays."""
        row = tables.TranscriptPiece
        with self._writing.begin() as session:
            known = select(row.id).where(row.conversation_id == self._conversation_id, row.key == key)
            if session.scalar(known) is None:
                session.add(row(conversation_id=self._conversation_id, key=key, heard=dict(heard)))
