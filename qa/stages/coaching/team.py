"""What a whole team loses points by, and what is no agent's to mend: facts often contradicted, faulty saved replies."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.coaching import FEWEST_REVIEWS
from qa.errors import QaError
from qa.stages.coaching.scope import CoachScope
from qa.stages.insights.reading import TemplateLine, read_templates
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.statistics.intervals import wilson
from qa.store import tables

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
    """What is to be coached, trained or mended at once for all.

    `reviews` are the random ones counted, at most for one criterion, `counted_at` when a worker did, if ever.
    """

    losses: tuple[LossLine, ...]
    facts: tuple[FactLine, ...]
    templates: tuple[TemplateLine, ...]
    reviews: int
    counted_at: datetime | None


def read_team(session: Session, scope: CoachScope) -> TeamView:
    """Return the top three criteria by points lost, the facts most contradicted and the saved replies with faults.

    Reviews and facts are those of the last 90 days, as a worker counted them last. A criterion with fewer than
    FEWEST_REVIEWS reviews is too few to compare.
    """
    tally = tables.CoachingTally
    try:
        rubric = rubric_of(session, active_rubric_id(session))
    except QaError:
        return TeamView((), (), read_templates(session), 0, None)
    grouped = _tallies(session, scope, rubric.name)
    weights = {one.id: one.weight for one in rubric.criteria}
    whole = sum(weights.values())
    lines = [
        _loss(criterion, own, weight=weights[criterion] / whole)
        for criterion, own in grouped.items()
        if criterion in weights and sum(one.reviewed for one in own) >= FEWEST_REVIEWS
    ]
    failed = sorted((line for line in lines if line.failed), key=lambda line: (-line.loss, line.criterion))
    return TeamView(
        losses=tuple(failed[:_MOST]),
        facts=_facts(session, scope),
        templates=read_templates(session),
        reviews=max((sum(one.reviewed for one in own) for own in grouped.values()), default=0),
        counted_at=session.scalar(select(func.max(tally.counted_at))),
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """What is counted of a tally: there is one for each agent and criterion."""

    passed: int
    reviewed: int
    effective_passed: float
    effective_n: float
    causes: Mapping[str, int]


def _tallies(session: Session, scope: CoachScope, rubric_name: str) -> Mapping[str, Sequence[_Tally]]:
    """Read the tallies by criterion."""
    tally, agent = tables.CoachingTally, tables.Agent
    counts = (tally.passed, tally.reviewed, tally.effective_passed, tally.effective_n, tally.causes)
    named = select(tally.criterion, *counts).join(agent, agent.id == tally.agent_id)
    grouped: dict[str, list[_Tally]] = {}
    for row in session.execute(scope.limit(named.where(tally.rubric_name == rubric_name))):
        criterion, passed, reviewed, effective_passed, effective_n, causes = row
        grouped.setdefault(criterion, []).append(_Tally(passed, reviewed, effective_passed, effective_n, causes))
    return grouped


def _loss(criterion: str, own: Sequence[_Tally], *, weight: float) -> LossLine:
    n = sum(one.effective_n for one in own)
    missed = max(0.0, n - sum(one.effective_passed for one in own))
    interval = wilson(min(missed, n), n)
    causes: Counts[str] = Counts()
    for one in own:
        if one.causes:
            causes.update(one.causes)
    return LossLine(
        criterion=criterion,
        failed=sum(one.reviewed - one.passed for one in own),
        reviewed=sum(one.reviewed for one in own),
        share=missed / n,
        low=interval.low,
        high=interval.high,
        loss=100 * weight * missed / n,
        agents=sum(one.passed < one.reviewed for one in own),
        causes=tuple(causes.most_common()),
    )


def _facts(session: Session, scope: CoachScope) -> tuple[FactLine, ...]:
    row, agent = tables.ContradictedFact, tables.Agent
    conversations = func.sum(row.conversations)
    query = (
        select(
            row.fact,
            conversations.label("conversations"),
            func.count(row.agent_id).label("agents"),
            func.sum(row.reviewed).label("reviewed"),
            func.sum(row.confirmed).label("confirmed"),
        )
        .join(agent, agent.id == row.agent_id)
        .group_by(row.fact)
        .order_by(conversations.desc(), row.fact)
        .limit(_MOST_FACTS)
    )
    return tuple(FactLine(**found._mapping) for found in session.execute(scope.limit(query)))
