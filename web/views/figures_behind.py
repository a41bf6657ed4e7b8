"""What a figure of coaching counts: the coach sees which reviews, the agent all that were rated."""

from __future__ import annotations

from flask import Blueprint, abort
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages.coaching import CoachScope, find_agent
from qa.stages.coaching.behind import read_behind
from web import auth, render
from web.coaching_forms import PlanForm
from web.coaching_pages import rubric_in_force
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("figures_behind", __name__)


@route(
    views,
    "/coaching/agents/<int:agent_id>/figures/<criterion>",
    permission=Permission.COACH,
    title=_l("What the figure counts"),
)
def show(agent_id: int, criterion: str) -> Response:
    """Show the coach which reviews a figure counts, and which it leaves out."""
    person = auth.person()
    scope = CoachScope() if person.can(Permission.DRAW_SAMPLES) else CoachScope(team_id=person.team_id)
    return _page(agent_id, criterion, scope)


@route(
    views,
    "/my-coaching/figures/<criterion>",
    permission=Permission.READ_OWN_COACHING,
    title=_l("What the figure counts"),
)
def read(criterion: str) -> Response:
    """Show the agent the feedback in which the criterion was rated."""
    agent_id = auth.person().agent_id
    if agent_id is None:
        abort(404)
    return _page(agent_id, criterion, CoachScope(agent_id=agent_id))


def _page(agent_id: int, criterion: str, scope: CoachScope) -> Response:
    agent, rubric = find_agent(db(), agent_id, scope), rubric_in_force()
    if rubric is None or criterion not in {one.id for one in rubric.criteria}:
        abort(404)
    lines = read_behind(
        db(),
        agent.id,
        criterion,
        rubric_name=rubric.name,
        between=PlanForm.usual().baseline,
        viewer_id=auth.person().id,
    )
    return render.render_page("coaching/behind.html", agent=agent, criterion=criterion, lines=lines)
