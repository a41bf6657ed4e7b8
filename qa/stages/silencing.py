"""Has the copies made that people hear: of calls in which a secret is said, and of sound that no browser plays.

Originals in which a secret is said are destroyed where they are not to be kept.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa import registry
from qa.domain.call import Stretch
from qa.domain.playing import plays_in_browsers
from qa.errors import AudioError
from qa.importers._sound import TRANSCRIPTS
from qa.settings import Settings
from qa.store import tables
from qa.store.session import Sessions

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ToSilence:
    """A recording whose copy is to be made."""

    recording_id: int
    original: Path
    copy: Path
    stretches: tuple[Stretch, ...]


def recordings_to_silence(session: Session, *, settings: Settings, limit: int = 20) -> tuple[ToSilence, ...]:
    """Return recordings whose copy is not made yet."""
    row = tables.Recording
    rows = session.scalars(
        select(row).where(row.waits_for_silencing, row.sha256.is_not(None)).order_by(row.id).limit(limit)
    )
    return tuple(
        ToSilence(
            recording_id=one.id,
            original=kept_path(one, settings.recordings_home),
            copy=silenced_path(one, settings.recordings_home),
            stretches=tuple(Stretch(start, end) for start, end in one.silenced or ()),
        )
        for one in rows
    )


def silence_due(reading: Sessions, writing: Sessions, *, settings: Settings) -> int:
    """Make the copies that are due, with no transaction open meanwhile; return how many.

    Sound that cannot be read stays without a copy, and is not heard; where writing fails, it is tried again.
    """
    with reading() as session:
        due = recordings_to_silence(session, settings=settings)
    made = 0
    for one in due:
        if not one.original.is_file():
            continue
        try:
            registry.silencer()(one.original, one.copy, stretches=one.stretches)
            made += 1
        except AudioError as error:
            logger.warning("Recording %d has no copy to be heard: it %s", one.recording_id, error.problem)
        except OSError:
            logger.exception("The copy of recording %d could not be written; it is tried again", one.recording_id)
            continue
        with writing.begin() as session:
            row = tables.Recording
            session.execute(update(row).where(row.id == one.recording_id).values(waits_for_silencing=False))
        if one.stretches and not settings.keeps_originals:
            _destroy(one.original)
    return made


def _destroy(original: Path) -> None:
    """Delete a recording and the transcripts that came with it: they say the secret too."""
    for path in (original, *(original.with_suffix(suffix) for suffix in TRANSCRIPTS)):
        path.unlink(missing_ok=True)


def needs_copy(recording: tables.Recording) -> bool:
    """Tell whether people hear a copy: where a secret is said, or where browsers do not play the recording."""
    codec = (recording.settings or {}).get("codec")
    return bool(recording.silenced) or not plays_in_browsers(recording.suffix, codec=codec)


def kept_path(recording: tables.Recording, home: Path) -> Path:
    """Return where the original lies."""
    return home / str(recording.sha256)[:2] / f"{recording.sha256}{recording.suffix or ''}"


def silenced_path(recording: tables.Recording, home: Path) -> Path:
    """Return where the copy lies that people hear: one for each call, since two may hide different stretches."""
    return home / str(recording.sha256)[:2] / f"{recording.sha256}.{recording.conversation_id}.silenced.flac"
