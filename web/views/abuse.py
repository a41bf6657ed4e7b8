"""Noting that a customer was abusive: reviewers and coaches of any conversation, agents of their own."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.abuse import AbuseKind
from qa.stages import abuse
from qa.stages.abuse import Noter
from web import abuse_pages, auth, render
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("abuse", __name__)
views.record_once(lambda state: state.app.jinja_env.globals.update(abuse_pages.tools()))


@route(
    views,
    "/conversations/<int:conversation_id>/abuse",
    permission=Permission.READ_CONVERSATIONS,
    title=_l("Abusive customer"),
    methods=["POST"],
)
def note(conversation_id: int) -> Response:
    """Keep or take back the note of somebody who reviews or coaches."""
    _keep(conversation_id, Noter(auth.person().id))
    return _back(url_for("conversations.show", conversation_id=conversation_id))


@route(
    views,
    "/my-conversations/<int:conversation_id>/abuse",
    permission=Permission.READ_OWN_FEEDBACK,
    title=_l("Abusive customer"),
    methods=["POST"],
)
def note_own(conversation_id: int) -> Response:
    """Keep or take back an agent's note on a conversation of their own."""
    person = auth.person()
    if person.agent_id is None:
        abort(404)
    _keep(conversation_id, Noter(person.id, agent_id=person.agent_id))
    return _back(url_for("feedback.show_own"))


def _keep(conversation_id: int, noter: Noter) -> None:
    kind, known = request.form.get("kind", ""), {one.value: one for one in AbuseKind}
    if kind and kind not in known:
        abort(400)
    if kind:
        abuse.note_abuse(db(), conversation_id, known[kind], noter=noter, now=render.now())
        flash(_("Noted. It counts against nobody; coaches see it."), "success")
    else:
        abuse.take_back(db(), conversation_id, noter=noter, now=render.now())
        flash(_("Your note is taken back."), "success")


def _back(otherwise: str) -> Response:
    target = request.form.get("back")
    return redirect(target if target and auth.is_local(target) else otherwise, 303)
