"""Chooses what a session rates: mostly by chance, one hard case, one after a rule change, and open appeals."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from qa.stages import disputes
from qa.stages.blindness import still_to_calibrate, still_to_review
from qa.store import tables
from qa.store.tables import ReviewStatus

_NEWEST = 600
_MOST_APPEALS = 2
_HARDEST = 8
_JUDGED = ("pass", "fail")


@dataclass(frozen=True, slots=True)
class Choice:
    """A conversation chosen and why: random, hard, rule_change, appeal or chosen."""

    conversation_id: int
    reason: str
    appeal_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How many conversations, for which people, under which rubric; the same seed chooses the same again."""

    size: int
    seed: int
    rubric_id: int
    people: tuple[int, ...]
    leader: int | None = None
    criteria: tuple[str, ...] = ()
    except_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: int
    kind: tuple[str, str | None]
    is_after_change: bool
    known_to: int


def choose_conversations(session: Session, wish: Wish) -> tuple[Choice, ...]:
    """Choose from the newest reviewed conversations; fewer than asked for where there are no more.

    Left out is what one of the people is still to review or to rate blind elsewhere, and what a session had
    already. What few of the people reviewed themselves comes first, then what spreads over languages and channels.
    """
    candidates = _candidates(session, wish)
    chance = random.Random(wish.seed)
    chance.shuffle(candidates)
    chosen = _appeals(session, wish) if wish.size > 1 else []
    there = {one.conversation_id for one in chosen}
    candidates = [one for one in candidates if one.id not in there]
    if wish.size - len(chosen) > 1:
        hard = _hard(session, [one.id for one in candidates])
        _take(chosen, candidates, (one for one in candidates if one.id in hard), reason="hard")
    if wish.size - len(chosen) > 1:
        _take(chosen, candidates, (one for one in candidates if one.is_after_change), reason="rule_change")
    kinds = Counter[tuple[str, str | None]]()
    while candidates and len(chosen) < wish.size:
        candidates.sort(key=lambda one: (one.known_to, kinds[one.kind]))
        one = candidates.pop(0)
        kinds[one.kind] += 1
        chosen.append(Choice(one.id, "random"))
    return tuple(chosen)


def _appeals(session: Session, wish: Wish) -> list[Choice]:
    """Return the appeals that wait longest, under this rubric, which the facilitator may answer."""
    name = session.get_one(tables.Rubric, wish.rubric_id).name
    versions = set(session.scalars(select(tables.Rubric.id).where(tables.Rubric.name == name)))
    chosen = tables.CalibrationConversation
    taken = set(session.scalars(_open_appeals(chosen)))
    waiting = disputes.list_appeals(session)
    spoiled = blocked(session, [one.conversation_id for one in waiting], wish.people)
    found: dict[int, Choice] = {}
    for one in waiting:
        is_ours = one.rubric_id in versions and one.dispute_id not in taken and one.reviewer_id != wish.leader
        is_rated = not wish.criteria or one.criterion in wish.criteria
        if is_ours and is_rated and one.conversation_id not in spoiled and len(found) < _MOST_APPEALS:
            found.setdefault(one.conversation_id, Choice(one.conversation_id, "appeal", appeal_id=one.dispute_id))
    return list(found.values())


def _open_appeals(chosen: type[tables.CalibrationConversation]) -> Select[int | None]:
    """Ask for the appeals that sessions under way have taken in already."""
    one = tables.CalibrationSession
    return (
        select(chosen.appeal_id)
        .join(one, one.id == chosen.session_id)
        .where(chosen.appeal_id.is_not(None), one.state != tables.CalibrationState.CLOSED)
    )


def blocked(session: Session, ids: Sequence[int], people: Sequence[int]) -> frozenset[int]:
    """Return what one of the people is still to review, or to rate blind in another session."""
    found: frozenset[int] = frozenset()
    for user_id in people:
        found |= still_to_review(session, user_id, ids) | still_to_calibrate(session, user_id, ids)
    return found


def _take(chosen: list[Choice], candidates: list[_Candidate], fitting: Iterable[_Candidate], *, reason: str) -> None:
    """Move the fitting candidate that fewest of the people know from the candidates to the chosen."""
    best = min(fitting, key=lambda one: one.known_to, default=None)
    if best is not None:
        candidates.remove(best)
        chosen.append(Choice(best.id, reason))


