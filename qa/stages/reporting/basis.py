"""All that the figures of one report rest on, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, cast, func, select
from sqlalchemy.orm import Session, aliased

from qa.domain.finding import Verdict
from qa.domain.rubric import Criterion, Rubric
from qa.errors import QaError
from qa.stages.reporting.counted import CountedReview, GivenRating, read_counted, read_ratings
from qa.stages.reporting.scope import Scope
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.store import tables

SEED = 20261
PASS_MARK = 80.0
_JUDGED = (Verdict.PASS, Verdict.FAIL)


@dataclass(frozen=True, slots=True)
class MachineCount:
    """What the machine said of one criterion in all conversations: the verdicts, and the sum of its scores."""

    verdicts: Mapping[Verdict, int]
    earned: float

    @property
    def judged(self) -> int:
        """Return how many conversations passed or failed."""
        return self.verdicts.get(Verdict.PASS, 0) + self.verdicts.get(Verdict.FAIL, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """All conversations of the scope as the machine sees them. Scores are 0 to 100, coverage 0 to 1."""

    conversations: int
    scored: int
    mean: float | None
    variance: float
    coverage: float | None
    critical: int
    below: int


@dataclass(frozen=True, slots=True)
class Pair:
    """What the machine and a person who had not seen that said of one criterion in one conversation."""

    review: CountedReview
    machine: Verdict
    human: Verdict
    score: float | None

    @property
    def is_judged(self) -> bool:
        """Tell whether both passed or failed it."""
        return self.machine in _JUDGED and self.human in _JUDGED


@dataclass(frozen=True, slots=True)
class Basis:
    """What every part of a report is computed from."""

    scope: Scope
    rubric: Rubric | None
    criteria: Mapping[str, Criterion]
    versions: tuple[str, ...]
    frame: Frame
    machine: Mapping[str, MachineCount]
    reviews: tuple[CountedReview, ...]
    ratings: Mapping[int, Sequence[GivenRating]]
    pairs: Mapping[str, Sequence[Pair]]

    @property
    def pass_mark(self) -> float:
        """Return from which score on a conversation passes."""
        return self.rubric.pass_mark if self.rubric else PASS_MARK

    def weight(self, criterion: str) -> float:
        """Return how much a criterion counts."""
        return self.criteria[criterion].weight if criterion in self.criteria else 1.0


def read_basis(session: Session, scope: Scope) -> Basis:
    """Read what a report rests on."""
    rubric = _rubric_in_force(session)
    reviews = read_counted(session, scope)
    ratings = read_ratings(session, scope, reviews)
    rubrics = [rubric_of(session, rubric_id) for rubric_id in sorted({one.rubric_id for one in reviews})]
    known = {criterion.id: criterion for one in [*rubrics, *([rubric] if rubric else [])] for criterion in one.criteria}
    return Basis(
        scope=scope,
        rubric=rubric,
        criteria=known,
        versions=tuple(sorted({f"{one.name} {one.version}" for one in rubrics})),
        frame=_read_frame(session, scope, pass_mark=rubric.pass_mark if rubric else PASS_MARK),
        machine=_read_machine(session, scope),
        reviews=reviews,
        ratings=ratings,
        pairs=_pair(reviews, ratings, _read_verdicts(session, scope, reviews)),
    )


def is_latest_run() -> ColumnElement[bool]:
    """Tell whether a run is the one of the newest rubric that its conversation was judged by."""
    other = aliased(tables.CheckRun)
    newest = select(func.max(other.rubric_id)).where(other.conversation_id == tables.CheckRun.conversation_id)
    return tables.CheckRun.rubric_id == newest.scalar_subquery()


def _rubric_in_force(session: Session) -> Rubric | None:
    try:
        return rubric_of(session, active_rubric_id(session))
    except QaError:
        return None


def _read_frame(session: Session, scope: Scope, *, pass_mark: float) -> Frame:
    conversation = tables.Conversation
    score = conversation.score_value
    row = session.execute(
        select(
            func.count(),
            func.count(score),
            func.avg(score),
            func.avg(score * score),
            func.avg(conversation.score_coverage),
            func.coalesce(func.sum(cast(conversation.has_critical & score.is_not(None), Integer)), 0),
            func.coalesce(func.sum(cast(score < pass_mark, Integer)), 0),
        ).where(*scope.conditions())
    ).one()
    count, scored, mean, square, coverage, critical, below = row
    variance = max(0.0, float(square) - float(mean) ** 2) if scored else 0.0
    return Frame(count, scored, _number(mean), variance, _number(coverage), int(critical), int(below))


def _read_machine(session: Session, scope: Scope) -> Mapping[str, MachineCount]:
    outcome, run, conversation = tables.Outcome, tables.CheckRun, tables.Conversation
    rows = session.execute(
        select(outcome.criterion, outcome.verdict, func.count(), func.coalesce(func.sum(outcome.score), 0.0))
        .join(run, run.id == outcome.check_run_id)
        .join(conversation, conversation.id == run.conversation_id)
        .where(*scope.conditions(), is_latest_run())
        .group_by(outcome.criterion, outcome.verdict)
    )
    verdicts: dict[str, Counter[Verdict]] = {}
    earned: dict[str, float] = {}
    for criterion, verdict, count, total in rows:
        verdicts.setdefault(criterion, Counter())[Verdict(verdict)] += count
        earned[criterion] = earned.get(criterion, 0.0) + float(total or 0)
    return {name: MachineCount(counts, earned[name]) for name, counts in sorted(verdicts.items())}


def _read_verdicts(
    session: Session, scope: Scope, reviews: Sequence[CountedReview]
) -> Mapping[int, Mapping[str, Verdict]]:
    """Return the machine's verdicts on the reviewed conversations, by conversation."""
    outcome, run, conversation = tables.Outcome, tables.CheckRun, tables.Conversation
    found: dict[int, dict[str, Verdict]] = {one.conversation_id: {} for one in reviews}
    rows = session.execute(
        select(run.conversation_id, outcome.criterion, outcome.verdict)
        .join(run, run.id == outcome.check_run_id)
        .join(conversation, conversation.id == run.conversation_id)
        .where(*scope.conditions(), conversation.reviewed_at.is_not(None), is_latest_run())
    )
    for conversation_id, criterion, verdict in rows:
        if conversation_id in found:
            found[conversation_id][criterion] = Verdict(verdict)
    return found


def _pair(
    reviews: Sequence[CountedReview],
    ratings: Mapping[int, Sequence[GivenRating]],
    verdicts: Mapping[int, Mapping[str, Verdict]],
) -> Mapping[str, Sequence[Pair]]:
    """Return, by criterion, what the machine and a person said; what the machine did not look at is not applicable."""
    found: dict[str, list[Pair]] = {}
    for review in reviews:
        machine = verdicts[review.conversation_id]
        for one in ratings[review.id]:
            human = Verdict(one.verdict)
            if one.is_blind and human is not Verdict.NEEDS_HUMAN:
                verdict = machine.get(one.criterion, Verdict.NOT_APPLICABLE)
                found.setdefault(one.criterion, []).append(Pair(review, verdict, human, one.score))
    return found


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)
