"""An agent's own coaching: the plan, exercises to write, sessions, questions, and the agent's own figures."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import CoachingError
from qa.stages import coaching
from web import render
from web.coaching_pages import own_context, plan_context, session_context
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db
from web.views.coaching._blueprint import own_agent, scope, views

_OWN = Permission.READ_OWN_COACHING


@route(views, "/my-coaching", permission=_OWN, title=_l("My coaching"))
def show_own() -> Response:
    """Show the agent's goals, sessions, questions and figures."""
    return render.render_page("coaching/own.html", **own_context(own_agent()))


@route(views, "/my-coaching/plans/<int:plan_id>", permission=_OWN, title=_l("Coaching plan"))
def read_plan(plan_id: int) -> Response:
    """Show a plan of the agent's own."""
    return _plan(plan_id)


@route(views, "/my-coaching/sessions/<int:session_id>", permission=_OWN, title=_l("Coaching session"))
def read_session(session_id: int) -> Response:
    """Show a session of the agent's own."""
    return _session(session_id)


@route(views, "/my-coaching/questions", permission=_OWN, title=_l("My coaching"), methods=["POST"])
def ask() -> Response:
    """Put a question on the agenda of the next session."""
    text = request.form.get("text", "")
    try:
        coaching.request_coaching(db(), agent_id=own_agent(), text=text, now=render.now())
    except CoachingError as error:
        context = own_context(own_agent())
        return render.render_page("coaching/own.html", status=422, problem=told(error), text=text, **context)
    flash(_("Your question is on the agenda."), "success")
    return redirect(url_for("coaching.show_own"), 303)


@route(
    views,
    "/my-coaching/questions/<int:request_id>/withdraw",
    permission=_OWN,
    title=_l("My coaching"),
    methods=["POST"],
)
def withdraw(request_id: int) -> Response:
    """Take a question back."""
    coaching.withdraw_request(db(), request_id, agent_id=own_agent())
    return redirect(url_for("coaching.show_own"), 303)


@route(
    views,
    "/my-coaching/plans/<int:plan_id>/actions/<int:action_id>",
    permission=_OWN,
    title=_l("Coaching plan"),
    methods=["POST"],
)
def answer_exercise(plan_id: int, action_id: int) -> Response:
    """Store the agent's better version of own words."""
    text = request.form.get("text", "")
    try:
        coaching.answer_exercise(db(), action_id, text, agent_id=own_agent(), now=render.now())
    except CoachingError as error:
        return _plan(plan_id, problem=told(error), answered=action_id, text=text)
    flash(_("Your coach can read it now."), "success")
    return redirect(url_for("coaching.read_plan", plan_id=plan_id, _anchor="actions"), 303)


@route(
    views,
    "/my-coaching/sessions/<int:session_id>/note",
    permission=_OWN,
    title=_l("Coaching session"),
    methods=["POST"],
)
def note_session(session_id: int) -> Response:
    """Store the agent's own note on a session."""
    text = request.form.get("text", "")
    try:
        coaching.note_session(db(), session_id, text, agent_id=own_agent(), now=render.now())
    except CoachingError as error:
        return _session(session_id, problem=told(error), text=text)
    flash(_("Your note is kept; your coach can read it."), "success")
    return redirect(url_for("coaching.read_session", session_id=session_id), 303)


def _plan(plan_id: int, *, problem: str = "", **kept: object) -> Response:
    plan = coaching.find_plan(db(), plan_id, scope())
    status = 422 if problem else 200
    return render.render_page("coaching/plan.html", status=status, problem=problem, **kept, **plan_context(plan))


def _session(session_id: int, *, problem: str = "", **kept: object) -> Response:
    talk = coaching.find_session(db(), session_id, scope())
    context = session_context(talk)
    status = 422 if problem else 200
    return render.render_page("coaching/session.html", status=status, problem=problem, **kept, **context)
