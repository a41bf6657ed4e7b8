"""Tells people of what happened: one notice each, read in the page or by e-mail; and webhooks, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.notices import kind_named
from qa.stages.blindness import still_to_calibrate, still_to_review
from qa.stages.webhooks.enqueueing import enqueue_event
from qa.store import tables
from qa.store.tables import UserRole


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
    leads to, `subject` and `subject_id` say which row it is about. A kind that tells a verdict on a conversation is
    not left for those who are still to rate that conversation blind.
    """
    ids = sorted(set(users))
    if kind_named(kind).tells_verdict and subject == "conversation":
        ids = [one for one in ids if not _is_still_to_rate(session, one, subject_id)]
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
    enqueue_event(session, kind=kind, subject=subject, subject_id=subject_id, now=now)
    session.flush()
    return len(ids)


def users_with(session: Session, *roles: UserRole) -> list[int]:
    """Return the ids of the active users of these roles."""
    user = tables.User
    return list(session.scalars(select(user.id).where(user.is_active, user.role.in_(roles)).order_by(user.id)))


def _is_still_to_rate(session: Session, user_id: int, conversation_id: int) -> bool:
    one = (conversation_id,)
    return bool(still_to_review(session, user_id, one) or still_to_calibrate(session, user_id, one))
