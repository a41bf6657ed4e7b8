"""The drawn conversations of a sample, one page of them, each with how it was drawn and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qa.store import tables


@dataclass(frozen=True, slots=True)
class PickLine:
    """A drawn conversation. `reviewer` is None where nobody has it; `is_hidden` where its draw is not to be told.

    `replaces` is the place of the one it was drawn for.
    """

    position: int
    conversation_id: int
    external_id: str
    subject: object
    channel: str
    started_at: datetime | None
    agent: str | None
    stratum: str
    inclusion_probability: float | None
    drawn_by: tuple[str, ...]
    reviewer: str | None
    finished_at: datetime | None
    left_out_reason: str | None
    left_out_note: str
    left_out_by: str | None
    replaces: int | None
    is_hidden: bool


def read_picks(
    session: Session, sample_id: int, *, hidden: frozenset[int], offset: int, limit: int
) -> tuple[PickLine, ...]:  # fmt: skip
    """Return one page of the picks of a sample, in the order they were drawn."""
    pick, conversation, given = tables.SamplePick, tables.Conversation, tables.Assignment
    before, leaver = aliased(tables.SamplePick), aliased(tables.User)
    is_its = (
        (given.sample_id == pick.sample_id)
        & (given.conversation_id == pick.conversation_id)
        & given.is_repeat.is_(False)
    )
    rows = session.execute(
        select(
            pick,
            conversation,
            tables.Agent.name.label("agent"),
            tables.User.name.label("reviewer"),
            given.finished_at,
            leaver.name.label("left_out_by"),
            before.position.label("replaces"),
        )
        .join(conversation, conversation.id == pick.conversation_id)
        .outerjoin(tables.Agent, tables.Agent.id == conversation.agent_id)
        .outerjoin(given, is_its)
        .outerjoin(tables.User, tables.User.id == given.reviewer_id)
        .outerjoin(leaver, leaver.id == pick.left_out_by_id)
        .outerjoin(before, before.id == pick.replaces_id)
        .where(pick.sample_id == sample_id)
        .order_by(pick.position)
        .offset(offset)
        .limit(limit)
    )
    return tuple(
        _line(
            row[0],
            row[1],
            agent=row.agent,
            reviewer=row.reviewer,
            rest=(row.finished_at, row.left_out_by, row.replaces),
            hidden=hidden,
        )
        for row in rows
    )


def _line(
    pick: tables.SamplePick,
    conversation: tables.Conversation,
    *,
    agent: str | None,
    reviewer: str | None,
    rest: tuple[datetime | None, str | None, int | None],
    hidden: frozenset[int],
) -> PickLine:
    is_hidden = conversation.id in hidden
    finished_at, left_out_by, replaces = rest
    return PickLine(
        position=pick.position,
        conversation_id=conversation.id,
        external_id=conversation.external_id,
        subject=conversation.subject,
        channel=conversation.channel,
        started_at=conversation.started_at,
        agent=agent,
        stratum="" if is_hidden else pick.stratum,
        inclusion_probability=None if is_hidden else pick.inclusion_probability,
        drawn_by=() if is_hidden else tuple(pick.drawn_by),
        reviewer=reviewer,
        finished_at=finished_at,
        left_out_reason=pick.left_out_reason,
        left_out_note=pick.left_out_note,
        left_out_by=left_out_by,
        replaces=replaces,
        is_hidden=is_hidden,
    )
