"""Draws samples of conversations and gives them to reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from qa.domain.sample import Pick, SamplePlan, draw_grouped
from qa.errors import SamplingError
from qa.stages.browsing import ConversationFilters, conditions_of, machine_verdict
from qa.store import tables

STRATA = ("agent", "channel", "language", "verdict")
LARGEST = 10_000
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """What goes with a plan: what the sample is called, who asked for it, who reviews it and by when."""

    name: str
    created_by: int | None = None
    reviewers: Sequence[int] = ()
    due_at: datetime | None = None
    is_blind: bool = True


def draw_sample(
    session: Session, plan: SamplePlan, order: SampleOrder, *, zone: ZoneInfo, now: datetime
) -> tables.Sample:
    """Draw a sample, keep all that is needed to defend it, and share it evenly among the reviewers.

    Raises SamplingError when the plan cannot be drawn: no size, an unknown stratum, an empty frame.
    """
    _refuse_bad_plan(plan)
    drawn = draw_grouped(plan, _frame(session, plan, zone=zone))
    if not drawn.picks:
        raise SamplingError("No conversation meets these filters, so there is nothing to draw from.")
    sample = tables.Sample(
        name=order.name,
        design=plan.design.value,
        size=len(drawn.picks),
        seed=plan.seed,
        stratify_by=plan.stratify_by,
        filters=dict(plan.filters),
        frame_size=drawn.frame_size,
        strata=[{"name": one.name, "frame_size": one.frame_size, "size": one.size} for one in drawn.strata],
        is_blind=order.is_blind,
        created_by_id=order.created_by,
        created_at=now,
        due_at=order.due_at,
    )
    session.add(sample)
    session.flush()
    _add_picks(session, sample.id, drawn.picks)
    assign(session, sample.id, reviewers=order.reviewers, now=now)
    _record(session, sample, now=now)
    return sample


def assign(session: Session, sample_id: int, *, reviewers: Sequence[int], now: datetime) -> int:
    """Give the conversations of a sample that nobody has yet to reviewers in turn; return how many."""
    taken = select(tables.Assignment.conversation_id).where(tables.Assignment.sample_id == sample_id)
    free = session.scalars(
        select(tables.SamplePick.conversation_id)
        .where(tables.SamplePick.sample_id == sample_id, tables.SamplePick.conversation_id.not_in(taken))
        .order_by(tables.SamplePick.position)
    ).all()
    if not free or not reviewers:
        return 0
    session.execute(
        insert(tables.Assignment),
        [
            {
                "sample_id": sample_id,
                "conversation_id": conversation_id,
                "reviewer_id": reviewers[place % len(reviewers)],
                "created_at": now,
            }
            for place, conversation_id in enumerate(free)
        ],
    )
    return len(free)


def count_frame(session: Session, filters: ConversationFilters, *, zone: ZoneInfo) -> int:
    """Count, exactly, what a sample with these filters would be drawn from."""
    rows = select(func.count(tables.Conversation.id)).where(*conditions_of(session, filters, zone=zone))
    return session.scalar(rows) or 0


def _refuse_bad_plan(plan: SamplePlan) -> None:
    if not 1 <= plan.size <= LARGEST:
        raise SamplingError(f"The size is {plan.size}; a sample has 1 to {LARGEST} conversations.")
    if plan.stratify_by is not None and plan.stratify_by not in STRATA:
        raise SamplingError(f"Unknown stratum {plan.stratify_by!r}. Known: {', '.join(STRATA)}.")


def _frame(session: Session, plan: SamplePlan, *, zone: ZoneInfo) -> dict[str, list[int]]:
    """Read the frame, nothing but ids, by stratum; one group named "" for a simple random sample."""
    row = tables.Conversation
    conditions = conditions_of(session, ConversationFilters.from_json(plan.filters), zone=zone)
    if plan.stratify_by is None:
        ids = list(session.scalars(select(row.id).where(*conditions)))
        return {"": ids} if ids else {}
    names = _agent_names(session) if plan.stratify_by == "agent" else {}
    raw: dict[Any, list[int]] = {}
    for stratum, conversation_id in session.execute(select(_stratum(plan.stratify_by), row.id).where(*conditions)):
        raw.setdefault(stratum, []).append(conversation_id)
    frame: dict[str, list[int]] = {}
    for stratum, ids in raw.items():
        frame.setdefault(names.get(stratum, stratum) or UNKNOWN, []).extend(ids)
    return frame


def _stratum(name: str) -> ColumnElement[Any]:
    row = tables.Conversation
    columns: dict[str, ColumnElement[Any]] = {
        "agent": row.agent_id.expression,
        "channel": row.channel.expression,
        "language": row.language.expression,
        "verdict": machine_verdict(),
    }
    return columns[name]


def _agent_names(session: Session) -> dict[Any, str]:
    """Name agents so that two of the same name stay two strata."""
    agents = session.execute(select(tables.Agent.id, tables.Agent.name, tables.Agent.external_id))
    return {one.id: f"{one.name or one.external_id} ({one.external_id})" for one in agents}


def _add_picks(session: Session, sample_id: int, picks: Sequence[Pick]) -> None:
    session.execute(
        insert(tables.SamplePick),
        [
            {
                "sample_id": sample_id,
                "conversation_id": pick.id,
                "position": position,
                "stratum": pick.stratum,
                "inclusion_probability": pick.inclusion_probability,
            }
            for position, pick in enumerate(picks)
        ],
    )


def _record(session: Session, sample: tables.Sample, *, now: datetime) -> None:
    event = tables.AuditEvent(
        at=now,
        user_id=sample.created_by_id,
        action="draw_sample",
        subject="sample",
        subject_id=sample.id,
        details={"seed": sample.seed, "frame_size": sample.frame_size, "size": sample.size},
    )
    session.add(event)
