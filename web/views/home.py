"""What is waiting for the user, by role."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from web import render
from web.permissions import Permission, route

views = Blueprint("home", __name__)


@route(views, "/", permission=Permission.SIGNED_IN, title=_l("Home"))
def show() -> Response:
    """Show what is waiting."""
    return render.render_page("home/show.html")
