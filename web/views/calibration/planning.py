"""The list of sessions, the form that plans one, and changes of a plan."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from qa.errors import CalibrationError
from qa.stages import accounts, calibrating
from qa.stages.calibrating import SessionOrder
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db, settings
from web.views.calibration.blueprint import refused, to_session, viewer, views
from web.views.calibration.names import problem_of

_DAYS = 7


@dataclass(frozen=True, slots=True)
class PlanForm:
    """What stands in the form, as it was typed."""

    name: str = ""
    size: str = "4"
    deadline: str = ""
    facilitator: int = 0
    gold: str = "session"
    gold_by: int = 0
    people: frozenset[int] = frozenset()
    criteria: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> PlanForm:
        """Read what was sent."""
        return cls(
            name=sent.get("name", "").strip()[:200],
            size=sent.get("size", "4"),
            deadline=sent.get("deadline", ""),
            facilitator=sent.get("facilitator", 0, type=int),
            gold=sent.get("gold", "session"),
            gold_by=sent.get("gold_by", 0, type=int),
            people=frozenset(sent.getlist("person", type=int)),
            criteria=frozenset(sent.getlist("criterion")),
        )


@route(views, "", permission=Permission.CALIBRATE, title=_l("Calibration"))
def show_list() -> Response:
    """List the sessions one may see."""
    return render.render_page("calibration/index.html", lines=calibrating.list_sessions(db(), viewer()))


@route(views, "/new", permission=Permission.FACILITATE, title=_l("Plan a calibration"))
def show_form() -> Response:
    """Ask who rates, who leads, how many conversations and until when."""
    in_a_week = (render.now() + timedelta(days=_DAYS)).astimezone(settings().zone).date()
    name = _("Calibration of %(day)s", day=render.day(in_a_week))
    return _form(PlanForm(name=name, deadline=in_a_week.isoformat(), facilitator=auth.person().id))


@route(views, "", permission=Permission.FACILITATE, title=_l("Plan a calibration"), methods=["POST"])
def create() -> Response:
    """Plan the session and draw its conversations."""
    form = PlanForm.of(request.form)
    try:
        order = _order(form)
        row = calibrating.plan_session(db(), order, created_by=auth.person().id, now=render.now())
    except CalibrationError as error:
        db().rollback()
        return _form(form, problem=problem_of(error), status=422)
    return to_session(row.id)


@route(
    views,
    "/<int:session_id>/conversations",
    permission=Permission.FACILITATE,
    title=_l("Calibration"),
    methods=["POST"],
)
def add_conversation(session_id: int) -> Response:
    """Add a conversation by its id in the source system."""
    try:
        calibrating.add_conversation(
            db(), session_id, request.form.get("external_id", ""), user_id=auth.person().id, now=render.now()
        )
    except CalibrationError as error:
        return refused(session_id, error)
    return to_session(session_id)


@route(
    views,
    "/<int:session_id>/conversations/<int:chosen_id>",
    permission=Permission.FACILITATE,
    title=_l("Calibration"),
    methods=["POST"],
)
def change_conversation(session_id: int, chosen_id: int) -> Response:
    """Draw another conversation in its place, or take it out."""
    is_replacing = request.form.get("change") == "replace"
    change = calibrating.replace_conversation if is_replacing else calibrating.remove_conversation
    try:
        change(db(), session_id, chosen_id, user_id=auth.person().id, now=render.now())
    except CalibrationError as error:
        return refused(session_id, error)
    return to_session(session_id)


def _form(form: PlanForm, *, problem: str = "", status: int = 200) -> Response:
    people = accounts.reviewers(db())
    return render.render_page(
        "calibration/form.html",
        status=status,
        form=form,
        problem=problem,
        people=people,
        leaders=[one for one in people if one.role.value != "reviewer"],
        rubric=calibrating.rubric_in_force(db()),
    )


def _order(form: PlanForm) -> SessionOrder:
    """Turn the form into an order. Raises CalibrationError for what the form alone can know."""
    known = {user.id: user.role.value for user in accounts.reviewers(db())}
    if known.get(form.facilitator, "reviewer") == "reviewer":
        raise CalibrationError("not_facilitator", "The facilitator is a coach, manager or administrator.")
    gold_by = form.gold_by if form.gold == "before" else None
    if gold_by is not None and gold_by not in known:
        raise CalibrationError("unknown_owner", "Choose who makes the gold rating.")
    return SessionOrder(
        name=form.name,
        facilitator_id=form.facilitator,
        participants=tuple(one for one in sorted(form.people) if one in known),
        seed=secrets.randbelow(2**31),
        size=int(form.size) if form.size.isdigit() else 0,
        gold_by=gold_by,
        criteria=tuple(sorted(form.criteria)),
        deadline_at=_deadline(form.deadline),
    )


def _deadline(text: str) -> datetime | None:
    """Read the day until the end of which people rate."""
    try:
        day = datetime.fromisoformat(text).date() if text else None
    except ValueError as error:
        raise CalibrationError("past_deadline", f"{text!r} is no date.") from error
    return datetime.combine(day, time(23, 59), settings().zone) if day else None
