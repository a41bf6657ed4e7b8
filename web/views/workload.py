"""Who has how much to review, what is late, and giving it to others."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from qa.stages import accounts, sampling, workload
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db, settings

views = Blueprint("workload", __name__, url_prefix="/workload")

PAGE = 100


@route(views, "", permission=Permission.SEE_WORKLOAD, title=_l("Workload"))
def show() -> Response:
    """Show what everybody who reviews has to do."""
    found = workload.read_workload(db(), zone=settings().zone, now=render.now())
    return render.render_page("workload/show.html", workload=found)


@route(views, "/<int:reviewer_id>", permission=Permission.SEE_WORKLOAD, title=_l("Workload"))
def show_reviewer(reviewer_id: int) -> Response:
    """Show what one reviewer has open."""
    return _reviewer(reviewer_id)


@route(views, "/<int:reviewer_id>", permission=Permission.SEE_WORKLOAD, title=_l("Workload"), methods=["POST"])
def move(reviewer_id: int) -> Response:
    """Give what is ticked to others, those with least to do first."""
    known = {user.id for user in accounts.reviewers(db())} - {reviewer_id}
    takers = [one for one in request.form.getlist("taker", type=int) if one in known]
    own = workload.read_open(db(), reviewer_id, now=render.now())
    ticked = request.form.getlist("assignment", type=int)
    wanted = [one.id for one in own if one.id in ticked]
    if not wanted:
        wanted = _last([one.id for one in own if not one.is_begun], request.form.get("last", 0, type=int))
    if not takers or not wanted:
        return _reviewer(
            reviewer_id,
            problem=_("Tick at least one conversation and one person to give it to."),
            ticked=frozenset(wanted),
            status=422,
        )
    moved = sampling.move_assignments(db(), wanted, takers=takers, by=auth.person().id, now=render.now())
    if moved.moved:
        flash(
            ngettext(
                "%(num)s conversation has another reviewer.",
                "%(num)s conversations have another reviewer.",
                moved.moved,
            ),
            "success",
        )
    if moved.stayed:
        flash(
            ngettext(
                "%(num)s conversation stays: its review has begun, or none of those chosen may have it.",
                "%(num)s conversations stay: their reviews have begun, or none of those chosen may have them.",
                moved.stayed,
            ),
            "error",
        )
    return redirect(url_for("workload.show_reviewer", reviewer_id=reviewer_id), 303)


def _last(free: list[int], count: int) -> list[int]:
    """Return so many from the end of the list: what is due last, or not at all."""
    return free[max(0, len(free) - count) :] if count > 0 else []


def _reviewer(
    reviewer_id: int, *, problem: str = "", ticked: frozenset[int] = frozenset(), status: int = 200
) -> Response:  # fmt: skip
    loads = workload.read_loads(db(), now=render.now())
    page = max(1, request.args.get("page", 1, type=int))
    shown = workload.read_open(db(), reviewer_id, now=render.now(), page=page, most=PAGE)
    load = next((one for one in loads if one.id == reviewer_id), None)
    return render.render_page(
        "workload/reviewer.html",
        status=status,
        person=accounts.require_user(db(), reviewer_id),
        load=load,
        others=[one for one in loads if one.id != reviewer_id],
        open=shown,
        page=page,
        has_more=load is not None and load.open > PAGE * page,
        problem=problem,
        ticked=ticked,
    )
