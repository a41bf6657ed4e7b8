"""Saves one rating, and never over a newer one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import ConflictError, ReviewError, UnknownNameError
from qa.stages.reviewing.drafts import Draft, open_draft, touch
from qa.stages.reviewing.rubrics import criteria_for
from qa.store import tables

ROOT_CAUSES = ("agent", "template", "process", "facts", "tool")


@dataclass(frozen=True, slots=True)
class RatingChange:
    """What a reviewer wants a rating to be.

    `revision` is that of the rating it was based on, 0 where there was none. `point` is a
    point of the criterion's scale and decides verdict and score where there is a scale.
    Verdict NEEDS_HUMAN means not decided yet: a comment written before the rating.
    """

    criterion: str
    verdict: Verdict = Verdict.NEEDS_HUMAN
    point: int | None = None
    comment: str = ""
    suggestion: str = ""
    root_cause: str | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class SavedRating:
    """A rating as stored. `is_first_decision` when the machine's answer may be seen from now on."""

    rating: tables.Rating
    is_first_decision: bool


def rate(session: Session, review_id: int, change: RatingChange, *, reviewer_id: int, now: datetime) -> SavedRating:
    """Save one rating; what is already so is left as it is, revision included.

    Raises ConflictError, changing nothing, when the rating is no longer at
    `change.revision`; NotFoundError and ReviewError as `open_draft`; UnknownNameError for a
    criterion that is not rated here; ReviewError for a point or cause that does not exist.
    """
    draft = open_draft(session, review_id, reviewer_id=reviewer_id)
    criterion = _criterion(draft, change.criterion)
    verdict, score = grade(criterion, change)
    stored = tables.Rating
    found = session.scalars(
        select(stored).where(stored.review_id == review_id, stored.criterion == criterion.id)
    ).one_or_none()
    values: dict[str, object] = {
        "verdict": verdict.value,
        "score": score,
        "comment": change.comment.strip(),
        "suggestion": change.suggestion.strip(),
        "root_cause": _root_cause(change.root_cause) if verdict is Verdict.FAIL else None,
        "is_with_rest": False,
        "updated_at": now,
    }
    if found is not None and found.revision == change.revision and _is_same(found, values):
        return SavedRating(found, is_first_decision=False)
    was_decided = found is not None and found.verdict != Verdict.NEEDS_HUMAN.value
    if found is None:
        rating = _insert(session, draft, change, values)
    else:
        rating = _update(session, draft, found, revision=change.revision, values=values)
    touch(session, review_id, now=now)
    is_decided = verdict is not Verdict.NEEDS_HUMAN
    return SavedRating(rating, is_first_decision=is_decided and not was_decided)


def grade(criterion: Criterion, change: RatingChange) -> tuple[Verdict, float | None]:
    """Turn what was chosen into a verdict and a score, 0 to 1.

    On a scale the score is (point - lowest) / (highest - lowest) and under 0.5 fails.
    Raises ReviewError for a point that is not on the scale.
    """
    if change.verdict in (Verdict.NOT_APPLICABLE, Verdict.NEEDS_HUMAN):
        return change.verdict, None
    if not criterion.scale:
        return change.verdict, 1.0 if change.verdict is Verdict.PASS else 0.0
    if change.point not in criterion.scale:
        known = ", ".join(str(point) for point in criterion.scale)
        raise ReviewError(
            "%(id)s: “%(point)s” is not on the scale. Points: %(known)s.",
            id=criterion.id,
            point=change.point,
            known=known,
        )
    low, high = min(criterion.scale), max(criterion.scale)
    score = (change.point - low) / (high - low) if high > low else 1.0
    return (Verdict.FAIL if score < 0.5 else Verdict.PASS), round(score, 4)


def point_of(criterion: Criterion, score: float | None) -> int | None:
    """Return the point of the scale that a stored score stands for, None without scale or score."""
    if not criterion.scale or score is None:
        return None
    low, high = min(criterion.scale), max(criterion.scale)
    return min(criterion.scale, key=lambda point: abs(point - (low + score * (high - low))))


def _criterion(draft: Draft, criterion_id: str) -> Criterion:
    rated = {one.id: one for one in criteria_for(draft.rubric, draft.channel)}
    if criterion_id not in rated:
        raise UnknownNameError("criterion", criterion_id, known=rated)
    return rated[criterion_id]


def _root_cause(name: str | None) -> str | None:
    if name and name not in ROOT_CAUSES:
        raise ReviewError(
            "Root cause “%(name)s” does not exist. Known: %(known)s.", name=name, known=", ".join(ROOT_CAUSES)
        )
    return name or None


def _is_same(found: tables.Rating, values: dict[str, object]) -> bool:
    marks = ("updated_at", "is_with_rest")
    return all(getattr(found, name) == value for name, value in values.items() if name not in marks)


def _insert(session: Session, draft: Draft, change: RatingChange, values: dict[str, object]) -> tables.Rating:
    """Add a first rating; a row that another tab added meanwhile is a conflict."""
    if change.revision:
        raise ConflictError(change.criterion, current=0)
    is_shown = not draft.is_blind and has_machine_verdict(session, draft, change.criterion)
    rating = tables.Rating(
        review_id=draft.id, criterion=change.criterion, is_machine_shown=is_shown, revision=1, **values
    )
    try:
        with session.begin_nested():
            session.add(rating)
            session.flush()
    except IntegrityError as error:
        raise ConflictError(change.criterion, current=1) from error
    return rating


def _update(
    session: Session, draft: Draft, found: tables.Rating, *, revision: int, values: dict[str, object]
) -> tables.Rating:
    """Change a rating that is still at `revision`; the database itself compares."""
    if found.revision != revision:
        raise ConflictError(found.criterion, current=found.revision)
    is_other = (found.verdict, found.score) != (values["verdict"], values["score"])
    was_decided = found.verdict != Verdict.NEEDS_HUMAN.value
    if is_other and (was_decided or not draft.is_blind) and has_machine_verdict(session, draft, found.criterion):
        values["is_machine_shown"] = True
    stored = tables.Rating
    changed = session.execute(
        update(stored)
        .where(stored.id == found.id, stored.revision == revision)
        .values(**values, revision=revision + 1)
        .returning(stored.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if changed is None:
        raise ConflictError(found.criterion, current=revision + 1)
    session.refresh(found)
    return found


def has_machine_verdict(session: Session, draft: Draft, criterion: str) -> bool:
    """Tell whether the machine has an answer to this criterion under the review's rubric that may come to be seen."""
    if draft.is_self:
        return False
    run, outcome = tables.CheckRun, tables.Outcome
    found = session.scalar(
        select(outcome.id)
        .join(run, run.id == outcome.check_run_id)
        .where(
            run.conversation_id == draft.conversation_id,
            run.rubric_id == draft.rubric_id,
            outcome.criterion == criterion,
        )
    )
    return found is not None
