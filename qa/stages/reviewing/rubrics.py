"""The rubric a review is made with, read from its row once and kept by content hash."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.conversation import Channel
from qa.domain.rubric import Criterion, Rubric
from qa.errors import ReviewError
from qa.rubric.load import parse_rubric
from qa.store import tables

_KEPT = 16
_rubrics: dict[str, Rubric] = {}


def rubric_of(session: Session, rubric_id: int) -> Rubric:
    """Return the rubric of that row; its text is read and parsed only the first time.

    Which content a row has is asked once in a session.
    """
    known: dict[int, Rubric] = session.info.setdefault("rubrics", {})
    if rubric_id not in known:
        known[rubric_id] = _read(session, rubric_id)
    return known[rubric_id]


def active_rubric_id(session: Session) -> int:
    """Return the row id of the newest rubric in force. Raises ReviewError when there is none."""
    rubric = tables.Rubric
    found = session.scalar(select(rubric.id).where(rubric.is_active).order_by(rubric.id.desc()).limit(1))
    if found is None:
        raise ReviewError("No rubric is loaded. Load one with `qa check` or `qa rubric`, then review.")
    return found


def criteria_for(rubric: Rubric, channel: str) -> tuple[Criterion, ...]:
    """Return the criteria that people rate in a conversation of that channel, in the rubric's order."""
    wanted = Channel(channel)
    return tuple(one for one in rubric.criteria if not one.channels or wanted in one.channels)


def _read(session: Session, rubric_id: int) -> Rubric:
    rubric = tables.Rubric
    content_hash = session.scalars(select(rubric.content_hash).where(rubric.id == rubric_id)).one()
    if content_hash not in _rubrics:
        row = session.execute(select(rubric.yaml, rubric.name).where(rubric.id == rubric_id)).one()
        while len(_rubrics) >= _KEPT:
            _rubrics.pop(next(iter(_rubrics)))
        _rubrics[content_hash] = parse_rubric(row.yaml, f"{row.name}.yaml")
    return _rubrics[content_hash]
