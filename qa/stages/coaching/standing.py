"""How an agent does on a criterion: a share of random blind reviews, how sure it is, and what to expect next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.coaching import FEWEST_REVIEWS
from qa.stages.coaching.counting import Between, Counted, by_criterion, read_counted
from qa.statistics.differences import Counted as Share
from qa.statistics.differences import pool
from qa.statistics.intervals import wilson
from qa.store import tables

_FEWEST_AGENTS, _FEWEST_OF_ALL = 3, 30


@dataclass(frozen=True, slots=True)
class Standing:
    """An agent's passes of one criterion among random blind reviews.

    `passed` of `reviewed` are plain counts; `share` (0 to 1, None without a review) is weighted by the chance of each
    conversation to be drawn, `low` and `high` are Wilson's limits at the effective number `n`. `expected` is the
    share drawn towards that of all agents: the better guess of the next reviews. Not counted are `elsewhere`, fails
    that were not the agent's doing, and `chosen`, reviews of conversations somebody chose (`chosen_passed` passed).
    """

    criterion: str
    passed: int = 0
    reviewed: int = 0
    share: float | None = None
    low: float | None = None
    high: float | None = None
    n: float = 0.0
    expected: float | None = None
    elsewhere: int = 0
    chosen: int = 0
    chosen_passed: int = 0

    @property
    def is_enough(self) -> bool:
        """Tell whether there are enough reviews to compare anything with."""
        return self.reviewed >= FEWEST_REVIEWS

    @property
    def as_share(self) -> Share:
        """Return the effective counts."""
        return Share((self.share or 0.0) * self.n, self.n)


def read_standings(
    session: Session, agent_id: int, *, rubric_name: str, between: Between | None = None
) -> Mapping[str, Standing]:
    """Return the standings of an agent by criterion, for every criterion that was rated at all."""
    counted = read_counted(session, rubric_name=rubric_name, agent_id=agent_id, between=between)
    norms = read_norms(session, rubric_name)
    return {
        criterion: standing_of(criterion, ratings, norm=norms.get(criterion))
        for criterion, ratings in by_criterion(counted).items()
    }


def read_standing(
    session: Session, agent_id: int, criterion: str, *, rubric_name: str, between: Between | None = None
) -> Standing:
    """Return the standing of an agent on one criterion."""
    counted = read_counted(session, rubric_name=rubric_name, agent_id=agent_id, criterion=criterion, between=between)
    return standing_of(criterion, counted, norm=read_norms(session, rubric_name).get(criterion))


def standing_of(criterion: str, ratings: Iterable[Counted], *, norm: tables.CoachingNorm | None = None) -> Standing:
    """Reckon a standing from ratings of one criterion."""
    every = list(ratings)
    own = [one for one in every if not one.is_elsewhere]
    drawn = [one.drawn for one in own if one.drawn is not None]
    chosen = [one for one in own if one.drawn is None]
    share = pool(drawn)
    interval = wilson(share.successes, share.n) if drawn else None
    return Standing(
        criterion=criterion,
        passed=sum(one.is_success for one in drawn),
        reviewed=len(drawn),
        share=share.share if drawn else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        n=share.n,
        expected=_expected(share, norm),
        elsewhere=len(every) - len(own),
        chosen=len(chosen),
        chosen_passed=sum(one.is_passed for one in chosen),
    )


def read_norms(session: Session, rubric_name: str) -> Mapping[str, tables.CoachingNorm]:
    """Return what all agents reach, by criterion, where it rests on enough reviews and gives no agent away."""
    norm = tables.CoachingNorm
    rows = session.scalars(
        select(norm).where(
            norm.rubric_name == rubric_name, norm.agents >= _FEWEST_AGENTS, norm.reviews >= _FEWEST_OF_ALL
        )
    )
    return {row.criterion: row for row in rows}


def _expected(share: Share, norm: tables.CoachingNorm | None) -> float | None:
    """Return (x + M mu) / (n + M): see `qa.statistics.shrinkage`; a worker reckons M and mu."""
    if norm is None or not share.n:
        return None
    return (share.successes + norm.weight * norm.mean) / (share.n + norm.weight)
