"""Samples as their pages show them: the list with progress, and one with its strata and picks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from qa.domain.sample import Stratum
from qa.errors import NotFoundError
from qa.store import tables


@dataclass(frozen=True, slots=True)
class SampleLine:
    """A sample with how far its reviews are."""

    id: int
    name: str
    design: str
    stratify_by: str | None
    size: int
    frame_size: int
    created_at: datetime
    created_by: str | None
    due_at: datetime | None
    assigned: int
    finished: int


@dataclass(frozen=True, slots=True)
class PickLine:
    """A drawn conversation. `reviewer` is None where nobody has it yet."""

    position: int
    conversation_id: int
    external_id: str
    subject: object
    channel: str
    started_at: datetime | None
    agent: str | None
    stratum: str
    inclusion_probability: float
    reviewer: str | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewerShare:
    """What one reviewer has of a sample."""

    reviewer: str
    assigned: int
    finished: int


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample with all that is needed to defend it. `picks` is one page of them."""

    line: SampleLine
    seed: int
    filters: dict[str, object]
    is_blind: bool
    strata: tuple[Stratum, ...]
    shares: tuple[ReviewerShare, ...]
    picks: tuple[PickLine, ...]


def list_samples(session: Session, *, limit: int = 100) -> tuple[SampleLine, ...]:
    """Return the newest samples."""
    rows = session.scalars(
        select(tables.Sample)
        .options(joinedload(tables.Sample.created_by))
        .order_by(tables.Sample.id.desc())
        .limit(limit)
    ).all()
    progress = _progress(session, [row.id for row in rows])
    return tuple(_line(row, progress.get(row.id, (0, 0))) for row in rows)


def read_sample(session: Session, sample_id: int, *, offset: int = 0, limit: int = 100) -> SamplePage:
    """Return one sample with `limit` of its picks. Raises NotFoundError for an unknown one."""
    row = session.get(tables.Sample, sample_id, options=[joinedload(tables.Sample.created_by)])
    if row is None:
        raise NotFoundError("sample", sample_id)
    return SamplePage(
        line=_line(row, _progress(session, [row.id]).get(row.id, (0, 0))),
        seed=row.seed,
        filters=row.filters,
        is_blind=row.is_blind,
        strata=tuple(Stratum(**stratum) for stratum in row.strata),
        shares=_shares(session, row.id),
        picks=_picks(session, row.id, offset=offset, limit=limit),
    )


def _progress(session: Session, ids: list[int]) -> dict[int, tuple[int, int]]:
    row = tables.Assignment
    counts = session.execute(
        select(row.sample_id, func.count(row.id), func.count(row.finished_at))
        .where(row.sample_id.in_(ids))
        .group_by(row.sample_id)
    )
    return {sample_id: (assigned, finished) for sample_id, assigned, finished in counts}


def _line(row: tables.Sample, progress: tuple[int, int]) -> SampleLine:
    return SampleLine(
        id=row.id,
        name=row.name,
        design=row.design,
        stratify_by=row.stratify_by,
        size=row.size,
        frame_size=row.frame_size,
        created_at=row.created_at,
        created_by=row.created_by.name if row.created_by else None,
        due_at=row.due_at,
        assigned=progress[0],
        finished=progress[1],
    )


def _shares(session: Session, sample_id: int) -> tuple[ReviewerShare, ...]:
    row, user = tables.Assignment, tables.User
    counts = session.execute(
        select(user.name, func.count(row.id), func.count(row.finished_at))
        .join(user, user.id == row.reviewer_id)
        .where(row.sample_id == sample_id)
        .group_by(user.id, user.name)
        .order_by(user.name)
    )
    return tuple(ReviewerShare(reviewer=name, assigned=assigned, finished=done) for name, assigned, done in counts)


def _picks(session: Session, sample_id: int, *, offset: int, limit: int) -> tuple[PickLine, ...]:
    pick, conversation, given = tables.SamplePick, tables.Conversation, tables.Assignment
    rows = session.execute(
        select(
            pick.position,
            pick.conversation_id,
            conversation.external_id,
            conversation.subject,
            conversation.channel,
            conversation.started_at,
            tables.Agent.name.label("agent"),
            pick.stratum,
            pick.inclusion_probability,
            tables.User.name.label("reviewer"),
            given.finished_at,
        )
        .join(conversation, conversation.id == pick.conversation_id)
        .outerjoin(tables.Agent, tables.Agent.id == conversation.agent_id)
        .outerjoin(given, (given.sample_id == pick.sample_id) & (given.conversation_id == pick.conversation_id))
        .outerjoin(tables.User, tables.User.id == given.reviewer_id)
        .where(pick.sample_id == sample_id)
        .order_by(pick.position)
        .offset(offset)
        .limit(limit)
    )
    return tuple(PickLine(**one._mapping) for one in rows)
