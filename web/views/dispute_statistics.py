"""How disputes end, for everybody to see: no agent's name, and no reviewer's but to those who lead."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages import disputes
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db, settings

views = Blueprint("dispute_statistics", __name__)

PERIODS = (30, 90, 365, 0)


@route(views, "/disputes/statistics", permission=Permission.SIGNED_IN, title=_l("How disputes end"))
def show() -> Response:
    """Show the outcomes by criterion, reason and check; by reviewer to managers, and to reviewers their own."""
    days = request.args.get("days", 90, type=int)
    days = days if days in PERIODS else 90
    since = render.now() - timedelta(days=days) if days else None
    found = disputes.count_outcomes(db(), terms=disputes.terms_of(db(), settings()), since=since)
    return render.render_page(
        "disputes/statistics.html", found=found, days=days, periods=PERIODS, reviewers=_reviewers(found)
    )


def _reviewers(found: disputes.DisputeStatistics) -> list[disputes.OutcomeCount]:
    """Name the reviewers this user may see: all for who leads, themselves for who reviews."""
    person = auth.person()
    if person.can(Permission.SEE_WORKLOAD):
        return sorted(found.reviewers.values(), key=lambda one: one.name)
    own = found.reviewers.get(person.id)
    return [own] if own else []
