"""The discussion: what the room looks at now, and gold ratings that are agreed on there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import CalibrationError, UnknownNameError
from qa.stages.calibrating.access import chosen_of, led_session, note, rated_criteria, require_state, touch
from qa.stages.calibrating.answers import Reveal, Row
from qa.stages.calibrating.revealing import read_answers
from qa.stages.reviewing import RatingChange
from qa.stages.reviewing.rating import grade
from qa.store import tables
from qa.store.tables import CalibrationState

TALKING = (CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
SECONDS_EACH = 300


@dataclass(frozen=True, slots=True)
class RoomItem:
    """The row the room is at: its place on the agenda, counted from 1, of how many, and since when."""

    row: Row
    place: int
    of: int
    started_at: datetime | None


def item_of(reveal: Reveal) -> RoomItem | None:
    """Return what the room is at, None where everybody agreed. `reveal` is the whole one, nothing hidden."""
    agenda = reveal.agenda
    if not agenda:
        return None
    place = min(max(0, reveal.row.item), len(agenda) - 1)
    return RoomItem(row=agenda[place], place=place + 1, of=len(agenda), started_at=reveal.row.item_started_at)


def turn_to(session: Session, session_id: int, place: int, *, user_id: int, now: datetime) -> None:
    """Let the room look at the row at that place of the agenda, counted from 1, and start its time."""
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, *TALKING)
    last = len(read_answers(session, row).agenda)
    if not 1 <= place <= last:
        raise CalibrationError("no_item", f"The agenda has {last} places; there is no place {place}.")
    row.item, row.item_started_at = place - 1, now
    session.flush()
    touch(session, session_id)


def agree_gold(
    session: Session, session_id: int, chosen_id: int, change: RatingChange, *, user_id: int, now: datetime
) -> tables.CalibrationGold:
    """Write down the answer the room agreed on, labelled as made in the session.

    Raises CalibrationError when a gold rating was locked before the reveal, UnknownNameError for a criterion that is
    not rated here, ReviewError for a point that is not on the scale.
    """
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, *TALKING)
    chosen = chosen_of(row, chosen_id)
    known = {one.id: one for one in rated_criteria(session, row, chosen.conversation.channel)}
    if change.criterion not in known:
        raise UnknownNameError("criterion", change.criterion, known=known)
    verdict, score = grade(known[change.criterion], change)
    gold = tables.CalibrationGold
    found = session.scalars(
        select(gold).where(gold.chosen_id == chosen_id, gold.criterion == change.criterion)
    ).one_or_none()
    if found is not None and found.origin == "before":
        raise CalibrationError("gold_locked", "The gold rating of this criterion was locked before the reveal.")
    if found is None:
        found = gold(chosen_id=chosen_id, criterion=change.criterion, origin="session")
        session.add(found)
    found.verdict, found.score, found.reason = verdict.value, score, change.comment.strip()
    found.user_id, found.locked_at = user_id, now
    session.flush()
    touch(session, session_id)
    note(session, row, "gold_agreed", user_id=user_id, now=now, criterion=change.criterion, verdict=verdict.value)
    return found
