"""What all pages of calibration share: the blueprint, who looks, and how a refusal is told."""

from __future__ import annotations

from collections.abc import Mapping

from babel.numbers import format_decimal
from flask import Blueprint, flash, g, redirect, url_for
from werkzeug.wrappers import Response

from qa.errors import QaError
from qa.stages import calibrating
from qa.stages.calibrating import PrecedentLine, SessionView, Viewer
from web import auth, render
from web.languages import format_locale
from web.permissions import Permission
from web.sessions import db, settings
from web.views.calibration import names

views = Blueprint("calibration", __name__, url_prefix="/calibration")


@views.app_context_processor
def _tools() -> dict[str, object]:
    """Give the templates the words of calibration."""
    return {
        "item_limit": calibrating.SECONDS_EACH,
        "item_seconds": lambda started_at: max(0, int((render.now() - started_at).total_seconds())),
        "precedents": _precedents,
        "signed": _signed,
        "calibration_state": names.state_name,
        "calibration_move": names.move_name,
        "calibration_reason": names.reason_name,
        "decision_name": names.decision_name,
    }


@views.app_template_filter("decimal2")
def decimal2(value: float) -> str:
    """Write a coefficient with two places."""
    return format_decimal(round(value, 2) + 0.0, "0.00;−0.00", locale=format_locale())


def viewer() -> Viewer:
    """Return who looks: those who may lead sessions see all, others theirs."""
    return Viewer(auth.person().id, sees_all=auth.can(Permission.FACILITATE))


def view_of(session_id: int) -> SessionView:
    """Read a session for its page."""
    return calibrating.read_session(db(), session_id, viewer(), now=render.now())


def to_session(session_id: int, *, endpoint: str = "calibration.show", **address: object) -> Response:
    """Send the browser to a page of the session."""
    return redirect(url_for(endpoint, session_id=session_id, **address), 303)  # type: ignore[arg-type]


def refused(session_id: int, error: QaError, *, endpoint: str = "calibration.show", **address: object) -> Response:
    """Undo what was begun and say on the session's page why it was refused."""
    db().rollback()
    flash(names.problem_of(error), "error")
    return to_session(session_id, endpoint=endpoint, **address)


def _precedents(rubric_name: str, criterion: str) -> tuple[PrecedentLine, ...]:
    """Return the precedents of a line of the rubric that this reader may see; one query a page."""
    known: dict[str, Mapping[str, tuple[PrecedentLine, ...]]] = g.setdefault("precedents", {})
    if rubric_name not in known:
        today = render.now().astimezone(settings().zone).date()
        known[rubric_name] = calibrating.precedents_for(db(), rubric_name, reader_id=auth.person().id, on=today)
    return known[rubric_name].get(criterion, ())


def _signed(value: float | None) -> str:
    """Write points with their sign."""
    return "–" if value is None else format_decimal(round(value, 1) + 0.0, "+0.0;−0.0", locale=format_locale())
