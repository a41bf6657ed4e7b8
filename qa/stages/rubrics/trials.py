"""What is tried on a draft by a worker: asked for on the page, carried out part by part, kept with what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, load_only

from qa.errors import RubricDraftError
from qa.stages.rubrics.drafts import find_draft, hash_of
from qa.store import tables

EXAMPLES, CHANGES = "examples", "changes"
MOST_CONVERSATIONS, USUAL_CONVERSATIONS = 500, 50


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial as a page shows it. `is_current` tells that it was made of the draft's text as it is now."""

    id: int
    kind: str
    criterion: str | None
    size: int
    done: int
    total: int
    asked_at: datetime
    ended_at: datetime | None
    problem: str | None
    result: Mapping[str, Any]
    is_current: bool

    @property
    def is_under_way(self) -> bool:
        """Tell whether a worker has still to end it."""
        return self.ended_at is None


def ask_trial(  # noqa: PLR0913 - each is a field of the row
    session: Session,
    draft_id: int,
    kind: str,
    *,
    user_id: int,
    now: datetime,
    criterion: str | None = None,
    size: int = 0,
) -> int:
    """Ask for a trial of a draft's present text; return its row id.

    One of the same kind that is still under way for an older text is ended. Raises RubricDraftError for a number of
    conversations that cannot be used.
    """
    draft = find_draft(session, draft_id)
    if kind == CHANGES and not 1 <= size <= MOST_CONVERSATIONS:
        raise RubricDraftError(
            "%(size)s conversations cannot be compared: choose 1 to %(most)s.", size=size, most=MOST_CONVERSATIONS
        )
    content_hash, row = hash_of(draft), tables.RubricTrial
    same = (row.draft_id == draft_id, row.kind == kind, row.ended_at.is_(None))
    running = session.scalar(
        select(row.id)
        .where(*same, row.content_hash == content_hash, row.criterion.is_not_distinct_from(criterion), row.size == size)
        .limit(1)
    )
    if running is not None:
        return running
    session.execute(update(row).where(*same).values(ended_at=now, yaml="", problem="superseded"))
    trial = tables.RubricTrial(
        draft_id=draft_id,
        kind=kind,
        criterion=criterion,
        content_hash=content_hash,
        yaml=draft.yaml,
        size=size,
        asked_by_id=user_id,
        asked_at=now,
    )
    session.add(trial)
    session.flush()
    return trial.id


def due_trials(session: Session, *, limit: int) -> Sequence[int]:
    """Return the trials no worker has ended, the oldest first."""
    row = tables.RubricTrial
    return session.scalars(select(row.id).where(row.ended_at.is_(None)).order_by(row.id).limit(limit)).all()


def last_trial(session: Session, draft: tables.RubricDraft, kind: str, *, criterion: str | None = None) -> Trial | None:
    """Return the newest trial of a kind (of all criteria, or of one), None where none was asked for."""
    row = tables.RubricTrial
    found = session.scalar(
        select(row)
        .where(row.draft_id == draft.id, row.kind == kind, row.criterion.is_not_distinct_from(criterion))
        .order_by(row.id.desc())
        .limit(1)
        .options(
            load_only(
                *(row.kind, row.criterion, row.size, row.done, row.total, row.asked_at, row.ended_at, row.problem),
                *(row.result, row.content_hash),
            )
        )
    )
    return _trial(found, draft) if found else None


def count_workers(session: Session, *, now: datetime) -> int:
    """Count the workers that gave a sign of life in the last half minute: without any, a trial waits."""
    alive = tables.Worker.seen_at > now - timedelta(seconds=30)
    return session.scalar(select(func.count(tables.Worker.id)).where(alive)) or 0


def passing_trial(session: Session, draft: tables.RubricDraft) -> Trial | None:
    """Return a trial of all the examples of the very text the draft has now that found nothing wrong."""
    row = tables.RubricTrial
    query = select(row).where(
        row.draft_id == draft.id,
        row.kind == EXAMPLES,
        row.criterion.is_(None),
        row.content_hash == hash_of(draft),
        row.ended_at.is_not(None),
    )
    trials = [_trial(one, draft) for one in session.scalars(query.order_by(row.id.desc()))]
    return next((one for one in trials if is_clean(one)), None)


def is_clean(trial: Trial) -> bool:
    """Tell whether a trial of examples ended with nothing wrong; examples that could not be run are told apart."""
    result = trial.result
    return trial.problem is None and bool(result) and not result.get("problems") and not result.get("misses")


def _trial(row: tables.RubricTrial, draft: tables.RubricDraft) -> Trial:
    return Trial(
        id=row.id,
        kind=row.kind,
        criterion=row.criterion,
        size=row.size,
        done=row.done,
        total=row.total,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        problem=row.problem,
        result=row.result,
        is_current=row.content_hash == hash_of(draft),
    )
