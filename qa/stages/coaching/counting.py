"""Which ratings say how an agent does: published blind reviews of conversations that chance drew, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, cast, or_, select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.domain.sample import Design
from qa.stages.abuse import TONE, noted_by_others
from qa.stages.reviewing.rubrics import rubric_of
from qa.statistics.differences import Drawn
from qa.store import tables

_EVEN = (Design.RANDOM.value, Design.STRATIFIED.value, Design.NEYMAN.value, Design.QUOTA.value)
_AT_ONCE = 5000
_BY_OUTCOME = frozenset({"score_min", "score_max", "criterion", "verdict", "text"})


@dataclass(frozen=True, slots=True)
class Between:
    """Moments a conversation began: `start` included, `end` not. None is open."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One rating of pass or fail. `drawn` is None where somebody chose the conversation: that one is not counted."""

    agent_id: int
    rubric_id: int
    criterion: str
    started_at: datetime
    is_passed: bool
    root_cause: str | None
    drawn: Drawn | None
    conversation_id: int = 0

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it is a fail that was not the agent's doing."""
        return not self.is_passed and self.root_cause not in (None, "agent")


def read_counted(
    session: Session,
    *,
    rubric_name: str,
    agent_id: int | None = None,
    criterion: str | None = None,
    between: Between | None = None,
) -> tuple[Counted, ...]:
    """Return the ratings of an agent (of everybody without one), those of one conversation by its first review.

    Left out are ratings made after the machine's verdict was shown, agents' own and repeated reviews,
    conversations that somebody has still to rate blind (no figure tells them of it), and ratings of tone where
    the customer was noted as abusive.
    """
    query = _query(rubric_name, between or Between())
    targeted = targeted_samples(session)
    if agent_id is not None:
        query = query.where(tables.Conversation.agent_id == agent_id)
    if criterion is not None:
        query = query.where(tables.Rating.criterion == criterion)
    first: dict[tuple[int, str], Row[*tuple[Any, ...]]] = {}
    abused = frozenset(session.scalars(noted_by_others()))
    for row in session.execute(query):
        if abused and row.conversation_id in abused and _is_tone(session, row):
            continue
        first.setdefault((row.conversation_id, row.criterion), row)
    layers = _layers(session, {row.pick_id for row in first.values() if row.is_blind}, targeted)
    drawn = {
        (pick_id, verdict): _drawn(verdict, layer)
        for pick_id, layer in layers.items()
        for verdict in (Verdict.PASS.value, Verdict.FAIL.value)
    }
    return tuple(_counted(row, drawn) for row in first.values())


def _is_tone(session: Session, row: Row[*tuple[Any, ...]]) -> bool:
    criteria = rubric_of(session, row.rubric_id).criteria
    return any(one.id == row.criterion and one.dimension == TONE for one in criteria)


def by_criterion(counted: Iterable[Counted]) -> Mapping[str, Sequence[Counted]]:
    """Group ratings by their criterion."""
    grouped: dict[str, list[Counted]] = {}
    for one in counted:
        grouped.setdefault(one.criterion, []).append(one)
    return grouped


def counting_conditions() -> tuple[ColumnElement[bool], ...]:
    """Return what a review, its rating and its conversation must meet to be counted at all."""
    rating, review, conversation = tables.Rating, tables.Review, tables.Conversation
    return (
        review.status == tables.ReviewStatus.PUBLISHED,
        review.kind == tables.ReviewKind.QUALITY,
        rating.verdict.in_((Verdict.PASS.value, Verdict.FAIL.value)),
        rating.is_machine_shown.is_(False),
        conversation.agent_id.is_not(None),
        conversation.started_at.is_not(None),
        ~is_still_to_rate_by_anybody(review.conversation_id),
    )


def is_still_to_rate_by_anybody(conversation_id: ColumnElement[int] | Any) -> ColumnElement[bool]:
    """Tell whether somebody who may sign in has still to rate a conversation blind."""
    to_do, sample, user = tables.Assignment, tables.Sample, tables.User
    return (
        select(to_do.id)
        .join(sample, sample.id == to_do.sample_id)
        .join(user, user.id == to_do.reviewer_id)
        .where(
            to_do.conversation_id == conversation_id,
            to_do.finished_at.is_(None),
            sample.is_blind,
            user.is_active,
        )
        .exists()
    )


