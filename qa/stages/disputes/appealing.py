"""Appeals: one for each dispute, answered by a calibration session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeOutcome, DisputeState
from qa.errors import DisputeError
from qa.stages.disputes.deciding import can_be_appealed, leave_state, refuse_reviewer
from qa.stages.disputes.finding import Author, find_dispute
from qa.stages.disputes.settling import Ruling, settle
from qa.stages.disputes.telling import tell_appealed, tell_decided
from qa.stages.feedback import Scope
from qa.stages.feedback.terms import Terms
from qa.stages.notices.settling import Work, settle_work
from qa.store import tables


@dataclass(frozen=True, slots=True)
class Appeal:
    """A dispute that waits for a calibration session. It names neither the agent nor any rating."""

    dispute_id: int
    conversation_id: int
    rubric_id: int
    criterion: str
    reviewer_id: int
    appealed_at: datetime | None


def appeal_dispute(
    session: Session, dispute_id: int, text: str, *, author: Author, terms: Terms, now: datetime
) -> tables.Dispute:
    """Take a decided dispute to the next calibration session, once.

    Raises NotFoundError for another agent's, DisputeError when it was accepted or appealed before, the term is
    over or nothing is written.
    """
    dispute = find_dispute(session, dispute_id, Scope(agent_id=author.agent_id))
    if dispute.state is not DisputeState.DECIDED or not can_be_appealed(dispute.decisions[-1]):
        raise DisputeError("Only a dispute that was rejected or accepted in part can be appealed, and only once.")
    if now >= terms.last_to_dispute(dispute.decisions[-1].decided_at):
        raise DisputeError("The time in which this decision could be appealed is over.")
    written = text.strip()
    if not written:
        raise DisputeError("Say what the decision overlooked: the calibration session reads it.")
    leave_state(session, dispute, DisputeState.DECIDED, to=DisputeState.APPEALED)
    dispute.appealed_at, dispute.appeal_text = now, written
    _record(session, dispute, user_id=author.user_id, now=now)
    tell_appealed(session, dispute, now=now)
    return dispute


def list_appeals(session: Session) -> Sequence[Appeal]:
    """Return the appeals that wait for a calibration session, oldest first."""
    dispute, review = tables.Dispute, tables.Review
    rows = session.execute(
        select(
            dispute.id,
            review.conversation_id,
            review.rubric_id,
            dispute.criterion,
            review.reviewer_id,
            dispute.appealed_at,
        )
        .join(dispute.feedback)
        .join(tables.Feedback.review)
        .where(dispute.state == DisputeState.APPEALED)
        .order_by(dispute.appealed_at, dispute.id)
    )
    return [Appeal(*row) for row in rows]


def close_appeal(
    session: Session, dispute_id: int, *, outcome: DisputeOutcome, reason: str, by: int, now: datetime
) -> tables.DisputeDecision:
    """Accept or reject an appeal as the calibration session found; a part is granted by `answer_appeal`."""
    return answer_appeal(session, dispute_id, Ruling(outcome=outcome, reason=reason), by=by, now=now)


def answer_appeal(
    session: Session, dispute_id: int, ruling: Ruling, *, by: int, now: datetime
) -> tables.DisputeDecision:
    """Answer an appeal with what the calibration session found; that is the last word.

    Raises NotFoundError, ConflictError when it does not wait, DisputeError when `by` is the reviewer or `settle`
    refuses.
    """
    dispute = find_dispute(session, dispute_id, Scope())
    refuse_reviewer(dispute, by)
    with session.begin_nested():
        leave_state(session, dispute, DisputeState.APPEALED, to=DisputeState.CLOSED)
        decision = settle(session, dispute, ruling, is_appeal=True, user_id=by, now=now)
    settle_work(session, Work(("appeal_opened",), "dispute", dispute.id), now=now)
    tell_decided(session, dispute, decision, now=now)
    return decision


def _record(session: Session, dispute: tables.Dispute, *, user_id: int, now: datetime) -> None:
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=user_id,
            action="dispute.appealed",
            subject="dispute",
            subject_id=dispute.id,
            details={"criterion": dispute.criterion},
        )
    )
    session.flush()
