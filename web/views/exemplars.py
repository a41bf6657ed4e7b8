"""Exemplars: words and moments worth showing to others, by criterion."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ReviewError
from qa.stages import browsing, exemplars
from qa.stages.exemplars import ExemplarChoice
from web import auth, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("exemplars", __name__)


@route(views, "/exemplars", permission=Permission.READ_REVIEWS, title=_l("Exemplars"))
def show_list() -> Response:
    """List the exemplars by criterion, and to coaches what agents have nominated."""
    given = request.args
    choice = ExemplarChoice(
        criterion=given.get("criterion") or None,
        language=given.get("language") or None,
        channel=given.get("channel") or None,
    )
    reader, page = auth.person().id, max(1, given.get("page", 1, type=int))
    shown, has_more = exemplars.list_exemplars(db(), choice, reader_id=reader, page=page)
    nominated: tuple[exemplars.ExemplarView, ...] = ()
    if page == 1 and auth.can(Permission.PUBLISH_FEEDBACK):
        nominated, _more = exemplars.list_exemplars(db(), ExemplarChoice(), reader_id=reader, is_accepted=False)
    return render.render_page(
        "exemplars/list.html",
        shown=shown,
        has_more=has_more,
        page=page,
        nominated=nominated,
        choice=choice,
        choices=browsing.read_choices(db()),
    )


@route(
    views,
    "/exemplars/<int:exemplar_id>/accept",
    permission=Permission.PUBLISH_FEEDBACK,
    title=_l("Exemplars"),
    methods=["POST"],
)
def accept(exemplar_id: int) -> Response:
    """Accept a nomination."""
    exemplars.accept_exemplar(db(), exemplar_id, user_id=auth.person().id, now=render.now())
    return redirect(url_for("exemplars.show_list"), 303)


@route(
    views,
    "/exemplars/<int:exemplar_id>/remove",
    permission=Permission.PUBLISH_FEEDBACK,
    title=_l("Exemplars"),
    methods=["POST"],
)
def remove(exemplar_id: int) -> Response:
    """Take an exemplar away, or decline a nomination."""
    exemplars.remove_exemplar(db(), exemplar_id)
    return redirect(url_for("exemplars.show_list"), 303)


@route(
    views,
    "/my-feedback/<int:feedback_id>/nominate",
    permission=Permission.READ_OWN_FEEDBACK,
    title=_l("Exemplars"),
    methods=["POST"],
)
def nominate(feedback_id: int) -> Response:
    """Let an agent put up the strength of their feedback as an exemplar."""
    person = auth.person()
    if person.agent_id is None:
        abort(404)
    try:
        exemplars.nominate(
            db(),
            feedback_id,
            request.form.get("criterion", ""),
            agent_id=person.agent_id,
            user_id=person.id,
            now=render.now(),
        )
        flash(_("Nominated. A coach decides whether to show it to others."), "success")
    except ReviewError as error:
        flash(told(error), "error")
    return redirect(url_for("feedback.read", feedback_id=feedback_id), 303)
