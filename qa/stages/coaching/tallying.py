"""Counts, in a worker, what pages of coaching show of many agents at once: tallies, norms and contradicted facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from qa.domain.finding import Verdict
from qa.settings import Settings
from qa.stages.coaching.counting import (
    counting_conditions,
    drawn_of,
    is_still_to_rate_by_anybody,
    targeted_samples,
)
from qa.statistics.differences import Drawn, pool
from qa.store import tables

LOOKED_BACK = timedelta(days=90)


def keep_tallies(session: Session, settings: Settings, now: datetime) -> int:
    """Count the random reviews of the last 90 days anew; return how many tallies there are.

    A conversation counts by its first published review.
    """
    since = now - LOOKED_BACK
    tallies = _tallies(session, since=since, now=now)
    for table in (tables.CoachingTally, tables.CoachingNorm, tables.ContradictedFact):
        session.execute(delete(table))
    session.add_all([*tallies, *_norms(tallies, now=now)])
    session.flush()
    found = [row._asdict() for row in session.execute(_facts(since))]
    if found:
        session.execute(insert(tables.ContradictedFact), found)
    return len(tallies)


def _tallies(session: Session, *, since: datetime, now: datetime) -> list[tables.CoachingTally]:
    targeted = targeted_samples(session)
    drawn: dict[tuple[str, str, int], list[tuple[Drawn, str]]] = {}
    for row in session.execute(_alike(since)):
        one = drawn_of(row, targeted, count=row.n)
        if one is not None:
            key = (row.rubric_name, row.criterion, row.agent_id)
            drawn.setdefault(key, []).append((one, row.root_cause or "unnamed"))
    return [_tally(key, ratings, now=now) for key, ratings in drawn.items()]


def _tally(
    key: tuple[str, str, int], ratings: Sequence[tuple[Drawn, str]], *, now: datetime
) -> tables.CoachingTally:  # fmt: skip
    share = pool([one for one, _ in ratings])
    causes: Counter[str] = Counter()
    for one, cause in ratings:
        causes[cause] += 0 if one.is_success else one.count
    reviewed = sum(one.count for one, _ in ratings)
    elsewhere = sum(n for cause, n in causes.items() if cause not in ("agent", "unnamed"))
    return tables.CoachingTally(
        rubric_name=key[0],
        criterion=key[1],
        agent_id=key[2],
        passed=reviewed - causes.total(),
        reviewed=reviewed,
        own_reviewed=reviewed - elsewhere,
        effective_passed=share.successes,
        effective_n=share.n,
        causes={cause: n for cause, n in causes.items() if n},
        counted_at=now,
    )


def _norms(tallies: Iterable[tables.CoachingTally], *, now: datetime) -> list[tables.CoachingNorm]:
    grouped: dict[tuple[str, str], list[tables.CoachingTally]] = {}
    for one in tallies:
        if one.own_reviewed:
            grouped.setdefault((one.rubric_name, one.criterion), []).append(one)
    return [_norm(key, own, now=now) for key, own in grouped.items() if len(own) > 1]


def _norm(key: tuple[str, str], own: Sequence[tables.CoachingTally], *, now: datetime) -> tables.CoachingNorm:
    # scipy is heavy: a worker alone loads it.
    from qa.statistics.shrinkage import fit_prior

    prior = fit_prior([one.passed for one in own], [one.own_reviewed for one in own])
    return tables.CoachingNorm(
        rubric_name=key[0],
        criterion=key[1],
        mean=prior.mean,
        weight=prior.weight,
        agents=len(own),
        reviews=sum(one.own_reviewed for one in own),
        counted_at=now,
    )


def _alike(since: datetime) -> Select[*tuple[Any, ...]]:
    """Ask how often ratings were alike in all that matters to their weight."""
    rating, review, conversation = tables.Rating, tables.Review, tables.Conversation
    assignment, pick, earlier = tables.Assignment, tables.SamplePick, aliased(tables.Review)
    is_first = ~(
        select(earlier.id)
        .where(
            earlier.conversation_id == review.conversation_id,
            earlier.status == tables.ReviewStatus.PUBLISHED,
            earlier.kind == tables.ReviewKind.QUALITY,
            earlier.id < review.id,
        )
        .exists()
    )
    what = (
        tables.Rubric.name.label("rubric_name"),
        rating.criterion,
        conversation.agent_id,
        rating.verdict,
        rating.root_cause,
        pick.sample_id,
        pick.inclusion_probability,
        pick.is_plain_random,
        pick.drawn_by,
        pick.chances,
    )
    return (
        select(*what, func.count(rating.id).label("n"))
        .select_from(review)
        .join(conversation, conversation.id == review.conversation_id)
        .join(tables.Rubric, tables.Rubric.id == review.rubric_id)
        .join(rating, rating.review_id == review.id)
        .join(assignment, assignment.id == review.assignment_id)
        .join(pick, and_(pick.sample_id == assignment.sample_id, pick.conversation_id == assignment.conversation_id))
        .where(review.is_blind, conversation.started_at >= since, is_first, *counting_conditions())
        .group_by(*what)
    )


def _facts(since: datetime) -> Select[*tuple[Any, ...]]:
    """Ask for the machine's finds by fact and agent, without conversations that somebody has still to rate blind."""
    finding, outcome, conversation = tables.Finding, tables.Outcome, tables.Conversation
    rating, review = tables.Rating, tables.Review
    is_failed = rating.verdict == Verdict.FAIL.value
    return (
        select(
            finding.fact,
            conversation.agent_id,
            func.count(conversation.id.distinct()).label("conversations"),
            func.count(review.conversation_id.distinct()).label("reviewed"),
            func.count(review.conversation_id.distinct()).filter(is_failed).label("confirmed"),
        )
        .join(outcome, outcome.id == finding.outcome_id)
        .join(conversation, conversation.id == outcome.conversation_id)
        .outerjoin(
            review,
            and_(
                review.conversation_id == conversation.id,
                review.status != tables.ReviewStatus.DRAFT,
                review.kind == tables.ReviewKind.QUALITY,
            ),
        )
        .outerjoin(rating, and_(rating.review_id == review.id, rating.criterion == outcome.criterion))
        .where(
            finding.fact.is_not(None),
            finding.verdict == Verdict.FAIL.value,
            conversation.agent_id.is_not(None),
            conversation.started_at >= since,
            ~is_still_to_rate_by_anybody(conversation.id),
        )
        .group_by(finding.fact, conversation.agent_id)
    )
