"""Reads the form in which feedback is prepared."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from qa.errors import ReviewError
from qa.stages.feedback import FeedbackDraft, Point


def read_draft(form: MultiDict[str, str]) -> FeedbackDraft:
    """Read the chosen strength and points; the fields of a criterion carry its id.

    Raises ReviewError without a strength.
    """
    criterion = form.get("strength", "")
    strength = Point(
        criterion=criterion,
        quote=form.get(f"strength-quote-{criterion}", ""),
        text=form.get("strength-text", ""),
    )
    points = tuple(
        Point(
            criterion=one,
            quote=form.get(f"quote-{one}", ""),
            text=form.get(f"text-{one}", ""),
            expected=form.get(f"expected-{one}", ""),
            why=form.get(f"why-{one}", ""),
            suggestion=form.get(f"suggestion-{one}", ""),
        )
        for one in form.getlist("point")
    )
    if not criterion:
        raise ReviewError(_("Choose one strength: something the agent did well comes first."))
    return FeedbackDraft(strength=strength, points=points)
