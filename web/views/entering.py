"""Coming in by a sign-in link: opening it uses nothing up, choosing a password does."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import AccountError
from qa.stages.sign_in_links import find_guest, use_link
from web import auth, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("entering", __name__, url_prefix="/enter")


@route(views, "/<token>", permission=Permission.ANYBODY, title=_l("Choose a password"))
def show(token: str) -> Response:
    """Say whose link it is and ask for a password of their own."""
    return _page(token)


@route(views, "/<token>", permission=Permission.ANYBODY, title=_l("Choose a password"), methods=["POST"])
def enter(token: str) -> Response:
    """Keep the password and sign in, or say what is wrong; then the link stays good."""
    form = request.form
    try:
        if form.get("new", "") != form.get("again", ""):
            raise AccountError("The two passwords are not the same. Write the new one twice.")
        user = use_link(db(), token, form.get("new", ""), now=render.now())
    except AccountError as error:
        return _page(token, problem=told(error), status=422)
    session.clear()
    auth.sign_in(user, is_remembered=False)
    return redirect(url_for("home.show"), 303)


def _page(token: str, *, problem: str | None = None, status: int = 200) -> Response:
    try:
        user = find_guest(db(), token, now=render.now())
    except AccountError as error:
        return render.render_page("entering/gone.html", status=410, problem=told(error))
    return render.render_page("entering/show.html", status=status, user=user, token=token, problem=problem)
