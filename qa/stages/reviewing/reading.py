"""What a review page shows. What a blind reviewer may not see yet is not read from the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.conversation import Channel
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion
from qa.errors import NotFoundError
from qa.stages.hearing import moments_of
from qa.stages.reviewing.asking import asked_of
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.stages.reviewing.shown import CriterionView, MachineVerdict, Progress, ReviewView
from qa.stages.reviewing.submitting import may_leave_open, missing_criteria, score_review
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


def read_review(session: Session, review_id: int) -> ReviewView:
    """Read a review with its conversation. Raises NotFoundError."""
    review = _review(session, review_id)
    rubric = rubric_of(session, review.rubric_id)
    criteria = criteria_for(rubric, review.conversation.channel)
    ratings = {rating.criterion: rating for rating in review.ratings}
    machine = read_machine(session, review, criteria=visible_criteria(review, criteria))
    asked = frozenset(one.id for one in asked_of(review, criteria, review.ratings))
    views = tuple(
        CriterionView(number, one, ratings.get(one.id), machine.get(one.id), is_asked=one.id in asked)
        for number, one in enumerate(_asked_first(criteria, asked), start=1)
    )
    return ReviewView(
        review=review,
        conversation=review.conversation,
        rubric=rubric,
        criteria=views,
        annotations=tuple(review.annotations),
        progress=_progress(review, criteria),
    )


def visible_criteria(review: tables.Review, criteria: Collection[Criterion]) -> tuple[str, ...]:
    """Return the criteria whose machine verdict may be seen: those rated, all when not blind or submitted.

    An agent who rates an own conversation sees none: what is said of it reaches them as feedback.
    """
    if review.kind is ReviewKind.SELF:
        return ()
    if not review.is_blind or review.status is not ReviewStatus.DRAFT:
        return tuple(one.id for one in criteria)
    return tuple(one.criterion for one in review.ratings if one.verdict != Verdict.NEEDS_HUMAN.value)


def read_machine(session: Session, review: tables.Review, *, criteria: Collection[str]) -> Mapping[str, MachineVerdict]:
    """Read the machine's answers to these criteria under the review's rubric."""
    if not criteria:
        return {}
    run, outcome = tables.CheckRun, tables.Outcome
    rows = session.scalars(
        select(outcome)
        .join(run, run.id == outcome.check_run_id)
        .where(
            run.conversation_id == review.conversation_id,
            run.rubric_id == review.rubric_id,
            outcome.criterion.in_(criteria),
        )
        .options(selectinload(outcome.findings))
    ).all()
    findings = [one for row in rows for one in row.findings]
    is_call = review.conversation.channel == Channel.CALL.value and review.conversation.recording is not None
    moments = moments_of(session, review.conversation_id, findings) if is_call else {}
    return {
        row.criterion: MachineVerdict(
            verdict=Verdict(row.verdict),
            score=row.score,
            findings=tuple(sorted(row.findings, key=lambda one: (one.message_position, one.start))),
            language=review.conversation.language,
            channel=review.conversation.channel,
            moments=moments,
        )
        for row in rows
    }


def read_criterion(session: Session, review_id: int, criterion_id: str) -> tuple[CriterionView, Progress]:
    """Read what one saved rating changes on the page, and nothing of the conversation."""
    review = session.scalars(
        select(tables.Review)
        .where(tables.Review.id == review_id)
        .options(joinedload(tables.Review.conversation), selectinload(tables.Review.ratings))
        .execution_options(populate_existing=True)
    ).one()
    rubric = rubric_of(session, review.rubric_id)
    criteria = criteria_for(rubric, review.conversation.channel)
    asked = frozenset(one.id for one in asked_of(review, criteria, review.ratings))
    placed = _asked_first(criteria, asked)
    number = [one.id for one in placed].index(criterion_id)
    rating = next((one for one in review.ratings if one.criterion == criterion_id), None)
    shown = [criterion_id] if criterion_id in visible_criteria(review, criteria) else []
    machine = read_machine(session, review, criteria=shown)
    view = CriterionView(
        number=number + 1,
        criterion=placed[number],
        rating=rating,
        machine=machine.get(criterion_id),
        is_asked=criterion_id in asked,
    )
    return view, _progress(review, criteria)


def read_progress(session: Session, review_id: int) -> Progress:
    """Read how far a review is. Raises NotFoundError."""
    review = _review(session, review_id)
    return _progress(review, criteria_for(rubric_of(session, review.rubric_id), review.conversation.channel))


def _review(session: Session, review_id: int) -> tables.Review:
    review, conversation = tables.Review, tables.Conversation
    found = session.scalars(
        select(review)
        .where(review.id == review_id)
        .options(
            joinedload(review.reviewer),
            joinedload(review.feedback),
            joinedload(review.conversation).joinedload(conversation.agent),
            joinedload(review.conversation).joinedload(conversation.recording),
            joinedload(review.conversation).selectinload(conversation.messages),
            selectinload(review.ratings),
            selectinload(review.annotations).selectinload(tables.Annotation.tags),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFoundError("review", review_id)
    return found


def _asked_first(criteria: Iterable[Criterion], asked: Collection[str]) -> list[Criterion]:
    return sorted(criteria, key=lambda one: one.id not in asked)


def _progress(review: tables.Review, whole: tuple[Criterion, ...]) -> Progress:
    criteria = asked_of(review, whole, review.ratings)
    missing = missing_criteria(criteria, review.ratings)
    score = score_review(criteria, review.ratings)
    failed = Verdict.FAIL.value
    return Progress(
        rated=len(criteria) - len(missing),
        applicable=len(criteria),
        missing=missing,
        score=score,
        revision=review.revision,
        status=review.status,
        whole=len(whole),
        scorecard=review.scorecard["name"] if review.scorecard else None,
        may_leave_open=bool(missing) and may_leave_open(criteria, missing, score),
        without_cause=tuple(
            one.criterion for one in review.ratings if one.verdict == failed and one.root_cause is None
        ),
    )
