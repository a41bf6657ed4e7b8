"""Tells people of what happened: one notice each, read in the page or by e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from qa.store import tables


def notify(  # noqa: PLR0913 - each is a field of the row
    session: Session,
    *,
    users: Iterable[int],
    kind: str,
    subject: str,
    subject_id: int,
    path: str,
    details: Mapping[str, str | int | float] | None = None,
    now: datetime,
) -> int:
    """Leave a notice for each of `users`, each once; return how many.

    `kind` names the words, `details` fills them (names and numbers, never customer text), `path` is the page it
    leads to, `subject` and `subject_id` say which row it is about.
    """
    ids = sorted(set(users))
    session.add_all(
        tables.Notice(
            user_id=user_id,
            kind=kind,
            subject=subject,
            subject_id=subject_id,
            path=path,
            details=dict(details or {}),
            created_at=now,
        )
        for user_id in ids
    )
    session.flush()
    return len(ids)
