"""The agenda of a talk, made from what is open: each line with what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.coaching import Topic
from qa.domain.dispute import DisputeState
from qa.stages.abuse import count_abused
from qa.stages.blindness import is_still_to_rate
from qa.stages.coaching.counting import Between, read_counted
from qa.stages.coaching.plans import list_plans
from qa.stages.coaching.requests import open_requests
from qa.stages.coaching.standing import standing_of
from qa.store import tables

LOOKED_BACK = timedelta(days=90)
_MOST_POINTS = 2
_WEEKS = 4
_OPEN_DISPUTES = (DisputeState.OPEN, DisputeState.APPEALED)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One thing to talk about.

    `subject` and `subject_id` name the row it rests on (feedback, coaching_plan, coaching_request, dispute or agent).
    `count` and `of` are numbers of its topic: conversations a point was seen in, passes and reviews of a goal,
    conversations of the last four weeks and of the four before. `kind` is that of an action.
    Wellbeing counts those of them with an abusive customer.
    """

    topic: Topic
    subject: str
    subject_id: int
    criterion: str = ""
    text: str = ""
    quote: str = ""
    kind: str = ""
    count: int = 0
    of: int = 0


def make_agenda(session: Session, agent_id: int, *, viewer_id: int, now: datetime) -> tuple[AgendaLine, ...]:
    """Return what is open for an agent: one strength, one or two points, the goals, questions, disputes, workload.

    Of feedback, what was published since the last session, or in the last 90 days before the first. Nothing of a
    conversation the viewer is still to rate blind is told.
    """
    feedback = _recent_feedback(session, agent_id, viewer_id=viewer_id, now=now)
    plans = list_plans(session, agent_id, is_open=True)
    goals = {plan.criterion for plan in plans}
    lines = (
        *_strength(feedback, goals),
        *(_question(request) for request in open_requests(session, agent_id)),
        *(_goal(session, plan, now=now) for plan in plans),
        *_points(feedback, goals),
        *_exercises(plans),
        *_disputes(session, agent_id, viewer_id=viewer_id),
        *_workload(session, agent_id, now=now),
        *_wellbeing(session, agent_id, viewer_id=viewer_id, now=now),
    )
    order = list(Topic)
    return tuple(sorted(lines, key=lambda line: order.index(line.topic)))


def as_json(line: AgendaLine) -> dict[str, Any]:
    """Return a line ready to be stored."""
    return asdict(line) | {"topic": line.topic.value}


def from_json(stored: Mapping[str, Any]) -> AgendaLine:
    """Return the line that `as_json` stored."""
    return AgendaLine(**{**stored, "topic": Topic(stored["topic"])})


def readable_lines(session: Session, lines: Sequence[AgendaLine], *, viewer_id: int) -> tuple[AgendaLine, ...]:
    """Leave out of a stored agenda what tells of conversations the viewer is still to rate blind."""
    dispute = tables.Dispute
    disputed = [one.subject_id for one in lines if one.subject == "dispute"]
    rows = session.execute(select(dispute.id, dispute.feedback_id).where(dispute.id.in_(disputed)))
    about = {("dispute", dispute_id): feedback_id for dispute_id, feedback_id in rows}
    about |= {("feedback", one.subject_id): one.subject_id for one in lines if one.subject == "feedback"}
    hidden = hidden_feedback(session, about.values(), viewer_id)
    return tuple(one for one in lines if about.get((one.subject, one.subject_id)) not in hidden)


def hidden_feedback(session: Session, ids: Iterable[int], viewer_id: int) -> frozenset[int]:
    """Return which feedback is on a conversation the viewer is still to rate blind."""
    feedback, review = tables.Feedback, tables.Review
    query = select(feedback.id).join(review, review.id == feedback.review_id).where(feedback.id.in_(list(ids)))
    return frozenset(session.scalars(query.where(is_still_to_rate(review.conversation_id, viewer_id))))


def last_held_at(session: Session, agent_id: int) -> datetime | None:
    """Return when an agent was last talked to."""
    talk = tables.CoachingSession
    return session.scalar(select(func.max(talk.held_at)).where(talk.agent_id == agent_id))


def _recent_feedback(
    session: Session, agent_id: int, *, viewer_id: int, now: datetime
) -> Sequence[tables.Feedback]:  # fmt: skip
    feedback, review = tables.Feedback, tables.Review
    since = last_held_at(session, agent_id) or now - LOOKED_BACK
    return session.scalars(
        select(feedback)
        .join(review, review.id == feedback.review_id)
        .where(
            feedback.agent_id == agent_id,
            feedback.published_at > since,
            ~is_still_to_rate(review.conversation_id, viewer_id),
        )
        .order_by(feedback.id.desc())
        .limit(200)
    ).all()


