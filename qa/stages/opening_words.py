"""The customer's first words, by which a conversation without a subject is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.conversation import Role
from qa.store import tables


def opening_words(session: Session, ids: Iterable[int]) -> Mapping[int, str]:
    """Return by conversation what its customer said first; those whose customer said nothing are left out."""
    message = tables.Message
    first = (
        select(message.conversation_id, func.min(message.position).label("position"))
        .where(
            message.conversation_id.in_(list(ids)),
            message.role == Role.CUSTOMER.value,
            message.is_internal.is_(False),
            message.text != "",
        )
        .group_by(message.conversation_id)
        .subquery()
    )
    rows = session.execute(
        select(message.conversation_id, message.text).join(
            first, (message.conversation_id == first.c.conversation_id) & (message.position == first.c.position)
        )
    )
    return {one.conversation_id: one.text for one in rows}
