"""The company's own list of tags, and the notes that carry them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError, ReviewError
from qa.stages.blindness import is_still_to_rate
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

LONGEST = 60
PAGE = 50


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag of the list and how many notes of submitted reviews carry it."""

    id: int
    name: str
    is_active: bool
    notes: int


@dataclass(frozen=True, slots=True)
class TaggedNote:
    """A note with a tag, and where it is from."""

    review_id: int
    conversation: tables.Conversation
    agent: str | None
    criterion: str | None
    quote: str
    start_ms: int | None
    comment: str
    is_strength: bool
    rubric_id: int


def list_tags(session: Session) -> tuple[TagLine, ...]:
    """Return the whole list with how often each tag was used in submitted reviews."""
    tag, link, note, review = tables.Tag, tables.AnnotationTag, tables.Annotation, tables.Review
    used = (
        select(link.tag_id, func.count(link.id).label("n"))
        .join(note, note.id == link.annotation_id)
        .join(review, review.id == note.review_id)
        .where(review.kind == ReviewKind.QUALITY, review.status != ReviewStatus.DRAFT)
        .group_by(link.tag_id)
        .subquery()
    )
    rows = session.execute(
        select(tag.id, tag.name, tag.is_active, func.coalesce(used.c.n, 0))
        .outerjoin(used, used.c.tag_id == tag.id)
        .order_by(tag.is_active.desc(), func.lower(tag.name))
    )
    return tuple(TagLine(*row) for row in rows)


def add_tag(session: Session, name: str, *, now: datetime) -> tables.Tag:
    """Put a tag on the list, or back on it. Raises ReviewError for an empty, long or double name."""
    wanted = " ".join(name.split())
    if not 1 <= len(wanted) <= LONGEST:
        raise ReviewError("A tag has 1 to %(most)s characters, not %(count)s.", most=LONGEST, count=len(wanted))
    tag = tables.Tag
    known = session.scalars(select(tag).where(func.lower(tag.name) == wanted.lower())).one_or_none()
    if known is not None and known.is_active:
        raise ReviewError("The tag “%(name)s” is on the list already.", name=known.name)
    row = known or tag(name=wanted, created_at=now)
    row.is_active = True
    session.add(row)
    session.flush()
    return row


def retire_tag(session: Session, tag_id: int) -> tables.Tag:
    """Take a tag off the list; notes that have it keep it. Raises NotFoundError."""
    row = session.get(tables.Tag, tag_id)
    if row is None:
        raise NotFoundError("tag", tag_id)
    row.is_active = False
    session.flush()
    return row


def list_tagged(session: Session, tag_id: int, *, reader_id: int, page: int = 1) -> tuple[Sequence[TaggedNote], bool]:
    """Return one page of the notes with a tag, newest first, and whether there is another.

    Only of submitted reviews, and none of a conversation the reader is still to rate.
    """
    link, note, review, conversation, agent = (
        tables.AnnotationTag,
        tables.Annotation,
        tables.Review,
        tables.Conversation,
        tables.Agent,
    )
    rows = session.execute(
        select(note, review, conversation, agent.name)
        .join(link, link.annotation_id == note.id)
        .join(review, review.id == note.review_id)
        .join(conversation, conversation.id == review.conversation_id)
        .outerjoin(agent, agent.id == conversation.agent_id)
        .where(
            link.tag_id == tag_id,
            review.kind == ReviewKind.QUALITY,
            review.status != ReviewStatus.DRAFT,
            ~is_still_to_rate(conversation.id, reader_id),
        )
        .order_by(note.id.desc())
        .limit(PAGE + 1)
        .offset(PAGE * (page - 1))
    ).all()
    return [_tagged(*row) for row in rows[:PAGE]], len(rows) > PAGE


def _tagged(
    note: tables.Annotation, review: tables.Review, conversation: tables.Conversation, agent: str | None
) -> TaggedNote:
    return TaggedNote(
        review_id=review.id,
        conversation=conversation,
        agent=agent,
        criterion=note.criterion,
        quote=note.quote,
        start_ms=note.start_ms if note.message_position is None else None,
        comment=note.comment,
        is_strength=note.is_strength,
        rubric_id=review.rubric_id,
    )
