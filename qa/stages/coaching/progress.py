"""How a goal went over time: random reviews in equal stretches, and the agent's own words to work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.stages.blindness import is_still_to_rate
from qa.stages.coaching.counting import Between, read_counted
from qa.stages.coaching.standing import Standing, standing_of
from qa.store import tables

_SHORTEST, _MOST = timedelta(days=14), 10
_MOST_QUOTES = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time and how the agent stood in it; `start` included, `end` not."""

    start: datetime
    end: datetime
    standing: Standing


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of the agent's that a feedback took up, to be written anew."""

    feedback_id: int
    criterion: str
    quote: str
    published_at: datetime


def read_progress(session: Session, plan: tables.CoachingPlan, *, now: datetime) -> tuple[Stretch, ...]:
    """Return the goal's standings from the start of the baseline until now or the end, none across the plan's start.

    Stretches are two weeks or longer, so that there are ten at most on either side.
    """
    end = max(plan.closed_at or now, plan.starts_at)
    counted = read_counted(
        session,
        rubric_name=plan.rubric_name,
        agent_id=plan.agent_id,
        criterion=plan.criterion,
        between=Between(plan.baseline_from, end),
    )
    spans = (*_spans(plan.baseline_from, plan.baseline_to), *_spans(plan.starts_at, end))
    return tuple(
        Stretch(start, stop, standing_of(plan.criterion, [one for one in counted if start <= one.started_at < stop]))
        for start, stop in spans
    )


def words_to_rewrite(
    session: Session, agent_id: int, criterion: str, *, viewer_id: int
) -> Sequence[OwnWords]:  # fmt: skip
    """Return the agent's words of the newest feedback on a criterion; none the viewer is still to rate blind."""
    feedback, review = tables.Feedback, tables.Review
    rows = session.scalars(
        select(feedback)
        .join(review, review.id == feedback.review_id)
        .where(feedback.agent_id == agent_id, ~is_still_to_rate(review.conversation_id, viewer_id))
        .order_by(feedback.id.desc())
        .limit(100)
    )
    words = [
        OwnWords(one.id, point["criterion"], point["quote"], one.published_at)
        for one in rows
        for point in one.points
        if point["criterion"] == criterion and point.get("quote")
    ]
    return words[:_MOST_QUOTES]


def _spans(start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    if end <= start:
        return []
    count = min(_MOST, max(1, (end - start) // _SHORTEST))
    step = (end - start) / count
    return [(start + step * place, start + step * (place + 1)) for place in range(count)]
