"""Draws a sample and keeps all that is needed to defend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from qa.domain.sample import LEAST_RANDOM, Design, Pick, Sample, SamplePlan, Stratum, draw_grouped
from qa.errors import EmptyFrameError, SamplingError
from qa.stages.sampling.absent import absent_agents
from qa.stages.sampling.assigning import assign
from qa.stages.sampling.frame import Frame, read_frame
from qa.stages.sampling.scorecards import copy_scorecards
from qa.stages.sampling.spreads import read_spreads
from qa.stages.sampling.strata import risk_weight
from qa.store import tables

LARGEST = 10_000


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """What goes with a plan: what the sample is called, who asked for it, who reviews it, by when and by what.

    `scorecards` are the short scorecards it is reviewed by, each where it fits; without any, all criteria are asked.
    """

    name: str
    created_by: int | None = None
    reviewers: Sequence[int] = ()
    due_at: datetime | None = None
    is_blind: bool = True
    scorecards: Sequence[int] = ()


def draw_sample(
    session: Session, plan: SamplePlan, order: SampleOrder, *, zone: ZoneInfo, now: datetime
) -> tables.Sample:
    """Draw a sample, keep all that is needed to defend it, and share it among the reviewers by their load.

    Raises SamplingError when the plan cannot be drawn: no size, an unknown stratum, an empty frame, or fewer than
    30 % plain random reviews and no word why.
    """
    plan = _completed(plan)
    _refuse_bad_plan(plan)
    frame = read_frame(session, plan, zone=zone)
    drawn = _draw(session, plan, frame, zone=zone)
    if not drawn.picks:
        raise EmptyFrameError
    if len(drawn.picks) > LARGEST:
        raise SamplingError(
            "This comes to %(count)s conversations; a sample has at most %(most)s.",
            count=len(drawn.picks),
            most=LARGEST,
        )
    sample = _store(session, drawn, frame, order=order, now=now)
    assign(session, sample.id, reviewers=order.reviewers, now=now, by=order.created_by)
    _record(session, sample, now=now)
    return sample


def _completed(plan: SamplePlan) -> SamplePlan:
    """Let a quota say what it goes by, and a choice that it goes by nothing; more can be chosen than was asked for."""
    if plan.design is Design.QUOTA:
        return replace(plan, size=max(1, plan.size), stratify_by="agent")
    if plan.design is Design.PURPOSIVE:
        return replace(plan, size=max(1, plan.size, len(plan.chosen)), stratify_by=None)
    return plan


def _refuse_bad_plan(plan: SamplePlan) -> None:
    if not 1 <= plan.size <= LARGEST:
        raise SamplingError(
            "The size is %(size)s; a sample has 1 to %(most)s conversations.", size=plan.size, most=LARGEST
        )
    if plan.design in (Design.STRATIFIED, Design.NEYMAN) and not plan.stratify_by:
        raise SamplingError("A stratified sample needs to be told by what: agent, channel, language and so on.")
    if plan.design is Design.QUOTA and plan.quota < 1:
        raise SamplingError("The quota is %(quota)s; give at least 1 conversation of each agent.", quota=plan.quota)
    if plan.design is Design.PURPOSIVE and not plan.chosen:
        raise SamplingError("No conversation was chosen: name some, or let filters that some meet choose them.")
    if not 0 <= plan.random_share < 1:
        raise SamplingError(
            "The plain random share is %(random_share)s; give 0 to 0.99.", random_share=f"{plan.random_share:g}"
        )
    if not plan.is_random_enough:
        raise SamplingError(
            "Only %(random_share)s would be plain random."
            " At least %(least)s are, so that figures can be trusted; to draw fewer, write down why.",
            random_share=f"{plan.random_share:.0%}",
            least=f"{LEAST_RANDOM:.0%}",
        )


def _draw(session: Session, plan: SamplePlan, frame: Frame, *, zone: ZoneInfo) -> Sample:
    if plan.design is Design.QUOTA and frame.groups:
        absent: dict[str, list[int]] = {name: [] for name in absent_agents(session, plan, frame, zone=zone)}
        return draw_grouped(plan, {**frame.groups, **absent})
    if plan.design is Design.RISK:
        return draw_grouped(plan, frame.groups, weights={name: risk_weight(name) for name in frame.groups})
    if plan.design is not Design.NEYMAN:
        return draw_grouped(plan, frame.groups)
    spreads = read_spreads(session, frame.strata, list(frame.groups), frame.conditions)
    return draw_grouped(plan, frame.groups, spreads=spreads.by_stratum, spread_from=spreads.taken_from)


def _store(session: Session, drawn: Sample, frame: Frame, *, order: SampleOrder, now: datetime) -> tables.Sample:
    plan = drawn.plan
    sample = tables.Sample(
        name=order.name,
        design=plan.design.value,
        size=len(drawn.picks),
        seed=plan.seed,
        stratify_by=plan.stratify_by,
        filters=dict(plan.filters),
        frame_size=drawn.frame_size,
        strata=[_stratum(one) for one in drawn.strata],
        layers=[layer.as_json() for layer in drawn.layers],
        exclusions=[one.as_json() for one in frame.exclusions],
        random_reason=plan.random_reason.strip(),
        is_blind=order.is_blind,
        asked_size=plan.size if _is_short(drawn) else None,
        scorecards=copy_scorecards(session, order.scorecards),
        created_by_id=order.created_by,
        created_at=now,
        due_at=order.due_at,
    )
    session.add(sample)
    session.flush()
    session.execute(
        insert(tables.SamplePick), [_pick(sample.id, place, pick) for place, pick in enumerate(drawn.picks)]
    )
    return sample


def _is_short(drawn: Sample) -> bool:
    """Tell whether fewer were drawn than asked for because there were no more."""
    plan = drawn.plan
    return plan.design not in (Design.QUOTA, Design.PURPOSIVE) and drawn.frame_size < plan.size


def _stratum(stratum: Stratum) -> dict[str, Any]:
    stored = {"name": stratum.name, "frame_size": stratum.frame_size, "size": stratum.size}
    more = {
        "probability": stratum.probability,
        "spread": stratum.spread,
        "weight": stratum.weight,
        "asked": stratum.asked,
    }
    return stored | {name: value for name, value in more.items() if value is not None}


def _pick(sample_id: int, place: int, pick: Pick) -> dict[str, Any]:
    return {
        "sample_id": sample_id,
        "conversation_id": pick.id,
        "position": place,
        "stratum": pick.stratum,
        "inclusion_probability": pick.inclusion_probability,
        "drawn_by": [design.value for design in pick.drawn_by],
        "chances": {design.value: chance for design, chance in pick.chances.items()},
        "is_plain_random": pick.is_plain_random,
    }


def _record(session: Session, sample: tables.Sample, *, now: datetime) -> None:
    event = tables.AuditEvent(
        at=now,
        user_id=sample.created_by_id,
        action="draw_sample",
        subject="sample",
        subject_id=sample.id,
        details={
            "design": sample.design,
            "seed": sample.seed,
            "frame_size": sample.frame_size,
            "size": sample.size,
            "random_reason": sample.random_reason,
        },
    )
    session.add(event)
