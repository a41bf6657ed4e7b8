"""A dispute with the evidence both sides rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion, Rubric
from qa.stages.disputes.finding import find_dispute, grade_of
from qa.stages.feedback import FeedbackItem, Scope, item_of
from qa.stages.reviewing import MachineVerdict, read_machine, rubric_of
from qa.stages.reviewing.rating import point_of
from qa.store import tables


@dataclass(frozen=True, slots=True)
class GradeChoice:
    """A rating one may give: a verdict, or a point of the scale."""

    verdict: Verdict
    point: int | None = None


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute, whole. `shown` are the words in question: those told to the agent, else those noted or found.

    `choices` are the ratings that are milder than the one in force.
    """

    dispute: tables.Dispute
    feedback: tables.Feedback
    review: tables.Review
    conversation: tables.Conversation
    rubric: Rubric
    criterion: Criterion
    rating: tables.Rating
    shown: tuple[FeedbackItem, ...]
    notes: tuple[tables.Annotation, ...]
    machine: MachineVerdict | None
    choices: tuple[GradeChoice, ...]

    @property
    def decision(self) -> tables.DisputeDecision | None:
        """The last word so far."""
        return self.dispute.decisions[-1] if self.dispute.decisions else None

    def point(self, score: float | None) -> int | None:
        """Return the point of the criterion's scale that a score stands for."""
        return point_of(self.criterion, score)


def read_dispute(session: Session, dispute_id: int, scope: Scope) -> DisputeView:
    """Read a dispute. Raises NotFoundError when it is not within `scope`."""
    dispute = find_dispute(session, dispute_id, scope)
    feedback, review = dispute.feedback, dispute.feedback.review
    rubric = rubric_of(session, review.rubric_id)
    criterion = rubric.criterion(dispute.criterion)
    conversation = session.scalars(
        select(tables.Conversation)
        .where(tables.Conversation.id == review.conversation_id)
        .options(selectinload(tables.Conversation.messages), selectinload(tables.Conversation.recording))
    ).one()
    row, note = tables.Rating, tables.Annotation
    rating = session.scalars(select(row).where(row.review_id == review.id, row.criterion == criterion.id)).one()
    notes = session.scalars(
        select(note).where(note.review_id == review.id, note.criterion == criterion.id).order_by(note.id)
    ).all()
    machine = read_machine(session, review, criteria=[criterion.id]).get(criterion.id)
    return DisputeView(
        dispute=dispute,
        feedback=feedback,
        review=review,
        conversation=conversation,
        rubric=rubric,
        criterion=criterion,
        rating=rating,
        shown=_shown(feedback, criterion, notes, machine, conversation.messages),
        notes=tuple(notes),
        machine=machine,
        choices=milder_choices(criterion, rating),
    )


def milder_choices(criterion: Criterion, rating: tables.Rating) -> tuple[GradeChoice, ...]:
    """Return the ratings that take less from the score than the one in force, best first."""
    choices = [GradeChoice(Verdict.PASS)]
    if criterion.scale:
        lowest = point_of(criterion, rating.score)
        choices = [
            GradeChoice(Verdict.PASS, point)
            for point in sorted(criterion.scale, reverse=True)
            if lowest is None or point > lowest
        ]
    if not grade_of(rating).is_disputable:
        return ()
    return (*choices, GradeChoice(Verdict.NOT_APPLICABLE))


def _shown(
    feedback: tables.Feedback,
    criterion: Criterion,
    notes: Sequence[tables.Annotation],
    machine: MachineVerdict | None,
    messages: list[tables.Message],
) -> tuple[FeedbackItem, ...]:
    told = [point for point in feedback.points if point["criterion"] == criterion.id]
    if not told:
        told = [_place(note.message_position, note) for note in notes]
    if not told and machine is not None:
        told = [_place(found.message_position, found) for found in machine.findings if found.verdict == "fail"]
    return tuple(item_of(one, criterion, messages) for one in told)


def _place(message: int | None, at: tables.Annotation | tables.Finding) -> Mapping[str, Any]:
    return {
        "criterion": None,
        "message": message,
        "start": at.start,
        "end": at.end,
        "quote": at.quote,
        "start_ms": getattr(at, "start_ms", None),
        "end_ms": getattr(at, "end_ms", None),
    }
