"""The short scorecards a sample is reviewed by, copied as they stand when it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.scorecard import Scorecard
from qa.store import tables


def copy_scorecards(session: Session, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Return the scorecards of these ids ready to be stored; those taken off the list are left out."""
    row = tables.Scorecard
    wanted = select(row).where(row.id.in_(list(ids)), row.is_active).order_by(row.name, row.id)
    return [
        Scorecard(one.id, one.name, tuple(one.criteria), tuple(one.channels), tuple(one.reasons), one.version).as_json()
        for one in session.scalars(wanted)
    ]
