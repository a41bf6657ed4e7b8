"""The page of a session, its figures, and the steps from state to state."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import CalibrationError, ConflictError, IncompleteReviewError, NotFoundError, RubricDraftError
from qa.stages import calibrating
from qa.stages.calibrating import CalibrationState, Reveal, SessionView
from web import auth, render
from web.calibration_matrix import matrix_of
from web.permissions import Permission, route
from web.sessions import db
from web.views.calibration.blueprint import refused, to_session, view_of, viewer, views


@route(views, "/<int:session_id>", permission=Permission.CALIBRATE, title=_l("Calibration"))
def show(session_id: int) -> Response:
    """Show a session as far as it is."""
    return render.render_page("calibration/show.html", **shown(session_id))


@route(views, "/<int:session_id>/live", permission=Permission.CALIBRATE, title=_l("Calibration"))
def show_live(session_id: int) -> Response:
    """Return the part of the page that follows the session."""
    return make_response(render_template("calibration/_live.html", **shown(session_id)))


@route(views, "/<int:session_id>/answers", permission=Permission.CALIBRATE, title=_l("Calibration"))
def show_answers(session_id: int) -> Response:
    """Show who answered what, apart from what follows live: it can be long."""
    try:
        reveal = calibrating.read_reveal(db(), session_id, viewer())
    except CalibrationError as error:
        return refused(session_id, error)
    page = max(1, request.args.get("page", 1, type=int))
    return render.render_page(
        "calibration/answers.html", view=view_of(session_id), reveal=reveal, matrix=matrix_of(reveal, page=page)
    )


@route(views, "/<int:session_id>/figures", permission=Permission.CALIBRATE, title=_l("Calibration"))
def show_figures(session_id: int) -> Response:
    """Show how far people agree, in this session and over the quarter."""
    try:
        reveal = calibrating.read_reveal(db(), session_id, viewer())
    except CalibrationError as error:
        return refused(session_id, error)
    kept = calibrating.find_figures(db(), session_id)
    return render.render_page(
        "calibration/figures.html",
        view=view_of(session_id),
        reveal=reveal,
        kept=kept,
        figures=kept.session if kept and not reveal.hidden else None,
        drift=_drift(reveal) if kept else (),
    )


@route(views, "/<int:session_id>/ratings.csv", permission=Permission.CALIBRATE, title=_l("Calibration"))
def export(session_id: int) -> Response:
    """Give the ratings as a table that `qa agreement` reads."""
    try:
        reveal = calibrating.read_reveal(db(), session_id, viewer())
    except CalibrationError as error:
        return refused(session_id, error)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("unit", "rater", "value", "cluster"))
    for one in calibrating.export_ratings(reveal, with_references=request.args.get("with") == "references"):
        writer.writerow((one.unit, one.rater, one.value, one.cluster))
    response = make_response(out.getvalue())
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="calibration-{session_id}.csv"'
    return response


@route(views, "/<int:session_id>/move", permission=Permission.CALIBRATE, title=_l("Calibration"), methods=["POST"])
def move(session_id: int) -> Response:
    """Go on to the next state, as the facilitator."""
    known = {state.value: state for state in CalibrationState}
    to = known.get(request.form.get("to", ""))
    if to is None:
        abort(400)
    try:
        calibrating.advance(db(), session_id, to=to, user_id=auth.person().id, now=render.now())
    except (CalibrationError, ConflictError) as error:
        return refused(session_id, error)
    return to_session(session_id)


@route(views, "/<int:session_id>/lead", permission=Permission.FACILITATE, title=_l("Calibration"), methods=["POST"])
def lead(session_id: int) -> Response:
    """Take a session over, call it off, or leave its gold rating to the room."""
    changes = {
        "take_over": calibrating.take_over,
        "cancel": calibrating.cancel,
        "agree_in_the_room": calibrating.agree_in_the_room,
    }
    change = changes.get(request.form.get("change", ""))
    if change is None:
        abort(400)
    try:
        change(db(), session_id, user_id=auth.person().id, now=render.now())
    except CalibrationError as error:
        return refused(session_id, error)
    return to_session(session_id)


@route(views, "/<int:session_id>/hand-in", permission=Permission.CALIBRATE, title=_l("Calibration"), methods=["POST"])
def hand_in(session_id: int) -> Response:
    """Say that one has rated everything."""
    try:
        calibrating.hand_in(db(), session_id, user_id=auth.person().id, now=render.now())
    except CalibrationError as error:
        return refused(session_id, error)
    except IncompleteReviewError as error:
        told = CalibrationError("", _("Not rated yet: %(count)s", count=len(error.missing)))
        return refused(session_id, told)
    return to_session(session_id)


@route(views, "/<int:session_id>/draft", permission=Permission.EDIT_RUBRICS, title=_l("Calibration"), methods=["POST"])
def draft(session_id: int) -> Response:
    """Take the decisions that change the rubric into a draft of its next version."""
    name = view_of(session_id).rubric.name
    try:
        drafted = calibrating.draft_decisions(db(), name, user_id=auth.person().id, now=render.now())
    except (CalibrationError, ConflictError, RubricDraftError) as error:
        return refused(session_id, error)
    return redirect(url_for("rubrics.edit", draft_id=drafted.id), 303)


def shown(session_id: int) -> dict[str, Any]:
    """Read what the page of the session's state shows; ratings only once they are revealed."""
    view = view_of(session_id)
    row = view.row
    reveal, item = None, None
    if row.state in calibrating.REVEALED and row.revealed_at is not None:
        reveal = calibrating.read_reveal(db(), session_id, viewer())
        item = _item(reveal)
    return {
        "view": view,
        "reveal": reveal,
        "matrix": matrix_of(reveal) if reveal else None,
        "item": item,
        "next_state": _next(view),
        "follow_up": calibrating.follow_up_of(db(), session_id) if row.closed_at else None,
        "appeals": calibrating.read_appeals(db(), row) if row.decided_at and not row.closed_at else {},
    }


def _next(view: SessionView) -> str:
    found = calibrating.next_state(view.row.state)
    return found.value if found and view.is_facilitator and not view.row.cancelled_at else ""


def _item(reveal: Reveal) -> calibrating.RoomItem | None:
    """Return what the room is at, nothing where it is hidden from this reader."""
    if reveal.row.state not in (CalibrationState.DISCUSSION, CalibrationState.DECISIONS):
        return None
    whole = calibrating.read_answers(db(), reveal.row) if reveal.hidden else reveal
    item = calibrating.item_of(whole)
    hidden = {one.id for one in reveal.hidden}
    return None if item is None or item.row.chosen.id in hidden else item


def _drift(reveal: Reveal) -> tuple[calibrating.Drift, ...]:
    """Measure drift where the reader may see both sessions."""
    row = reveal.row
    if reveal.hidden:
        return ()
    try:
        parent = row if row.parent_id is None else calibrating.visible_session(db(), row.parent_id, viewer())
    except NotFoundError:
        return ()
    return calibrating.measure_drift(db(), parent)
