"""Counts how checks and people judged the same conversations: blind reviews of drawn ones, in three queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, Select, SelectBase, func, select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import CheckState, Rubric
from qa.stages.blindness import BLIND_STATES
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables

_FAIL = Verdict.FAIL.value


@dataclass(frozen=True, slots=True)
class JudgedAlike:
    """What a check and a person said of conversations of one language (two letters) and channel."""

    criterion: str
    check: str
    language: str
    channel: str
    is_flagged: bool
    is_failed: bool
    inclusion_probability: float


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many reviews were submitted, and how many of them were of conversations drawn by chance."""

    submitted: int
    drawn: int


def count_judged(session: Session, name: str, *, criterion: str | None = None) -> Counter[JudgedAlike]:
    """Count the conversations that checks and people judged, by what both said, in all versions of a rubric.

    Of one criterion where it is named, which takes far less time.

    Counted are ratings of pass or fail, made before the machine's verdict was shown, in submitted reviews of drawn
    conversations. A conversation counts from when nobody has still to rate it blind: no figure tells them of it.
    """
    rubrics: dict[int, Rubric] = {}
    judged: Counter[JudgedAlike] = Counter()
    reviews = _reviews(name)
    for row in session.execute(_of(criterion, _ratings(reviews))):
        if row.rubric_id not in rubrics:
            rubrics[row.rubric_id] = rubric_of(session, row.rubric_id)
        for check in _checks(rubrics[row.rubric_id], row):
            judged[_alike(row, check, is_flagged=False)] += row.n
    for query in _flagged(reviews):
        for row in session.execute(_of(criterion, query)):
            if row.rubric_id in rubrics and row.check in _checks(rubrics[row.rubric_id], row):
                judged[_alike(row, row.check, is_flagged=True)] += row.n
                judged[_alike(row, row.check, is_flagged=False)] -= row.n
    return +judged


@dataclass(frozen=True, slots=True)
class Firing:
    """A conversation that a check failed and a person rated blind; `is_wrong` where the person did not fail it."""

    criterion: str
    check: str
    language: str
    rated_at: datetime
    is_wrong: bool
    channel: str = ""


def list_firings(session: Session, name: str, *, criterion: str | None = None) -> list[Firing]:
    """Return what the checks of a rubric, or of one criterion, failed and people rated, in the order it was rated.

    The same reviews count as for `count_judged`.
    """
    reviews = _reviews(name)
    queries = _flagged(reviews, reviews.c.submitted_at, reviews.c.id)
    rows = [row for query in queries for row in session.execute(_of(criterion, query)) if row.submitted_at]
    rows.sort(key=lambda row: (row.submitted_at, row.id))
    return [
        Firing(
            row.criterion, row.check, language_code(row.language), row.submitted_at, row.verdict != _FAIL, row.channel
        )
        for row in rows
    ]


def count_reviews(session: Session, name: str) -> ReviewCounts:
    """Count the submitted reviews made with a rubric, all its versions."""
    review, pick, assignment = tables.Review, tables.SamplePick, tables.Assignment
    submitted, drawn = session.execute(
        select(func.count(review.id), func.count(pick.inclusion_probability))
        .join(tables.Rubric, tables.Rubric.id == review.rubric_id)
        .outerjoin(assignment, assignment.id == review.assignment_id)
        .outerjoin(
            pick, (pick.sample_id == assignment.sample_id) & (pick.conversation_id == assignment.conversation_id)
        )
        .where(
            tables.Rubric.name == name,
            review.kind == tables.ReviewKind.QUALITY,
            review.status != tables.ReviewStatus.DRAFT,
        )
    ).one()
    return ReviewCounts(submitted=submitted, drawn=drawn)


def language_code(language: str | None) -> str:
    """Return the two letters under which a conversation's language is counted; none where it has no language."""
    return (language or "").replace("_", "-").split("-")[0].lower()


def counted_reviews(name: str, *, among: SelectBase) -> CTE:
    """Find the reviews that `count_judged` counts, of those whose ids `among` selects, to ask more of them."""
    return _reviews(name, tables.Review.id.in_(among))


