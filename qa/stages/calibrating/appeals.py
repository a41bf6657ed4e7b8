"""Appeals of disputes that a session answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.errors import CalibrationError
from qa.stages import disputes
from qa.stages.calibrating.access import chosen_of, led_session, note, require_state, touch
from qa.store import tables
from qa.store.tables import CalibrationState


@dataclass(frozen=True, slots=True)
class AppealAnswer:
    """What the session found about the conversation that was taken in for an appeal."""

    chosen_id: int
    outcome: DisputeOutcome
    reason: str


def answer_appeal(session: Session, session_id: int, answer: AppealAnswer, *, user_id: int, now: datetime) -> None:
    """Answer the appeal that brought a conversation here. Raises what `disputes.close_appeal` does."""
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, CalibrationState.DECISIONS)
    chosen = chosen_of(row, answer.chosen_id)
    if chosen.appeal_id is None:
        raise CalibrationError("no_appeal", "Nothing was appealed in this conversation.")
    disputes.close_appeal(session, chosen.appeal_id, outcome=answer.outcome, reason=answer.reason, by=user_id, now=now)
    touch(session, session_id)
    note(
        session,
        row,
        "appeal_answered",
        user_id=user_id,
        now=now,
        dispute=chosen.appeal_id,
        outcome=answer.outcome.value,
    )


def open_appeals(session: Session, row: tables.CalibrationSession) -> Mapping[int, tables.Dispute]:
    """Return the appeals of a session that still wait for its answer, by the conversation's place."""
    dispute = tables.Dispute
    ids = {one.appeal_id: one.id for one in row.conversations if one.appeal_id is not None}
    waiting = session.scalars(select(dispute).where(dispute.id.in_(ids), dispute.state == DisputeState.APPEALED))
    return {ids[one.id]: one for one in waiting}
