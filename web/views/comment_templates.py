"""Comments that reviewers reuse, kept by coaches."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ReviewError
from qa.stages import comment_templates
from web import auth, languages, render, rubric_names
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("comment_templates", __name__, url_prefix="/comment-templates")


@route(views, "", permission=Permission.COACH, title=_l("Comments to reuse"))
def show_list() -> Response:
    """List the comments by criterion."""
    return _page()


@route(views, "", permission=Permission.COACH, title=_l("Comments to reuse"), methods=["POST"])
def add() -> Response:
    """Keep a comment."""
    form = request.form
    try:
        comment_templates.add_template(
            db(),
            form.get("text", ""),
            criterion=form.get("criterion", ""),
            language=form.get("language", ""),
            user_id=auth.person().id,
            now=render.now(),
        )
    except ReviewError as error:
        return _page(status=422, problem=told(error), form=form)
    return redirect(url_for("comment_templates.show_list"), 303)


@route(views, "/<int:template_id>/remove", permission=Permission.COACH, title=_l("Comments to reuse"), methods=["POST"])
def remove(template_id: int) -> Response:
    """Forget a comment."""
    comment_templates.remove_template(db(), template_id)
    return redirect(url_for("comment_templates.show_list"), 303)


def _page(*, status: int = 200, **context: object) -> Response:
    return render.render_page(
        "comment_templates/list.html",
        status=status,
        templates=comment_templates.list_templates(db(), language=languages.page_language()),
        criteria=rubric_names.criteria_in_force(),
        known_languages=comment_templates.LANGUAGES,
        here_language=languages.page_language(),
        **context,
    )
