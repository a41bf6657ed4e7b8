"""Two weeks after a session: two of its conversations are rated once more, and each rater's drift is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qa.domain.disagreement import distance
from qa.settings import Settings
from qa.stages.calibrating.access import REVEALED
from qa.stages.calibrating.answers import Cell, Reveal
from qa.stages.calibrating.choosing import Choice
from qa.stages.calibrating.figures import totals_of
from qa.stages.calibrating.moving import open_for_rating
from qa.stages.calibrating.planning import SessionOrder, plan_session
from qa.stages.calibrating.revealing import read_answers
from qa.store import tables
from qa.store.tables import CalibrationState

AFTER = timedelta(days=14)
TIME_TO_RATE = timedelta(days=7)
CONVERSATIONS = 2


@dataclass(frozen=True, slots=True)
class Drift:
    """How one rater changed: `change` is the mean of totals now less then, in points, over `conversations`.

    `same` of `compared` answers are what they were. `gold_then` and `gold_now` are distances to the gold rating.
    """

    user_id: int
    name: str
    conversations: int
    change: float
    same: int
    compared: int
    gold_then: float | None
    gold_now: float | None


def start_follow_ups(session: Session, settings: Settings, now: datetime) -> int:
    """Open a follow-up of every session closed two weeks ago that has none yet; return how many."""
    one = tables.CalibrationSession
    child = aliased(one)
    due = session.scalars(
        select(one)
        .where(
            one.state == CalibrationState.CLOSED,
            one.cancelled_at.is_(None),
            one.parent_id.is_(None),
            one.closed_at <= now - AFTER,
            one.closed_at > now - 4 * AFTER,
            ~select(child.id).where(child.parent_id == one.id).exists(),
        )
        .order_by(one.id)
    ).all()
    return sum(_start(session, row, now=now) for row in due)


def measure_drift(session: Session, parent: tables.CalibrationSession) -> tuple[Drift, ...]:
    """Compare a session with its follow-up, rater by rater; nothing until the follow-up is revealed."""
    one = tables.CalibrationSession
    child = session.scalars(select(one).where(one.parent_id == parent.id)).one_or_none()
    if child is None or child.state not in REVEALED or child.revealed_at is None:
        return ()
    then, now = read_answers(session, parent), read_answers(session, child)
    found = (_drift(then, now, rater.user_id, rater.name) for rater in now.raters)
    return tuple(one for one in found if one is not None)


def follow_up_of(session: Session, parent_id: int) -> tables.CalibrationSession | None:
    """Return the session that follows up another, None where there is none yet."""
    one = tables.CalibrationSession
    return session.scalars(select(one).where(one.parent_id == parent_id)).one_or_none()


def _start(session: Session, row: tables.CalibrationSession, *, now: datetime) -> bool:
    raters = [one.user_id for one in row.participants if not one.is_gold and one.user.is_active]
    leader = row.facilitator_id
    reveal = read_answers(session, row)
    if leader is None or len(raters) < 2 or not reveal.rows:
        return False
    order = SessionOrder(
        name=row.name,
        facilitator_id=leader,
        participants=tuple(raters),
        seed=row.seed,
        criteria=tuple(row.criteria),
        deadline_at=now + TIME_TO_RATE,
        rubric_id=row.rubric_id,
    )
    choices = [Choice(conversation_id, "follow_up") for conversation_id in _most_divided(reveal)]
    child = plan_session(session, order, created_by=leader, now=now, choices=choices, parent_id=row.id)
    open_for_rating(session, child, now=now)
    return True


def _most_divided(reveal: Reveal) -> list[int]:
    """Return the conversations that divided the raters most: what was decided should show there."""
    sums: dict[int, float] = {}
    for row in reveal.rows:
        sums[row.chosen.conversation_id] = sums.get(row.chosen.conversation_id, 0.0) + row.disagreement
    return sorted(sums, key=lambda row_id: (-sums[row_id], row_id))[:CONVERSATIONS]


def _drift(then: Reveal, now: Reveal, user_id: int, name: str) -> Drift | None:
    before = {one.chosen.id: one.chosen.conversation_id for one in then.rows}
    after = {one.chosen.id: one.chosen.conversation_id for one in now.rows}
    totals_then = {before[key]: value for key, value in totals_of(then.rows, user_id).items()}
    totals_now = {after[key]: value for key, value in totals_of(now.rows, user_id).items()}
    both = sorted(totals_then.keys() & totals_now.keys())
    if not both:
        return None
    gold = {before[key]: value for key, value in totals_of(then.rows, None).items()}
    known = [row_id for row_id in both if row_id in gold]
    first, second = _answers(then, user_id), _answers(now, user_id)
    shared = first.keys() & second.keys()
    return Drift(
        user_id=user_id,
        name=name,
        conversations=len(both),
        change=sum(totals_now[row_id] - totals_then[row_id] for row_id in both) / len(both),
        same=sum(distance(first[key].answer, second[key].answer) == 0 for key in shared),
        compared=len(shared),
        gold_then=sum(abs(totals_then[row_id] - gold[row_id]) for row_id in known) / len(known) if known else None,
        gold_now=sum(abs(totals_now[row_id] - gold[row_id]) for row_id in known) / len(known) if known else None,
    )


def _answers(reveal: Reveal, user_id: int) -> Mapping[tuple[int, str], Cell]:
    return {
        (row.chosen.conversation_id, row.criterion.id): row.cells[user_id]
        for row in reveal.rows
        if user_id in row.cells and not row.cells[user_id].is_late
    }
