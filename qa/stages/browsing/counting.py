"""Counts that stay cheap however large the database is: they stop at a cap and say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from qa.stages.browsing.filters import ConversationFilters, conditions_of, outcomes_of
from qa.stages.browsing.hiding import left_out
from qa.stages.browsing.order import Sort
from qa.store import tables

CAP = 10_000


@dataclass(frozen=True, slots=True)
class CappedCount:
    """How many there are; `is_capped` when there are more than `value`."""

    value: int
    is_capped: bool = False


def count_conversations(
    session: Session,
    filters: ConversationFilters,
    *,
    zone: ZoneInfo,
    reader_id: int | None = None,
    sort: Sort | None = None,
) -> CappedCount:
    """Count the conversations the filters mean, up to the cap; without what a list by verdict leaves out."""
    hidden = left_out(session, filters, reader_id=reader_id, sort=sort)
    if filters == ConversationFilters(criterion=filters.criterion, verdict=filters.verdict) and filters.criterion:
        judged = outcomes_of(session, filters.criterion, filters.verdict or "fail").distinct()
        return count_rows(session, judged.where(tables.Outcome.conversation_id.not_in(hidden)) if hidden else judged)
    wanted = select(tables.Conversation.id).where(*conditions_of(session, filters, zone=zone))
    return count_rows(session, wanted.where(tables.Conversation.id.not_in(hidden)) if hidden else wanted)


def count_rows(session: Session, rows: Select[int]) -> CappedCount:
    """Count what a select gives, up to the cap."""
    return count_several(session, [rows])[0]


def count_several(session: Session, several: Sequence[Select[int]]) -> list[CappedCount]:
    """Count what each select gives, up to the cap, in one query."""
    counts = (select(func.count()).select_from(rows.limit(CAP + 1).subquery()).scalar_subquery() for rows in several)
    found = session.execute(select(*counts)).one()
    return [CappedCount(value=min(number, CAP), is_capped=number > CAP) for number in found]
