"""The people who may sign in, for administrators."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages import accounts
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("people", __name__, url_prefix="/people")


@route(views, "", permission=Permission.KEEP_PEOPLE, title=_l("People"))
def show_list() -> Response:
    """List everybody."""
    return render.render_page("people/index.html", users=accounts.list_users(db()))


@route(views, "/<int:user_id>/sign-out", permission=Permission.KEEP_PEOPLE, title=_l("People"), methods=["POST"])
def sign_out(user_id: int) -> Response:
    """Sign somebody out everywhere."""
    accounts.sign_out_everywhere(accounts.require_user(db(), user_id))
    flash(_("Signed out everywhere."), "success")
    return redirect(url_for("people.show_list"), 303)


@route(views, "/<int:user_id>/access", permission=Permission.KEEP_PEOPLE, title=_l("People"), methods=["POST"])
def switch_access(user_id: int) -> Response:
    """Close an account, or open it again; nobody closes their own."""
    if user_id == auth.person().id:
        flash(_("You cannot close your own account."), "error")
        return redirect(url_for("people.show_list"), 303)
    user = accounts.switch_access(db(), user_id)
    flash(_("The account is open.") if user.is_active else _("The account is closed."), "success")
    return redirect(url_for("people.show_list"), 303)
