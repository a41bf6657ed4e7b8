"""What a review page shows. What a blind reviewer may not see yet is not read from the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from qa.domain.call import Stretch
from qa.domain.conversation import Channel
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion, Rubric
from qa.domain.score import Score
from qa.errors import NotFoundError
from qa.stages.hearing import moments_of
from qa.stages.reviewing.rating import point_of
from qa.stages.reviewing.rubrics import criteria_for, rubric_of
from qa.stages.reviewing.submitting import may_leave_open, missing_criteria, score_review
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


@dataclass(frozen=True, slots=True)
class MachineVerdict:
    """The machine's answer to a criterion: its findings in the order of the conversation, and its language.

    `moments` say when the words of a finding were said in a call, by the finding's id.
    """

    verdict: Verdict
    score: float | None
    findings: tuple[tables.Finding, ...] = ()
    language: str | None = None
    moments: Mapping[int, Stretch] = field(default_factory=dict)

    @property
    def failed_by(self) -> tuple[str, ...]:
        """Return the checks that failed the criterion."""
        return tuple(dict.fromkeys(one.check for one in self.findings if one.verdict == Verdict.FAIL.value))


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion as rated so far. `machine` is None where there is none or it is still hidden."""

    number: int
    criterion: Criterion
    rating: tables.Rating | None = None
    machine: MachineVerdict | None = None

    @property
    def is_rated(self) -> bool:
        """Tell whether a person has decided."""
        return self.rating is not None and self.rating.verdict != Verdict.NEEDS_HUMAN.value

    @property
    def point(self) -> int | None:
        """The point of the scale that was given."""
        return point_of(self.criterion, self.rating.score if self.rating else None)

    @property
    def differs(self) -> bool:
        """Tell whether person and machine answered differently, where both did."""
        if self.machine is None or self.rating is None or self.machine.verdict is Verdict.NEEDS_HUMAN:
            return False
        return bool(self.machine.verdict.value != self.rating.verdict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is. `revision` is the review's.

    `may_leave_open` where it may be submitted although `missing` are not decided; `without_cause` are the fails
    nobody has said a cause for.
    """

    rated: int
    applicable: int
    missing: tuple[str, ...]
    score: Score
    revision: int
    status: ReviewStatus
    may_leave_open: bool = False
    without_cause: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewView:
    """All that a review page shows."""

    review: tables.Review
    conversation: tables.Conversation
    rubric: Rubric
    criteria: tuple[CriterionView, ...]
    annotations: tuple[tables.Annotation, ...]
    progress: Progress

    @property
    def is_open(self) -> bool:
        """Tell whether it can still be changed."""
        return self.review.status is ReviewStatus.DRAFT

    @property
    def is_self(self) -> bool:
        """Tell whether an agent rates an own conversation."""
        return self.review.kind is ReviewKind.SELF

    @property
    def is_repeat(self) -> bool:
        """Tell whether the reviewer had rated the same conversation before. Not to be told before it is submitted."""
        return self.review.kind is ReviewKind.REPEAT

    def by_dimension(self) -> tuple[tuple[str, tuple[CriterionView, ...]], ...]:
        """Return the criteria by dimension, dimensions in the order the rubric names them."""
        grouped: dict[str, list[CriterionView]] = {}
        for view in self.criteria:
            grouped.setdefault(view.criterion.dimension, []).append(view)
        return tuple((name, tuple(views)) for name, views in grouped.items())


def read_review(session: Session, review_id: int) -> ReviewView:
    """Read a review with its conversation. Raises NotFoundError."""
    review = _review(session, review_id)
    rubric = rubric_of(session, review.rubric_id)
    criteria = criteria_for(rubric, review.conversation.channel)
    ratings = {rating.criterion: rating for rating in review.ratings}
    machine = read_machine(session, review, criteria=visible_criteria(review, criteria))
    views = tuple(
        CriterionView(number=number, criterion=one, rating=ratings.get(one.id), machine=machine.get(one.id))
        for number, one in enumerate(criteria, start=1)
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
    number = [one.id for one in criteria].index(criterion_id)
    rating = next((one for one in review.ratings if one.criterion == criterion_id), None)
    shown = [criterion_id] if criterion_id in visible_criteria(review, criteria) else []
    machine = read_machine(session, review, criteria=shown)
    view = CriterionView(
        number=number + 1, criterion=criteria[number], rating=rating, machine=machine.get(criterion_id)
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


def _progress(review: tables.Review, criteria: tuple[Criterion, ...]) -> Progress:
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
        may_leave_open=bool(missing) and may_leave_open(criteria, missing, score),
        without_cause=tuple(
            one.criterion for one in review.ratings if one.verdict == failed and one.root_cause is None
        ),
    )
