"""Critical fails the machine proposes, for a person to confirm or refuse."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ConflictError, ReviewError
from qa.stages import confirming
from qa.stages.confirming import CriticalWord
from web import auth, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("confirming", __name__, url_prefix="/critical")


@route(views, "", permission=Permission.REVIEW, title=_l("Critical fails to confirm"))
def show_list() -> Response:
    """List what nobody has looked at, and what was decided lately."""
    return _page()


@route(
    views,
    "/<int:conversation_id>/<criterion>",
    permission=Permission.REVIEW,
    title=_l("Critical fails to confirm"),
    methods=["POST"],
)
def decide(conversation_id: int, criterion: str) -> Response:
    """Confirm or refuse one; without a reason, or where somebody was faster, nothing changes."""
    form, person = request.form, auth.person()
    if form.get("decision") not in ("confirm", "refuse"):
        abort(400)
    word = CriticalWord(is_confirmed=form["decision"] == "confirm", reason=form.get("reason", ""))
    typed = (conversation_id, criterion, word.reason)
    try:
        confirming.decide(db(), conversation_id, criterion, word, user_id=person.id, now=render.now())
    except ConflictError as error:
        return _refused(conversation_id, criterion, problem=told(error), typed=typed, status=409)
    except ReviewError as error:
        return _refused(conversation_id, criterion, problem=told(error), typed=typed, status=422)
    if not render.is_htmx():
        return redirect(url_for("confirming.show_list"), 303)
    return _fragment(conversation_id, criterion)


def _page(*, status: int = 200, **context: object) -> Response:
    page = max(1, request.args.get("page", 1, type=int))
    reader = auth.person().id
    proposals, has_more = confirming.list_proposals(db(), reader_id=reader, page=page)
    return render.render_page(
        "confirming/list.html",
        status=status,
        proposals=proposals,
        has_more=has_more,
        page=page,
        decided=confirming.list_decided(db(), reader_id=reader) if page == 1 else (),
        **context,
    )


def _refused(
    conversation_id: int, criterion: str, *, problem: str, typed: tuple[int, str, str], status: int
) -> Response:
    if render.is_htmx():
        return _fragment(conversation_id, criterion, status=status, problem=problem, typed=typed)
    return _page(status=status, problem=problem, typed=typed)


def _fragment(conversation_id: int, criterion: str, *, status: int = 200, **context: object) -> Response:
    proposal = confirming.read_proposal(db(), conversation_id, reader_id=auth.person().id)
    fail = next((one for one in proposal.fails if one.criterion == criterion), None)
    if fail is None:
        abort(404)
    return render.render_page("confirming/_fail.html", status=status, proposal=proposal, fail=fail, **context)
