"""The company's list of tags, and the notes that carry each."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ReviewError
from qa.stages import tagging
from web import auth, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("tags", __name__, url_prefix="/tags")


@route(views, "", permission=Permission.READ_REVIEWS, title=_l("Tags of notes"))
def show_list() -> Response:
    """Show the list, and the notes with the tag that is asked for."""
    return _page()


@route(views, "", permission=Permission.KEEP_TAGS, title=_l("Tags of notes"), methods=["POST"])
def add() -> Response:
    """Put a tag on the list."""
    name = request.form.get("name", "")
    try:
        tagging.add_tag(db(), name, now=render.now())
    except ReviewError as error:
        return _page(status=422, problem=told(error), name=name)
    return redirect(url_for("tags.show_list"), 303)


@route(views, "/<int:tag_id>/retire", permission=Permission.KEEP_TAGS, title=_l("Tags of notes"), methods=["POST"])
def retire(tag_id: int) -> Response:
    """Take a tag off the list; notes keep it."""
    tagging.retire_tag(db(), tag_id)
    return redirect(url_for("tags.show_list"), 303)


def _page(*, status: int = 200, **context: object) -> Response:
    chosen = request.args.get("tag", type=int)
    page = max(1, request.args.get("page", 1, type=int))
    notes, has_more = (
        tagging.list_tagged(db(), chosen, reader_id=auth.person().id, page=page) if chosen else ((), False)
    )
    return render.render_page(
        "tags/list.html",
        status=status,
        tags=tagging.list_tags(db()),
        chosen=chosen,
        notes=notes,
        has_more=has_more,
        page=page,
        **context,
    )
