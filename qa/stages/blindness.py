"""What somebody may not see yet of a conversation, because they are still to rate it blind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select
from sqlalchemy.orm import Session, aliased

from qa.errors import ReviewError
from qa.store import tables
from qa.store.tables import CalibrationState

BLIND_STATES = (CalibrationState.PLAN, CalibrationState.RATING)


def still_to_calibrate(session: Session, user_id: int, ids: Sequence[int] | None) -> frozenset[int]:
    """Return which of those conversations the user rates blind in a calibration session that is not revealed yet.

    With None for `ids`, of all. Nothing of the machine's or of anybody's verdict on them may reach that user,
    their own review included.
    """
    chosen, one, part = tables.CalibrationConversation, tables.CalibrationSession, tables.CalibrationParticipant
    waiting = (
        select(chosen.conversation_id)
        .join(one, one.id == chosen.session_id)
        .join(part, part.session_id == one.id)
        .where(part.user_id == user_id, one.state.in_(BLIND_STATES))
    )
    if ids is not None:
        waiting = waiting.where(chosen.conversation_id.in_(ids))
    return frozenset(session.scalars(waiting))


def refuse_while_calibrating(session: Session, user_id: int, conversation_id: int) -> None:
    """Raise ReviewError while the user rates the conversation blind for calibration: a review would show verdicts."""
    if still_to_calibrate(session, user_id, [conversation_id]):
        raise ReviewError(
            "You rate this conversation blind in a calibration session; after its reveal it can be reviewed and read."
        )


def still_to_review(session: Session, user_id: int, ids: Sequence[int]) -> frozenset[int]:
    """Return which of those conversations the user has an open assignment for or a review begun and not submitted."""
    review, assignment = tables.Review, tables.Assignment
    drafts = select(review.conversation_id).where(
        review.conversation_id.in_(ids),
        review.reviewer_id == user_id,
        review.status == tables.ReviewStatus.DRAFT,
    )
    waiting = select(assignment.conversation_id).where(
        assignment.conversation_id.in_(ids),
        assignment.reviewer_id == user_id,
        assignment.finished_at.is_(None),
    )
    return frozenset(session.scalars(drafts)) | frozenset(session.scalars(waiting))


def is_still_to_rate(conversation_id: Any, user_id: Any) -> ColumnElement[bool]:
    """Tell in a query whether a user has a draft, an open assignment or a calibration before the reveal there.

    Either may be a column of the query around or a number. What a number has open is found once for all rows.
    """
    review, assignment, *_ = _own_names()
    drafts = select(review.conversation_id).where(
        review.reviewer_id == user_id, review.status == tables.ReviewStatus.DRAFT
    )
    waiting = select(assignment.conversation_id).where(
        assignment.reviewer_id == user_id, assignment.finished_at.is_(None)
    )
    here = literal(conversation_id) if isinstance(conversation_id, int) else conversation_id
    return or_(*(here.in_(place) for place in (drafts, waiting, _calibrating(user_id))))


def _calibrating(user_id: Any) -> Select[int]:
    _, _, chosen, participant, meeting = _own_names()
    return (
        select(chosen.conversation_id)
        .join(meeting, meeting.id == chosen.session_id)
        .join(participant, participant.session_id == meeting.id)
        .where(
            participant.user_id == user_id,
            meeting.state.in_(BLIND_STATES),
            meeting.cancelled_at.is_(None),
        )
    )


@cache
def _own_names() -> tuple[Any, Any, Any, Any, Any]:
    """Name the tables apart from those of the query around."""
    return (
        aliased(tables.Review),
        aliased(tables.Assignment),
        aliased(tables.CalibrationConversation),
        aliased(tables.CalibrationParticipant),
        aliased(tables.CalibrationSession),
    )
