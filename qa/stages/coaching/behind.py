"""The conversations behind a figure of coaching, each with the feedback on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages.blindness import is_still_to_rate
from qa.stages.coaching.counting import Between, Counted, read_counted
from qa.store import tables


@dataclass(frozen=True, slots=True)
class BehindLine:
    """One rated conversation. `use` is `counted`, `chosen` (somebody chose it) or `elsewhere` (not the agent's doing).

    An agent is not told `use`: none of their reviews is to look lighter than another.
    """

    feedback_id: int
    channel: str
    external_id: str
    subject: object
    started_at: datetime
    is_passed: bool
    use: str


def read_behind(
    session: Session, agent_id: int, criterion: str, *, rubric_name: str, between: Between, viewer_id: int
) -> Sequence[BehindLine]:
    """Return what an agent's figure of a criterion rests on, newest first, save what the viewer is still to rate."""
    counted = read_counted(session, rubric_name=rubric_name, agent_id=agent_id, criterion=criterion, between=between)
    found = _feedback(session, [one.conversation_id for one in counted], viewer_id=viewer_id)
    lines = [
        BehindLine(
            feedback_id=feedback_id,
            channel=conversation.channel,
            external_id=conversation.external_id,
            subject=conversation.subject,
            started_at=one.started_at,
            is_passed=one.is_passed,
            use=_use(one),
        )
        for one in counted
        if one.conversation_id in found
        for feedback_id, conversation in (found[one.conversation_id],)
    ]
    return sorted(lines, key=lambda line: (line.started_at, line.feedback_id), reverse=True)


def _feedback(session: Session, ids: Sequence[int], *, viewer_id: int) -> Mapping[int, tuple[int, tables.Conversation]]:
    """Return the first feedback on each conversation."""
    feedback, review, conversation = tables.Feedback, tables.Review, tables.Conversation
    rows = session.execute(
        select(feedback.id, conversation)
        .join(review, review.id == feedback.review_id)
        .join(conversation, conversation.id == review.conversation_id)
        .where(review.conversation_id.in_(ids), ~is_still_to_rate(review.conversation_id, viewer_id))
        .order_by(feedback.id.desc())
    )
    return {row.Conversation.id: (row.id, row.Conversation) for row in rows}


def _use(one: Counted) -> str:
    if one.is_elsewhere:
        return "elsewhere"
    return "counted" if one.drawn is not None else "chosen"
