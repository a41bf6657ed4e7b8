"""Appeals of disputes that a session answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qa.domain.dispute import DisputeState
from qa.domain.rubric import Criterion
from qa.errors import CalibrationError
from qa.stages import disputes
from qa.stages.calibrating.access import chosen_of, led_session, note, require_state, touch
from qa.stages.disputes import GradeChoice, Ruling
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables
from qa.store.tables import CalibrationState


@dataclass(frozen=True, slots=True)
class AppealAnswer:
    """What the session found about the conversation that was taken in for an appeal: accept, partly or reject."""

    chosen_id: int
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """An appeal that waits for its session. `rating` is in force; `choices` are those that are milder."""

    dispute: tables.Dispute
    criterion: Criterion
    rating: tables.Rating
    choices: tuple[GradeChoice, ...]


def answer_appeal(session: Session, session_id: int, answer: AppealAnswer, *, user_id: int, now: datetime) -> None:
    """Answer the appeal that brought a conversation here. Raises what `disputes.answer_appeal` does."""
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, CalibrationState.DECISIONS)
    chosen = chosen_of(row, answer.chosen_id)
    if chosen.appeal_id is None:
        raise CalibrationError("no_appeal", "Nothing was appealed in this conversation.")
    disputes.answer_appeal(session, chosen.appeal_id, answer.ruling, by=user_id, now=now)
    touch(session, session_id)
    note(
        session,
        row,
        "appeal_answered",
        user_id=user_id,
        now=now,
        dispute=chosen.appeal_id,
        outcome=answer.ruling.outcome.value,
    )


def open_appeals(session: Session, row: tables.CalibrationSession) -> Mapping[int, tables.Dispute]:
    """Return the appeals of a session that still wait for its answer, by the conversation's place."""
    dispute, feedback = tables.Dispute, tables.Feedback
    ids = {one.appeal_id: one.id for one in row.conversations if one.appeal_id is not None}
    waiting = session.scalars(
        select(dispute)
        .where(dispute.id.in_(ids), dispute.state == DisputeState.APPEALED)
        .options(joinedload(dispute.feedback).joinedload(feedback.review))
    )
    return {ids[one.id]: one for one in waiting}


def read_appeals(session: Session, row: tables.CalibrationSession) -> Mapping[int, OpenAppeal]:
    """Return the same with what each can be answered with."""
    return {place: _read(session, dispute) for place, dispute in open_appeals(session, row).items()}


def _read(session: Session, dispute: tables.Dispute) -> OpenAppeal:
    review, stored = dispute.feedback.review, tables.Rating
    criterion = rubric_of(session, review.rubric_id).criterion(dispute.criterion)
    rating = session.scalars(
        select(stored).where(stored.review_id == review.id, stored.criterion == dispute.criterion)
    ).one()
    return OpenAppeal(dispute, criterion, rating, disputes.milder_choices(criterion, rating))
