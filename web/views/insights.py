"""Insights for managers: what all conversations together say. None of it is a measure of an agent."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import Blueprint, current_app, request
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages.insights import Insights, Period, read_insights
from qa.stages.kept_figures import find_insights
from web import render
from web.insight_grid import grid_of, length_of, reason_title
from web.permissions import Permission, route
from web.remembered import Remembered
from web.sessions import settings

views = Blueprint("insights", __name__, url_prefix="/insights")

KEPT_FOR = timedelta(minutes=5)
_Kept = Remembered[Period, Insights]


@views.record
def keep(state: BlueprintSetupState) -> None:
    """Remember insights for each application: they are of all conversations, and alike for all who may see them."""
    open_session = state.app.extensions["plumbline.reading"]

    def measure(period: Period, now: datetime) -> Insights:
        with open_session() as session:
            kept = find_insights(session, now=now) if period.is_open else None
            return kept or read_insights(session, period)

    state.app.extensions["plumbline.insights"] = Remembered(measure, kept_for=KEPT_FOR)


@route(views, "", permission=Permission.SEE_INSIGHTS, title=_l("Insights"))
def show() -> Response:
    """Show the insights of a period."""
    problems: list[str] = []
    date_from, date_to = _day("date_from", problems), _day("date_to", problems)
    kept: _Kept = current_app.extensions["plumbline.insights"]
    found = kept.read(Period(date_from, date_to, settings().zone), now=render.now())
    return render.render_page(
        "insights/show.html",
        found=found,
        grid=grid_of(found.hours),
        reason_title=reason_title,
        length_of=length_of,
        date_from=date_from,
        date_to=date_to,
        problems=problems,
        order_status=next((line for line in found.reasons if line.name == "order-status"), None),
    )


def _day(name: str, problems: list[str]) -> date | None:
    given = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        problems.append(_("“%(value)s” is not a day and was left out.", value=given))
        return None
