"""A published feedback as its agent and its reviewer read it; to anybody else it does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.dispute import DisputeState
from qa.domain.rubric import Criterion, Rubric
from qa.errors import NotFoundError
from qa.stages.blindness import is_still_to_rate
from qa.stages.reviewing import rubric_of
from qa.stages.reviewing.submitting import is_caused_elsewhere
from qa.store import tables

_AROUND = 1


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose reviews and feedback may be found: an agent's own, a reviewer's own, a team's; nothing set: everybody's.

    With a team go the reviews that the viewer made themselves. `viewer_id` leaves out the conversations that this
    user has still to rate blind.
    """

    agent_id: int | None = None
    reviewer_id: int | None = None
    team_id: int | None = None
    viewer_id: int | None = None

    def limit(self, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """Narrow a query that has joined Review and Agent."""
        if self.agent_id is not None:
            query = query.where(tables.Agent.id == self.agent_id)
        if self.reviewer_id is not None:
            query = query.where(tables.Review.reviewer_id == self.reviewer_id)
        if self.team_id is not None:
            is_own = tables.Review.reviewer_id == self.viewer_id
            query = query.where((tables.Agent.team_id == self.team_id) | is_own)
        if self.viewer_id is not None:
            query = query.where(~is_still_to_rate(tables.Review.conversation_id, self.viewer_id))
        return query


@dataclass(frozen=True, slots=True)
class Turn:
    """A message near a quote. `start` and `end` bound the quote in the message it is from, else None."""

    message: tables.Message
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """The strength or a point, with the messages around its quote.

    `told` is what was published and never changes; `rating` is what counts now, `dispute` what the agent said
    against it.
    """

    criterion: Criterion | None
    told: Mapping[str, Any]
    turns: tuple[Turn, ...]
    rating: tables.Rating | None = None
    dispute: tables.Dispute | None = None


@dataclass(frozen=True, slots=True)
class RatedLine:
    """A rated criterion that is not among the points."""

    criterion: Criterion
    rating: tables.Rating
    dispute: tables.Dispute | None = None


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """A feedback, whole. `elsewhere` are fails that something else than the agent caused, `rest` all other ratings.

    `disputable` are the criteria that took something from the score and were not disputed yet; `score_before` is
    the score as it was published where a dispute changed it. `sampled` says how the conversation came to be reviewed:
    `random`, `risk` or `chosen`; agents are not shown it, so that no review looks lighter or heavier than another.
    """

    feedback: tables.Feedback
    review: tables.Review
    conversation: tables.Conversation
    rubric: Rubric
    strength: FeedbackItem
    points: tuple[FeedbackItem, ...]
    elsewhere: tuple[RatedLine, ...]
    rest: tuple[RatedLine, ...]
    disputable: frozenset[str]
    score_before: float | None = None
    sampled: str = "chosen"


def read_feedback(session: Session, feedback_id: int, scope: Scope) -> FeedbackView:
    """Read a feedback. Raises NotFoundError when it is not within `scope`."""
    feedback = _feedback(session, feedback_id, scope)
    review = feedback.review
    rubric = rubric_of(session, review.rubric_id)
    by_id = {criterion.id: criterion for criterion in rubric.criteria}
    ratings = {rating.criterion: rating for rating in review.ratings}
    disputes = {one.criterion: one for one in feedback.disputes if one.state is not DisputeState.WITHDRAWN}
    told = {feedback.strength.get("criterion")} | {point["criterion"] for point in feedback.points}
    messages = review.conversation.messages
    lines = [
        RatedLine(by_id[name], ratings[name], disputes.get(name)) for name in by_id if name in ratings.keys() - told
    ]
    return FeedbackView(
        feedback=feedback,
        review=review,
        conversation=review.conversation,
        rubric=rubric,
        strength=item_of(feedback.strength, by_id.get(feedback.strength.get("criterion") or ""), messages),
        points=tuple(
            replace(
                item_of(point, by_id.get(point["criterion"]), messages),
                rating=ratings.get(point["criterion"]),
                dispute=disputes.get(point["criterion"]),
            )
            for point in feedback.points
        ),
        elsewhere=tuple(line for line in lines if is_caused_elsewhere(line.rating)),
        rest=tuple(line for line in lines if not is_caused_elsewhere(line.rating)),
        disputable=frozenset(
            name for name, one in ratings.items() if one.score is not None and one.score < 1 and name not in disputes
        ),
        score_before=_score_before(feedback),
        sampled=_sampled(session, review),
    )


def _sampled(session: Session, review: tables.Review) -> str:
    """Say which layer a review came from."""
    pick, assignment = tables.SamplePick, review.assignment
    if assignment is None:
        return "chosen"
    found = session.execute(
        select(pick.inclusion_probability, pick.drawn_by, pick.is_plain_random).where(
            pick.sample_id == assignment.sample_id, pick.conversation_id == review.conversation_id
        )
    ).one_or_none()
    if found is None or found.inclusion_probability is None:
        return "chosen"
    return "risk" if "risk" in found.drawn_by and not found.is_plain_random else "random"


def _score_before(feedback: tables.Feedback) -> float | None:
    """Return the score as published, where a decision changed it."""
    decisions = sorted((one for dispute in feedback.disputes for one in dispute.decisions), key=lambda one: one.id)
    first = decisions[0].review_score_before if decisions else None
    return None if first == feedback.review.score_value else first


def find_feedback(session: Session, feedback_id: int, scope: Scope) -> tables.Feedback:
    """Return the row. Raises NotFoundError when it is not within `scope`."""
    feedback = tables.Feedback
    query = select(feedback).join(feedback.review).join(feedback.agent).where(feedback.id == feedback_id)
    found: tables.Feedback | None = session.scalars(scope.limit(query)).one_or_none()
    if found is None:
        raise NotFoundError("feedback", feedback_id)
    return found


def _feedback(session: Session, feedback_id: int, scope: Scope) -> tables.Feedback:
    feedback, review, conversation = tables.Feedback, tables.Review, tables.Conversation
    query = select(feedback).join(feedback.review).join(feedback.agent).where(feedback.id == feedback_id)
    found: tables.Feedback | None = session.scalars(
        scope.limit(query)
        .options(
            joinedload(feedback.agent),
            joinedload(feedback.published_by),
            selectinload(feedback.comments).joinedload(tables.FeedbackComment.user),
            selectinload(feedback.disputes).selectinload(tables.Dispute.decisions),
            joinedload(feedback.review).joinedload(review.reviewer),
            joinedload(feedback.review).joinedload(review.assignment),
            joinedload(feedback.review).selectinload(review.ratings),
            joinedload(feedback.review).joinedload(review.conversation).selectinload(conversation.messages),
            joinedload(feedback.review).joinedload(review.conversation).joinedload(conversation.recording),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError("feedback", feedback_id)
    return found


def item_of(told: Mapping[str, Any], criterion: Criterion | None, messages: list[tables.Message]) -> FeedbackItem:
    """Return what is told of a criterion, with the messages around its quote."""
    return FeedbackItem(criterion=criterion, told=told, turns=_turns(told, messages))


def _turns(told: Mapping[str, Any], messages: list[tables.Message]) -> tuple[Turn, ...]:
    """Return the quoted message with its neighbours; notes that the customer never saw are left out."""
    open_messages = [message for message in messages if not message.is_internal]
    places = [index for index, message in enumerate(open_messages) if message.position == told.get("message")]
    if not places:
        return ()
    at = places[0]
    near = open_messages[max(0, at - _AROUND) : at + _AROUND + 1]
    return tuple(
        Turn(message, told["start"], told["end"]) if message.position == told["message"] else Turn(message)
        for message in near
    )
