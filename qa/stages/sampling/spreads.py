"""How far scores lie apart within each stratum, for a Neyman allocation: from reviews, else from the machine.

These only decide how many reviews each stratum gives. A wrong guess makes an estimate less exact, never false.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qa.stages.sampling.strata import Strata
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

REVIEWS, MACHINE, NOTHING = "reviews", "machine", "nothing"
LEAST_REVIEWS = 10
_LEAST_SPREAD = 0.05
_NEWEST, _NEWEST_SCORES = 20_000, 20_000


@dataclass(frozen=True, slots=True)
class Spreads:
    """Standard deviations of scores, 0 to 1, by stratum, and what they were taken from."""

    by_stratum: Mapping[str, float]
    taken_from: str


def read_spreads(
    session: Session, strata: Strata, names: Sequence[str], conditions: Sequence[ColumnElement[bool]]
) -> Spreads:
    """Take them from blind reviews of drawn conversations where every stratum has ten, else from machine scores.

    None is below 0.05: a stratum in which all was well so far is still looked at. One that nothing is known of is
    taken for the most varied.
    """
    reviewed = _of_reviews(session, strata)
    if all(len(reviewed.get(name, ())) >= LEAST_REVIEWS for name in names):
        return Spreads({name: _at_least(statistics.stdev(reviewed[name])) for name in names}, REVIEWS)
    machine = _of_machine(session, strata, conditions)
    if machine:
        largest = max(machine.values())
        return Spreads({name: _at_least(machine.get(name, largest)) for name in names}, MACHINE)
    return Spreads({}, NOTHING)


def _of_reviews(session: Session, strata: Strata) -> dict[str, list[float]]:
    review, pick, assignment, conversation = tables.Review, tables.SamplePick, tables.Assignment, tables.Conversation
    query = (
        select(*strata.columns, review.score_value)
        .select_from(conversation)
        .join(review, review.conversation_id == conversation.id)
        .join(assignment, assignment.id == review.assignment_id)
        .join(pick, (pick.sample_id == assignment.sample_id) & (pick.conversation_id == conversation.id))
        .where(
            review.status != ReviewStatus.DRAFT,
            review.kind == ReviewKind.QUALITY,
            review.is_blind.is_(True),
            review.score_value.is_not(None),
            pick.is_by_chance,
        )
    )
    scores: dict[str, list[float]] = {}
    for *values, score in session.execute(strata.joined(query).order_by(review.id.desc()).limit(_NEWEST)):
        scores.setdefault(strata.name(values), []).append(score / 100)
    return scores


def _of_machine(
    session: Session, strata: Strata, conditions: Sequence[ColumnElement[bool]]
) -> dict[str, float]:  # fmt: skip
    """Take them from the newest scores: so many say enough, and reading all takes as long as the draw itself."""
    row = tables.Conversation
    newest = select(row.id).where(*conditions, row.score_value.is_not(None)).order_by(row.started_at.desc())
    some = newest.limit(_NEWEST_SCORES).subquery()
    query = select(*strata.columns, row.score_value).select_from(row).join(some, some.c.id == row.id)
    scores: dict[str, list[float]] = {}
    for *values, score in session.execute(strata.joined(query)):
        scores.setdefault(strata.name(values), []).append(score / 100)
    return {name: statistics.pstdev(found) for name, found in scores.items()}


def _at_least(spread: Any) -> float:
    return max(_LEAST_SPREAD, round(float(spread), 4))
