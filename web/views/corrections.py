"""Correcting a line of a call's transcript: the form beside the sound, its history, and taking a change back."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ConflictError, CorrectionError, NotFoundError
from qa.stages import blindness
from qa.stages.corrected import LineView, read_line
from qa.stages.correcting import Correcting, LineChange, correct_line, undo_correction
from web import auth, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db, settings

views = Blueprint("corrections", __name__, url_prefix="/conversations/<int:conversation_id>/messages/<int:position>")

_TITLE = _l("Correct a line")


@route(views, "/correction", permission=Permission.REVIEW, title=_TITLE)
def show(conversation_id: int, position: int) -> Response:
    """Show the line with its sound, its history and the form."""
    return _page(_line(conversation_id, position), back=_back(request.args.get("back", ""), conversation_id))


@route(views, "/correction", permission=Permission.REVIEW, title=_TITLE, methods=["POST"])
def correct(conversation_id: int, position: int) -> Response:
    """Put the right words in; where somebody else did so first, show both and store nothing."""
    form = request.form
    back = _back(form.get("back", ""), conversation_id)
    change = LineChange(text=form.get("text", ""), revision=form.get("revision", 0, type=int))
    try:
        revision = correct_line(db(), conversation_id, position, change, _by())
    except NotFoundError:
        abort(404)
    except (ConflictError, CorrectionError) as error:
        return _refused(conversation_id, position, error, typed=change.text, back=back)
    if revision != change.revision:
        flash(_("The line is corrected; the checks of this call run again."), "success")
    return redirect(back, 303)


@route(views, "/correction/undo", permission=Permission.REVIEW, title=_TITLE, methods=["POST"])
def undo(conversation_id: int, position: int) -> Response:
    """Take the last change back."""
    back = _back(request.form.get("back", ""), conversation_id)
    revision = request.form.get("revision", 0, type=int)
    try:
        undo_correction(db(), conversation_id, position, revision=revision, by=_by())
    except NotFoundError:
        abort(404)
    except (ConflictError, CorrectionError) as error:
        return _refused(conversation_id, position, error, typed=None, back=back)
    flash(_("The change was taken back; the checks of this call run again."), "success")
    place = {"conversation_id": conversation_id, "position": position}
    return redirect(url_for("corrections.show", **place, back=back), 303)  # type: ignore[arg-type]


def _by() -> Correcting:
    return Correcting(user_id=auth.person().id, settings=settings(), now=render.now())


def _line(conversation_id: int, position: int) -> LineView:
    try:
        return read_line(db(), conversation_id, position)
    except NotFoundError:
        abort(404)


def _refused(
    conversation_id: int, position: int, error: ConflictError | CorrectionError, *, typed: str | None, back: str
) -> Response:
    line = _line(conversation_id, position)
    is_conflict = isinstance(error, ConflictError)
    return _page(
        line, back=back, typed=typed, status=409 if is_conflict else 422, problem="" if is_conflict else told(error)
    )


def _page(
    line: LineView, *, back: str, typed: str | None = None, status: int = 200, problem: str | None = None
) -> Response:
    """Show the form; `problem` is None without one and empty for a conflict."""
    here, reader = [line.conversation_id], auth.person().id
    is_blind = bool(blindness.still_to_review(db(), reader, here) or blindness.still_to_calibrate(db(), reader, here))
    return render.render_page(
        "calls/correct.html", status=status, line=line, back=back, typed=typed, problem=problem, is_blind=is_blind
    )


def _back(target: str, conversation_id: int) -> str:
    """Return the page to go back to: where one came from, on this site, else the conversation."""
    return target if auth.is_local(target) else url_for("conversations.show", conversation_id=conversation_id)
