"""Words and moments worth showing to others: marked by reviewers, nominated by agents, accepted by coaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from qa.errors import NotFoundError, ReviewError
from qa.stages.blindness import is_still_to_rate
from qa.stages.notices import notify
from qa.stages.notices.settling import Work, drop_work, settle_work
from qa.store import tables
from qa.store.tables import ReviewStatus

PAGE = 50


@dataclass(frozen=True, slots=True)
class ExemplarChoice:
    """Which exemplars are meant; None asks nothing."""

    criterion: str | None = None
    language: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ExemplarView:
    """An exemplar with its conversation and the message its words stand in, None for a stretch of sound."""

    exemplar: tables.Exemplar
    conversation: tables.Conversation
    agent: str | None
    message: tables.Message | None


def mark_exemplar(session: Session, annotation_id: int, *, user_id: int, now: datetime) -> tables.Exemplar:
    """Make the words of a note an exemplar for its criterion; a second time changes nothing.

    Raises NotFoundError for a note that is not there, ReviewError for one that names no criterion.
    """
    note = session.get(tables.Annotation, annotation_id)
    if note is None:
        raise NotFoundError("annotation", annotation_id)
    if not note.criterion:
        raise ReviewError("An exemplar shows one criterion: pin the note to a criterion first.")
    review = session.get_one(tables.Review, note.review_id)
    place = {name: getattr(note, name) for name in ("message_position", "start", "end", "start_ms", "end_ms", "quote")}
    row = _find(session, review.conversation_id, criterion=note.criterion, place=place) or tables.Exemplar(
        conversation_id=review.conversation_id,
        review_id=review.id,
        criterion=note.criterion,
        comment=note.comment,
        nominated_by_id=user_id,
        created_at=now,
        **place,
    )
    if row.accepted_at is None:
        row.accepted_by_id, row.accepted_at = user_id, now
    session.add(row)
    session.flush()
    return row


def nominate(
    session: Session, feedback_id: int, criterion: str, *, agent_id: int, user_id: int, now: datetime
) -> tables.Exemplar:
    """Let an agent put up what their feedback praises; a coach accepts it. A second time changes nothing.

    Raises NotFoundError for feedback that is not theirs, ReviewError where it praises nothing of that criterion.
    """
    feedback = session.get(tables.Feedback, feedback_id)
    if feedback is None or feedback.agent_id != agent_id:
        raise NotFoundError("feedback", feedback_id)
    told: Mapping[str, Any] = feedback.strength
    if not criterion or told.get("criterion") != criterion:
        raise ReviewError("What the feedback names as the strength can be nominated, nothing else.")
    review = session.get_one(tables.Review, feedback.review_id)
    place = {
        "message_position": told.get("message"),
        **{name: told.get(name) for name in ("start", "end", "start_ms", "end_ms")},
        "quote": told.get("quote") or "",
    }
    known = _find(session, review.conversation_id, criterion=criterion, place=place)
    if known is not None:
        return known
    row = tables.Exemplar(
        conversation_id=review.conversation_id,
        review_id=review.id,
        criterion=criterion,
        comment=told.get("text") or "",
        nominated_by_id=user_id,
        created_at=now,
        **place,
    )
    session.add(row)
    session.flush()
    _tell_coaches(session, row, agent_id=agent_id, now=now)
    return row


def accept_exemplar(session: Session, exemplar_id: int, *, user_id: int, now: datetime) -> tables.Exemplar:
    """Accept a nomination. Raises NotFoundError."""
    row = _row(session, exemplar_id)
    if row.accepted_at is None:
        row.accepted_by_id, row.accepted_at = user_id, now
        session.flush()
        settle_work(session, _nominated(exemplar_id), now=now)
    return row


def remove_exemplar(session: Session, exemplar_id: int) -> None:
    """Take an exemplar off the list, or decline a nomination. Raises NotFoundError."""
    session.delete(_row(session, exemplar_id))
    session.flush()
    drop_work(session, _nominated(exemplar_id))


def list_exemplars(
    session: Session,
    choice: ExemplarChoice,
    *,
    reader_id: int,
    is_accepted: bool = True,
    page: int = 1,
    most: int = PAGE,
) -> tuple[tuple[ExemplarView, ...], bool]:
    """Return a page of at most so many exemplars (or nominations) by criterion, newest first; is there another?

    Left out are those of reviews not submitted yet and of conversations the reader is still to rate.
    """
    row, conversation, review, agent = tables.Exemplar, tables.Conversation, tables.Review, tables.Agent
    query = (
        select(row, conversation, agent.name)
        .join(conversation, conversation.id == row.conversation_id)
        .outerjoin(agent, agent.id == conversation.agent_id)
        .outerjoin(review, review.id == row.review_id)
        .where(
            row.accepted_at.is_not(None) if is_accepted else row.accepted_at.is_(None),
            or_(review.id.is_(None), review.status != ReviewStatus.DRAFT),
            ~is_still_to_rate(conversation.id, reader_id),
        )
        .options(selectinload(row.nominated_by))
        .order_by(row.criterion, row.id.desc())
        .limit(most + 1)
        .offset(most * (page - 1))
    )
    for column, wanted in (
        (row.criterion, choice.criterion),
        (conversation.language, choice.language),
        (conversation.channel, choice.channel),
    ):
        if wanted:
            query = query.where(column == wanted)
    found = session.execute(query).all()
    shown = found[:most]
    messages = _messages(session, [one for one, *_ in shown])
    views = (ExemplarView(one, of, name, messages.get((of.id, one.message_position))) for one, of, name in shown)
    return tuple(views), len(found) > most


def marked_places(session: Session, review_id: int) -> frozenset[tuple[str, int | None, int | None, int | None]]:
    """Return what of a review is an exemplar, as (criterion, message, start, start_ms), to mark its notes."""
    row, review = tables.Exemplar, tables.Review
    found = session.execute(
        select(row.criterion, row.message_position, row.start, row.start_ms)
        .join(review, review.conversation_id == row.conversation_id)
        .where(review.id == review_id)
    )
    return frozenset((criterion, message, start, start_ms) for criterion, message, start, start_ms in found)


def _tell_coaches(session: Session, row: tables.Exemplar, *, agent_id: int, now: datetime) -> None:
    """Leave a notice for the coaches of the agent's team, and for those who belong to none."""
    agent, user = session.get_one(tables.Agent, agent_id), tables.User
    coaches = session.scalars(
        select(user.id).where(
            user.role == tables.UserRole.COACH,
            user.is_active,
            or_(user.team_id.is_(None), user.team_id == agent.team_id),
        )
    )
    notify(
        session,
        users=coaches,
        kind="exemplar_nominated",
        subject="exemplar",
        subject_id=row.id,
        path="/exemplars",
        details={"agent": agent.name or agent.external_id},
        now=now,
    )


