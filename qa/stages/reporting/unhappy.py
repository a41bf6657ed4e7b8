"""Conversations that scored well and left the customer dissatisfied, as one reader may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages.blindness import still_to_calibrate, still_to_review
from qa.store import tables


@dataclass(frozen=True, slots=True)
class UnhappyLine:
    """A conversation with the machine's score of 0 to 100 and the customer's mark."""

    id: int
    external_id: str
    subject: object
    channel: str
    started_at: datetime | None
    score: float | None
    mark: float | None


def read_unhappy(session: Session, ids: Sequence[int], *, reader_id: int) -> tuple[UnhappyLine, ...]:
    """Return those conversations that are still stored and that the reader is not to rate blind, in order of ids."""
    hidden = still_to_review(session, reader_id, ids) | still_to_calibrate(session, reader_id, ids)
    row = tables.Conversation
    rows = session.execute(
        select(row.id, row.external_id, row.subject, row.channel, row.started_at, row.score_value, row.csat).where(
            row.id.in_([one for one in ids if one not in hidden])
        )
    )
    found = {one.id: UnhappyLine(*one) for one in rows}
    return tuple(found[one] for one in ids if one in found)
