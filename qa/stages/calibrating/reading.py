"""What pages show of a session before its reveal: who is invited, how far they are, and one's own ratings alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.finding import Verdict
from qa.domain.rubric import Rubric
from qa.errors import NotFoundError
from qa.stages.calibrating.access import Viewer, participant_of, rated_criteria, visible_session
from qa.stages.reviewing import CriterionView
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables
from qa.store.tables import CalibrationState

_PAGE = 100


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One line of the list. `part` is what the viewer is in it: facilitator, rater, gold or nothing."""

    id: int
    name: str
    state: CalibrationState
    is_cancelled: bool
    deadline_at: datetime | None
    created_at: datetime
    closed_at: datetime | None
    facilitator: str | None
    people: int
    handed_in: int
    conversations: int
    decisions: int
    part: str
    is_to_do: bool
    is_follow_up: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one participant is: ratings given of those asked for. Never what was answered."""

    participant: tables.CalibrationParticipant
    name: str
    rated: int
    asked: int

    @property
    def is_done(self) -> bool:
        """Tell whether they handed in."""
        return self.participant.finished_at is not None


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """A conversation of a session, with how many of the viewer's own ratings are given."""

    chosen: tables.CalibrationConversation
    conversation: tables.Conversation
    rated: int
    asked: int


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as its page shows it. `own` is the viewer's place, None where they do not rate."""

    row: tables.CalibrationSession
    rubric: Rubric
    lines: tuple[ChosenLine, ...]
    people: tuple[Progress, ...]
    own: tables.CalibrationParticipant | None
    is_facilitator: bool
    is_late: bool

    @property
    def raters(self) -> tuple[Progress, ...]:
        """Return those whose ratings are compared."""
        return tuple(one for one in self.people if not one.participant.is_gold)

    @property
    def gold(self) -> Progress | None:
        """Return who makes the gold rating before the reveal."""
        return next((one for one in self.people if one.participant.is_gold), None)

    @property
    def handed_in(self) -> int:
        """Count the raters who are done."""
        return sum(one.is_done for one in self.raters)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One conversation as one participant rates it. It has the attributes that the message templates read."""

    row: tables.CalibrationSession
    chosen: tables.CalibrationConversation
    participant: tables.CalibrationParticipant
    rubric: Rubric
    criteria: tuple[CriterionView, ...]
    ratings: tuple[tables.CalibrationRating, ...] = ()
    annotations: tuple[tables.Annotation, ...] = ()
    is_open: bool = True
    is_late: bool = False

    @property
    def conversation(self) -> tables.Conversation:
        """Return the conversation."""
        return self.chosen.conversation

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the criteria not rated yet."""
        return tuple(one.criterion.id for one in self.criteria if not one.is_rated)

    def by_dimension(self) -> tuple[tuple[str, tuple[CriterionView, ...]], ...]:
        """Return the criteria by dimension, in the rubric's order."""
        grouped: dict[str, list[CriterionView]] = {}
        for view in self.criteria:
            grouped.setdefault(view.criterion.dimension, []).append(view)
        return tuple((name, tuple(views)) for name, views in grouped.items())


def list_sessions(session: Session, viewer: Viewer) -> Sequence[SessionLine]:
    """Return the sessions this viewer may see, those with something to do first, then the newest."""
    one, part = tables.CalibrationSession, tables.CalibrationParticipant
    query = select(one).options(
        joinedload(one.facilitator),
        selectinload(one.participants),
        selectinload(one.conversations),
        selectinload(one.precedents),
    )
    if not viewer.sees_all:
        invited = select(part.session_id).where(part.user_id == viewer.user_id)
        query = query.where(or_(one.id.in_(invited), one.facilitator_id == viewer.user_id))
    rows = session.scalars(query.order_by(one.id.desc()).limit(_PAGE))
    return sorted((_line(row, viewer.user_id) for row in rows), key=lambda line: not line.is_to_do)