def _ratings(reviews: CTE, *more: ColumnElement[Any]) -> Select[Any]:
    """Ask how often people rated what alike, without having seen the machine's verdict."""
    rating, review = tables.Rating, reviews.c
    what = (rating.criterion, rating.verdict)
    of = (review.rubric_id, review.language, review.channel, review.inclusion_probability)
    return (
        select(*what, *of, *more, func.count(rating.id.distinct()).label("n"))
        .select_from(reviews)
        .join(rating, rating.review_id == review.id)
        .where(rating.is_machine_shown.is_(False), rating.verdict.in_((Verdict.PASS.value, _FAIL)))
        .group_by(*what, *of, *more)
    )


def _of(criterion: str | None, ratings: Select[Any]) -> Select[Any]:
    return ratings if criterion is None else ratings.where(tables.Rating.criterion == criterion)


def _reviews(name: str, *only: ColumnElement[bool]) -> CTE:
    """Find the reviews that count, first and by themselves: PostgreSQL would join their ratings too early."""
    review, pick, run = tables.Review, tables.SamplePick, tables.CheckRun
    conversation, assignment = tables.Conversation, tables.Assignment
    return (
        select(
            review.id,
            review.conversation_id,
            review.rubric_id,
            review.submitted_at,
            run.id.label("check_run_id"),
            conversation.language,
            conversation.channel,
            pick.inclusion_probability,
        )
        .join(tables.Rubric, tables.Rubric.id == review.rubric_id)
        .join(assignment, assignment.id == review.assignment_id)
        .join(pick, (pick.sample_id == assignment.sample_id) & (pick.conversation_id == assignment.conversation_id))
        .join(run, (run.conversation_id == review.conversation_id) & (run.rubric_id == review.rubric_id))
        .join(conversation, conversation.id == review.conversation_id)
        .where(
            tables.Rubric.name == name,
            review.kind == tables.ReviewKind.QUALITY,
            review.status != tables.ReviewStatus.DRAFT,
            pick.is_by_chance,
            ~is_still_to_rate_by_anybody(review.conversation_id.expression),
            *only,
        )
        .cte("counted")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )


def is_still_to_rate_by_anybody(conversation_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Tell in a query whether somebody who may sign in has still to rate a conversation blind."""
    to_do, sample, user = tables.Assignment, tables.Sample, tables.User
    return select(to_do.id).join(sample, sample.id == to_do.sample_id).join(user, user.id == to_do.reviewer_id).where(
        to_do.conversation_id == conversation_id,
        to_do.finished_at.is_(None),
        sample.is_blind,
        user.is_active,
    ).exists() | _is_to_calibrate(conversation_id)


def _is_to_calibrate(conversation_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Tell whether a conversation is in a calibration session that is not revealed yet."""
    chosen, one = tables.CalibrationConversation, tables.CalibrationSession
    return (
        select(chosen.id)
        .join(one, one.id == chosen.session_id)
        .where(chosen.conversation_id == conversation_id, one.state.in_(BLIND_STATES))
        .exists()
    )


def _flagged(reviews: CTE, *more: ColumnElement[Any]) -> Iterator[Select[Any]]:
    """Ask the same of what a check failed: where it counted, and where it was only watched."""
    rating, outcome, finding, shadow = tables.Rating, tables.Outcome, tables.Finding, tables.ShadowResult
    run_id = reviews.c.check_run_id
    yield (
        _ratings(reviews, finding.check.expression, *more)
        .join(outcome, (outcome.check_run_id == run_id) & (outcome.criterion == rating.criterion))
        .join(finding, finding.outcome_id == outcome.id)
        .where(finding.verdict == _FAIL)
    )
    yield (
        _ratings(reviews, shadow.check.expression, *more)
        .join(shadow, (shadow.check_run_id == run_id) & (shadow.criterion == rating.criterion))
        .where(shadow.verdict == _FAIL)
    )


def _alike(row: Row[Any], check: str, *, is_flagged: bool) -> JudgedAlike:
    return JudgedAlike(
        criterion=row.criterion,
        check=check,
        language=language_code(row.language),
        channel=row.channel,
        is_flagged=is_flagged,
        is_failed=row.verdict == _FAIL,
        inclusion_probability=row.inclusion_probability,
    )


def _checks(rubric: Rubric, row: Row[Any]) -> tuple[str, ...]:
    """Return the checks of the rated criterion that ran: drafts do not."""
    own = next((one.checks for one in rubric.criteria if one.id == row.criterion), ())
    return tuple(check.id for check in own if check.state_in(language_code(row.language)) is not CheckState.DRAFT)
