"""Exercises: an agent writes a better version of own words, the coach says what they make of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from qa.domain.coaching import ActionKind
from qa.errors import CoachingError
from qa.stages.coaching.plans import open_plan
from qa.stages.coaching.scope import CoachScope, find_action, written
from qa.stages.coaching.telling import tell_agent, tell_owner
from qa.stages.notices.settling import Work, settle_work
from qa.store import tables


def answer_exercise(session: Session, action_id: int, text: str, *, agent_id: int, now: datetime) -> None:
    """Store the agent's better version and tell the coach; it may be changed until the coach has commented.

    Raises NotFoundError for another's, CoachingError for an empty text, a closed plan, or after the comment.
    """
    action = _exercise(session, action_id, CoachScope(agent_id=agent_id))
    plan = open_plan(session, action.plan_id, CoachScope(agent_id=agent_id))
    answer = written(text, what="Your version")
    if action.commented_at is not None:
        raise CoachingError("Your coach has commented on this version already; write what is new as your question.")
    is_first = action.answered_at is None
    action.answer, action.answered_at = answer, now
    session.flush()
    if is_first:
        tell_owner(session, plan, kind="exercise_answered", now=now)


def comment_exercise(session: Session, action_id: int, text: str, *, scope: CoachScope, now: datetime) -> None:
    """Store what the coach says to the agent's version, and tell the agent; the exercise is then done.

    Raises NotFoundError out of scope, CoachingError for an empty text or before the agent has answered.
    """
    action = _exercise(session, action_id, scope)
    if action.answered_at is None:
        raise CoachingError("The agent has not answered this exercise yet.")
    is_first = action.commented_at is None
    action.comment, action.commented_at = written(text, what="The comment"), now
    action.done_at = action.done_at or now
    session.flush()
    if is_first:
        settle_work(session, Work(("exercise_answered",), "coaching_plan", action.plan_id), now=now)
        tell_agent(session, action.plan, kind="exercise_commented", now=now)


def _exercise(session: Session, action_id: int, scope: CoachScope) -> tables.CoachingAction:
    action = find_action(session, action_id, scope)
    if action.kind != ActionKind.REWRITE.value:
        raise CoachingError("This is no exercise to write; only rewriting is answered in the page.")
    return action
