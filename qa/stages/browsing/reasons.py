"""Finding conversations by why the customer wrote."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qa.store import tables

NOT_KNOWN = "not-known"
"""Asks for conversations whose reason nothing has told yet."""

_FEW = 1000


def on_reason(session: Session, reason: str, *, is_list: bool) -> ColumnElement[bool]:
    """Meet a reason of contact, or NOT_KNOWN.

    Few ids are looked up. Where there are many, the first rows of a list are found soonest by asking row by row,
    and a whole count by keeping the ids beside.
    """
    insight, row = tables.Insight, tables.Conversation
    if reason == NOT_KNOWN:
        told = select(insight.id).where(insight.conversation_id == row.id, insight.reason.is_not(None))
        return ~told.exists()
    ids = select(insight.conversation_id).where(insight.reason == reason)
    few = session.scalars(ids.limit(_FEW + 1)).all()
    if len(few) <= _FEW:
        return row.id.in_(few)
    return ids.where(insight.conversation_id == row.id).exists() if is_list else row.id.in_(ids)
