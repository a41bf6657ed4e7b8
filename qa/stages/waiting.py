"""What is waiting for somebody: the numbers and short lists of each role's home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.stages.browsing.counting import CappedCount, count_rows, count_several
from qa.stages.browsing.listing import ConversationLine, read_lines
from qa.stages.coaching.scope import CoachScope
from qa.stages.confirming import open_to
from qa.stages.feedback import Scope
from qa.store import tables
from qa.store.tables import CalibrationState, ReviewStatus, State

_SHORT = 8


@dataclass(frozen=True, slots=True)
class Duty:
    """What one reviewer has to do of one sample. `next_id` is the conversation to open first."""

    sample_id: int
    name: str
    assigned: int
    finished: int
    due_at: datetime | None
    next_id: int | None

    def is_late(self, now: datetime) -> bool:
        """Tell whether it should have been finished."""
        return self.due_at is not None and self.due_at < now and self.finished < self.assigned


@dataclass(frozen=True, slots=True)
class Draft:
    """A review somebody has begun."""

    id: int
    external_id: str
    subject: object
    channel: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CalibrationDuty:
    """A calibration session that waits for somebody: to rate in it, or to lead it on."""

    id: int
    name: str
    is_rating: bool
    deadline_at: datetime | None


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many conversations are in a state, and the commonest reasons why they do not go on."""

    state: str
    count: CappedCount
    reasons: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposals:
    """Critical fails the machine proposes and nobody has looked at: how many, and the newest."""

    count: CappedCount
    lines: tuple[ConversationLine, ...]


def read_duties(session: Session, reviewer_id: int) -> tuple[Duty, ...]:
    """Return the samples in which the reviewer has something left, the one due first at the head."""
    row, sample = tables.Assignment, tables.Sample
    following = _next_ids(session, reviewer_id)
    found = session.execute(
        select(sample.id, sample.name, sample.due_at, func.count(row.id), func.count(row.finished_at))
        .join(sample, sample.id == row.sample_id)
        .where(row.reviewer_id == reviewer_id, row.sample_id.in_(following))
        .group_by(sample.id, sample.name, sample.due_at)
        .order_by(sample.due_at.is_(None), sample.due_at, sample.id)
    ).all()
    return tuple(
        Duty(
            sample_id=sample_id,
            name=name,
            assigned=assigned,
            finished=finished,
            due_at=due_at,
            next_id=following[sample_id],
        )
        for sample_id, name, due_at, assigned, finished in found
    )


def read_calibrations(session: Session, user_id: int) -> tuple[CalibrationDuty, ...]:
    """Return the sessions in which the user has not handed in yet, then those they lead that are not closed."""
    row, part = tables.CalibrationSession, tables.CalibrationParticipant
    asked = select(part.session_id).where(part.user_id == user_id, part.finished_at.is_(None))
    is_rating = (row.state == CalibrationState.RATING) & row.id.in_(asked)
    is_leading = (row.state != CalibrationState.CLOSED) & (row.facilitator_id == user_id)
    found = session.execute(
        select(row.id, row.name, is_rating, row.deadline_at)
        .where(is_rating | is_leading)
        .order_by(is_rating.desc(), row.deadline_at.is_(None), row.deadline_at, row.id)
        .limit(_SHORT)
    )
    return tuple(CalibrationDuty(id_, name, bool(rates), deadline_at) for id_, name, rates, deadline_at in found)


def read_drafts(session: Session, reviewer_id: int) -> tuple[Draft, ...]:
    """Return the reviews the reviewer has begun, the one touched last first."""
    row, conversation = tables.Review, tables.Conversation
    found = session.execute(
        select(row.id, conversation.external_id, conversation.subject, conversation.channel, row.updated_at)
        .join(conversation, conversation.id == row.conversation_id)
        .where(row.reviewer_id == reviewer_id, row.status == ReviewStatus.DRAFT, row.kind != tables.ReviewKind.SELF)
        .order_by(row.updated_at.desc())
        .limit(_SHORT)
    )
    return tuple(Draft(**one._mapping) for one in found)


