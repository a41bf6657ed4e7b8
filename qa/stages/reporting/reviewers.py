"""Reviewers: how much they did, how strict they are, and how far they agree with each other and with themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.errors import StatisticsError
from qa.stages.repeats import measure_steadiness
from qa.stages.reporting.basis import Basis
from qa.stages.reporting.calibration import measure
from qa.stages.reporting.counted import is_submitted
from qa.stages.reporting.figure import Figure
from qa.store import tables

_JUDGED = ("pass", "fail")
_REPEATS_OF_DAYS = 365
_Rated = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class ReviewerLine:
    """One reviewer. Times are in seconds; `open` and `overdue` are assignments at the time of the report.

    `severity` is how many points above (milder) or below (stricter) the mean reviewer they score the same
    conversation, on `shared` conversations that others scored too. `steady` is how often they gave the same
    verdict again, weeks later and unknowingly.
    """

    user_id: int
    name: str
    reviews: int
    median_seconds: int | None
    longest_seconds: int | None
    total_seconds: int
    open: int
    overdue: int
    shared: int
    severity: Figure
    steady: Figure


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Reviewers by name, and how far different ones agree on the same conversations: pass or fail, all criteria.

    `shared` counts the conversations two or more reviewed. `minutes` is the mean time of a review.
    """

    lines: tuple[ReviewerLine, ...]
    shared: int
    agreement: Figure
    alpha: Figure
    ac1: Figure
    minutes: float | None


def read_reviewers(session: Session, basis: Basis, *, now: datetime) -> Reviewers:
    """Compute what reviewers did in the days of the scope and how alike they rate its conversations."""
    times = _times(session, basis)
    duties = _duties(session, now=now)
    severities = _severities(session, basis)
    steadiness = _steadiness(session, basis)
    names = {row[0]: row[1] for row in session.execute(select(tables.User.id, tables.User.name))}
    known = sorted({*times, *duties, *severities, *steadiness}, key=lambda one: (names[one].casefold(), one))
    pairs = _double_ratings(session, basis)
    agreement, alpha, ac1 = measure(pairs)
    every = [seconds for found in times.values() for seconds in found]
    return Reviewers(
        lines=tuple(
            _line(
                (one, names[one]),
                times.get(one, []),
                duties.get(one, (0, 0)),
                severity=severities.get(one),
                steady=steadiness.get(one),
            )
            for one in known
        ),
        shared=len({conversation for conversation, *_ in pairs}),
        agreement=agreement,
        alpha=alpha,
        ac1=ac1,
        minutes=round(sum(every) / len(every) / 60, 2) if every else None,
    )


