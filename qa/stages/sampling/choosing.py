"""Conversations somebody chooses: by name, or the newest that meet filters. They never enter an estimate."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.errors import SamplingError
from qa.stages.sampling.groups import FilterGroups, frame_conditions
from qa.store import tables

_SHOWN = 5


def choose_first(session: Session, groups: FilterGroups, *, size: int, zone: ZoneInfo) -> tuple[int, ...]:
    """Return the newest `size` conversations that meet the filters."""
    row = tables.Conversation
    conditions = frame_conditions(session, groups, zone=zone)
    newest = select(row.id).where(*conditions).order_by(row.started_at.desc().nulls_last(), row.id.desc())
    return tuple(session.scalars(newest.limit(size)))


def find_chosen(session: Session, names: Sequence[str]) -> tuple[int, ...]:
    """Return the conversations of these ids of the source systems, in their order, each once.

    Raises SamplingError naming those that do not exist, or that several sources have.
    """
    row = tables.Conversation
    wanted = tuple(dict.fromkeys(names))
    found: dict[str, list[int]] = {}
    for external_id, conversation_id in session.execute(
        select(row.external_id, row.id).where(row.external_id.in_(wanted))
    ):
        found.setdefault(external_id, []).append(conversation_id)
    missing = [name for name in wanted if name not in found]
    if missing:
        raise SamplingError(
            "There is no conversation %(missing)s. Give the ids that the list shows.", missing=_listed(missing)
        )
    double = [name for name, ids in found.items() if len(ids) > 1]
    if double:
        raise SamplingError(
            "Several sources have a conversation %(double)s; choose it by filters instead.", double=_listed(double)
        )
    return tuple(found[name][0] for name in wanted)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name) for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown
