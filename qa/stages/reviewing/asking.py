"""Which criteria a review is about: all of its rubric's, or those of the short scorecard it was begun with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.domain.scorecard import Scorecard, asked_criteria, choose_scorecard, pinned_criteria
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.store import tables


def asked_of(
    pinned: tables.Review | dict[str, Any] | None, criteria: Iterable[Criterion], ratings: Iterable[tables.Rating]
) -> tuple[Criterion, ...]:
    """Return the criteria of a review: all without a scorecard, else what it asks and what was rated beside it.

    `pinned` is the review, or what it keeps of its scorecard.
    """
    kept = pinned.scorecard if isinstance(pinned, tables.Review) else pinned
    rated = {one.criterion for one in ratings if one.verdict != Verdict.NEEDS_HUMAN.value}
    return asked_criteria(criteria, pinned=frozenset(kept["criteria"]) if kept else None, rated=rated)


def pin_scorecard(
    session: Session, conversation: tables.Conversation, *, rubric_id: int, sample: tables.Sample | None
) -> dict[str, Any] | None:
    """Return what a review begun now keeps of the scorecard that fits, None where it is about all criteria.

    The scorecards are those its sample was drawn with, as they were then. A conversation that none of them is meant
    for is rated by all criteria.
    """
    offered = [Scorecard.from_json(one) for one in sample.scorecards] if sample and sample.scorecards else []
    if not offered:
        return None
    reason = session.scalar(select(tables.Insight.reason).where(tables.Insight.conversation_id == conversation.id))
    chosen = choose_scorecard(offered, channel=conversation.channel, reason=reason or conversation.reason)
    if chosen is None:
        return None
    criteria = criteria_for(rubric_of(session, rubric_id), conversation.channel)
    if not any(one.id in chosen.criteria for one in criteria):
        return None  # a scorecard of another rubric: nothing of it is left
    pinned = pinned_criteria(chosen, criteria)
    return {"id": chosen.id, "name": chosen.name, "version": chosen.version, "criteria": list(pinned)}
