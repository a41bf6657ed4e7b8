"""Passes what is left of a group of criteria at once, each as a rating of its own, and takes that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import DIMENSIONS, Criterion
from qa.errors import UnknownNameError
from qa.stages.reviewing.asking import asked_of
from qa.stages.reviewing.drafts import Draft, open_draft
from qa.stages.reviewing.rating import RatingChange, rate
from qa.stages.reviewing.rubrics import criteria_for
from qa.store import tables


@dataclass(frozen=True, slots=True)
class PassedRest:
    """The criteria that changed, and the critical ones that were left for a look of their own."""

    changed: tuple[str, ...]
    critical_left: tuple[str, ...] = ()


def pass_rest(session: Session, review_id: int, dimension: str, *, reviewer_id: int, now: datetime) -> PassedRest:
    """Pass every criterion of a dimension that is asked and not decided; on a scale with its highest point.

    Each is stored as this person's rating, marked as passed with the rest. What was written before stays. Critical
    criteria are left: each is rated by itself. Raises UnknownNameError for a dimension that does not exist,
    NotFoundError and ReviewError as `open_draft`.
    """
    draft, ratings = _open(session, review_id, dimension, reviewer_id=reviewer_id)
    asked = asked_of(draft.scorecard, criteria_for(draft.rubric, draft.channel), ratings.values())
    left = [one for one in asked if one.dimension == dimension and not _is_decided(ratings.get(one.id))]
    passed = [one for one in left if not one.is_critical]
    for criterion in passed:
        change = _passing(criterion, ratings.get(criterion.id))
        saved = rate(session, review_id, change, reviewer_id=reviewer_id, now=now)
        saved.rating.is_with_rest = True
    session.flush()
    return PassedRest(tuple(one.id for one in passed), tuple(one.id for one in left if one.is_critical))


def take_back_rest(session: Session, review_id: int, dimension: str, *, reviewer_id: int, now: datetime) -> PassedRest:
    """Make undecided again what was passed with the rest of a dimension and not touched since.

    Where the machine's answer had come to be seen by then, the rating keeps saying so.
    """
    draft, ratings = _open(session, review_id, dimension, reviewer_id=reviewer_id)
    of_dimension = {one.id for one in draft.rubric.criteria if one.dimension == dimension}
    taken = [one for one in ratings.values() if one.is_with_rest and one.criterion in of_dimension]
    for rating in taken:
        change = RatingChange(
            rating.criterion, comment=rating.comment, suggestion=rating.suggestion, revision=rating.revision
        )
        rate(session, review_id, change, reviewer_id=reviewer_id, now=now)
    return PassedRest(tuple(sorted(one.criterion for one in taken)))


def _open(
    session: Session, review_id: int, dimension: str, *, reviewer_id: int
) -> tuple[Draft, dict[str, tables.Rating]]:
    if dimension not in DIMENSIONS:
        raise UnknownNameError("dimension", dimension, known=DIMENSIONS)
    draft = open_draft(session, review_id, reviewer_id=reviewer_id)
    rows = session.scalars(select(tables.Rating).where(tables.Rating.review_id == review_id))
    return draft, {row.criterion: row for row in rows}


def _is_decided(rating: tables.Rating | None) -> bool:
    return rating is not None and rating.verdict != Verdict.NEEDS_HUMAN.value


def _passing(criterion: Criterion, found: tables.Rating | None) -> RatingChange:
    return RatingChange(
        criterion.id,
        verdict=Verdict.PASS,
        point=max(criterion.scale) if criterion.scale else None,
        comment=found.comment if found else "",
        suggestion=found.suggestion if found else "",
        revision=found.revision if found else 0,
    )
