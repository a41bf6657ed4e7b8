"""Signing in and out, and the choices of language and appearance that everybody has."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from qa.stages import accounts
from web import auth, languages, render, security
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("sign_in", __name__)


@route(views, "/sign-in", permission=Permission.ANYBODY, title=_l("Sign in"))
def show() -> AnyResponse:
    """Ask for e-mail and password."""
    if auth.current():
        return redirect(url_for("home.show"), 303)
    return render.render_page("sign_in/show.html", target=request.args.get("next"))


@route(views, "/sign-in", permission=Permission.ANYBODY, title=_l("Sign in"), methods=["POST"])
def enter() -> AnyResponse:
    """Sign in, or say that e-mail and password do not go together."""
    email, target = request.form.get("email", ""), request.form.get("next")
    if security.is_guessing(email):
        return _refuse(_("Too many attempts. Wait a quarter of an hour and try again."), status=429)
    user = accounts.authenticate(db(), email=email, password=request.form.get("password", ""))
    if user is None:
        security.count_failure(email)
        return _refuse(_("This e-mail and this password do not go together."), status=422)
    session.clear()
    auth.sign_in(user, is_remembered=bool(request.form.get("remember")))
    return redirect(target if target and auth.is_local(target) else url_for("home.show"), 303)


@route(views, "/sign-out", permission=Permission.SIGNED_IN, title=_l("Sign out"), methods=["POST"])
def sign_out() -> AnyResponse:
    """Forget this browser, or every browser of this user."""
    user = accounts.find_user(db(), auth.person().id)
    if user and request.form.get("everywhere"):
        accounts.sign_out_everywhere(user)
    auth.sign_out()
    session.clear()
    return redirect(url_for("sign_in.show"), 303)


@route(views, "/language", permission=Permission.ANYBODY, title=_l("Language"), methods=["POST"])
def set_language() -> AnyResponse:
    """Show the page in another language; a signed-in user keeps it on every computer."""
    code = request.form.get("language", "")
    languages.choose_language(code)
    person = auth.current()
    user = accounts.find_user(db(), person.id) if person else None
    if user and code in languages.CODES:
        user.language = code
    return _back()


@route(views, "/appearance", permission=Permission.ANYBODY, title=_l("Appearance"), methods=["POST"])
def set_appearance() -> AnyResponse:
    """Show the page light, dark or as the system is."""
    theme = request.form.get("theme", "")
    session["theme"] = theme if theme in ("light", "dark") else ""
    return _back()


def _back() -> AnyResponse:
    target = request.form.get("next")
    return redirect(target if target and auth.is_local(target) else url_for("home.show"), 303)


def _refuse(problem: str, *, status: int) -> Response:
    context = {"problem": problem, "email": request.form.get("email"), "target": request.form.get("next")}
    return render.render_page("sign_in/show.html", status=status, **context)
