"""Reminds reviewers of what they should have reviewed by now."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.notices import notify
from qa.stages.sampling.assigning import due_at
from qa.store import tables

OVERDUE = "assignment_overdue"


def remind_overdue(session: Session, settings: Settings, now: datetime) -> int:
    """Tell each reviewer once of what they should have reviewed by now; return how many conversations that are."""
    row, sample, user = tables.Assignment, tables.Sample, tables.User
    due = due_at()
    late = session.execute(
        select(row.id, row.reviewer_id, sample.id.label("sample_id"), sample.name, due.label("due"))
        .join(sample, sample.id == row.sample_id)
        .join(user, user.id == row.reviewer_id)
        .where(row.finished_at.is_(None), row.reminded_at.is_(None), due < now, user.is_active)
    ).all()
    counts = Counter((one.reviewer_id, one.sample_id) for one in late)
    first = {(one.reviewer_id, one.sample_id): one for one in reversed(late)}
    for (reviewer, sample_id), count in sorted(counts.items()):
        told = first[reviewer, sample_id]
        notify(
            session,
            users=[reviewer],
            kind=OVERDUE,
            subject="sample",
            subject_id=sample_id,
            path="/",
            details={"count": count, "sample": told.name, "due": told.due.isoformat()},
            now=now,
        )
    session.execute(update(row).where(row.id.in_([one.id for one in late])).values(reminded_at=now))
    return len(late)