def targeted_samples(session: Session) -> frozenset[int]:
    """Return the samples whose frame was narrowed by what conversations had come out as: chance drew from bad ones."""
    filters = tables.Sample.filters
    named = or_(*(cast(filters, Text).contains(name, autoescape=True) for name in sorted(_BY_OUTCOME)))
    rows = session.execute(select(tables.Sample.id, filters).where(named))
    return frozenset(sample_id for sample_id, filters in rows if _BY_OUTCOME & _names(filters))


def drawn_of(row: Row[Any], targeted: frozenset[int], *, count: int = 1) -> Drawn | None:
    """Say by which layer it was drawn: plain random first, then one that does not look for faults; else None."""
    layer = _layer_of(row, targeted)
    return _drawn(row.verdict, layer, count=count) if layer else None


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer of a sample as a number of its own, and the chance a conversation had in it."""

    number: int
    chance: float


def _layer_of(pick: Row[Any] | Row[*tuple[Any, ...]], targeted: frozenset[int]) -> _Layer | None:
    if pick.sample_id is None or pick.inclusion_probability is None or pick.sample_id in targeted:
        return None
    name = Design.RANDOM.value if pick.is_plain_random else next((one for one in pick.drawn_by if one in _EVEN), None)
    if name is None:
        return None
    chance = (pick.chances or {}).get(name) or pick.inclusion_probability
    return _Layer(pick.sample_id * len(_EVEN) + _EVEN.index(name), chance)


def _layers(session: Session, ids: Iterable[int | None], targeted: frozenset[int]) -> Mapping[int, _Layer]:
    """Read each pick once: a review has many ratings, and what a pick keeps of its layers is costly to read."""
    pick, wanted = tables.SamplePick, sorted(one for one in ids if one is not None)
    what: tuple[Any, ...] = (
        pick.id,
        pick.sample_id,
        pick.inclusion_probability,
        pick.is_plain_random,
        pick.drawn_by,
        pick.chances,
    )
    found: dict[int, _Layer] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in session.execute(select(*what).where(pick.id.in_(wanted[start : start + _AT_ONCE]))):
            layer = _layer_of(row, targeted)
            if layer is not None:
                found[row.id] = layer
    return found


def _drawn(verdict: str, layer: _Layer, *, count: int = 1) -> Drawn:
    is_passed = verdict == Verdict.PASS.value
    return Drawn(is_passed, layer.number, inclusion_probability=layer.chance, count=count)


def _query(rubric_name: str, between: Between) -> Select[*tuple[Any, ...]]:
    rating, review, conversation = tables.Rating, tables.Review, tables.Conversation
    assignment, pick = tables.Assignment, tables.SamplePick
    query: Select[*tuple[Any, ...]] = (
        select(
            conversation.agent_id,
            conversation.started_at,
            review.conversation_id,
            review.rubric_id,
            review.is_blind,
            rating.criterion,
            rating.verdict,
            rating.root_cause,
            pick.id.label("pick_id"),
        )
        .select_from(review)
        .join(conversation, conversation.id == review.conversation_id)
        .join(tables.Rubric, tables.Rubric.id == review.rubric_id)
        .join(rating, rating.review_id == review.id)
        .outerjoin(assignment, assignment.id == review.assignment_id)
        .outerjoin(
            pick, (pick.sample_id == assignment.sample_id) & (pick.conversation_id == assignment.conversation_id)
        )
        .where(tables.Rubric.name == rubric_name, *counting_conditions())
        .order_by(review.submitted_at, review.id)
    )
    if between.start is not None:
        query = query.where(conversation.started_at >= between.start)
    if between.end is not None:
        query = query.where(conversation.started_at < between.end)
    return query


def _names(filters: object) -> set[str]:
    if isinstance(filters, Mapping):
        return {name for name, value in filters.items() if value is not None}.union(*map(_names, filters.values()))
    if isinstance(filters, list):
        return set().union(*map(_names, filters))
    return set()


def _counted(row: Row[*tuple[Any, ...]], drawn: Mapping[tuple[int, str], Drawn]) -> Counted:
    agent_id, started_at, conversation_id, rubric_id, is_blind, criterion, verdict, root_cause, pick_id = row
    return Counted(
        agent_id=agent_id,
        rubric_id=rubric_id,
        criterion=criterion,
        started_at=started_at,
        is_passed=verdict == Verdict.PASS.value,
        root_cause=root_cause,
        drawn=drawn.get((pick_id, verdict)) if is_blind else None,
        conversation_id=conversation_id,
    )
