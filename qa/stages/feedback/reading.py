"""A published feedback as its agent and its reviewer read it; to anybody else it does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.rubric import Criterion, Rubric
from qa.errors import NotFoundError
from qa.stages.blindness import is_still_to_rate
from qa.stages.reviewing import rubric_of
from qa.store import tables

_AROUND = 1


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose feedback may be found: an agent's own, a reviewer's own, a team's; nothing set means everybody's.

    `viewer_id` leaves out the conversations that this user has still to rate blind.
    """

    agent_id: int | None = None
    reviewer_id: int | None = None
    team_id: int | None = None
    viewer_id: int | None = None

    def limit(self, query: Select[Any]) -> Select[Any]:
        """Narrow a query that has joined Review and Agent."""
        if self.agent_id is not None:
            query = query.where(tables.Feedback.agent_id == self.agent_id)
        if self.reviewer_id is not None:
            query = query.where(tables.Review.reviewer_id == self.reviewer_id)
        if self.team_id is not None:
            query = query.where(tables.Agent.team_id == self.team_id)
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
    """The strength or a point, with the messages around its quote."""

    criterion: Criterion | None
    told: Mapping[str, Any]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """A feedback, whole. `rest` are the other rated criteria as (criterion, rating), to be folded away."""

    feedback: tables.Feedback
    review: tables.Review
    conversation: tables.Conversation
    rubric: Rubric
    strength: FeedbackItem
    points: tuple[FeedbackItem, ...]
    rest: tuple[tuple[Criterion, tables.Rating], ...]


def read_feedback(session: Session, feedback_id: int, scope: Scope) -> FeedbackView:
    """Read a feedback. Raises NotFoundError when it is not within `scope`."""
    feedback = _feedback(session, feedback_id, scope)
    review = feedback.review
    rubric = rubric_of(session, review.rubric_id)
    by_id = {criterion.id: criterion for criterion in rubric.criteria}
    told = {feedback.strength.get("criterion")} | {point["criterion"] for point in feedback.points}
    messages = review.conversation.messages
    return FeedbackView(
        feedback=feedback,
        review=review,
        conversation=review.conversation,
        rubric=rubric,
        strength=_item(feedback.strength, by_id, messages),
        points=tuple(_item(point, by_id, messages) for point in feedback.points),
        rest=tuple(
            (by_id[rating.criterion], rating)
            for rating in sorted(review.ratings, key=lambda one: list(by_id).index(one.criterion))
            if rating.criterion not in told
        ),
    )


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
            joinedload(feedback.review).joinedload(review.reviewer),
            joinedload(feedback.review).joinedload(review.assignment).joinedload(tables.Assignment.sample),
            joinedload(feedback.review).selectinload(review.ratings),
            joinedload(feedback.review).joinedload(review.conversation).selectinload(conversation.messages),
            joinedload(feedback.review).joinedload(review.conversation).joinedload(conversation.recording),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError("feedback", feedback_id)
    return found


def _item(told: Mapping[str, Any], by_id: Mapping[str, Criterion], messages: list[tables.Message]) -> FeedbackItem:
    return FeedbackItem(criterion=by_id.get(told.get("criterion") or ""), told=told, turns=_turns(told, messages))


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
