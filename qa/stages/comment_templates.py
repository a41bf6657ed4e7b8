"""Comments that reviewers reuse: kept by coaches, by criterion and language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import NotFoundError, ReviewError
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.store import tables

LONGEST = 1000
LANGUAGES = ("pl", "en", "pt", "ar", "th")


def list_templates(
    session: Session, *, criteria: Collection[str] | None = None, language: str | None = None
) -> Sequence[tables.CommentTemplate]:
    """Return the comments for those criteria (all without), those in `language` first."""
    row = tables.CommentTemplate
    query = select(row).order_by(row.criterion, row.language != (language or ""), row.language, row.id)
    if criteria is not None:
        query = query.where(row.criterion.in_(criteria))
    return session.scalars(query).all()


def add_template(
    session: Session, text: str, *, criterion: str, language: str, user_id: int, now: datetime
) -> tables.CommentTemplate:
    """Keep a comment. Raises ReviewError for an empty or long text, a language or criterion that is not known."""
    wanted = text.strip()
    if not 1 <= len(wanted) <= LONGEST:
        raise ReviewError(
            "A comment to reuse has 1 to %(most)s characters, not %(count)s.", most=LONGEST, count=len(wanted)
        )
    if language not in LANGUAGES:
        raise ReviewError(
            "Unknown language “%(language)s”. Known: %(known)s.", language=language, known=", ".join(LANGUAGES)
        )
    known = [one.id for one in rubric_of(session, active_rubric_id(session)).criteria]
    if criterion not in known:
        raise ReviewError(
            "Unknown criterion “%(criterion)s”. Known: %(known)s.", criterion=criterion, known=", ".join(known)
        )
    row = tables.CommentTemplate(
        criterion=criterion, language=language, text=wanted, created_by_id=user_id, updated_at=now
    )
    session.add(row)
    session.flush()
    return row


def remove_template(session: Session, template_id: int) -> None:
    """Forget a comment; where it was used it stays. Raises NotFoundError."""
    row = session.get(tables.CommentTemplate, template_id)
    if row is None:
        raise NotFoundError("comment to reuse", template_id)
    session.delete(row)
    session.flush()
