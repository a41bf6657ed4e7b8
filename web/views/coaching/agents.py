"""The coach's list of agents, one agent with all that is open, and what a whole team loses points by."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.coaching import FEWEST_REVIEWS
from qa.errors import CoachingError
from qa.stages import coaching
from web import auth, render
from web.coaching_forms import SessionForm, today
from web.coaching_pages import agent_context
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db, settings
from web.views.coaching._blueprint import scope, views


@route(views, "/coaching", permission=Permission.COACH, title=_l("Coaching"))
def show_list() -> Response:
    """List the agents by name, with what is open for each."""
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = coaching.list_agents(db(), scope(), now=render.now(), page=page)
    this_month = f"{today():%Y-%m}"
    delivered = coaching.coaching_delivered(db(), zone=settings().zone, scope=scope())
    return render.render_page(
        "coaching/list.html",
        lines=lines,
        has_more=has_more,
        page=page,
        now=render.now(),
        delivered={line.agent_id: line for line in delivered if line.month == this_month},
    )


@route(views, "/coaching/team", permission=Permission.COACH, title=_l("What costs the team most"))
def show_team() -> Response:
    """Show what is to be coached, trained or mended for all at once."""
    return render.render_page("coaching/team.html", team=coaching.read_team(db(), scope()), fewest=FEWEST_REVIEWS)


@route(views, "/coaching/agents/<int:agent_id>", permission=Permission.COACH, title=_l("Coaching"))
def show_agent(agent_id: int) -> Response:
    """Show an agent with what is open, their goals, sessions and figures."""
    return render.render_page("coaching/agent.html", form=SessionForm(), **agent_context(agent_id, scope()))


@route(
    views,
    "/coaching/agents/<int:agent_id>/sessions",
    permission=Permission.COACH,
    title=_l("Plan a session"),
    methods=["POST"],
)
def plan_session(agent_id: int) -> Response:
    """Plan a session with an agent."""
    form = SessionForm.of(request.form)
    try:
        talk = coaching.plan_session(
            db(), agent_id, form.read(), scope=scope(), coach_id=auth.person().id, now=render.now()
        )
    except CoachingError as error:
        context = agent_context(agent_id, scope())
        return render.render_page("coaching/agent.html", status=422, form=form, problem=told(error), **context)
    return redirect(url_for("coaching.show_session", session_id=talk.id), 303)
