"""What a review page shows, as values: criteria as rated so far, how far the review is, and all of it together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qa.domain.call import Stretch
from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion, Rubric
from qa.domain.score import Score
from qa.stages.reviewing.rating import point_of
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus


@dataclass(frozen=True, slots=True)
class MachineVerdict:
    """The machine's answer to a criterion: its findings in the order of the conversation, its language and channel.

    `moments` say when the words of a finding were said in a call, by the finding's id.
    """

    verdict: Verdict
    score: float | None
    findings: tuple[tables.Finding, ...] = ()
    language: str | None = None
    channel: str | None = None
    moments: Mapping[int, Stretch] = field(default_factory=dict)

    @property
    def failed_by(self) -> tuple[str, ...]:
        """Return the checks that failed the criterion."""
        return tuple(dict.fromkeys(one.check for one in self.findings if one.verdict == Verdict.FAIL.value))


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion as rated so far. `machine` is None where there is none or it is still hidden.

    `is_asked` unless the review's scorecard leaves it out and nobody rated it.
    """

    number: int
    criterion: Criterion
    rating: tables.Rating | None = None
    machine: MachineVerdict | None = None
    is_asked: bool = True

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
    nobody has said a cause for; `whole` is how many criteria the rubric has for
    the channel, of which `scorecard` asks `applicable`; None where all are asked.
    """

    rated: int
    applicable: int
    missing: tuple[str, ...]
    score: Score
    revision: int
    status: ReviewStatus
    may_leave_open: bool = False
    without_cause: tuple[str, ...] = ()
    whole: int = 0
    scorecard: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one dimension."""

    dimension: str
    criteria: tuple[CriterionView, ...]

    @property
    def left(self) -> int:
        """Count those that nobody has decided."""
        return sum(1 for one in self.criteria if not one.is_rated)

    @property
    def failed(self) -> int:
        """Count the fails."""
        return sum(1 for one in self.criteria if one.rating and one.rating.verdict == Verdict.FAIL.value)

    @property
    def with_rest(self) -> tuple[CriterionView, ...]:
        """Return those that were passed together and stand so still."""
        return tuple(one for one in self.criteria if one.is_rated and one.rating and one.rating.is_with_rest)


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

    @property
    def unasked(self) -> int:
        """Count the criteria that the review's scorecard leaves out."""
        return sum(1 for one in self.criteria if not one.is_asked)

    def by_dimension(self) -> tuple[Group, ...]:
        """Return the criteria that are asked by dimension, dimensions in the order the rubric names them."""
        return _grouped(one for one in self.criteria if one.is_asked)

    def beside(self) -> tuple[Group, ...]:
        """Return the criteria that the review's scorecard leaves out, in the same manner."""
        return _grouped(one for one in self.criteria if not one.is_asked)


def _grouped(views: Iterable[CriterionView]) -> tuple[Group, ...]:
    grouped: dict[str, list[CriterionView]] = {}
    for view in views:
        grouped.setdefault(view.criterion.dimension, []).append(view)
    return tuple(Group(name, tuple(ones)) for name, ones in grouped.items())
