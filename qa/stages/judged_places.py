"""The conversations behind the record of one check: where it was right, where wrong, and what it missed."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, SelectBase, case, or_, select, union
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
    found = list(_judged(session, asked, reader_id=reader_id))
    chosen = [one for one in found if judgement in (None, one.judgement)]
    start = PAGE * (page - 1)
    counts = Counter(one.judgement for one in found)
    return JudgedPlaces(
        counts={one: counts[one] for one in Judgement},
        lines=_places(session, chosen[start : start + PAGE]),
        has_more=len(chosen) > start + PAGE,
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is needed of a conversation to count it; what a line shows is read of one page of them only."""

    id: int
    language: str
    judgement: Judgement
    rated_at: datetime | None


def _judged(session: Session, asked: CheckAsked, *, reader_id: int) -> Iterator[_Judged]:
    seen: set[int] = set()
    ran: dict[tuple[int, str], bool] = {}
    query = _query(asked, reader_id=reader_id)
    for conversation_id, spoken, rubric_id, rated_at, verdict, flagged in session.execute(query):
        language, judgement = language_code(spoken), _judgement(verdict, is_flagged=bool(flagged))
        if judgement is None or conversation_id in seen or asked.language not in (None, language):
            continue
        place = rubric_id, language
        if place not in ran:
            ran[place] = _ran(session, rubric_id, asked, language=language)
        if ran[place]:
            seen.add(conversation_id)
            yield _Judged(conversation_id, language, judgement, rated_at)


def _places(session: Session, judged: Sequence[_Judged]) -> Sequence[JudgedPlace]:
    """Read what a line shows of each conversation."""
    row = tables.Conversation
    query = select(row.id, row.channel, row.external_id, row.subject).where(row.id.in_([one.id for one in judged]))
    shown = {found.id: found for found in session.execute(query)}
    return [
        JudgedPlace(
            id=one.id,
            channel=shown[one.id].channel,
            external_id=shown[one.id].external_id,
            subject=shown[one.id].subject,
            language=one.language,
            judgement=one.judgement,
            rated_at=one.rated_at,
        )
        for one in judged
    ]


def _query(asked: CheckAsked, *, reader_id: int) -> Select[*tuple[Any, ...]]:
    reviews = counted_reviews(asked.rubric, among=_told_apart(asked)).c
    rating = tables.Rating
    query: Select[*tuple[Any, ...]] = (
        select(
            reviews.conversation_id,
            reviews.language,
            reviews.rubric_id,
            reviews.submitted_at,
            rating.verdict,
            case((_is_flagged(reviews.check_run_id, asked), 1), else_=0).label("flagged"),
        )
        .join(rating, rating.review_id == reviews.id)
        .where(
            rating.criterion == asked.criterion,
            rating.is_machine_shown.is_(False),
            rating.verdict.in_((Verdict.PASS.value, _FAIL)),
            ~is_still_to_rate(reviews.conversation_id, reader_id),
        )
        .order_by(reviews.submitted_at.desc(), reviews.id.desc())
    )
    return query


def _told_apart(asked: CheckAsked) -> SelectBase:
    """Find reviews where the check or the person failed the criterion: few, and told by indices."""
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


def _judgement(verdict: str, *, is_flagged: bool) -> Judgement | None:
    if not is_flagged:
        return Judgement.MISSED if verdict == _FAIL else None
    return Judgement.RIGHT if verdict == _FAIL else Judgement.WRONG
