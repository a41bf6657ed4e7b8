"""The tags a note can be given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from qa.errors import UnknownNameError
from qa.store import tables


def tags_to_choose(session: Session) -> Sequence[tables.Tag]:
    """Return the tags a note can be given, by name."""
    tag = tables.Tag
    return session.scalars(select(tag).where(tag.is_active).order_by(func.lower(tag.name))).all()


def tag_note(session: Session, annotation_id: int, *, tags: Iterable[int]) -> None:
    """Give a note its tags. Raises UnknownNameError for one that is not on the list."""
    wanted = sorted(set(tags))
    if not wanted:
        return
    known = {one.id: one.name for one in tags_to_choose(session)}
    for tag_id in wanted:
        if tag_id not in known:
            raise UnknownNameError("tag", str(tag_id), known=known.values())
    session.execute(
        insert(tables.AnnotationTag), [{"annotation_id": annotation_id, "tag_id": tag_id} for tag_id in wanted]
    )
