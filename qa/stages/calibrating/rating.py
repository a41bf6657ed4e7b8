"""Saves blind ratings: only one's own, only until the reveal, late ones marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import CalibrationError, ConflictError, IncompleteReviewError, NotFoundError, UnknownNameError
from qa.stages.calibrating.access import note, participant_of, rated_criteria, require_state, touch
from qa.stages.notices.settling import Work, settle_work
from qa.stages.reviewing import Pin, RatingChange
from qa.stages.reviewing.rating import grade
from qa.store import tables
from qa.store.tables import CalibrationState


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place before one conversation of a session that is being rated."""

    session: tables.CalibrationSession
    chosen: tables.CalibrationConversation
    participant: tables.CalibrationParticipant
    criteria: tuple[Criterion, ...]
    is_late: bool


def open_place(session: Session, chosen_id: int, *, user_id: int, now: datetime) -> Place:
    """Return the place of a participant who may still rate.

    The session's row is held, so that the reveal waits for this rating or this rating for the reveal. Raises
    NotFoundError for anybody else, CalibrationError when ratings are locked.
    """
    chosen = session.get(tables.CalibrationConversation, chosen_id)
    participant = participant_of(session, chosen.session_id, user_id) if chosen else None
    if chosen is None or participant is None:
        raise NotFoundError("conversation to rate", chosen_id)
    one = tables.CalibrationSession
    row = session.scalars(
        select(one)
        .where(one.id == chosen.session_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    ).one()
    if row.state is not CalibrationState.RATING:
        raise CalibrationError("locked", "Ratings are locked: the session is not open for rating.")
    if participant.is_gold and participant.finished_at is not None:
        raise CalibrationError("gold_locked", "The gold rating is locked.")
    criteria = rated_criteria(session, row, chosen.conversation.channel)
    is_late = row.deadline_at is not None and now > row.deadline_at
    return Place(row, chosen, participant, criteria, is_late)


def rate(
    session: Session, chosen_id: int, change: RatingChange, *, user_id: int, now: datetime
) -> tables.CalibrationRating:
    """Save one blind rating; what is already so is left as it is.

    Raises ConflictError, changing nothing, when the rating is no longer at `change.revision`; CalibrationError when a
    rating made in time would be changed after the deadline; and as `open_place`.
    """
    place = open_place(session, chosen_id, user_id=user_id, now=now)
    criterion = _criterion(place, change.criterion)
    verdict, score = grade(criterion, change)
    values: dict[str, object] = {"verdict": verdict.value, "score": score, "comment": change.comment.strip()}
    return _save(session, place, change.criterion, revision=change.revision, values=values, now=now)


def pin_evidence(
    session: Session, chosen_id: int, pin: Pin, *, user_id: int, now: datetime
) -> tables.CalibrationRating:
    """Take words of a message as the evidence of a rating; the quote is cut from the stored message.

    Raises CalibrationError for words that are not there or a criterion not named; and as `open_place`.
    """
    place = open_place(session, chosen_id, user_id=user_id, now=now)
    criterion = _criterion(place, pin.criterion or "")
    message = tables.Message
    text = session.scalar(
        select(message.text).where(
            message.conversation_id == place.chosen.conversation_id, message.position == pin.message
        )
    )
    if text is None or pin.start is None or pin.end is None or not 0 <= pin.start < pin.end <= len(text):
        raise CalibrationError("bad_words", "Evidence is words of a message; select some and try again.")
    found = _stored(session, place, criterion.id)
    values: dict[str, object] = {
        "message_position": pin.message,
        "start": pin.start,
        "end": pin.end,
        "quote": text[pin.start : pin.end],
    }
    if pin.comment.strip():
        values["comment"] = pin.comment.strip()
    if found is None:
        values |= {"verdict": Verdict.NEEDS_HUMAN.value, "score": None}
    return _save(session, place, criterion.id, revision=found.revision if found else 0, values=values, now=now)


def hand_in(session: Session, session_id: int, *, user_id: int, now: datetime) -> tables.CalibrationParticipant:
    """Say that one is done; the gold rating is locked by it.

    Raises IncompleteReviewError naming what is not rated, NotFoundError, CalibrationError when ratings are locked.
    """
    participant = participant_of(session, session_id, user_id)
    if participant is None:
        raise NotFoundError("calibration session", session_id)
    row = session.get_one(tables.CalibrationSession, session_id, populate_existing=True, with_for_update=True)
    require_state(row, CalibrationState.RATING)
    missing = missing_ratings(session, row, participant)
    if missing:
        raise IncompleteReviewError(missing)
    if participant.finished_at is None:
        participant.finished_at = now
        invited = Work(("calibration_invited",), "calibration_session", session_id)
        settle_work(session, invited, now=now, user_id=user_id)
        if participant.is_gold:
            _lock_gold(session, participant, now=now)
        note(session, row, "gold_locked" if participant.is_gold else "handed_in", user_id=user_id, now=now)
        touch(session, session_id)
    return participant


def missing_ratings(
    session: Session, row: tables.CalibrationSession, participant: tables.CalibrationParticipant
) -> tuple[str, ...]:
    """Return what the participant has not rated yet, as `conversation: criterion`."""
    rating = tables.CalibrationRating
    given = session.execute(
        select(rating.chosen_id, rating.criterion).where(
            rating.participant_id == participant.id, rating.verdict != Verdict.NEEDS_HUMAN.value
        )
    )
    done = {(chosen_id, criterion) for chosen_id, criterion in given}
    return tuple(
        f"{chosen.conversation.external_id}: {criterion.id}"
        for chosen in row.conversations
        for criterion in rated_criteria(session, row, chosen.conversation.channel)
        if (chosen.id, criterion.id) not in done
    )


def _criterion(place: Place, criterion_id: str) -> Criterion:
    known = {one.id: one for one in place.criteria}
    if criterion_id not in known:
        raise UnknownNameError("criterion", criterion_id, known=known)
    return known[criterion_id]


def _stored(session: Session, place: Place, criterion: str) -> tables.CalibrationRating | None:
    rating = tables.CalibrationRating
    return session.scalars(
        select(rating).where(
            rating.chosen_id == place.chosen.id,
            rating.participant_id == place.participant.id,
            rating.criterion == criterion,
        )
    ).one_or_none()


def _save(
    session: Session, place: Place, criterion: str, *, revision: int, values: dict[str, object], now: datetime
) -> tables.CalibrationRating:
    found = _stored(session, place, criterion)
    if found is None:
        return _insert(session, place, criterion, revision=revision, values=values, now=now)
    if found.revision != revision:
        raise ConflictError(criterion, current=found.revision)
    if all(getattr(found, name) == value for name, value in values.items()):
        return found
    if place.is_late and not found.is_late and found.verdict != Verdict.NEEDS_HUMAN.value:
        raise CalibrationError("in_time", "The deadline has passed: a rating made in time stays as it is.")
    rating = tables.CalibrationRating
    changed = session.execute(
        update(rating)
        .where(rating.id == found.id, rating.revision == revision)
        .values(**values, is_late=place.is_late, revision=revision + 1, updated_at=now)
        .returning(rating.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if changed is None:
        raise ConflictError(criterion, current=revision + 1)
    session.refresh(found)
    return found


def _insert(
    session: Session, place: Place, criterion: str, *, revision: int, values: dict[str, object], now: datetime
) -> tables.CalibrationRating:
    if revision:
        raise ConflictError(criterion, current=0)
    rating = tables.CalibrationRating(
        chosen_id=place.chosen.id,
        participant_id=place.participant.id,
        criterion=criterion,
        is_late=place.is_late,
        updated_at=now,
        **values,
    )
    try:
        with session.begin_nested():
            session.add(rating)
            session.flush()
    except IntegrityError as error:
        raise ConflictError(criterion, current=1) from error
    return rating


def _lock_gold(session: Session, participant: tables.CalibrationParticipant, *, now: datetime) -> None:
    """Copy what the gold rater answered to where ratings are held against; it is not changed after that."""
    rating = tables.CalibrationRating
    for one in session.scalars(select(rating).where(rating.participant_id == participant.id)):
        session.add(
            tables.CalibrationGold(
                chosen_id=one.chosen_id,
                criterion=one.criterion,
                verdict=one.verdict,
                score=one.score,
                reason=one.comment,
                origin="before",
                user_id=participant.user_id,
                locked_at=now,
            )
        )
    session.flush()
