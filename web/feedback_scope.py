"""Whose feedback and disputes the user of this request may find."""

from __future__ import annotations

from qa.stages.feedback import Scope
from qa.stages.reviewing import ReviewView
from web import auth
from web.permissions import Permission


def scope() -> Scope:
    """Say it: an agent's own, a reviewer's own reviews, a coach's team and own reviews, everybody's for
    a manager.

    Those who review are not shown what they have still to rate blind.
    """
    person = auth.person()
    if not person.can(Permission.READ_FEEDBACK):
        return Scope(agent_id=person.agent_id or 0)
    if person.can(Permission.DRAW_SAMPLES):
        return Scope(viewer_id=person.id)
    if person.can(Permission.PUBLISH_FEEDBACK):
        return Scope(team_id=person.team_id, viewer_id=person.id)
    return Scope(reviewer_id=person.id, viewer_id=person.id)


def may_publish(view: ReviewView) -> bool:
    """Tell whether the user publishes this review: their own, or with the permission one within their scope."""
    person, agent, team = auth.person(), view.conversation.agent, scope().team_id
    if view.review.reviewer_id == person.id:
        return True
    return person.can(Permission.PUBLISH_FEEDBACK) and (team is None or (agent is not None and agent.team_id == team))
