"""Opens a dispute: an agent, one criterion of published feedback, within the term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeReason, DisputeState, Grade
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import DisputeError, UnknownNameError
from qa.stages.disputes.finding import Author, grade_of
from qa.stages.disputes.telling import tell_opened
from qa.stages.feedback import Scope, find_feedback
from qa.stages.feedback.terms import Terms
from qa.stages.reviewing import RatingChange, read_machine, rubric_of
from qa.stages.reviewing.rating import grade
from qa.store import tables

LONGEST_TEXT = 5000


@dataclass(frozen=True, slots=True)
class Objection:
    """What an agent says against one rating, and the rating they would give: a verdict, or a point of the scale."""

    criterion: str
    reason: DisputeReason
    text: str
    verdict: Verdict = Verdict.PASS
    point: int | None = None


def open_dispute(
    session: Session, feedback_id: int, objection: Objection, *, author: Author, terms: Terms, now: datetime
) -> tables.Dispute:
    """Open a dispute and tell those who decide.

    Raises NotFoundError for another agent's feedback, UnknownNameError for a criterion that took nothing from the
    score, DisputeError when the term is over, the words are missing, the agent's own rating is not milder than
    the reviewer's, or the criterion was disputed before.
    """
    feedback = find_feedback(session, feedback_id, Scope(agent_id=author.agent_id))
    if now >= terms.last_to_dispute(feedback.published_at):
        raise DisputeError("The time in which this feedback could be disputed is over. Ask about it instead.")
    rating = disputable_ratings(session, feedback).get(objection.criterion)
    if rating is None:
        known = disputable_ratings(session, feedback)
        raise UnknownNameError("criterion that can be disputed", objection.criterion, known=known)
    claimed = _claimed(session, feedback.review, objection, before=grade_of(rating))
    machine = read_machine(session, feedback.review, criteria=[objection.criterion]).get(objection.criterion)
    dispute = tables.Dispute(
        feedback_id=feedback_id,
        agent_id=author.agent_id,
        criterion=objection.criterion,
        reason=objection.reason.value,
        text=_written(objection.text),
        contested_verdict=rating.verdict,
        contested_score=rating.score,
        claimed_verdict=claimed.verdict.value,
        claimed_score=claimed.score,
        checks=list(machine.failed_by) if machine else [],
        state=DisputeState.OPEN,
        opened_by_id=author.user_id,
        opened_at=now,
        due_at=terms.last_to_decide(now),
    )
    _add(session, dispute)
    _record(session, dispute, user_id=author.user_id, now=now)
    tell_opened(session, dispute, now=now)
    return dispute


def disputable_ratings(session: Session, feedback: tables.Feedback) -> dict[str, tables.Rating]:
    """Return by criterion the ratings that took something from the score and are not disputed yet."""
    rating, dispute = tables.Rating, tables.Dispute
    taken = select(dispute.criterion).where(dispute.feedback_id == feedback.id, dispute.state != DisputeState.WITHDRAWN)
    rows = session.scalars(
        select(rating).where(rating.review_id == feedback.review_id, rating.criterion.not_in(taken)).order_by(rating.id)
    )
    return {row.criterion: row for row in rows if grade_of(row).is_disputable}


def _claimed(session: Session, review: tables.Review, objection: Objection, *, before: Grade) -> Grade:
    criterion: Criterion = rubric_of(session, review.rubric_id).criterion(objection.criterion)
    change = RatingChange(objection.criterion, verdict=objection.verdict, point=objection.point)
    verdict, score = grade(criterion, change)
    claimed = Grade(verdict=verdict, score=score)
    if not claimed.is_milder_than(before):
        raise DisputeError("Say which rating would be right: one that is better for you than the one you dispute.")
    return claimed


def _written(text: str) -> str:
    written = text.strip()
    if not written:
        raise DisputeError("Say in a sentence what is wrong with the rating, so that it can be decided.")
    if len(written) > LONGEST_TEXT:
        raise DisputeError("That is too long: at most 5,000 characters.")
    return written


def _add(session: Session, dispute: tables.Dispute) -> None:
    """Store a dispute; where another tab opened it first, say so."""
    try:
        with session.begin_nested():
            session.add(dispute)
            session.flush()
    except IntegrityError as error:
        raise DisputeError("This criterion is disputed already; a decision can be appealed once.") from error


def _record(session: Session, dispute: tables.Dispute, *, user_id: int, now: datetime) -> None:
    session.add(
        tables.AuditEvent(
            at=now,
            user_id=user_id,
            action="dispute.opened",
            subject="dispute",
            subject_id=dispute.id,
            details={"criterion": dispute.criterion, "reason": dispute.reason},
        )
    )
    session.flush()
