"""Pins notes to words of a message or to a stretch of sound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError, ReviewError, UnknownNameError
from qa.stages.reviewing.drafts import Draft, open_draft, touch
from qa.stages.reviewing.rubrics import criteria_for
from qa.stages.reviewing.spoken import spoken_between
from qa.stages.reviewing.tags import tag_note
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Pin:
    """A note and where it goes: `message`, `start`, `end` (code points) or `start_ms`, `end_ms`."""

    message: int | None = None
    start: int | None = None
    end: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    criterion: str | None = None
    comment: str = ""
    is_strength: bool = False
    tags: tuple[int, ...] = ()


def annotate(session: Session, review_id: int, pin: Pin, *, reviewer_id: int, now: datetime) -> tables.Annotation:
    """Pin a note; its quote is cut from the stored message, never taken from the caller.

    Raises ReviewError for a place that does not exist, UnknownNameError for an unknown
    criterion or a tag that is not on the company's list, NotFoundError and ReviewError as `open_draft`.
    """
    draft = open_draft(session, review_id, reviewer_id=reviewer_id)
    known = [one.id for one in criteria_for(draft.rubric, draft.channel)]
    if pin.criterion and pin.criterion not in known:
        raise UnknownNameError("criterion", pin.criterion, known=known)
    if pin.message is None:
        _refuse_bad_stretch(session, draft, pin)
        placed = _Placed(start_ms=pin.start_ms, end_ms=pin.end_ms)
    else:
        placed = _words(session, draft, pin)
    annotation = tables.Annotation(
        review_id=review_id,
        criterion=pin.criterion or None,
        message_position=pin.message,
        start=placed.start,
        end=placed.end,
        quote=placed.quote,
        start_ms=placed.start_ms,
        end_ms=placed.end_ms,
        comment=pin.comment.strip(),
        is_strength=pin.is_strength,
        created_at=now,
    )
    session.add(annotation)
    session.flush()
    tag_note(session, annotation.id, tags=pin.tags)
    touch(session, review_id, now=now)
    return annotation


def remove_annotation(
    session: Session, review_id: int, annotation_id: int, *, reviewer_id: int, now: datetime
) -> tables.Annotation:
    """Take a note away and return what it was. Raises NotFoundError when it is not of this review."""
    open_draft(session, review_id, reviewer_id=reviewer_id)
    annotation = session.get(tables.Annotation, annotation_id)
    if annotation is None or annotation.review_id != review_id:
        raise NotFoundError("annotation", annotation_id)
    session.delete(annotation)
    session.flush()
    touch(session, review_id, now=now)
    return annotation


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a note ends up."""

    start: int | None = None
    end: int | None = None
    quote: str = ""
    start_ms: int | None = None
    end_ms: int | None = None


def _words(session: Session, draft: Draft, pin: Pin) -> _Placed:
    message = tables.Message
    row = session.execute(
        select(message.text, message.words).where(
            message.conversation_id == draft.conversation_id, message.position == pin.message
        )
    ).one_or_none()
    if row is None:
        raise ReviewError("The conversation has no message %(message)s.", message=pin.message)
    text: str = row.text
    start, end = pin.start or 0, len(text) if pin.end is None else pin.end
    if not 0 <= start < end <= len(text):
        raise ReviewError(
            "Message %(message)s has characters 0 to %(count)s, not %(start)s to %(end)s.",
            message=pin.message,
            count=len(text),
            start=start,
            end=end,
        )
    start_ms, end_ms = spoken_between(text, row.words, start, end) or (None, None)
    return _Placed(start, end, text[start:end], start_ms, end_ms)


def _refuse_bad_stretch(session: Session, draft: Draft, pin: Pin) -> None:
    """Raise ReviewError unless the pin names a stretch inside the call's recording."""
    if pin.start_ms is None or pin.end_ms is None:
        raise ReviewError("A note needs words of a message or a stretch of sound to be pinned to.")
    recording = tables.Recording
    duration = session.scalar(select(recording.duration_ms).where(recording.conversation_id == draft.conversation_id))
    if duration is None:
        raise ReviewError("This conversation has no recording to pin a note to.")
    if not 0 <= pin.start_ms < pin.end_ms <= duration:
        raise ReviewError(
            "The recording lasts %(duration)s ms; %(start_ms)s to %(end_ms)s ms is not inside it.",
            duration=duration,
            start_ms=pin.start_ms,
            end_ms=pin.end_ms,
        )
