"""Which conversations a reader of a trial may not be told of: those they have still to rate blind."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from qa.stages.blindness import still_to_calibrate, still_to_review


def hidden_from(session: Session, user_id: int, ids: Sequence[int]) -> frozenset[int]:
    """Return those of the conversations that the user rates blind in an assignment, a draft or a calibration."""
    return still_to_review(session, user_id, ids) | still_to_calibrate(session, user_id, ids)
