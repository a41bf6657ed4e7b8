"""What the page of a sample must not tell: how it was drawn can give away what the machine said of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages.blindness import still_to_calibrate
from qa.stages.sampling import FilterGroups
from qa.store import tables

_TELLING_DESIGNS = ("risk", "purposive")
_TELLING_FILTERS = ("criterion", "verdict", "score_min", "score_max")


def tells_of_machine(sample: tables.Sample) -> bool:
    """Tell whether the stratum, layer or chance of a pick says something of its machine verdict."""
    return sample.design in _TELLING_DESIGNS or "verdict" in (sample.stratify_by or "") or filters_tell(sample.filters)


def filters_tell(filters: Mapping[str, Any]) -> bool:
    """Tell whether filters say something of the machine's verdict."""
    groups = FilterGroups.from_json(filters).groups
    return any(getattr(group, name) is not None for group in groups for name in _TELLING_FILTERS)


def hidden_picks(session: Session, sample_id: int, *, viewer_id: int, may_draw: bool) -> frozenset[int]:
    """Return the conversations of a sample of which the viewer is not told how they were drawn.

    Those are what anybody has still to rate blind; to those who draw samples, what they rate themselves.
    """
    pick, assignment, sample, user = tables.SamplePick, tables.Assignment, tables.Sample, tables.User
    drawn = select(pick.conversation_id).where(pick.sample_id == sample_id)
    waiting = (
        select(assignment.conversation_id)
        .join(sample, sample.id == assignment.sample_id)
        .join(user, user.id == assignment.reviewer_id)
        .where(
            assignment.conversation_id.in_(drawn),
            assignment.finished_at.is_(None),
            sample.is_blind,
            user.is_active,
        )
    )
    if may_draw:
        waiting = waiting.where(assignment.reviewer_id == viewer_id)
    ids = session.scalars(drawn).all()
    return frozenset(session.scalars(waiting)) | still_to_calibrate(session, viewer_id, ids)
