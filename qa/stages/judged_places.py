"""The conversations behind the record of one check: where it was right, where wrong, and what it missed."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, SelectBase, case, or_, select, union
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.rubric import CheckState
from qa.stages.blindness import is_still_to_rate
from qa.stages.judged import counted_reviews, language_code
from qa.stages.reviewing.rubrics import rubric_of
from qa.store import tables

PAGE = 30
_FAIL = Verdict.FAIL.value


class Judgement(enum.Enum):
    """What a check and a person said of one conversation. Where neither failed it there is nothing to look at."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """Which check of which rubric is asked for; a language of two letters, or None for all."""

    rubric: str
    criterion: str
    check: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedPlace:
    """One conversation behind a record."""

    id: int
    channel: str
    external_id: str
    subject: object
    language: str
    judgement: Judgement
    rated_at: datetime | None


@dataclass(frozen=True, slots=True)
class JudgedPlaces:
    """One page of them, newest first, and how many of each there are."""

    counts: Mapping[Judgement, int]
    lines: Sequence[JudgedPlace]
    has_more: bool


def read_places(
    session: Session, asked: CheckAsked, judgement: Judgement | None, *, reader_id: int, page: int = 1
) -> JudgedPlaces:
    """Return the conversations of a check's record the reader may see, of one judgement or of all.

    The same reviews count as for the record; left out is what the reader is still to rate blind.
    """
    found = list(_places(session, asked, reader_id=reader_id))
    chosen = [one for one in found if judgement in (None, one.judgement)]
    start = PAGE * (page - 1)
    counts = Counter(one.judgement for one in found)
    return JudgedPlaces(
        counts={one: counts[one] for one in Judgement},
        lines=chosen[start : start + PAGE],
        has_more=len(chosen) > start + PAGE,
    )


def _places(session: Session, asked: CheckAsked, *, reader_id: int) -> Iterator[JudgedPlace]:
    seen: set[int] = set()
    for row in session.execute(_query(asked, reader_id=reader_id)):
        language = language_code(row.language)
        if row.conversation_id in seen or asked.language not in (None, language):
            continue
        if not _ran(session, row.rubric_id, asked, language=language):
            continue
        seen.add(row.conversation_id)
        yield JudgedPlace(
            id=row.conversation_id,
            channel=row.channel,
            external_id=row.external_id,
            subject=row.subject,
            language=language,
            judgement=_judgement(row),
            rated_at=row.submitted_at,
        )


def _query(asked: CheckAsked, *, reader_id: int) -> Select[*tuple[Any, ...]]:
    reviews = counted_reviews(asked.rubric, among=_told_apart(asked)).c
    review, rating = tables.Review, tables.Rating
    conversation = tables.Conversation
    is_flagged = _is_flagged(reviews.check_run_id, asked)
    query: Select[*tuple[Any, ...]] = (
        select(
            review.conversation_id,
            conversation.external_id,
            conversation.subject,
            reviews.language,
            reviews.channel,
            reviews.rubric_id,
            reviews.submitted_at,
            rating.verdict,
            case((is_flagged, 1), else_=0).label("flagged"),
        )
        .join(review, review.id == reviews.id)
        .join(conversation, conversation.id == review.conversation_id)
        .join(rating, rating.review_id == review.id)
        .where(
            rating.criterion == asked.criterion,
            rating.is_machine_shown.is_(False),
            rating.verdict.in_((Verdict.PASS.value, _FAIL)),
            or_(rating.verdict == _FAIL, is_flagged),
            ~is_still_to_rate(review.conversation_id, reader_id),
        )
        .order_by(reviews.submitted_at.desc(), review.id.desc())
    )
    return query


def _told_apart(asked: CheckAsked) -> SelectBase:
    """Find reviews where the check or the person failed the criterion: few, and told by indices alone."""
    outcome, finding, shadow, run = tables.Outcome, tables.Finding, tables.ShadowResult, tables.CheckRun
    review, rating = tables.Review, tables.Rating
    failed = select(rating.review_id).where(rating.criterion == asked.criterion, rating.verdict == _FAIL)
    counted = (
        select(review.id)
        .join(outcome, outcome.conversation_id == review.conversation_id)
        .join(finding, finding.outcome_id == outcome.id)
        .where(outcome.criterion == asked.criterion, outcome.verdict == _FAIL, finding.check == asked.check)
    )
    watched = (
        select(review.id)
        .join(run, run.conversation_id == review.conversation_id)
        .join(shadow, shadow.check_run_id == run.id)
        .where(shadow.criterion == asked.criterion, shadow.check == asked.check, shadow.verdict == _FAIL)
    )
    return union(failed, counted, watched)


def _is_flagged(run_id: ColumnElement[int], asked: CheckAsked) -> ColumnElement[bool]:
    """Tell whether the check failed the conversation, where it counted or where it was only watched."""
    outcome, finding, shadow = tables.Outcome, tables.Finding, tables.ShadowResult
    counted = (
        select(finding.id)
        .join(outcome, outcome.id == finding.outcome_id)
        .where(
            outcome.check_run_id == run_id,
            outcome.criterion == asked.criterion,
            finding.check == asked.check,
            finding.verdict == _FAIL,
        )
        .exists()
    )
    watched = (
        select(shadow.id)
        .where(
            shadow.check_run_id == run_id,
            shadow.criterion == asked.criterion,
            shadow.check == asked.check,
            shadow.verdict == _FAIL,
        )
        .exists()
    )
    return or_(counted, watched)


def _ran(session: Session, rubric_id: int, asked: CheckAsked, *, language: str) -> bool:
    """Tell whether the check was there, and no draft, in the version the conversation was rated by."""
    criterion = next((one for one in rubric_of(session, rubric_id).criteria if one.id == asked.criterion), None)
    checks = criterion.checks if criterion else ()
    return any(one.id == asked.check and one.state_in(language) is not CheckState.DRAFT for one in checks)


def _judgement(row: Row[Any]) -> Judgement:
    if not row.flagged:
        return Judgement.MISSED
    return Judgement.RIGHT if row.verdict == _FAIL else Judgement.WRONG
