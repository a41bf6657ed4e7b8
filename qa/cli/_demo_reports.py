"""A month of the demo's reviews, so that its reports have something to say: drawn by chance and rated blind."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.cli._common import Database
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.domain.sample import Design, SamplePlan
from qa.settings import Settings
from qa.stages import reviewing
from qa.stages.kept_figures import COUNTED, keep_figures
from qa.stages.reporting.kept import look_again
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.stages.sampling import SampleOrder, draw_sample
from qa.store import tables
from qa.workflows.calibrating import measure_due_sessions
from qa.workflows.reporting import make_due_reports

_NAME, _SIZE, _SEED = "October, by chance", 36, 20261016
_DRAWN_AT = datetime(2026, 10, 16, 7, 0, tzinfo=UTC)
_TWICE = 8
_STEADY = {Verdict.FAIL: 0.9, Verdict.PASS: 0.985, Verdict.NEEDS_HUMAN: 0.2, Verdict.NOT_APPLICABLE: 1.0}
_PEOPLE: Mapping[str, Mapping[str, Verdict]] = {"pl-mail-06-1@poczta.example": {"no-blame": Verdict.FAIL}}
"""What people find though the machine leaves it to them; the demo's coaching plan begins there."""


def store_month(database: Database, settings: Settings) -> None:
    """Draw and review a month once."""
    with database.writing.begin() as session:
        if session.scalar(select(tables.Sample.id).where(tables.Sample.name == _NAME)) is None:
            _review_month(session, settings)


def make_reports(database: Database, settings: Settings) -> None:
    """Make the reports and figures of the demo, so that its pages are not empty before a worker runs."""
    with database.writing.begin() as session:
        look_again(session)
        for name, count in COUNTED.items():
            now = datetime.now(UTC)
            keep_figures(session, name, count(session, settings, now) or {}, took=timedelta(0), now=now)
    make_due_reports(database.reading, database.writing, settings=settings, clock=lambda: datetime.now(UTC))
    measure_due_sessions(database.reading, database.writing, clock=lambda: datetime.now(UTC))


def _review_month(session: Session, settings: Settings) -> None:
    is_reviewer = tables.User.role == tables.UserRole.REVIEWER
    reviewers = session.scalars(select(tables.User.id).where(is_reviewer).order_by(tables.User.id)).all()
    known = session.scalar(select(tables.Conversation.id).where(tables.Conversation.score_value.is_not(None)).limit(1))
    if known is None or not reviewers:
        return
    plan = SamplePlan(design=Design.RANDOM, size=_SIZE, seed=_SEED)
    sample = draw_sample(session, plan, SampleOrder(_NAME, reviewers=reviewers), zone=settings.zone, now=_DRAWN_AT)
    duty = tables.Assignment
    duties = session.scalars(select(duty).where(duty.sample_id == sample.id).order_by(duty.id)).all()
    for number, one in enumerate(duties):
        if _is_wanted_elsewhere(session, one) or not _is_judged(session, one.conversation_id):
            continue
        _review(session, one.conversation_id, one.reviewer_id, number=number)
        if number < _TWICE:
            other = next((reviewer for reviewer in reviewers if reviewer != one.reviewer_id), one.reviewer_id)
            _review(session, one.conversation_id, other, number=number + 100)


def _review(session: Session, conversation_id: int, reviewer_id: int, *, number: int) -> None:
    """Rate a conversation much as the machine did; somebody stricter the higher their id."""
    chance = random.Random(f"{_SEED} {conversation_id} {reviewer_id}")
    at = _DRAWN_AT + timedelta(hours=5 * (number % 100) + 1)
    review = reviewing.start_review(session, conversation_id, reviewer_id=reviewer_id, now=at)
    rated = session.get_one(tables.Conversation, conversation_id)
    found = {**_machine(session, conversation_id), **_PEOPLE.get(rated.external_id, {})}
    for criterion in criteria_for(rubric_of(session, review.rubric_id), rated.channel):
        session.add(_rating(review.id, criterion, found.get(criterion.id), chance=chance, at=at))
    for _ in range(chance.randint(5, 16)):
        reviewing.add_active_seconds(session, review.id, reviewer_id=reviewer_id, seconds=30)
    session.flush()
    session.refresh(review)
    reviewing.submit_review(session, review.id, reviewer_id=reviewer_id, revision=review.revision, now=at)


def _rating(
    review_id: int, criterion: Criterion, machine: Verdict | None, *, chance: random.Random, at: datetime
) -> tables.Rating:
    verdict = machine or Verdict.PASS
    if machine is None:
        verdict = Verdict.FAIL if chance.random() < 0.12 else Verdict.PASS
    elif chance.random() > _STEADY[machine]:
        verdict = Verdict.FAIL if machine is Verdict.PASS else Verdict.PASS
    if verdict is Verdict.NEEDS_HUMAN:
        verdict = Verdict.FAIL
    score = {Verdict.PASS: 1.0, Verdict.FAIL: 0.0}.get(verdict)
    cause = chance.choice(("agent", "agent", "agent", "template", "process", "facts"))
    return tables.Rating(
        review_id=review_id,
        criterion=criterion.id,
        verdict=verdict.value,
        score=score,
        root_cause=cause if verdict is Verdict.FAIL else None,
        updated_at=at,
    )


def _machine(session: Session, conversation_id: int) -> Mapping[str, Verdict]:
    outcome = tables.Outcome
    rows = session.execute(select(outcome.criterion, outcome.verdict).where(outcome.conversation_id == conversation_id))
    return {criterion: Verdict(verdict) for criterion, verdict in rows}


def _is_wanted_elsewhere(session: Session, duty: tables.Assignment) -> bool:
    """Tell whether somebody has the conversation to rate in another sample, or already wrote of it."""
    other, review = tables.Assignment, tables.Review
    waiting = select(other.id).where(other.conversation_id == duty.conversation_id, other.id != duty.id)
    written = select(review.id).where(review.conversation_id == duty.conversation_id)
    return session.scalar(waiting.limit(1)) is not None or session.scalar(written.limit(1)) is not None


def _is_judged(session: Session, conversation_id: int) -> bool:
    return session.get_one(tables.Conversation, conversation_id).score_value is not None
