"""What caused the fails that people found: the agent, or something that is not the agent's to mend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many fails of a criterion had that cause; None where the reviewer said none."""

    criterion: str
    cause: str | None
    fails: int

    @property
    def is_for_agent(self) -> bool:
        """Tell whether these fails stand on the agent's own record."""
        return self.cause in (None, "agent")


def count_causes(
    session: Session, *, since: datetime | None = None, until: datetime | None = None, agent_id: int | None = None
) -> tuple[CauseCount, ...]:
    """Count the fails of submitted reviews by criterion and cause, most first; `since` included, `until` not."""
    rating, review, conversation = tables.Rating, tables.Review, tables.Conversation
    fails = func.count(rating.id)
    query = (
        select(rating.criterion, rating.root_cause, fails)
        .join(review, review.id == rating.review_id)
        .where(
            rating.verdict == Verdict.FAIL.value,
            review.kind == ReviewKind.QUALITY,
            review.status != ReviewStatus.DRAFT,
        )
        .group_by(rating.criterion, rating.root_cause)
        .order_by(fails.desc(), rating.criterion, rating.root_cause)
    )
    if since is not None:
        query = query.where(review.submitted_at >= since)
    if until is not None:
        query = query.where(review.submitted_at < until)
    if agent_id is not None:
        query = query.join(conversation, conversation.id == review.conversation_id).where(
            conversation.agent_id == agent_id
        )
    return tuple(CauseCount(criterion, cause, n) for criterion, cause, n in session.execute(query))
