"""One's own account: everybody changes their password and language here."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import AccountError
from qa.stages import accounts, own_account
from web import auth, languages, render, security
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("account", __name__, url_prefix="/account")


@route(views, "", permission=Permission.SIGNED_IN, title=_l("My account"))
def show() -> Response:
    """Show who one is here; where a one-time password was used, ask for another before anything else."""
    return _page()


@route(views, "/password", permission=Permission.SIGNED_IN, title=_l("My account"), methods=["POST"])
def change_password() -> Response:
    """Change the password; every other browser is signed out."""
    person, form = auth.person(), request.form
    if security.is_guessing(person.email):
        return _page(problem=_("Too many attempts. Wait a quarter of an hour and try again."), status=429)
    try:
        if form.get("new", "") != form.get("again", ""):
            raise AccountError("The two passwords are not the same. Write the new one twice.")
        user = own_account.change_password(
            db(), person.id, old=form.get("old", ""), new=form.get("new", ""), now=render.now()
        )
    except AccountError as error:
        security.count_failure(person.email)
        return _page(problem=told(error), status=422)
    auth.sign_in(user, is_remembered=False)
    flash(_("Your password is changed. Every other browser is signed out."), "success")
    return redirect(url_for("home.show" if person.must_change_password else "account.show"), 303)


@route(views, "/language", permission=Permission.SIGNED_IN, title=_l("My account"), methods=["POST"])
def choose_language() -> Response:
    """Keep the language of the page and of e-mails."""
    code = request.form.get("language", "")
    own_account.choose_language(db(), auth.person().id, code, now=render.now())
    languages.choose_language(code)
    return redirect(url_for("account.show"), 303)


def _page(*, problem: str | None = None, status: int = 200) -> Response:
    user = accounts.require_user(db(), auth.person().id)
    return render.render_page("account/show.html", status=status, user=user, problem=problem)
