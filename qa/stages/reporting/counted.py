"""The reviews that may enter an estimate: blind, by somebody else, of conversations that chance drew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from qa.stages.judged import is_still_to_rate_by_anybody
from qa.stages.reporting.scope import Scope
from qa.store import tables


@dataclass(frozen=True, slots=True)
class CountedReview:
    """A review that counts, with the machine's score of the same conversation. Scores are 0 to 100.

    `is_short` where it asked a short scorecard: its score is of what that asks, the machine's of all criteria.
    """

    id: int
    conversation_id: int
    reviewer_id: int
    rubric_id: int
    agent_id: int | None
    channel: str
    language: str
    started_at: datetime
    chance: float
    score: float | None
    coverage: float | None
    is_critical: bool
    machine_score: float | None
    is_machine_critical: bool
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class GivenRating:
    """What a person said of one criterion; `is_blind` if before the machine's verdict was shown."""

    criterion: str
    verdict: str
    score: float | None
    root_cause: str | None
    is_blind: bool


def is_submitted() -> ColumnElement[bool]:
    """Tell whether a review is a finished one of quality: no draft, no agent's own, no hidden repeat."""
    review = tables.Review
    return (review.status != tables.ReviewStatus.DRAFT) & (review.kind == tables.ReviewKind.QUALITY)


def counted_ids(scope: Scope) -> Select[Any]:
    """Ask for the ids of the reviews that count; a conversation reviewed twice gives both."""
    return _joined(select(tables.Review.id)).where(*_conditions(scope))


def read_counted(session: Session, scope: Scope) -> tuple[CountedReview, ...]:
    """Return the reviews that count, one a conversation, the first submitted, in order of their conversations."""
    review, conversation, pick = tables.Review, tables.Conversation, tables.SamplePick
    rows = session.execute(
        _joined(
            select(
                review.id,
                review.conversation_id,
                review.reviewer_id,
                review.rubric_id,
                conversation.agent_id,
                conversation.channel,
                conversation.language,
                conversation.started_at,
                pick.inclusion_probability,
                review.score_value,
                review.score_coverage,
                review.critical,
                review.scorecard,
                conversation.score_value.label("machine_score"),
                conversation.has_critical,
            )
        )
        .where(*_conditions(scope))
        .order_by(review.conversation_id, review.submitted_at, review.id)
    )
    found: dict[int, CountedReview] = {}
    for row in rows:
        if row.conversation_id not in found:
            found[row.conversation_id] = CountedReview(
                id=row.id,
                conversation_id=row.conversation_id,
                reviewer_id=row.reviewer_id,
                rubric_id=row.rubric_id,
                agent_id=row.agent_id,
                channel=row.channel,
                language=_letters(row.language),
                started_at=row.started_at,
                chance=row.inclusion_probability,
                score=row.score_value,
                coverage=row.score_coverage,
                is_critical=bool(row.critical),
                machine_score=row.machine_score,
                is_machine_critical=row.has_critical,
                is_short=row.scorecard is not None,
            )
    return tuple(found.values())


def read_ratings(session: Session, scope: Scope, wanted: Sequence[CountedReview]) -> Mapping[int, list[GivenRating]]:
    """Return the ratings of the counted reviews, by review."""
    rating = tables.Rating
    found: dict[int, list[GivenRating]] = {one.id: [] for one in wanted}
    rows = session.execute(
        select(
            rating.review_id,
            rating.criterion,
            rating.verdict,
            rating.score,
            rating.root_cause,
            rating.is_machine_shown,
        )
        .where(rating.review_id.in_(counted_ids(scope)))
        .order_by(rating.review_id, rating.id)
    )
    for review_id, criterion, verdict, score, cause, is_shown in rows:
        if review_id in found:
            found[review_id].append(GivenRating(criterion, verdict, score, cause, not is_shown))
    return found


def _joined(query: Any) -> Select[Any]:
    review, pick, assignment = tables.Review, tables.SamplePick, tables.Assignment
    joined: Select[Any] = (
        query.select_from(review)
        .join(assignment, assignment.id == review.assignment_id)
        .join(pick, (pick.sample_id == assignment.sample_id) & (pick.conversation_id == assignment.conversation_id))
        .join(tables.Conversation, tables.Conversation.id == review.conversation_id)
    )
    return joined


def _conditions(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    review, chance = tables.Review, tables.SamplePick.inclusion_probability
    return (
        *scope.conditions(),
        is_submitted(),
        review.is_blind.is_(True),
        review.submitted_at.is_not(None),
        chance.is_not(None),
        chance > 0,
        ~is_still_to_rate_by_anybody(review.conversation_id.expression),
    )


def _letters(language: str | None) -> str:
    return (language or "").replace("_", "-").split("-")[0].lower()
