"""The room: one disagreement in large type, led by the facilitator, and what is decided about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import make_response, render_template, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import CalibrationError, ConflictError, DisputeError, ReviewError
from qa.stages import accounts, calibrating
from qa.stages.calibrating import AppealAnswer, Decision
from web import auth, render
from web.dispute_forms import read_ruling
from web.permissions import Permission, route
from web.rating_forms import read_change
from web.sessions import db, settings
from web.views.calibration.blueprint import refused, to_session, views
from web.views.calibration.meeting import shown
from web.views.calibration.names import problem_of


@route(views, "/<int:session_id>/room", permission=Permission.CALIBRATE, title=_l("Calibration room"))
def show_room(session_id: int) -> Response:
    """Show the room's view of a session that is being discussed."""
    context = shown(session_id)
    if context["reveal"] is None:
        return to_session(session_id)
    return render.render_page("calibration/room.html", **context, **_choices())


@route(views, "/<int:session_id>/room/live", permission=Permission.CALIBRATE, title=_l("Calibration room"))
def show_room_live(session_id: int) -> Response:
    """Return the part of the room's view that follows the facilitator."""
    return make_response(render_template("calibration/_room.html", **shown(session_id), **_choices()))


@route(views, "/<int:session_id>/turn", permission=Permission.CALIBRATE, title=_l("Calibration"), methods=["POST"])
def turn(session_id: int) -> Response:
    """Let the room look at another disagreement."""
    place = request.form.get("place", 0, type=int)
    try:
        calibrating.turn_to(db(), session_id, place, user_id=auth.person().id, now=render.now())
    except CalibrationError as error:
        return refused(session_id, error, endpoint=_back())
    return to_session(session_id, endpoint=_back())


@route(
    views,
    "/<int:session_id>/gold/<int:chosen_id>/<criterion>",
    permission=Permission.CALIBRATE,
    title=_l("Gold rating"),
    methods=["POST"],
)
def agree_gold(session_id: int, chosen_id: int, criterion: str) -> Response:
    """Write down the answer the room agreed on."""
    change = read_change(criterion)
    try:
        calibrating.agree_gold(db(), session_id, chosen_id, change, user_id=auth.person().id, now=render.now())
    except (CalibrationError, ReviewError) as error:
        return refused(session_id, error, endpoint=_back())
    return to_session(session_id, endpoint=_back())


@route(
    views,
    "/<int:session_id>/decisions",
    permission=Permission.CALIBRATE,
    title=_l("Decision"),
    methods=["POST"],
)
def decide(session_id: int) -> Response:
    """Record what is decided about a disagreement; what was typed stays when it is refused."""
    form, person = request.form, auth.person()
    try:
        decision = Decision(
            chosen_id=form.get("chosen", 0, type=int),
            criterion=form.get("criterion", ""),
            kind=form.get("kind", ""),
            reason=form.get("reason", ""),
            owner_id=form.get("owner", type=int),
            effective_on=_day(form.get("effective", "")),
            words=form.get("words", ""),
        )
        calibrating.decide(db(), session_id, decision, user_id=person.id, now=render.now())
    except (CalibrationError, ConflictError) as error:
        db().rollback()
        return render.render_page(
            "calibration/room.html",
            status=422,
            **shown(session_id),
            **_choices(),
            typed=form,
            problem=problem_of(error),
        )
    return to_session(session_id, endpoint=_back())


@route(
    views,
    "/<int:session_id>/decisions/<int:precedent_id>/withdraw",
    permission=Permission.CALIBRATE,
    title=_l("Decision"),
    methods=["POST"],
)
def withdraw(session_id: int, precedent_id: int) -> Response:
    """Take a decision back."""
    try:
        calibrating.withdraw_decision(db(), session_id, precedent_id, user_id=auth.person().id, now=render.now())
    except CalibrationError as error:
        return refused(session_id, error, endpoint=_back())
    return to_session(session_id, endpoint=_back())


@route(
    views,
    "/<int:session_id>/appeals/<int:chosen_id>",
    permission=Permission.FACILITATE,
    title=_l("Appeal"),
    methods=["POST"],
)
def answer_appeal(session_id: int, chosen_id: int) -> Response:
    """Answer an appeal with what the session found."""
    try:
        answer = AppealAnswer(chosen_id, read_ruling(request.form))
        calibrating.answer_appeal(db(), session_id, answer, user_id=auth.person().id, now=render.now())
    except (CalibrationError, ConflictError, DisputeError, ReviewError) as error:
        return refused(session_id, error)
    return to_session(session_id)


def _choices() -> dict[str, Any]:
    """Return what the form of a decision offers."""
    today = render.now().astimezone(settings().zone).date()
    return {"kinds": calibrating.KINDS, "owners": accounts.reviewers(db()), "today": today.isoformat()}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return render.now().astimezone(settings().zone).date()


def _back() -> str:
    """Return where the form was sent from: the room, else the session's page."""
    return "calibration.show_room" if request.form.get("from") == "room" else "calibration.show"
