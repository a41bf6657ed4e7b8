"""Takes a dispute back that its agent opened by mistake, as long as nobody decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeState
from qa.errors import DisputeError
from qa.stages.disputes.deciding import leave_state
from qa.stages.disputes.finding import Author, find_dispute
from qa.stages.feedback import Scope
from qa.store import tables


def withdraw_dispute(session: Session, dispute_id: int, *, author: Author, now: datetime) -> tables.Dispute:
    """Take a dispute back. It counts as withdrawn, its notices go, and the criterion can be disputed again in its term.

    Raises NotFoundError for another agent's, DisputeError when it was decided or taken back before, ConflictError
    when somebody decides at the same moment.
    """
    dispute = find_dispute(session, dispute_id, Scope(agent_id=author.agent_id))
    if dispute.state is not DisputeState.OPEN:
        raise DisputeError("Only a dispute that nobody has decided yet can be taken back.")
    leave_state(session, dispute, DisputeState.OPEN, to=DisputeState.WITHDRAWN)
    dispute.withdrawn_at = now
    notice = tables.Notice
    session.execute(delete(notice).where(notice.subject == "dispute", notice.subject_id == dispute.id))
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=author.user_id,
            action="dispute.withdrawn",
            subject="dispute",
            subject_id=dispute.id,
            details={"criterion": dispute.criterion},
        )
    )
    session.flush()
    return dispute
