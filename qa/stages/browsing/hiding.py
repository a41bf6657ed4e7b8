"""What a list may not tell its reader: verdicts on conversations that they are still to rate blind."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from qa.stages.blindness import still_to_calibrate
from qa.stages.browsing.filters import ConversationFilters
from qa.stages.browsing.order import Sort
from qa.store import tables


def blind_conversations(session: Session, reviewer_id: int, ids: Sequence[int] | None = None) -> frozenset[int]:
    """Return which of those the reviewer still has to rate without having seen the machine's verdicts; None: of all."""
    assignment, review = tables.Assignment, tables.Review
    open_ones = (
        select(assignment.conversation_id)
        .join(tables.Sample, tables.Sample.id == assignment.sample_id)
        .where(
            _among(assignment.conversation_id, ids),
            assignment.reviewer_id == reviewer_id,
            assignment.finished_at.is_(None),
            tables.Sample.is_blind | assignment.is_repeat,
        )
    )
    begun = select(review.conversation_id).where(
        _among(review.conversation_id, ids),
        review.reviewer_id == reviewer_id,
        review.status == tables.ReviewStatus.DRAFT,
        review.is_blind,
    )
    return (
        frozenset(session.scalars(open_ones))
        | frozenset(session.scalars(begun))
        | still_to_calibrate(session, reviewer_id, ids)
    )


def tells_verdicts(filters: ConversationFilters, *, sort: Sort | None = None) -> bool:
    """Tell whether being in a list, or one's place in it, says what the machine found."""
    asked = (filters.score_min, filters.score_max, filters.criterion, filters.verdict)
    return any(value is not None for value in asked) or (sort is not None and sort.is_by_score)


def left_out(
    session: Session, filters: ConversationFilters, *, reader_id: int | None, sort: Sort | None = None
) -> frozenset[int]:
    """Return the conversations that the list must not hold for this reader; nobody (None) rates anything."""
    if reader_id is None or not tells_verdicts(filters, sort=sort):
        return frozenset()
    return blind_conversations(session, reader_id)


def _among(column: InstrumentedAttribute[int], ids: Sequence[int] | None) -> ColumnElement[bool]:
    return true() if ids is None else column.in_(ids)
