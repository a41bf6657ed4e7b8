"""Whether the machine is stricter or milder with some conversations than with others, by what people say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.finding import Verdict
from qa.stages.reporting.basis import Basis
from qa.stages.reporting.counted import CountedReview
from qa.stages.reporting.figure import Figure, mean_of
from qa.store import tables

ENOUGH = 10
CUTS = ("language", "channel", "confidence")
_BANDS = ((0.7, "below-70"), (0.85, "70-to-85"), (1.01, "above-85"))


@dataclass(frozen=True, slots=True)
class FairnessLine:
    """One group of conversations by `cut`: machine less people.

    `fails` is the difference of their rates of failed criteria, `points` that of their scores, `apart` how far the
    group's difference of fails lies from that of all others. `stands_out` where chance does not explain it.
    """

    cut: str
    group: str
    n: int
    fails: Figure
    points: Figure
    apart: Figure
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Fairness:
    """All groups, and all conversations together."""

    all: FairnessLine
    lines: tuple[FairnessLine, ...]


def read_fairness(session: Session, basis: Basis) -> Fairness:
    """Compare the machine with people in every group."""
    fails, points = _fail_differences(basis), _point_differences(basis)
    known = [one for one in basis.reviews if one.id in fails or one.id in points]
    bands = _confidence_bands(session, basis, known)
    lines = []
    for cut in CUTS:
        groups: dict[str, list[CountedReview]] = {}
        for one in known:
            group = bands.get(one.conversation_id) if cut == "confidence" else str(getattr(one, cut))
            if group:
                groups.setdefault(group, []).append(one)
        lines += [_line(cut, group, groups[group], known, fails=fails, points=points) for group in sorted(groups)]
    return Fairness(_line("all", "", known, known, fails=fails, points=points), tuple(lines))


def _line(
    cut: str,
    group: str,
    members: Sequence[CountedReview],
    known: Sequence[CountedReview],
    *,
    fails: Mapping[int, float],
    points: Mapping[int, float],
) -> FairnessLine:
    inside = {one.id for one in members}
    others = (
        [one for one in known if one.id not in inside]
        if cut != "confidence"
        else [one for one in known if one.id not in inside and one.channel == "call"]
    )
    of_group, of_others = _mean(members, fails, limit=1.0), _mean(others, fails, limit=1.0)
    apart = _apart(of_group, of_others)
    return FairnessLine(
        cut=cut,
        group=group,
        n=len(members),
        fails=of_group,
        points=_mean(members, points, limit=100.0),
        apart=apart,
        stands_out=apart.low is not None and apart.high is not None and (apart.low > 0 or apart.high < 0),
    )


def _mean(reviews: Sequence[CountedReview], values: Mapping[int, float], *, limit: float) -> Figure:
    known = [one for one in reviews if one.id in values]
    if len(known) < ENOUGH:
        return Figure(n=len(known), note="few")
    return mean_of([values[one.id] for one in known], [one.chance for one in known], low=-limit, high=limit)


def _apart(group: Figure, others: Figure) -> Figure:
    """Return the difference of two means with a normal interval from the widths of theirs."""
    if group.value is None or others.value is None or not group.has_interval or not others.has_interval:
        return Figure(n=group.n, note="few")
    half = math.hypot(_half(group), _half(others))
    value = group.value - others.value
    return Figure(round(value, 5), round(value - half, 5), round(value + half, 5), n=group.n, method="normal")


def _half(figure: Figure) -> float:
    assert figure.low is not None and figure.high is not None
    return (figure.high - figure.low) / 2


def _fail_differences(basis: Basis) -> dict[int, float]:
    """Return, by review, the share of criteria the machine failed less that people failed, of those both judged."""
    sums: dict[int, list[float]] = {}
    for pairs in basis.pairs.values():
        for one in pairs:
            if one.is_judged:
                gap = float(one.machine is Verdict.FAIL) - float(one.human is Verdict.FAIL)
                sums.setdefault(one.review.id, []).append(gap)
    return {review_id: sum(gaps) / len(gaps) for review_id, gaps in sums.items()}


def _point_differences(basis: Basis) -> dict[int, float]:
    return {
        one.id: one.machine_score - one.score
        for one in basis.reviews
        if one.score is not None and one.machine_score is not None
    }


def _confidence_bands(session: Session, basis: Basis, known: Sequence[CountedReview]) -> Mapping[int, str]:
    """Return, by call, the band its words' mean confidence falls in."""
    calls = {one.conversation_id for one in known if one.channel == "call"}
    if not calls:
        return {}
    message, conversation = tables.Message, tables.Conversation
    sums: dict[int, tuple[float, int]] = {}
    rows = session.execute(
        select(message.conversation_id, message.words)
        .join(conversation, conversation.id == message.conversation_id)
        .where(
            *basis.scope.conditions(),
            conversation.channel == "call",
            conversation.reviewed_at.is_not(None),
            message.words.is_not(None),
        )
    )
    for conversation_id, words in rows:
        heard = [word[3] for word in words or () if len(word) > 3 and isinstance(word[3], int | float)]
        total, n = sums.get(conversation_id, (0.0, 0))
        sums[conversation_id] = (total + sum(heard), n + len(heard))
    return {one: _band(total / n) for one, (total, n) in sums.items() if n and one in calls}


def _band(confidence: float) -> str:
    return next(name for top, name in _BANDS if confidence < top)