def _candidates(session: Session, wish: Wish) -> list[_Candidate]:
    ids = [row_id for row_id in _reviewed(session) if row_id not in wish.except_ids]
    taken = _calibrated(session, ids) | blocked(session, ids, wish.people)
    free = [row_id for row_id in ids if row_id not in taken]
    known = _known(session, free, wish.people)
    changed_at = _changed_at(session, wish.rubric_id)
    row = tables.Conversation
    rows = session.execute(
        select(row.id, row.channel, row.language, row.started_at)
        .where(row.id.in_(free), row.message_count > 0)
        .order_by(row.id)
    )
    return [
        _Candidate(
            id=one.id,
            kind=(one.channel, one.language),
            is_after_change=bool(changed_at and one.started_at and one.started_at >= changed_at),
            known_to=known[one.id],
        )
        for one in rows
    ]


def _reviewed(session: Session) -> Sequence[int]:
    review = tables.Review
    newest = (
        select(review.conversation_id)
        .where(review.status != ReviewStatus.DRAFT)
        .group_by(review.conversation_id)
        .order_by(func.max(review.id).desc())
        .limit(_NEWEST)
    )
    return session.scalars(newest).all()


def _calibrated(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """Return those that a session had already; one called off leaves its conversations for others."""
    chosen, one = tables.CalibrationConversation, tables.CalibrationSession
    return frozenset(
        session.scalars(
            select(chosen.conversation_id)
            .join(one, one.id == chosen.session_id)
            .where(chosen.conversation_id.in_(ids), one.cancelled_at.is_(None))
        )
    )


def _known(session: Session, ids: Sequence[int], people: Sequence[int]) -> Counter[int]:
    """Count how many of the people reviewed each of the conversations themselves."""
    review = tables.Review
    rows = session.scalars(
        select(review.conversation_id).where(review.conversation_id.in_(ids), review.reviewer_id.in_(people))
    )
    return Counter(rows)


def _changed_at(session: Session, rubric_id: int) -> object:
    """Return when the rubric's newest version began, None where there is only one."""
    row = session.get_one(tables.Rubric, rubric_id)
    rubric = tables.Rubric
    earlier = select(rubric.id).where(rubric.name == row.name, rubric.id != row.id).limit(1)
    return row.created_at if session.scalar(earlier) is not None else None


def _hard(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """Return those that divide most: two people, or a person and the machine, answered a criterion differently."""
    differences = Counter[int]()
    for query in (_divided_people(ids), _divided_machine(ids)):
        for conversation_id, count in session.execute(query):
            differences[conversation_id] += count
    return frozenset(row_id for row_id, _ in differences.most_common(_HARDEST))


def _divided_people(ids: Sequence[int]) -> Select[int, int]:
    review, rating = tables.Review, tables.Rating
    other_review, other = aliased(review), aliased(rating)
    return (
        select(review.conversation_id, func.count(rating.id))
        .join(rating, rating.review_id == review.id)
        .join(other_review, other_review.conversation_id == review.conversation_id)
        .join(other, (other.review_id == other_review.id) & (other.criterion == rating.criterion))
        .where(
            review.conversation_id.in_(ids),
            review.id < other_review.id,
            review.status != ReviewStatus.DRAFT,
            other_review.status != ReviewStatus.DRAFT,
            rating.verdict.in_(_JUDGED),
            other.verdict.in_(_JUDGED),
            rating.verdict != other.verdict,
        )
        .group_by(review.conversation_id)
    )


def _divided_machine(ids: Sequence[int]) -> Select[int, int]:
    review, rating, run, outcome = tables.Review, tables.Rating, tables.CheckRun, tables.Outcome
    return (
        select(review.conversation_id, func.count(rating.id))
        .join(rating, rating.review_id == review.id)
        .join(run, (run.conversation_id == review.conversation_id) & (run.rubric_id == review.rubric_id))
        .join(outcome, (outcome.check_run_id == run.id) & (outcome.criterion == rating.criterion))
        .where(
            review.conversation_id.in_(ids),
            review.status != ReviewStatus.DRAFT,
            rating.verdict.in_(_JUDGED),
            outcome.verdict.in_(_JUDGED),
            rating.verdict != outcome.verdict,
        )
        .group_by(review.conversation_id)
    )