def _line(
    who: tuple[int, str],
    times: Sequence[int],
    duties: tuple[int, int],
    *,
    severity: tuple[Figure, int] | None,
    steady: Figure | None,
) -> ReviewerLine:
    measured = sorted(one for one in times if one > 0)
    return ReviewerLine(
        user_id=who[0],
        name=who[1],
        reviews=len(times),
        median_seconds=round(median(measured)) if measured else None,
        longest_seconds=measured[-(-9 * len(measured) // 10) - 1] if measured else None,
        total_seconds=sum(measured),
        open=duties[0],
        overdue=duties[1],
        shared=severity[1] if severity else 0,
        severity=severity[0] if severity else Figure(note="none-shared"),
        steady=steady or Figure(note="no-repeats"),
    )


def _times(session: Session, basis: Basis) -> dict[int, list[int]]:
    """Return the active seconds of the reviews submitted in the days of the scope, by reviewer."""
    review, scope = tables.Review, basis.scope
    rows = session.execute(
        select(review.reviewer_id, review.active_seconds)
        .join(tables.Conversation, tables.Conversation.id == review.conversation_id)
        .where(
            is_submitted(),
            review.submitted_at >= scope.midnight(scope.date_from),
            review.submitted_at < scope.midnight(scope.date_to + timedelta(days=1)),
            *scope.place_conditions(),
        )
    )
    found: dict[int, list[int]] = {}
    for reviewer_id, seconds in rows:
        found.setdefault(reviewer_id, []).append(seconds)
    return found


def _duties(session: Session, *, now: datetime) -> dict[int, tuple[int, int]]:
    """Return, by reviewer, how many assignments are open and how many of them overdue."""
    duty, sample, user = tables.Assignment, tables.Sample, tables.User
    due = func.coalesce(duty.due_at, sample.due_at)
    rows = session.execute(
        select(duty.reviewer_id, due)
        .join(sample, sample.id == duty.sample_id)
        .join(user, user.id == duty.reviewer_id)
        .where(duty.finished_at.is_(None), user.is_active)
    )
    found: dict[int, tuple[int, int]] = {}
    for reviewer_id, due_at in rows:
        waiting, late = found.get(reviewer_id, (0, 0))
        found[reviewer_id] = (waiting + 1, late + (due_at is not None and due_at < now))
    return found


def _severities(session: Session, basis: Basis) -> dict[int, tuple[Figure, int]]:
    review = tables.Review
    rows = session.execute(
        select(review.conversation_id, review.reviewer_id, review.score_value, review.scorecard)
        .join(tables.Conversation, tables.Conversation.id == review.conversation_id)
        .where(is_submitted(), review.is_blind, review.score_value.is_not(None), *basis.scope.conditions())
        .order_by(review.id)
    ).all()
    scores: dict[tuple[int, str], dict[int, float]] = {}
    for conversation_id, reviewer_id, value, card in rows:
        asked = f"{card['id']}/{card['version']}" if card else ""  # scores of other criteria are no second opinion
        scores.setdefault((conversation_id, asked), {}).setdefault(reviewer_id, float(value or 0))
    both = {one: given for one, given in scores.items() if len(given) > 1}
    return _fit(both) if both else {}


def _fit(scores: Mapping[tuple[int, str], Mapping[int, float]]) -> dict[int, tuple[Figure, int]]:
    from qa.statistics.agreement.table import Level, Rating, tabulate
    from qa.statistics.severity import fit_severity

    rated = [Rating(str(unit), str(rater), value) for unit, given in scores.items() for rater, value in given.items()]
    raters = {int(one.rater): 0 for one in rated}
    for one in rated:
        raters[int(one.rater)] += 1
    try:
        found = fit_severity(tabulate(rated, level=Level.INTERVAL))
    except StatisticsError:
        return {rater: (Figure(n=n, note="not-linked"), n) for rater, n in raters.items()}
    return {
        int(one.rater): (
            Figure(
                round(one.effect, 3),
                round(one.interval.low, 3) if one.interval else None,
                round(one.interval.high, 3) if one.interval else None,
                n=one.units,
                method="additive model",
            ),
            one.units,
        )
        for one in found.raters
    }


def _double_ratings(session: Session, basis: Basis) -> list[_Rated]:
    """Return conversation, reviewer, criterion and verdict of what two or more people rated blind."""
    review, rating = tables.Review, tables.Rating
    twice = (
        select(review.conversation_id)
        .join(tables.Conversation, tables.Conversation.id == review.conversation_id)
        .where(is_submitted(), review.is_blind, *basis.scope.conditions())
        .group_by(review.conversation_id)
        .having(func.count(review.reviewer_id.distinct()) > 1)
    )
    rows = session.execute(
        select(review.conversation_id, review.reviewer_id, rating.criterion, rating.verdict)
        .join(rating, rating.review_id == review.id)
        .where(
            is_submitted(),
            review.is_blind,
            rating.is_machine_shown.is_(False),
            rating.verdict.in_(_JUDGED),
            review.conversation_id.in_(twice),
        )
        .order_by(review.id, rating.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _steadiness(session: Session, basis: Basis) -> dict[int, Figure]:
    """Return, by reviewer, how often a hidden repeat of the last year gave the verdict of the first time."""
    scope = basis.scope
    since = scope.midnight(scope.date_to - timedelta(days=_REPEATS_OF_DAYS))
    found: dict[int, Figure] = {}
    for one in measure_steadiness(session, since=since):
        if one.agreement is not None:
            found[one.reviewer_id] = replace(Figure.of(one.agreement), n=one.reviews)
    return found
