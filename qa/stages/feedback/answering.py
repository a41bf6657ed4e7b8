"""What an agent does with a feedback: acknowledge it and ask back; what the reviewer answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from qa.errors import ReviewError
from qa.stages.feedback.reading import Scope, find_feedback
from qa.stages.feedback.telling import tell_commented
from qa.stages.notices.reading import settle_notices
from qa.stages.notices.settling import Work, settle_work
from qa.store import tables

LONGEST_COMMENT = 5000


def acknowledge_feedback(session: Session, feedback_id: int, *, agent_id: int, user_id: int, now: datetime) -> None:
    """Note that the agent has read it, and with it the notices about it; a second time changes nothing.

    Raises NotFoundError for another's.
    """
    feedback = find_feedback(session, feedback_id, Scope(agent_id=agent_id))
    if feedback.acknowledged_at is not None:
        return
    feedback.acknowledged_at = now
    settle_notices(session, user_id, subject="feedback", subject_id=feedback_id, now=now)
    settle_work(session, Work(("feedback_unacknowledged",), "feedback", feedback_id), now=now)
    session.add(
        tables.AuditEvent(
            at=now, user_id=user_id, action="feedback.acknowledged", subject="feedback", subject_id=feedback_id
        )
    )
    session.flush()


def comment_feedback(
    session: Session, feedback_id: int, text: str, *, scope: Scope, user_id: int, now: datetime
) -> tables.FeedbackComment:
    """Add a question or an answer. Raises NotFoundError out of scope, ReviewError when empty or too long."""
    feedback = find_feedback(session, feedback_id, scope)
    written = text.strip()
    if not written:
        raise ReviewError("Write something first.")
    if len(written) > LONGEST_COMMENT:
        raise ReviewError(
            "A comment has at most %(most)s characters; this one has %(count)s.",
            most=LONGEST_COMMENT,
            count=len(written),
        )
    comment = tables.FeedbackComment(feedback_id=feedback_id, user_id=user_id, text=written, created_at=now)
    session.add(comment)
    session.flush()
    # An answer answers for all who were asked; a question of the agent's settles only what they were told themself.
    asked = Work(("feedback_commented",), "feedback", feedback_id)
    settle_work(session, asked, now=now, user_id=user_id if scope.agent_id is not None else None)
    tell_commented(session, feedback, user_id=user_id, now=now)
    return comment
