"""What all pages of coaching share: the blueprint, and whose coaching the user may see."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask

from qa.stages.coaching import CoachScope
from web import auth, coaching_names
from web.permissions import Permission

views = Blueprint("coaching", __name__)
views.record_once(lambda state: coaching_names.init_app(cast(Flask, state.app)))


def scope() -> CoachScope:
    """Return whose coaching this user may find: a coach of a team that team's, others who coach everybody's."""
    person = auth.person()
    if not person.can(Permission.COACH):
        return CoachScope(agent_id=person.agent_id or 0)
    return CoachScope() if person.can(Permission.DRAW_SAMPLES) else CoachScope(team_id=person.team_id)


def own_agent() -> int:
    """Return the agent the user is; 0, who does not exist, where they are none."""
    return auth.person().agent_id or 0
