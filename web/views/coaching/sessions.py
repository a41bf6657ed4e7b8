"""Sessions: the agenda, the log, and a sheet for paper."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import CoachingError
from qa.stages import coaching
from web import auth, render
from web.coaching_forms import LogForm
from web.coaching_pages import session_context
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db
from web.views.coaching._blueprint import scope, views


@route(views, "/coaching/sessions/<int:session_id>", permission=Permission.COACH, title=_l("Coaching session"))
def show_session(session_id: int) -> Response:
    """Show a session with its agenda and, once held, what was agreed."""
    return _show(session_id)


@route(views, "/coaching/sessions/<int:session_id>/sheet", permission=Permission.COACH, title=_l("Coaching session"))
def show_sheet(session_id: int) -> Response:
    """Show the agenda with room to write, for paper."""
    talk = coaching.find_session(db(), session_id, scope())
    return render.render_page("coaching/sheet.html", **session_context(talk))


@route(
    views,
    "/coaching/sessions/<int:session_id>/log",
    permission=Permission.COACH,
    title=_l("Coaching session"),
    methods=["POST"],
)
def log_session(session_id: int) -> Response:
    """Set down that a session was held, or say what is wrong and keep what was written."""
    form = LogForm.of(request.form)
    try:
        log = form.read()
        coaching.log_session(db(), session_id, log, scope=scope(), user_id=auth.person().id, now=render.now())
    except CoachingError as error:
        return _show(session_id, form=form, problem=told(error))
    flash(_("The session is set down."), "success")
    return redirect(url_for("coaching.show_session", session_id=session_id), 303)


@route(
    views,
    "/coaching/sessions/<int:session_id>/off",
    permission=Permission.COACH,
    title=_l("Coaching session"),
    methods=["POST"],
)
def call_off(session_id: int) -> Response:
    """Call a session off."""
    talk = coaching.find_session(db(), session_id, scope())
    try:
        coaching.call_off(db(), session_id, scope=scope(), user_id=auth.person().id, now=render.now())
    except CoachingError as error:
        return _show(session_id, problem=told(error))
    flash(_("The session is called off."), "success")
    return redirect(url_for("coaching.show_agent", agent_id=talk.agent_id), 303)


def _show(session_id: int, *, form: LogForm | None = None, problem: str = "") -> Response:
    talk = coaching.find_session(db(), session_id, scope())
    return render.render_page(
        "coaching/session.html",
        status=422 if problem else 200,
        form=form or LogForm.from_session(talk),
        problem=problem,
        **session_context(talk),
    )
