"""What was masked, as it was said: read with a reason that is kept."""

from __future__ import annotations

from flask import Blueprint, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import NotFoundError
from qa.stages.redacting import read_original
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("originals", __name__, url_prefix="/conversations/<int:conversation_id>/messages/<int:position>")

_SHORTEST_REASON = 10


@route(views, "/original", permission=Permission.READ_ORIGINALS, title=_l("Read what was masked"))
def show(conversation_id: int, position: int) -> Response:
    """Ask for the reason."""
    return render.render_page("originals/form.html", conversation_id=conversation_id, position=position)


@route(views, "/original", permission=Permission.READ_ORIGINALS, title=_l("As it was said"), methods=["POST"])
def read(conversation_id: int, position: int) -> Response:
    """Show the original and write down who read it and why."""
    reason = request.form.get("reason", "").strip()[:200]
    place = {"conversation_id": conversation_id, "position": position}
    if len(reason) < _SHORTEST_REASON:
        return render.render_page("originals/form.html", status=422, is_missing=True, **place)
    try:
        original = read_original(
            db(), conversation_id, position, reader=auth.person().id, reason=reason, now=render.now()
        )
    except NotFoundError:
        return render.render_page("originals/show.html", status=404, original=None, **place)
    answer = render.render_page("originals/show.html", original=original, **place)
    answer.headers["Cache-Control"] = "no-store"
    return answer
