"""Plans a session: who rates, who leads, which conversations, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.errors import CalibrationError, ReviewError
from qa.stages.calibrating.access import chosen_of, led_session, note, require_state, touch
from qa.stages.calibrating.choosing import Choice, Wish, blocked, choose_conversations
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.store import tables
from qa.store.tables import CalibrationState

SMALLEST, LARGEST = 1, 8
GOLD_ORIGINS = ("before", "session")


@dataclass(frozen=True, slots=True)
class SessionOrder:
    """What is wanted of a session. `gold_by` makes the gold rating before the reveal; None to agree on it in the room.

    `criteria` are those rated, () for all. `size` conversations are drawn by `seed`.
    """

    name: str
    facilitator_id: int
    participants: tuple[int, ...]
    seed: int
    size: int = 4
    gold_by: int | None = None
    criteria: tuple[str, ...] = ()
    deadline_at: datetime | None = None
    rubric_id: int | None = None


def plan_session(
    session: Session,
    order: SessionOrder,
    *,
    created_by: int,
    now: datetime,
    choices: Sequence[Choice] | None = None,
    parent_id: int | None = None,
) -> tables.CalibrationSession:
    """Plan a session and draw its conversations, or take `choices`. Raises CalibrationError saying what is missing."""
    rubric_id = order.rubric_id or active_rubric_id(session)
    order = replace(order, participants=tuple(dict.fromkeys(order.participants)), rubric_id=rubric_id)
    _refuse_bad(session, order, now=now)
    row = tables.CalibrationSession(
        name=order.name.strip(),
        state=CalibrationState.PLAN,
        rubric_id=rubric_id,
        criteria=list(order.criteria),
        facilitator_id=order.facilitator_id,
        gold_origin="session" if order.gold_by is None else "before",
        seed=order.seed,
        deadline_at=order.deadline_at,
        parent_id=parent_id,
        created_by_id=created_by,
        created_at=now,
    )
    session.add(row)
    session.flush()
    people = (*order.participants, *(() if order.gold_by is None else (order.gold_by,)))
    session.add_all(
        tables.CalibrationParticipant(session_id=row.id, user_id=user_id, is_gold=user_id == order.gold_by)
        for user_id in people
    )
    if choices is None:
        wish = Wish(
            size=order.size,
            seed=order.seed,
            rubric_id=rubric_id,
            people=_people(row, people),
            leader=order.facilitator_id,
            criteria=order.criteria,
        )
        choices = choose_conversations(session, wish)
    _add(session, row.id, choices)
    note(session, row, "planned", user_id=created_by, now=now, conversations=len(choices), people=len(people))
    return row


def rubric_in_force(session: Session) -> Rubric | None:
    """Return the rubric that a session planned now would rate by, None where none is loaded."""
    try:
        return rubric_of(session, active_rubric_id(session))
    except ReviewError:
        return None


def add_conversation(session: Session, session_id: int, external_id: str, *, user_id: int, now: datetime) -> None:
    """Add a conversation by its id in the source system. Raises CalibrationError when that cannot be."""
    row = _planned(session, session_id, user_id=user_id)
    conversation = tables.Conversation
    found = session.scalar(select(conversation.id).where(conversation.external_id == external_id.strip()).limit(1))
    if found is None:
        raise CalibrationError("unknown_conversation", f"There is no conversation {external_id!r}.")
    if found in [one.conversation_id for one in row.conversations]:
        raise CalibrationError("conversation_twice", f"Conversation {external_id!r} is in the session already.")
    people = _people(row, [one.user_id for one in row.participants])
    if blocked(session, [found], people):
        raise CalibrationError("would_spoil", "One of the people is still to rate this conversation blind elsewhere.")
    if len(row.conversations) >= LARGEST:
        raise CalibrationError("too_many", f"A session has at most {LARGEST} conversations; three to five are usual.")
    _add(session, session_id, (Choice(found, "chosen"),))
    _changed(session, row, "conversation_added", user_id=user_id, now=now)


def replace_conversation(session: Session, session_id: int, chosen_id: int, *, user_id: int, now: datetime) -> None:
    """Draw another conversation in the place of one. Raises CalibrationError when there is no other."""
    row = _planned(session, session_id, user_id=user_id)
    chosen = chosen_of(row, chosen_id)
    people = _people(row, [one.user_id for one in row.participants])
    there = frozenset(one.conversation_id for one in row.conversations)
    wish = Wish(1, row.seed + chosen_id, row.rubric_id, people=people, except_ids=there)
    found = choose_conversations(session, wish)
    if not found:
        raise CalibrationError("none_left", "There is no other reviewed conversation to draw.")
    chosen.conversation_id, chosen.reason, chosen.appeal_id = found[0].conversation_id, found[0].reason, None
    _changed(session, row, "conversation_replaced", user_id=user_id, now=now)


def remove_conversation(session: Session, session_id: int, chosen_id: int, *, user_id: int, now: datetime) -> None:
    """Take a conversation out of a plan."""
    row = _planned(session, session_id, user_id=user_id)
    session.delete(chosen_of(row, chosen_id))
    _changed(session, row, "conversation_removed", user_id=user_id, now=now)


def _refuse_bad(session: Session, order: SessionOrder, *, now: datetime) -> None:
    if not order.name.strip():
        raise CalibrationError("no_name", "A session needs a name.")
    if len(order.participants) < 2:
        raise CalibrationError("few_people", "A session needs at least two people who rate.")
    if order.gold_by in order.participants:
        raise CalibrationError("gold_rates", "Who makes the gold rating cannot also be one of those held against it.")
    if not SMALLEST <= order.size <= LARGEST:
        raise CalibrationError("bad_size", f"A session has {SMALLEST} to {LARGEST} conversations, not {order.size}.")
    if order.deadline_at is not None and order.deadline_at <= now:
        raise CalibrationError("past_deadline", "The deadline has passed already; choose a later one.")
    known = {one.id for one in rubric_of(session, order.rubric_id or 0).criteria}
    for criterion in order.criteria:
        if criterion not in known:
            raise CalibrationError("unknown_criterion", f"The rubric has no criterion {criterion!r}.")


def _planned(session: Session, session_id: int, *, user_id: int) -> tables.CalibrationSession:
    row = led_session(session, session_id, user_id=user_id)
    require_state(row, CalibrationState.PLAN)
    return row


def _people(row: tables.CalibrationSession, people: Sequence[int]) -> tuple[int, ...]:
    """Return who will see the reveal: those who rate and who leads."""
    leader = () if row.facilitator_id is None else (row.facilitator_id,)
    return tuple(dict.fromkeys((*people, *leader)))


def _add(session: Session, session_id: int, choices: Sequence[Choice]) -> None:
    one = tables.CalibrationConversation
    last = session.scalar(select(func.max(one.position)).where(one.session_id == session_id))
    session.add_all(
        one(
            session_id=session_id,
            conversation_id=choice.conversation_id,
            position=position,
            reason=choice.reason,
            appeal_id=choice.appeal_id,
        )
        for position, choice in enumerate(choices, start=0 if last is None else last + 1)
    )
    session.flush()


def _changed(session: Session, row: tables.CalibrationSession, action: str, *, user_id: int, now: datetime) -> None:
    session.flush()
    session.expire(row, ["conversations"])
    touch(session, row.id)
    note(session, row, action, user_id=user_id, now=now)