def read_proposals(session: Session, reader_id: int, *, team_id: int | None = None) -> Proposals:
    """Return the critical fails nobody has looked at, of a team or of all; not of what the reader is still to rate."""
    row = tables.Conversation
    waiting = select(row.id).where(*open_to(session, reader_id))
    if team_id is not None:
        waiting = waiting.where(row.agent_id.in_(select(tables.Agent.id).where(tables.Agent.team_id == team_id)))
    newest = session.scalars(waiting.order_by(row.started_at.desc()).limit(_SHORT)).all()
    return Proposals(count=count_rows(session, waiting), lines=read_lines(session, newest))


def count_states(session: Session) -> tuple[StateCount, ...]:
    """Return how many conversations are in each state that occurs, with reasons where they stand still."""
    counts, row = [], tables.Conversation
    every = count_several(session, [select(row.id).where(row.state == state) for state in State])
    for state, found in zip(State, every, strict=True):
        if found.value:
            is_still = state not in (State.CHECKED, State.TO_CHECK, State.TO_TRANSCRIBE)
            reasons = _reasons(session, state) if is_still else ()
            counts.append(StateCount(state=state.value, count=found, reasons=reasons))
    return tuple(counts)


def count_unpublished(session: Session, scope: Scope) -> CappedCount:
    """Count the submitted reviews within `scope` whose agents have not been shown them."""
    review, conversation, agent = tables.Review, tables.Conversation, tables.Agent
    query = (
        select(review.id)
        .join(conversation, conversation.id == review.conversation_id)
        .join(agent, agent.id == conversation.agent_id)
        .where(review.status == ReviewStatus.SUBMITTED, review.kind == tables.ReviewKind.QUALITY)
    )
    return count_rows(session, scope.limit(query))


def count_unread(session: Session, agent_id: int) -> CappedCount:
    """Count the feedback an agent has not acknowledged."""
    row = tables.Feedback
    return count_rows(session, select(row.id).where(row.agent_id == agent_id, row.acknowledged_at.is_(None)))


def count_unanswered(session: Session, scope: Scope) -> CappedCount:
    """Count the feedback within `scope` whose last word is the agent's."""
    comment, user, feedback = tables.FeedbackComment, tables.User, tables.Feedback
    last = select(func.max(comment.id)).group_by(comment.feedback_id)
    query = (
        select(comment.id)
        .join(user, user.id == comment.user_id)
        .join(feedback, feedback.id == comment.feedback_id)
        .join(tables.Review, tables.Review.id == feedback.review_id)
        .join(tables.Agent, tables.Agent.id == feedback.agent_id)
        .where(comment.id.in_(last), user.role == tables.UserRole.AGENT)
    )
    return count_rows(session, scope.limit(query))


def count_coaching_requests(session: Session, scope: CoachScope) -> CappedCount:
    """Count what agents within `scope` asked to talk about and no session has taken up."""
    request, agent = tables.CoachingRequest, tables.Agent
    query = select(request.id).join(agent, agent.id == request.agent_id).where(request.session_id.is_(None))
    return count_rows(session, scope.limit(query))


def _next_ids(session: Session, reviewer_id: int) -> dict[int, int]:
    """Return by sample the conversation given first of what the reviewer has open."""
    row = tables.Assignment
    found = session.execute(
        select(row.sample_id, row.conversation_id)
        .where(row.reviewer_id == reviewer_id, row.finished_at.is_(None))
        .order_by(row.id.desc())
    )
    return {one.sample_id: one.conversation_id for one in found}


def _reasons(session: Session, state: State) -> tuple[tuple[str, int], ...]:
    row = tables.Conversation
    some = select(row.state_reason).where(row.state == state, row.state_reason.is_not(None)).limit(2000).subquery()
    number = func.count().label("number")
    found = session.execute(
        select(some.c.state_reason, number).group_by(some.c.state_reason).order_by(number.desc()).limit(3)
    )
    return tuple((str(reason), int(times)) for reason, times in found)
