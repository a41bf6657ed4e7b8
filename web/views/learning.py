"""The good example an action of a coaching plan asks to learn from, for the agent and for the coach."""

from __future__ import annotations

from flask import Blueprint, abort
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages.coaching import CoachScope
from qa.stages.coaching.learning import read_example
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("learning", __name__)


@route(views, "/coaching/actions/<int:action_id>/example", permission=Permission.COACH, title=_l("A good example"))
def show(action_id: int) -> Response:
    """Show the coach what the agent reads."""
    person = auth.person()
    scope = CoachScope() if person.can(Permission.DRAW_SAMPLES) else CoachScope(team_id=person.team_id)
    return _page(action_id, scope)


@route(
    views,
    "/my-coaching/actions/<int:action_id>/example",
    permission=Permission.READ_OWN_COACHING,
    title=_l("A good example"),
)
def read(action_id: int) -> Response:
    """Show the agent the example of an action of their own plan."""
    agent_id = auth.person().agent_id
    if agent_id is None:
        abort(404)
    return _page(action_id, CoachScope(agent_id=agent_id))


def _page(action_id: int, scope: CoachScope) -> Response:
    example = read_example(db(), action_id, scope, reader_id=auth.person().id)
    return render.render_page("coaching/example.html", example=example)