def read_session(session: Session, session_id: int, viewer: Viewer, *, now: datetime) -> SessionView:
    """Read a session for a page, without any rating. Raises NotFoundError."""
    row = visible_session(session, session_id, viewer)
    asked = {
        one.id: frozenset(crit.id for crit in rated_criteria(session, row, one.conversation.channel))
        for one in row.conversations
    }
    given = _given(session, row)
    own = participant_of(session, session_id, viewer.user_id)
    total = sum(len(ids) for ids in asked.values())
    people = tuple(
        Progress(
            participant=one,
            name=one.user.name,
            rated=sum(given[one.id, chosen_id] for chosen_id in asked),
            asked=total,
        )
        for one in row.participants
    )
    return SessionView(
        row=row,
        rubric=rubric_of(session, row.rubric_id),
        lines=tuple(
            ChosenLine(one, one.conversation, given[own.id, one.id] if own else 0, len(asked[one.id]))
            for one in row.conversations
        ),
        people=people,
        own=own,
        is_facilitator=row.facilitator_id == viewer.user_id,
        is_late=row.deadline_at is not None and now > row.deadline_at,
    )


def read_sheet(session: Session, chosen_id: int, *, user_id: int, now: datetime) -> Sheet:
    """Read one's own ratings of a conversation with the conversation. Raises NotFoundError for those not invited."""
    chosen = session.get(tables.CalibrationConversation, chosen_id, populate_existing=True)
    participant = participant_of(session, chosen.session_id, user_id) if chosen else None
    if chosen is None or participant is None or chosen.session.state is CalibrationState.PLAN:
        raise NotFoundError("conversation to rate", chosen_id)
    row, rating = chosen.session, tables.CalibrationRating
    own = session.scalars(
        select(rating)
        .where(rating.chosen_id == chosen_id, rating.participant_id == participant.id)
        .execution_options(populate_existing=True)
    )
    ratings = {one.criterion: one for one in own}
    criteria = rated_criteria(session, row, chosen.conversation.channel)
    return Sheet(
        row=row,
        chosen=chosen,
        participant=participant,
        rubric=rubric_of(session, row.rubric_id),
        criteria=tuple(
            CriterionView(number=number, criterion=one, rating=ratings.get(one.id))  # type: ignore[arg-type]
            for number, one in enumerate(criteria, start=1)
        ),
        ratings=tuple(ratings.values()),
        is_open=row.state is CalibrationState.RATING and not (participant.is_gold and participant.finished_at),
        is_late=row.deadline_at is not None and now > row.deadline_at,
    )


def _line(row: tables.CalibrationSession, user_id: int) -> SessionLine:
    own = next((one for one in row.participants if one.user_id == user_id), None)
    is_leading = row.facilitator_id == user_id
    is_rating = row.state is CalibrationState.RATING and own is not None and own.finished_at is None
    part = "gold" if own and own.is_gold else "rater" if own else "facilitator" if is_leading else ""
    raters = [one for one in row.participants if not one.is_gold]
    return SessionLine(
        id=row.id,
        name=row.name,
        state=row.state,
        is_cancelled=row.cancelled_at is not None,
        deadline_at=row.deadline_at,
        created_at=row.created_at,
        closed_at=row.closed_at,
        facilitator=row.facilitator.name if row.facilitator else None,
        people=len(raters),
        handed_in=sum(one.finished_at is not None for one in raters),
        conversations=len(row.conversations),
        decisions=len(row.precedents),
        part=part,
        is_to_do=is_rating or (is_leading and row.state is not CalibrationState.CLOSED),
        is_follow_up=row.parent_id is not None,
    )


def _given(session: Session, row: tables.CalibrationSession) -> Counter[tuple[int, int]]:
    """Count the ratings each participant gave each conversation."""
    rating = tables.CalibrationRating
    rows = session.execute(
        select(rating.participant_id, rating.chosen_id, func.count(rating.id))
        .where(
            rating.participant_id.in_([one.id for one in row.participants]),
            rating.verdict != Verdict.NEEDS_HUMAN.value,
        )
        .group_by(rating.participant_id, rating.chosen_id)
    )
    return Counter({(participant, chosen): count for participant, chosen, count in rows})
