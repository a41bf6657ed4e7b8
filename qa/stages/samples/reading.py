"""One sample with all that is needed to defend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from qa.domain.sample import Exclusion, Layer, Shortfall, Stratum, shortfall_of
from qa.domain.scorecard import Scorecard
from qa.errors import NotFoundError
from qa.stages.samples.hiding import filters_tell, hidden_picks, tells_of_machine
from qa.stages.samples.listing import SampleLine, lines_of
from qa.stages.samples.picks import PickLine, read_picks
from qa.store import tables


@dataclass(frozen=True, slots=True)
class ReviewerShare:
    """What one reviewer has of a sample."""

    reviewer: str
    assigned: int
    finished: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many drawn conversations nobody reviews for a reason, and for how many of them another was drawn."""

    reason: str
    count: int
    replaced: int


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample with all that is needed to defend it. `picks` is one page of them.

    `filters` is None and `strata` are empty where they could tell what the machine said of what is rated blind;
    `free` is how many conversations nobody has, `count` how many picks there are, replacements included;
    `shortfall` how many were asked for where there were fewer; `scorecards` those it is reviewed by, as drawn.
    """

    line: SampleLine
    seed: int
    filters: dict[str, Any] | None
    is_blind: bool
    strata: tuple[Stratum, ...]
    layers: tuple[Layer, ...]
    exclusions: tuple[Exclusion, ...]
    random_reason: str
    plan: tuple[int, str] | None
    shares: tuple[ReviewerShare, ...]
    left_out: tuple[LeftOut, ...]
    free: int
    count: int
    picks: tuple[PickLine, ...]
    shortfall: Shortfall | None = None
    scorecards: tuple[Scorecard, ...] = ()


def read_sample(
    session: Session, sample_id: int, *, viewer_id: int, may_draw: bool, offset: int = 0, limit: int = 100
) -> SamplePage:  # fmt: skip
    """Return one sample with `limit` of its picks. Raises NotFoundError for an unknown one."""
    row = session.get(tables.Sample, sample_id, options=[joinedload(tables.Sample.created_by)])
    if row is None:
        raise NotFoundError("sample", sample_id)
    hidden: frozenset[int] = frozenset()
    if tells_of_machine(row):
        hidden = hidden_picks(session, row.id, viewer_id=viewer_id, may_draw=may_draw)
    strata = () if hidden else tuple(Stratum(**stratum) for stratum in row.strata)
    layers = tuple(Layer.from_json(layer) for layer in row.layers)
    return SamplePage(
        line=lines_of(session, [row])[0],
        seed=row.seed,
        filters=None if hidden and filters_tell(row.filters) else row.filters,
        is_blind=row.is_blind,
        strata=strata,
        layers=layers,
        exclusions=tuple(Exclusion.from_json(one) for one in row.exclusions),
        random_reason=row.random_reason,
        plan=_plan(session, row.id),
        shares=_shares(session, row.id),
        left_out=_left_out(session, row.id),
        free=_free(session, row.id),
        count=session.scalar(select(func.count()).where(tables.SamplePick.sample_id == row.id)) or 0,
        shortfall=shortfall_of(asked_size=row.asked_size, size=row.size, layers=layers, strata=strata),
        scorecards=tuple(Scorecard.from_json(one) for one in row.scorecards),
        picks=read_picks(session, row.id, hidden=hidden, offset=offset, limit=limit),
    )


def _plan(session: Session, sample_id: int) -> tuple[int, str] | None:
    plan, draw = tables.SamplingPlan, tables.PlanDraw
    row = session.execute(
        select(plan.id, plan.name).join(draw, draw.plan_id == plan.id).where(draw.sample_id == sample_id)
    ).first()
    return (row.id, row.name) if row else None


def _shares(session: Session, sample_id: int) -> tuple[ReviewerShare, ...]:
    row, user = tables.Assignment, tables.User
    counts = session.execute(
        select(user.name, func.count(row.id), func.count(row.finished_at))
        .join(user, user.id == row.reviewer_id)
        .where(row.sample_id == sample_id, row.is_repeat.is_(False))
        .group_by(user.id, user.name)
        .order_by(user.name)
    )
    return tuple(ReviewerShare(reviewer=name, assigned=assigned, finished=done) for name, assigned, done in counts)


def _left_out(session: Session, sample_id: int) -> tuple[LeftOut, ...]:
    pick = tables.SamplePick
    replaced = select(pick.replaces_id).where(pick.sample_id == sample_id, pick.replaces_id.is_not(None))
    counts = session.execute(
        select(pick.left_out_reason, func.count(pick.id), func.count(pick.id).filter(pick.id.in_(replaced)))
        .where(pick.sample_id == sample_id, pick.left_out_at.is_not(None))
        .group_by(pick.left_out_reason)
        .order_by(func.count(pick.id).desc(), pick.left_out_reason)
    )
    return tuple(LeftOut(reason=reason or "", count=count, replaced=again) for reason, count, again in counts)


def _free(session: Session, sample_id: int) -> int:
    pick, given = tables.SamplePick, tables.Assignment
    taken = select(given.conversation_id).where(given.sample_id == sample_id)
    free = select(func.count(pick.id)).where(
        pick.sample_id == sample_id, pick.left_out_at.is_(None), pick.conversation_id.not_in(taken)
    )
    return session.scalar(free) or 0
