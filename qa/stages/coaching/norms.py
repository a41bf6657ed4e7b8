"""What all agents together reach in each criterion, worked out by a worker: the page loads neither numpy nor scipy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.coaching.counting import Between, Counted, by_criterion, read_counted
from qa.store import tables

_LOOKED_BACK = timedelta(days=180)


def keep_norms(session: Session, settings: Settings, now: datetime) -> int:
    """Work the norms of all rubrics out anew; return how many there are. A criterion needs two reviewed agents."""
    names = session.scalars(select(tables.Rubric.name).distinct().order_by(tables.Rubric.name)).all()
    session.execute(delete(tables.CoachingNorm))
    between = Between(start=now - _LOOKED_BACK)
    norms = [
        norm
        for name in names
        for criterion, ratings in by_criterion(read_counted(session, rubric_name=name, between=between)).items()
        if (norm := _norm(name, criterion, ratings, now=now)) is not None
    ]
    session.add_all(norms)
    session.flush()
    return len(norms)


def _norm(rubric_name: str, criterion: str, ratings: Iterable[Counted], *, now: datetime) -> tables.CoachingNorm | None:
    from qa.statistics.shrinkage import fit_prior

    passed: dict[int, int] = {}
    reviewed: dict[int, int] = {}
    for one in ratings:
        if one.drawn is not None and not one.is_elsewhere:
            reviewed[one.agent_id] = reviewed.get(one.agent_id, 0) + 1
            passed[one.agent_id] = passed.get(one.agent_id, 0) + one.is_passed
    if len(reviewed) < 2:
        return None
    prior = fit_prior([passed[agent] for agent in reviewed], list(reviewed.values()))
    return tables.CoachingNorm(
        rubric_name=rubric_name,
        criterion=criterion,
        mean=prior.mean,
        weight=prior.weight,
        agents=len(reviewed),
        reviews=sum(reviewed.values()),
        counted_at=now,
    )
