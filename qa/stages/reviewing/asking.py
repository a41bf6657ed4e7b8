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
    session: Session,
    conversation: tables.Conversation,
    *,
    rubric_id: int,
    sample: tables.Sample | None,
    chosen: Scorecard | None = None,
) -> dict[str, Any] | None:
    """Return what a review begun now keeps of the scorecard that fits, None where it is about all criteria.

    The scorecards are those its sample was drawn with, as they were then; without a sample it is the one the reviewer
    has `chosen`. A conversation that none of them is meant for is rated by all criteria.
    """
    scorecard = _of_sample(session, conversation, sample) if sample else chosen
    if scorecard is None:
        return None
    criteria = criteria_for(rubric_of(session, rubric_id), conversation.channel)
    if not any(one.id in scorecard.criteria for one in criteria):
        return None  # a scorecard of another rubric: nothing of it is left
    pinned = pinned_criteria(scorecard, criteria)
    return {"id": scorecard.id, "name": scorecard.name, "version": scorecard.version, "criteria": list(pinned)}


def known_reason(session: Session, conversation: tables.Conversation) -> str | None:
    """Return why the customer wrote: read from the words, else as the source gave it; None where nothing tells."""
    reason = session.scalar(select(tables.Insight.reason).where(tables.Insight.conversation_id == conversation.id))
    return reason or conversation.reason


def _of_sample(session: Session, conversation: tables.Conversation, sample: tables.Sample) -> Scorecard | None:
    if not sample.scorecards:
        return None
    offered = [Scorecard.from_json(one) for one in sample.scorecards]
    return choose_scorecard(offered, channel=conversation.channel, reason=known_reason(session, conversation))