def _nominated(exemplar_id: int) -> Work:
    return Work(("exemplar_nominated",), "exemplar", exemplar_id)


def _row(session: Session, exemplar_id: int) -> tables.Exemplar:
    row = session.get(tables.Exemplar, exemplar_id)
    if row is None:
        raise NotFoundError("exemplar", exemplar_id)
    return row


def _find(
    session: Session, conversation_id: int, *, criterion: str, place: Mapping[str, Any]
) -> tables.Exemplar | None:
    row = tables.Exemplar
    same = [
        getattr(row, name).is_(None) if place[name] is None else getattr(row, name) == place[name]
        for name in ("message_position", "start", "end", "start_ms")
    ]
    return session.scalars(
        select(row).where(row.conversation_id == conversation_id, row.criterion == criterion, *same).limit(1)
    ).first()


def _messages(session: Session, rows: Sequence[tables.Exemplar]) -> dict[tuple[int, int | None], tables.Message]:
    exemplar, message = tables.Exemplar, tables.Message
    found = session.scalars(
        select(message)
        .join(
            exemplar,
            (exemplar.conversation_id == message.conversation_id) & (exemplar.message_position == message.position),
        )
        .where(exemplar.id.in_([row.id for row in rows]))
    )
    return {(row.conversation_id, row.position): row for row in found}