def _strength(feedback: Sequence[tables.Feedback], goals: set[str]) -> Iterator[AgendaLine]:
    """Take the newest strength, of a goal where there is one: what one works on and now does well comes first."""
    told = sorted(feedback, key=lambda one: one.strength.get("criterion") not in goals)
    for one in told[:1]:
        yield AgendaLine(
            Topic.STRENGTH,
            "feedback",
            one.id,
            criterion=one.strength.get("criterion") or "",
            text=one.strength.get("text") or "",
            quote=one.strength.get("quote") or "",
        )


def _points(feedback: Sequence[tables.Feedback], goals: set[str]) -> Iterator[AgendaLine]:
    """Take the points seen in most conversations, goals first, with the newest feedback that tells of each."""
    newest: dict[str, tuple[tables.Feedback, Mapping[str, Any]]] = {}
    seen: Counter[str] = Counter()
    for one in feedback:
        for point in one.points:
            seen[point["criterion"]] += 1
            newest.setdefault(point["criterion"], (one, point))
    chosen = sorted(seen, key=lambda criterion: (criterion not in goals, -seen[criterion], criterion))
    for criterion in chosen[:_MOST_POINTS]:
        one, point = newest[criterion]
        yield AgendaLine(
            Topic.POINT,
            "feedback",
            one.id,
            criterion=criterion,
            text=point.get("text") or "",
            quote=point.get("quote") or "",
            count=seen[criterion],
            of=len(feedback),
        )


def _question(request: tables.CoachingRequest) -> AgendaLine:
    if request.feedback_id is not None:
        return AgendaLine(Topic.QUESTION, "feedback", request.feedback_id, text=request.text)
    return AgendaLine(Topic.QUESTION, "coaching_request", request.id, text=request.text)


def _goal(session: Session, plan: tables.CoachingPlan, *, now: datetime) -> AgendaLine:
    since = Between(plan.starts_at, plan.closed_at or now)
    counted = read_counted(
        session, rubric_name=plan.rubric_name, agent_id=plan.agent_id, criterion=plan.criterion, between=since
    )
    after = standing_of(plan.criterion, counted)
    return AgendaLine(
        Topic.GOAL, "coaching_plan", plan.id, criterion=plan.criterion, count=after.passed, of=after.reviewed
    )


def _exercises(plans: Iterable[tables.CoachingPlan]) -> Iterator[AgendaLine]:
    """Name what is to be done; the words of an exercise stand on the plan's page alone, which knows who may read it."""
    for plan in plans:
        for one in plan.actions:
            if one.done_at is None:
                yield AgendaLine(
                    Topic.EXERCISE, "coaching_plan", plan.id, criterion=plan.criterion, text=one.text, kind=one.kind
                )


def _disputes(session: Session, agent_id: int, *, viewer_id: int) -> Iterator[AgendaLine]:
    dispute, feedback, review = tables.Dispute, tables.Feedback, tables.Review
    rows = session.scalars(
        select(dispute)
        .join(feedback, feedback.id == dispute.feedback_id)
        .join(review, review.id == feedback.review_id)
        .where(
            dispute.agent_id == agent_id,
            dispute.state.in_(_OPEN_DISPUTES),
            ~is_still_to_rate(review.conversation_id, viewer_id),
        )
        .order_by(dispute.due_at)
    )
    yield from (AgendaLine(Topic.DISPUTE, "dispute", one.id, criterion=one.criterion) for one in rows)


def _workload(session: Session, agent_id: int, *, now: datetime) -> Iterator[AgendaLine]:
    conversation = tables.Conversation
    latest = now - timedelta(weeks=_WEEKS)
    counts = [
        session.scalar(
            select(func.count(conversation.id)).where(
                conversation.agent_id == agent_id, conversation.started_at >= start, conversation.started_at < end
            )
        )
        or 0
        for start, end in ((latest, now), (latest - timedelta(weeks=_WEEKS), latest))
    ]
    if any(counts):
        yield AgendaLine(Topic.WORKLOAD, "agent", agent_id, count=counts[0], of=counts[1])


def _wellbeing(session: Session, agent_id: int, *, viewer_id: int, now: datetime) -> Iterator[AgendaLine]:
    """Name abusive customers, so that somebody asks how the agent is; nothing of it is scored."""
    latest = now - timedelta(weeks=_WEEKS)
    counts = [
        count_abused(session, agent_id, start=start, end=end, viewer_id=viewer_id)
        for start, end in ((latest, now), (latest - timedelta(weeks=_WEEKS), latest))
    ]
    if any(counts):
        yield AgendaLine(Topic.WELLBEING, "agent", agent_id, count=counts[0], of=counts[1])
