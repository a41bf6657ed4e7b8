"""What a whole team loses points by, and what is no agent's to mend: facts often contradicted, faulty saved replies."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.coaching import FEWEST_REVIEWS
from qa.domain.finding import Verdict
from qa.errors import QaError
from qa.stages.coaching.counting import Between, Counted, by_criterion, is_still_to_rate_by_anybody, read_counted
from qa.stages.coaching.scope import CoachScope
from qa.stages.insights.reading import TemplateLine, read_templates
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.statistics.differences import pool
from qa.statistics.intervals import wilson
from qa.store import tables

LOOKED_BACK = timedelta(days=90)
_MOST = 3
_MOST_FACTS = 10


@dataclass(frozen=True, slots=True)
class LossLine:
    """A criterion a team loses by: `failed` of `reviewed` random reviews, `share` with its limits, and `loss`.

    `loss` is the share of fails times the criterion's weight among all weights, in points of 100 a review. `causes`
    are the root causes reviewers named (`unnamed` where none), most often first.
    """

    criterion: str
    failed: int
    reviewed: int
    share: float
    low: float
    high: float
    loss: float
    agents: int
    causes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact agents contradicted: in how many conversations, and by how many agents, the machine saw it.

    People `reviewed` some of those conversations and `confirmed` so many of the fails.
    """

    fact: str
    conversations: int
    agents: int
    reviewed: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class TeamView:
    """What is to be coached, trained or mended at once for all. `reviews` are the random ones counted."""

    losses: tuple[LossLine, ...]
    facts: tuple[FactLine, ...]
    templates: tuple[TemplateLine, ...]
    reviews: int


def read_team(session: Session, scope: CoachScope, *, now: datetime) -> TeamView:
    """Return the top three criteria by points lost, the facts most contradicted and the saved replies with faults.

    A criterion with fewer than FEWEST_REVIEWS reviews is too few to compare.
    """
    since = now - LOOKED_BACK
    losses, reviews = _losses(session, scope, since=since)
    return TeamView(
        losses=losses[:_MOST],
        facts=_facts(session, scope, since=since),
        templates=read_templates(session),
        reviews=reviews,
    )


def _losses(session: Session, scope: CoachScope, *, since: datetime) -> tuple[tuple[LossLine, ...], int]:
    try:
        rubric = rubric_of(session, active_rubric_id(session))
    except QaError:
        return (), 0
    members = set(session.scalars(scope.limit(select(tables.Agent.id))))
    counted = read_counted(session, rubric_name=rubric.name, between=Between(start=since))
    own = [one for one in counted if one.agent_id in members and one.drawn is not None]
    weights = {one.id: one.weight for one in rubric.criteria}
    whole = sum(weights.values())
    grouped = by_criterion(own)
    lines = [
        _loss(criterion, ratings, weight=weights[criterion] / whole)
        for criterion, ratings in grouped.items()
        if criterion in weights and len(ratings) >= FEWEST_REVIEWS and not all(one.is_passed for one in ratings)
    ]
    most = max((len(ratings) for ratings in grouped.values()), default=0)
    return tuple(sorted(lines, key=lambda line: (-line.loss, line.criterion))), most


def _loss(criterion: str, ratings: Sequence[Counted], *, weight: float) -> LossLine:
    passes = pool([one.drawn for one in ratings if one.drawn is not None])
    interval = wilson(max(0.0, passes.n - passes.successes), passes.n)
    failed = [one for one in ratings if not one.is_passed]
    causes = Counts(one.root_cause or "unnamed" for one in failed)
    return LossLine(
        criterion=criterion,
        failed=len(failed),
        reviewed=len(ratings),
        share=1 - passes.share,
        low=interval.low,
        high=interval.high,
        loss=100 * weight * (1 - passes.share),
        agents=len({one.agent_id for one in failed}),
        causes=tuple(causes.most_common()),
    )


def _facts(session: Session, scope: CoachScope, *, since: datetime) -> tuple[FactLine, ...]:
    """Count the machine's finds by fact; those of conversations somebody has still to rate blind are not told."""
    finding, outcome, conversation = tables.Finding, tables.Outcome, tables.Conversation
    rating, review = tables.Rating, tables.Review
    ids = func.count(conversation.id.distinct())
    is_failed = rating.verdict == Verdict.FAIL.value
    query = (
        select(
            finding.fact,
            ids.label("conversations"),
            func.count(conversation.agent_id.distinct()).label("agents"),
            func.count(review.conversation_id.distinct()).label("reviewed"),
            func.count(review.conversation_id.distinct()).filter(is_failed).label("confirmed"),
        )
        .join(outcome, outcome.id == finding.outcome_id)
        .join(conversation, conversation.id == outcome.conversation_id)
        .join(tables.Agent, tables.Agent.id == conversation.agent_id)
        .outerjoin(
            review,
            (review.conversation_id == conversation.id)
            & (review.status != tables.ReviewStatus.DRAFT)
            & (review.kind == tables.ReviewKind.QUALITY),
        )
        .outerjoin(rating, (rating.review_id == review.id) & (rating.criterion == outcome.criterion))
        .where(
            finding.fact.is_not(None),
            finding.verdict == Verdict.FAIL.value,
            conversation.started_at >= since,
            ~is_still_to_rate_by_anybody(conversation.id),
        )
        .group_by(finding.fact)
        .order_by(ids.desc(), finding.fact)
        .limit(_MOST_FACTS)
    )
    return tuple(FactLine(**row._mapping) for row in session.execute(scope.limit(query)))
