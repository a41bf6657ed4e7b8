"""Coaching of the demo: published random reviews, a plan with an exercise, a talk and a question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.coaching import ActionKind, AgreedBy
from qa.settings import Settings
from qa.stages import coaching
from qa.stages.coaching import Agreed, Between, CoachScope, NewAction, NewSession, PlanDraft, SessionLog
from qa.stages.feedback import FeedbackDraft, Point, propose_feedback, publish_feedback
from qa.stages.feedback.proposing import Candidate, Proposal
from qa.store import tables
from qa.store.tables import ReviewKind, ReviewStatus

_EVERYBODY = CoachScope()


def store_coaching(session: Session, settings: Settings, path: Path, *, now: datetime) -> None:
    """Store what a file names, once."""
    if session.scalar(select(tables.CoachingPlan.id).limit(1)) is not None:
        return
    given = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    coach = session.scalar(select(tables.User.id).where(tables.User.email == given["coach"]))
    agents = {row.external_id: row.id for row in session.scalars(select(tables.Agent))}
    if coach is None or given["plan"]["agent"] not in agents:
        return
    published = given["published"]
    for review in _random_reviews(session, [agents[one] for one in published["agents"] if one in agents]):
        publish_feedback(session, review, _draft(session, review), user_id=coach, now=_moment(published["at"]))
    agent_id = agents[given["plan"]["agent"]]
    plan = _store_plan(session, given["plan"], agent_id=agent_id, coach=coach)
    _store_talk(session, given["talk"], plan, coach=coach)
    upcoming = NewSession(
        (now + timedelta(days=given["next_in_days"])).replace(hour=9, minute=0, second=0, microsecond=0), plan.id
    )
    coaching.plan_session(session, agent_id, upcoming, scope=_EVERYBODY, coach_id=coach, now=now)
    for external_id, text in given["questions"].items():
        coaching.request_coaching(session, agent_id=agents[external_id], text=text, now=now)
    coaching.keep_tallies(session, settings, now)


def _random_reviews(session: Session, agents: list[int]) -> list[int]:
    """Return the submitted reviews of drawn conversations of some agents, each conversation once."""
    review, conversation = tables.Review, tables.Conversation
    rows = session.execute(
        select(review.id, review.conversation_id)
        .join(conversation, conversation.id == review.conversation_id)
        .where(
            conversation.agent_id.in_(agents),
            review.status == ReviewStatus.SUBMITTED,
            review.kind == ReviewKind.QUALITY,
            review.assignment_id.is_not(None),
        )
        .order_by(review.id)
    )
    return list({conversation_id: review_id for review_id, conversation_id in reversed(rows.all())}.values())


def _draft(session: Session, review_id: int) -> FeedbackDraft:
    """Take the first strength, and up to two points that have words to show."""
    proposal = propose_feedback(session, review_id)
    points = [one for one in proposal.points if one.quotes and one.comment][:2]
    return FeedbackDraft(
        strength=_point(proposal, proposal.strengths[0]), points=tuple(_point(proposal, one) for one in points)
    )


def _point(proposal: Proposal, one: Candidate) -> Point:
    quote = (one.quotes or proposal.messages)[0]
    return Point(
        criterion=one.criterion.id,
        quote=quote.key,
        text=one.comment,
        expected=one.expected,
        suggestion=one.suggestion,
    )


def _store_plan(session: Session, given: Mapping[str, Any], *, agent_id: int, coach: int) -> tables.CoachingPlan:
    start, end = (_moment(one) for one in given["looked_back"])
    rewrite = given["rewrite"]
    own = coaching.words_to_rewrite(session, agent_id, given["criterion"], viewer_id=coach)
    words = next((one for one in own if one.quote == rewrite["quote"]), None)
    actions = [
        NewAction(ActionKind.EXEMPLAR, text=given["exemplar"]),
        NewAction(ActionKind.TEMPLATE, text=given["template"]),
    ]
    if words is not None:
        actions.insert(0, NewAction(ActionKind.REWRITE, feedback_id=words.feedback_id, quote=words.quote))
    draft = PlanDraft(
        criterion=given["criterion"],
        target=given["target"],
        baseline=Between(start, end),
        starts_at=_moment(given["starts_at"]),
        ends_at=_moment(given["ends_at"]),
        reason=given["reason"],
        actions=tuple(actions),
    )
    plan = coaching.make_plan(
        session, agent_id, draft, scope=_EVERYBODY, owner_id=coach, now=_moment(given["starts_at"])
    )
    if words is not None:
        coaching.answer_exercise(
            session, plan.actions[0].id, rewrite["answer"], agent_id=agent_id, now=_moment(rewrite["answered_at"])
        )
    return plan


def _store_talk(session: Session, given: Mapping[str, Any], plan: tables.CoachingPlan, *, coach: int) -> None:
    held_at = _moment(given["held_at"])
    talk = coaching.plan_session(
        session, plan.agent_id, NewSession(held_at, plan.id), scope=_EVERYBODY, coach_id=coach, now=plan.starts_at
    )
    agreed = tuple(Agreed(one["text"], AgreedBy(one["by"])) for one in given["agreed"])
    log = SessionLog(held_at, given["minutes"], agreed, given["note"])
    coaching.log_session(session, talk.id, log, scope=_EVERYBODY, user_id=coach, now=held_at)
    coaching.note_session(session, talk.id, given["agent_note"], agent_id=plan.agent_id, now=held_at)


def _moment(value: datetime) -> datetime:
    assert value.tzinfo is not None
    return value
