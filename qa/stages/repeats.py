"""Serves a small share of finished reviews to the same reviewer once more, and measures how steady they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qa.domain.finding import Verdict
from qa.settings import Settings
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

if TYPE_CHECKING:
    from qa.statistics.values import Estimate

SOONEST, LATEST = timedelta(days=21), timedelta(days=120)
_SPREAD_DAYS = 14
_SEED = 1


@dataclass(frozen=True, slots=True)
class SteadyRater:
    """How far a reviewer agrees with themselves, weeks apart: pass, fail or not applicable, criterion by criterion.

    `reviews` were rated twice and hold `ratings` pairs, of which `changed` differ. The three coefficients have
    intervals over conversations; they are None while there is nothing to compare.
    """

    reviewer_id: int
    reviewer: str
    reviews: int
    ratings: int
    changed: int
    agreement: Estimate | None
    ac1: Estimate | None
    alpha: Estimate | None


def serve_share(session: Session, settings: Settings, now: datetime) -> int:
    """Serve the share of reviews that the settings name."""
    return serve_repeats(session, share=settings.repeat_share, now=now)


def serve_repeats(session: Session, *, share: float, now: datetime) -> int:
    """Give reviewers what chance chose of their finished reviews, one each at a time; return how many were given.

    A review is chosen by its number alone, so that every run chooses the same; three to five weeks after it was
    submitted it joins a sample in which its reviewer has work open, as one more conversation of it. Without open work
    it waits. Meant to be run daily.
    """
    given = 0
    served: set[int] = set()
    for review in _ripe(session, now=now):
        if review.reviewer_id in served or not is_chosen(review.id, share=share):
            continue
        assert review.submitted_at is not None
        if now < review.submitted_at + SOONEST + timedelta(days=_draw(review.id, "day") * _SPREAD_DAYS):
            continue
        sample_id = _sample_with_room(session, review)
        if sample_id is None:
            continue
        session.add(
            tables.Assignment(
                sample_id=sample_id,
                conversation_id=review.conversation_id,
                reviewer_id=review.reviewer_id,
                created_at=now,
                is_repeat=True,
            )
        )
        session.flush()
        served.add(review.reviewer_id)
        given += 1
    return given


def is_chosen(review_id: int, *, share: float) -> bool:
    """Tell whether a review is one of the share that is served again."""
    return _draw(review_id, "repeat") < share


def measure_steadiness(session: Session, *, since: datetime | None = None) -> tuple[SteadyRater, ...]:
    """Measure each reviewer's agreement with themselves on reviews repeated since then, most repeats first."""
    pairs: dict[tuple[int, str], list[_Pair]] = {}
    for pair in _pairs(session, since=since):
        pairs.setdefault((pair.reviewer_id, pair.reviewer), []).append(pair)
    found = [_measure(reviewer_id, name, rows) for (reviewer_id, name), rows in pairs.items()]
    return tuple(sorted(found, key=lambda one: (-one.reviews, one.reviewer)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same criterion of the same conversation, rated twice by the same reviewer."""

    reviewer_id: int
    reviewer: str
    conversation_id: int
    criterion: str
    first: str
    second: str


def _draw(review_id: int, what: str) -> float:
    """Draw a number of 0 to 1 for a review, the same every time."""
    digest = hashlib.sha256(f"{what}-{review_id}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


def _ripe(session: Session, *, now: datetime) -> Sequence[tables.Review]:
    """Find the finished reviews of active reviewers that are old enough and were not served again, oldest first."""
    review, user, again = tables.Review, tables.User, tables.Assignment
    was_served = select(again.id).where(
        again.conversation_id == review.conversation_id, again.reviewer_id == review.reviewer_id, again.is_repeat
    )
    return session.scalars(
        select(review)
        .join(user, user.id == review.reviewer_id)
        .where(
            review.kind == ReviewKind.QUALITY,
            review.status != ReviewStatus.DRAFT,
            review.submitted_at.between(now - LATEST, now - SOONEST),
            user.is_active,
            ~was_served.exists(),
        )
        .order_by(review.submitted_at, review.id)
    ).all()


def _sample_with_room(session: Session, review: tables.Review) -> int | None:
    """Find the newest sample in which the reviewer has something open and this conversation was not drawn."""
    row, pick = tables.Assignment, tables.SamplePick
    has_it = select(pick.id).where(pick.sample_id == row.sample_id, pick.conversation_id == review.conversation_id)
    was_given = select(tables.Assignment.id).where(
        tables.Assignment.conversation_id == review.conversation_id,
        tables.Assignment.reviewer_id == review.reviewer_id,
        tables.Assignment.finished_at.is_(None),
    )
    if session.scalar(was_given.limit(1)) is not None:
        return None
    return session.scalar(
        select(row.sample_id)
        .where(
            row.reviewer_id == review.reviewer_id, row.finished_at.is_(None), row.is_repeat.is_(False), ~has_it.exists()
        )
        .order_by(row.sample_id.desc())
        .limit(1)
    )


def _pairs(session: Session, *, since: datetime | None) -> Iterator[_Pair]:
    first, second = aliased(tables.Review), aliased(tables.Review)
    one, other, user = aliased(tables.Rating), aliased(tables.Rating), tables.User
    query = (
        select(user.id, user.name, second.conversation_id, one.criterion, one.verdict, other.verdict)
        .join(second, second.reviewer_id == user.id)
        .join(
            first,
            (first.conversation_id == second.conversation_id)
            & (first.reviewer_id == second.reviewer_id)
            & (first.rubric_id == second.rubric_id)
            & (first.kind == ReviewKind.QUALITY),
        )
        .join(one, one.review_id == first.id)
        .join(other, (other.review_id == second.id) & (other.criterion == one.criterion))
        .where(second.kind == ReviewKind.REPEAT, second.status != ReviewStatus.DRAFT)
        .order_by(second.id, one.criterion)
    )
    if since is not None:
        query = query.where(second.submitted_at >= since)
    undecided = Verdict.NEEDS_HUMAN.value
    for row in session.execute(query):
        if undecided not in (row[4], row[5]):
            yield _Pair(*row)


def _measure(reviewer_id: int, name: str, pairs: Sequence[_Pair]) -> SteadyRater:
    # Kept out of the page until somebody asks for it: numpy and scipy are heavy.
    import numpy as np

    from qa.statistics.agreement.report import measure_agreement
    from qa.statistics.agreement.table import Level, Rating, tabulate

    ratings = [
        Rating(f"{pair.conversation_id}/{pair.criterion}", rater, value, cluster=str(pair.conversation_id))
        for pair in pairs
        for rater, value in (("first", pair.first), ("second", pair.second))
    ]
    report = measure_agreement(
        tabulate(ratings, level=Level.NOMINAL), level=Level.NOMINAL, generator=np.random.default_rng(_SEED)
    )
    by_name = {one.name: one for one in report.coefficients}
    return SteadyRater(
        reviewer_id=reviewer_id,
        reviewer=name,
        reviews=len({pair.conversation_id for pair in pairs}),
        ratings=len(pairs),
        changed=report.disagreements,
        agreement=by_name.get("percent agreement"),
        ac1=by_name.get("Gwet's AC1"),
        alpha=by_name.get("Krippendorff's alpha (nominal)"),
    )
