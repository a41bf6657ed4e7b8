"""Agents rate own conversations on the reviewers' form; what they say counts nowhere and is compared afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import NotFoundError, ReviewError
from qa.stages.blindness import is_still_to_rate
from qa.stages.notices import notify
from qa.stages.reviewing import rubric_of, store_review
from qa.stages.reviewing.rating import point_of
from qa.stages.reviewing.rubrics import active_rubric_id, criteria_for
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus, State

CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class SelfReviewLine:
    """A self-review of a list. `review` is a draft while the agent is at it."""

    review: tables.Review
    conversation: tables.Conversation
    agent: str | None
    has_counterpart: bool


@dataclass(frozen=True, slots=True)
class ComparedRating:
    """One criterion as the agent and as the reviewer rated it; points where the criterion has a scale."""

    criterion: Criterion
    own: tables.Rating | None
    reviewer: tables.Rating | None

    @property
    def own_point(self) -> int | None:
        """Return the point the agent gave."""
        return point_of(self.criterion, self.own.score if self.own else None)

    @property
    def reviewer_point(self) -> int | None:
        """Return the point the reviewer gave."""
        return point_of(self.criterion, self.reviewer.score if self.reviewer else None)

    @property
    def applies(self) -> bool:
        """Tell whether one of the two, at least, found that the criterion applies."""
        given = (one.verdict for one in (self.own, self.reviewer) if one is not None)
        return any(verdict in (Verdict.PASS.value, Verdict.FAIL.value) for verdict in given)

    @property
    def differs(self) -> bool:
        """Tell whether both decided, and differently."""
        if self.own is None or self.reviewer is None:
            return False
        return (self.own.verdict, self.own.score) != (self.reviewer.verdict, self.reviewer.score)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A submitted self-review beside the published review; `reviewer` is None while there is none."""

    own: tables.Review
    reviewer: tables.Review | None
    ratings: tuple[ComparedRating, ...]

    @property
    def alike(self) -> int:
        """Count the criteria on which both agree, of those that `both` counts."""
        return sum(1 for one in self.ratings if one.applies and one.own and one.reviewer and not one.differs)

    @property
    def both(self) -> int:
        """Count the criteria that both rated and that applied to one of them at least."""
        return sum(1 for one in self.ratings if one.applies and one.own and one.reviewer)


def start_self_review(
    session: Session, conversation_id: int, *, user_id: int, agent_id: int, now: datetime
) -> tables.Review:
    """Return the agent's self-review of an own conversation, begun now where there is none.

    It takes rubric and scorecard of the published review, so that both can be compared, else the rubric in force.
    Raises NotFoundError for a conversation that is not theirs.
    """
    conversation = session.get(tables.Conversation, conversation_id)
    if conversation is None or conversation.agent_id != agent_id or conversation.state is not State.CHECKED:
        raise NotFoundError("conversation", conversation_id)
    known = _begun(session, conversation_id, user_id=user_id)
    if known is not None:
        return known
    published = _counterpart(session, conversation_id)
    return store_review(
        session,
        tables.Review(
            conversation_id=conversation_id,
            reviewer_id=user_id,
            rubric_id=published.rubric_id if published else active_rubric_id(session),
            status=ReviewStatus.DRAFT,
            kind=ReviewKind.SELF,
            is_blind=True,
            scorecard=published.scorecard if published else None,
            started_at=now,
            updated_at=now,
        ),
    )


def give_self_review(session: Session, conversation_id: int, *, giver_id: int, now: datetime) -> tables.Review:
    """Ask the agent of a conversation to rate it. Raises NotFoundError, ReviewError where nobody could."""
    conversation = session.get(tables.Conversation, conversation_id)
    if conversation is None:
        raise NotFoundError("conversation", conversation_id)
    user = tables.User
    agent = session.scalars(
        select(user).where(user.agent_id == conversation.agent_id, user.is_active, user.agent_id.is_not(None))
    ).one_or_none()
    if agent is None or agent.agent_id is None:
        raise ReviewError("The agent of this conversation does not sign in here, so there is nobody to ask.")
    known = _begun(session, conversation_id, user_id=agent.id)
    row = start_self_review(session, conversation_id, user_id=agent.id, agent_id=agent.agent_id, now=now)
    if known is None:
        notify(
            session,
            users=[agent.id],
            kind="self_review_given",
            subject="review",
            subject_id=row.id,
            path=f"/my-reviews/{row.id}",
            now=now,
        )
        event = tables.AuditEvent(
            at=now, user_id=giver_id, action="self_review.given", subject="review", subject_id=row.id, details={}
        )
        session.add(event)
        session.flush()
    return row


