"""Counts that stay cheap however large the database is: they stop at a cap and say so."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from qa.stages.browsing.filters import ConversationFilters, conditions_of, outcomes_of
from qa.store import tables

CAP = 10_000


@dataclass(frozen=True, slots=True)
class CappedCount:
    """How many there are; `is_capped` when there are more than `value`."""

    value: int
    is_capped: bool = False


def count_conversations(session: Session, filters: ConversationFilters, *, zone: ZoneInfo) -> CappedCount:
    """Count the conversations the filters mean, up to the cap."""
    if filters == ConversationFilters(criterion=filters.criterion, verdict=filters.verdict) and filters.criterion:
        return count_rows(session, outcomes_of(session, filters.criterion, filters.verdict or "fail").distinct())
    conditions = conditions_of(session, filters, zone=zone)
    return count_rows(session, select(tables.Conversation.id).where(*conditions))


def count_rows(session: Session, rows: Select[int]) -> CappedCount:
    """Count what a select gives, up to the cap."""
    found = session.scalar(select(func.count()).select_from(rows.limit(CAP + 1).subquery())) or 0
    return CappedCount(value=min(found, CAP), is_capped=found > CAP)
