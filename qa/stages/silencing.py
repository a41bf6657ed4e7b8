"""Has the copies made that people hear of calls in which a secret is said, and destroys originals that are not kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa import registry
from qa.domain.call import Stretch
from qa.settings import Settings
from qa.store import tables
from qa.store.session import Sessions


@dataclass(frozen=True, slots=True)
class ToSilence:
    """A recording whose copy is to be made."""

    recording_id: int
    original: Path
    copy: Path
    stretches: tuple[Stretch, ...]


def recordings_to_silence(session: Session, *, settings: Settings, limit: int = 20) -> tuple[ToSilence, ...]:
    """Return recordings in which a secret is said and whose copy is not made yet."""
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
    """Make the copies that are due, with no transaction open meanwhile; return how many."""
    with reading() as session:
        due = recordings_to_silence(session, settings=settings)
    made = 0
    for one in due:
        if not one.original.is_file():
            continue
        registry.silencer()(one.original, one.copy, stretches=one.stretches)
        with writing.begin() as session:
            row = tables.Recording
            session.execute(update(row).where(row.id == one.recording_id).values(waits_for_silencing=False))
        if not settings.keeps_originals:
            one.original.unlink(missing_ok=True)
        made += 1
    return made


def kept_path(recording: tables.Recording, home: Path) -> Path:
    """Return where the original lies."""
    return home / str(recording.sha256)[:2] / f"{recording.sha256}{recording.suffix or ''}"


def silenced_path(recording: tables.Recording, home: Path) -> Path:
    """Return where the copy lies that people hear: one for each call, since two may hide different stretches."""
    return home / str(recording.sha256)[:2] / f"{recording.sha256}.{recording.conversation_id}.silenced.flac"
