"""The list of samples with how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from qa.store import tables


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sample with how far its reviews are. `size` counts all that was drawn, `left_out` those nobody reviews."""

    id: int
    name: str
    design: str
    stratify_by: str | None
    size: int
    frame_size: int
    created_at: datetime
    created_by: str | None
    due_at: datetime | None
    assigned: int
    finished: int
    left_out: int
    random: int

    def is_late(self, now: datetime) -> bool:
        """Tell whether it should have been reviewed by now."""
        return self.due_at is not None and self.due_at < now and self.finished < self.assigned


def list_samples(session: Session, *, limit: int = 100) -> tuple[SampleLine, ...]:
    """Return the newest samples."""
    rows = session.scalars(
        select(tables.Sample)
        .options(joinedload(tables.Sample.created_by))
        .order_by(tables.Sample.id.desc())
        .limit(limit)
    ).all()
    return lines_of(session, rows)


def lines_of(session: Session, rows: Sequence[tables.Sample]) -> tuple[SampleLine, ...]:
    """Return the lines of samples that were read with who drew them."""
    ids = [row.id for row in rows]
    given, picked = _given(session, ids), _picked(session, ids)
    return tuple(
        SampleLine(
            id=row.id,
            name=row.name,
            design=row.design,
            stratify_by=row.stratify_by,
            size=row.size,
            frame_size=row.frame_size,
            created_at=row.created_at,
            created_by=row.created_by.name if row.created_by else None,
            due_at=row.due_at,
            assigned=given.get(row.id, (0, 0))[0],
            finished=given.get(row.id, (0, 0))[1],
            left_out=picked.get(row.id, (0, 0))[0],
            random=picked.get(row.id, (0, 0))[1],
        )
        for row in rows
    )


def _given(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    row = tables.Assignment
    counts = session.execute(
        select(row.sample_id, func.count(row.id), func.count(row.finished_at))
        .where(row.sample_id.in_(ids), row.is_repeat.is_(False))
        .group_by(row.sample_id)
    )
    return {sample_id: (assigned, finished) for sample_id, assigned, finished in counts}


def _picked(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    row = tables.SamplePick
    plain = func.count(row.id).filter(row.is_plain_random, row.replaces_id.is_(None))
    counts = session.execute(
        select(row.sample_id, func.count(row.left_out_at), plain).where(row.sample_id.in_(ids)).group_by(row.sample_id)
    )
    return {sample_id: (left_out, random) for sample_id, left_out, random in counts}
