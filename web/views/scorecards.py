"""Short scorecards: the list, and the form that says which criteria are asked of which conversations."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.conversation import Channel
from qa.domain.rubric import DIMENSIONS
from qa.errors import ReviewError, ScorecardError
from qa.stages import browsing, scorecards
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.stages.scorecards import ScorecardOrder
from web import auth, render
from web.insight_grid import known_reasons
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("scorecards", __name__, url_prefix="/scorecards")


@route(views, "", permission=Permission.READ_REVIEWS, title=_l("Short scorecards"))
def show_list() -> Response:
    """List the scorecards with what each asks of which conversations."""
    return render.render_page("scorecards/list.html", lines=scorecards.list_scorecards(db()))


@route(views, "/new", permission=Permission.EDIT_RUBRICS, title=_l("New short scorecard"))
def show_form() -> Response:
    """Ask which criteria are asked."""
    return _form(ScorecardOrder("", ()))


@route(views, "", permission=Permission.EDIT_RUBRICS, title=_l("New short scorecard"), methods=["POST"])
def create() -> Response:
    """Keep a new scorecard."""
    return _save(None)


@route(views, "/<int:scorecard_id>/edit", permission=Permission.EDIT_RUBRICS, title=_l("Change the scorecard"))
def edit(scorecard_id: int) -> Response:
    """Show a scorecard as its form."""
    card = scorecards.read_scorecard(db(), scorecard_id)
    return _form(ScorecardOrder(card.name, card.criteria, card.channels, card.reasons), scorecard_id=scorecard_id)


@route(
    views,
    "/<int:scorecard_id>",
    permission=Permission.EDIT_RUBRICS,
    title=_l("Change the scorecard"),
    methods=["POST"],
)
def update(scorecard_id: int) -> Response:
    """Change a scorecard; samples drawn and reviews begun keep theirs."""
    return _save(scorecard_id)


@route(
    views,
    "/<int:scorecard_id>/switch",
    permission=Permission.EDIT_RUBRICS,
    title=_l("Short scorecards"),
    methods=["POST"],
)
def switch(scorecard_id: int) -> Response:
    """Take a scorecard off the list, or offer it again."""
    row = scorecards.switch_scorecard(db(), scorecard_id, by=auth.person().id, now=render.now())
    flash(_("The scorecard is offered again.") if row.is_active else _("The scorecard is off the list."), "success")
    return redirect(url_for("scorecards.show_list"), 303)


def _save(scorecard_id: int | None) -> Response:
    sent = request.form
    order = ScorecardOrder(
        name=sent.get("name", "").strip(),
        criteria=tuple(sent.getlist("criterion")),
        channels=tuple(sent.getlist("channel")),
        reasons=tuple(sent.getlist("reason")),
    )
    try:
        scorecards.save_scorecard(
            db(), order, by=auth.person().id, now=render.now(), scorecard_id=scorecard_id
        )  # fmt: skip
    except ScorecardError as error:
        return _form(order, scorecard_id=scorecard_id, problem=told(error), status=422)
    flash(_("The scorecard is saved."), "success")
    return redirect(url_for("scorecards.show_list"), 303)


def _form(
    order: ScorecardOrder, *, scorecard_id: int | None = None, problem: str = "", status: int = 200
) -> Response:  # fmt: skip
    try:
        rubric = rubric_of(db(), active_rubric_id(db()))
    except ReviewError:
        abort(404)
    groups = [(name, [one for one in rubric.criteria if one.dimension == name]) for name in DIMENSIONS]
    occurring = browsing.read_choices(db()).reasons
    return render.render_page(
        "scorecards/form.html",
        status=status,
        order=order,
        scorecard_id=scorecard_id,
        problem=problem,
        groups=[(name, criteria) for name, criteria in groups if criteria],
        channels=rubric.channels or tuple(Channel),
        reasons=tuple(dict.fromkeys((*known_reasons(), *occurring, *order.reasons))),
    )
