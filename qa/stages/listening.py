"""Who may hear a recording: those who review, and an agent what was published to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError
from qa.stages.silencing import kept_path, needs_copy, silenced_path
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Sound:
    """A kept recording: its file and, where it was decoded, its peaks per channel (0 to 100, 20 a second)."""

    path: Path
    duration_ms: int | None
    peaks: tuple[tuple[int, ...], ...]


def find_sound(session: Session, recording_id: int, *, home: Path, agent_id: int | None = None) -> Sound:
    """Return a recording below `home`; for an agent only of calls they have feedback on or rate themselves.

    Where a secret is said in it, or browsers do not play it, the file is a copy. Raises NotFoundError when there is
    none, the file is gone or not made yet, or it is not theirs; and before the call is transcribed, as nobody knows
    what must not be heard in it.
    """
    recording, review, feedback, user = tables.Recording, tables.Review, tables.Feedback, tables.User
    query = select(recording).where(recording.id == recording_id)
    if agent_id is not None:
        query = query.where(
            select(feedback.id)
            .join(review, review.id == feedback.review_id)
            .where(review.conversation_id == recording.conversation_id, feedback.agent_id == agent_id)
            .exists()
            | select(review.id)
            .join(user, user.id == review.reviewer_id)
            .where(
                review.conversation_id == recording.conversation_id,
                review.kind == tables.ReviewKind.SELF,
                user.agent_id == agent_id,
            )
            .exists()
        )
    row = session.scalars(query).one_or_none()
    if row is None or not row.sha256 or not _has_words(session, row):
        raise NotFoundError("recording", recording_id)
    path = heard_path(row, home)
    if not path.is_file():
        raise NotFoundError("recording", recording_id)
    return Sound(path=path, duration_ms=row.duration_ms, peaks=tuple(tuple(one) for one in row.peaks or ()))


def _has_words(session: Session, recording: tables.Recording) -> bool:
    """Tell whether a call was transcribed, or came with its words."""
    message = tables.Message
    said = select(message.id).where(message.conversation_id == recording.conversation_id).limit(1)
    return recording.engine is not None or session.scalar(said) is not None


def heard_path(recording: tables.Recording, home: Path) -> Path:
    """Return where the sound lies that people hear: the copy where there has to be one, else the original."""
    return silenced_path(recording, home) if needs_copy(recording) else kept_path(recording, home)