def list_own(session: Session, user_id: int) -> tuple[SelfReviewLine, ...]:
    """Return an agent's self-reviews, newest first."""
    review = tables.Review
    rows = session.scalars(
        select(review)
        .where(review.reviewer_id == user_id, review.kind == ReviewKind.SELF)
        .options(selectinload(review.conversation))
        .order_by(review.id.desc())
        .limit(100)
    ).all()
    return _lines(session, rows)


def list_of_team(
    session: Session, *, reader_id: int, team_id: int | None, review_id: int | None = None
) -> tuple[SelfReviewLine, ...]:
    """Return the newest submitted self-reviews of a team (of all without one), for who coaches it.

    None of a conversation the reader is still to rate. With `review_id` that one alone, however old.
    """
    review, conversation, agent = tables.Review, tables.Conversation, tables.Agent
    query = (
        select(review)
        .join(conversation, conversation.id == review.conversation_id)
        .join(agent, agent.id == conversation.agent_id)
        .where(
            review.kind == ReviewKind.SELF,
            review.status != ReviewStatus.DRAFT,
            ~is_still_to_rate(conversation.id, reader_id),
        )
        .options(selectinload(review.conversation).selectinload(conversation.agent))
        .order_by(review.submitted_at.desc())
        .limit(100)
    )
    if team_id is not None:
        query = query.where(agent.team_id == team_id)
    if review_id is not None:
        query = query.where(review.id == review_id)
    return _lines(session, session.scalars(query).all())


def own_conversations(session: Session, *, user_id: int, agent_id: int) -> Sequence[tables.Conversation]:
    """Return the agent's newest conversations that they have not rated themselves."""
    row, review = tables.Conversation, tables.Review
    rated = select(review.conversation_id).where(review.reviewer_id == user_id, review.kind == ReviewKind.SELF)
    return session.scalars(
        select(row)
        # The state in disguise: the agent's own, newest first, are fewer than all that are checked.
        .where(row.agent_id == agent_id, func.coalesce(row.state, row.state) == State.CHECKED, row.id.not_in(rated))
        .order_by(row.started_at.desc(), row.id.desc())
        .limit(CANDIDATES)
    ).all()


def compare(session: Session, own: tables.Review) -> Comparison:
    """Put a submitted self-review beside the published review. Raises ReviewError while it is a draft."""
    if own.kind is not ReviewKind.SELF or own.status is ReviewStatus.DRAFT:
        raise ReviewError("Ratings are compared once you have submitted yours.")
    rubric = rubric_of(session, own.rubric_id)
    conversation = session.get_one(tables.Conversation, own.conversation_id)
    counterpart = _counterpart(session, own.conversation_id)
    mine = _ratings(session, own.id)
    theirs = _ratings(session, counterpart.id) if counterpart else {}
    return Comparison(
        own=own,
        reviewer=counterpart,
        ratings=tuple(
            ComparedRating(one, mine.get(one.id), theirs.get(one.id))
            for one in criteria_for(rubric, conversation.channel)
            if one.id in mine or one.id in theirs
        ),
    )


def _begun(session: Session, conversation_id: int, *, user_id: int) -> tables.Review | None:
    review = tables.Review
    return session.scalars(
        select(review)
        .where(review.conversation_id == conversation_id, review.reviewer_id == user_id, review.kind == ReviewKind.SELF)
        .order_by(review.id.desc())
        .limit(1)
    ).first()


def _counterpart(session: Session, conversation_id: int) -> tables.Review | None:
    """Find the review that was published to the agent: nothing before that is theirs to see."""
    review = tables.Review
    return session.scalars(
        select(review)
        .where(
            review.conversation_id == conversation_id,
            review.kind == ReviewKind.QUALITY,
            review.status == ReviewStatus.PUBLISHED,
        )
        .options(selectinload(review.reviewer), selectinload(review.feedback))
        .order_by(review.id.desc())
        .limit(1)
    ).first()


def _ratings(session: Session, review_id: int) -> dict[str, tables.Rating]:
    rows = session.scalars(select(tables.Rating).where(tables.Rating.review_id == review_id))
    return {row.criterion: row for row in rows}


def _lines(session: Session, rows: Sequence[tables.Review]) -> tuple[SelfReviewLine, ...]:
    review = tables.Review
    published = set(
        session.scalars(
            select(review.conversation_id).where(
                review.conversation_id.in_([row.conversation_id for row in rows]),
                review.kind == ReviewKind.QUALITY,
                review.status == ReviewStatus.PUBLISHED,
            )
        )
    )
    names = {
        one.id: one.name
        for one in session.scalars(
            select(tables.Agent).where(tables.Agent.id.in_({row.conversation.agent_id for row in rows}))
        )
    }
    return tuple(
        SelfReviewLine(
            review=row,
            conversation=row.conversation,
            agent=names.get(row.conversation.agent_id or 0),
            has_counterpart=row.conversation_id in published,
        )
        for row in rows
    )
