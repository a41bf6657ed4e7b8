"""The sheet on which one person rates one conversation of a session, blind."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import CalibrationError, ConflictError, QaError, ReviewError, UnknownNameError
from qa.stages import calibrating
from qa.stages.calibrating import Sheet
from qa.stages.reviewing import Pin, RatingChange
from web import auth, render
from web.marking import Mark
from web.permissions import Permission, route
from web.rating_forms import read_change
from web.sessions import db
from web.views.calibration.blueprint import views
from web.views.calibration.names import problem_of


@route(views, "/sheets/<int:chosen_id>", permission=Permission.CALIBRATE, title=_l("Rate for calibration"))
def show_sheet(chosen_id: int) -> Response:
    """Show the conversation beside one's own ratings, and nothing of anybody else's."""
    return _page(_sheet(chosen_id))


@route(
    views,
    "/sheets/<int:chosen_id>/ratings/<criterion>",
    permission=Permission.CALIBRATE,
    title=_l("Rate for calibration"),
    methods=["POST"],
)
def rate(chosen_id: int, criterion: str) -> Response:
    """Save one rating; a stale one shows both versions and changes nothing."""
    change = read_change(criterion)
    try:
        calibrating.rate(db(), chosen_id, change, user_id=auth.person().id, now=render.now())
    except ConflictError as conflict:
        return _refuse(chosen_id, change, conflict, status=409)
    except UnknownNameError:
        abort(404)
    except (CalibrationError, ReviewError) as error:
        return _refuse(chosen_id, change, error, status=422)
    return _rated(chosen_id, criterion)


@route(
    views,
    "/sheets/<int:chosen_id>/evidence",
    permission=Permission.CALIBRATE,
    title=_l("Evidence"),
    methods=["POST"],
)
def pin_evidence(chosen_id: int) -> Response:
    """Take words of the conversation as the evidence of a rating."""
    form = request.form
    pin = Pin(
        message=form.get("message", type=int),
        start=form.get("start", type=int),
        end=form.get("end", type=int),
        criterion=form.get("criterion") or None,
        comment=form.get("comment", ""),
    )
    try:
        calibrating.pin_evidence(db(), chosen_id, pin, user_id=auth.person().id, now=render.now())
    except UnknownNameError:
        return _alert(_("Choose the criterion these words are evidence for."))
    except (CalibrationError, ConflictError) as error:
        return _alert(problem_of(error))
    if not render.is_htmx():
        return redirect(url_for("calibration.show_sheet", chosen_id=chosen_id), 303)
    sheet = _sheet(chosen_id)
    one = next(one for one in sheet.criteria if one.criterion.id == pin.criterion)
    return render.render_page(
        "calibration/_pinned.html", sheet=sheet, view=sheet, one=one, **_tools(sheet, pin.message)
    )


def _rated(chosen_id: int, criterion: str) -> Response:
    if not render.is_htmx():
        return redirect(url_for("calibration.show_sheet", chosen_id=chosen_id, _anchor=f"criterion-{criterion}"), 303)
    sheet = _sheet(chosen_id)
    one = next(one for one in sheet.criteria if one.criterion.id == criterion)
    return render.render_page("calibration/_rated.html", sheet=sheet, one=one)


def _refuse(chosen_id: int, change: RatingChange, error: QaError, *, status: int) -> Response:
    """Show what was typed beside what is stored; the typed words stay in the form."""
    db().rollback()
    sheet = _sheet(chosen_id)
    conflict = error if isinstance(error, ConflictError) else None
    told: dict[str, Any] = {"typed": change, "conflict": conflict, "problem": problem_of(error)}
    if not render.is_htmx():
        return _page(sheet, status=status, **told)
    one = next(one for one in sheet.criteria if one.criterion.id == change.criterion)
    return render.render_page("calibration/_rating.html", status=status, sheet=sheet, one=one, **told)


def _alert(text: str) -> Response:
    return render.render_page("errors/_alert.html", status=422, code=422, heading=_("Not taken"), advice=text)


def _page(sheet: Sheet, *, status: int = 200, **told: Any) -> Response:
    return render.render_page("calibration/sheet.html", status=status, sheet=sheet, view=sheet, **_tools(sheet), **told)


def _sheet(chosen_id: int) -> Sheet:
    return calibrating.read_sheet(db(), chosen_id, user_id=auth.person().id, now=render.now())


def _tools(sheet: Sheet, position: int | None = None) -> dict[str, Any]:
    """Return what the message templates mark: one's own evidence and nothing else."""
    return {"marks_of": lambda _view, place: _marks(sheet, place), "position": position}


def _marks(sheet: Sheet, position: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(rating.start, rating.end, "note", rating.criterion)
        for rating in sheet.ratings
        if rating.message_position == position and rating.start is not None and rating.end is not None
    )
