"""Disputes: what agents say against ratings, and how others decide."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.dispute import DisputeState
from qa.errors import ConflictError, DisputeError, ReviewError, UnknownNameError
from qa.stages import disputes, feedback
from qa.stages.disputes import Author
from qa.stages.reviewing.rating import point_of
from web import auth, dispute_names, render
from web.dispute_forms import read_objection, read_ruling
from web.feedback_scope import scope
from web.permissions import Permission, route
from web.sessions import db, settings

views = Blueprint("disputes", __name__)
views.add_app_template_filter(dispute_names.reason_name)
views.add_app_template_filter(dispute_names.outcome_name)
views.add_app_template_filter(dispute_names.dispute_state_name)
views.add_app_template_filter(dispute_names.last_day)
views.add_app_template_global(dispute_names.reason_name)
views.add_app_template_global(point_of)

_LISTS = {
    "open": (DisputeState.OPEN,),
    "appealed": (DisputeState.APPEALED,),
    "decided": (DisputeState.DECIDED, DisputeState.CLOSED),
    "withdrawn": (DisputeState.WITHDRAWN,),
}


@route(views, "/my-disputes", permission=Permission.OPEN_DISPUTES, title=_l("My disputes"))
def show_own() -> Response:
    """List the agent's own disputes."""
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = disputes.list_disputes(db(), scope(), page=page)
    return render.render_page(
        "disputes/own.html", lines=lines, has_more=has_more, page=page, now=render.now(), terms=_terms()
    )


@route(views, "/my-disputes/<int:dispute_id>", permission=Permission.OPEN_DISPUTES, title=_l("Dispute"))
def read(dispute_id: int) -> Response:
    """Show a dispute to its agent."""
    return _own_page(dispute_id)


@route(
    views,
    "/my-feedback/<int:feedback_id>/disputes/<criterion>",
    permission=Permission.OPEN_DISPUTES,
    title=_l("Dispute a rating"),
)
def prepare(feedback_id: int, criterion: str) -> Response:
    """Ask the agent what is wrong with a rating."""
    return _form(feedback_id, criterion)


@route(
    views,
    "/my-feedback/<int:feedback_id>/disputes/<criterion>",
    permission=Permission.OPEN_DISPUTES,
    title=_l("Dispute a rating"),
    methods=["POST"],
)
def open_(feedback_id: int, criterion: str) -> Response:
    """Open the dispute, or say what is missing and keep what was written."""
    try:
        dispute = disputes.open_dispute(
            db(),
            feedback_id,
            read_objection(request.form, criterion),
            author=_author(),
            terms=_terms(),
            now=render.now(),
        )
    except (DisputeError, ReviewError) as error:
        return _form(feedback_id, criterion, problem=dispute_names.refusal(error))
    except UnknownNameError:
        abort(404)
    return redirect(url_for("disputes.read", dispute_id=dispute.id), 303)


@route(
    views,
    "/my-disputes/<int:dispute_id>/appeal",
    permission=Permission.OPEN_DISPUTES,
    title=_l("Appeal"),
    methods=["POST"],
)
def appeal(dispute_id: int) -> Response:
    """Take a decision to a calibration session."""
    text = request.form.get("text", "")
    try:
        disputes.appeal_dispute(db(), dispute_id, text, author=_author(), terms=_terms(), now=render.now())
    except (DisputeError, ConflictError) as error:
        return _own_page(dispute_id, problem=dispute_names.refusal(error), status=422)
    return redirect(url_for("disputes.read", dispute_id=dispute_id), 303)


@route(
    views,
    "/my-disputes/<int:dispute_id>/withdrawal",
    permission=Permission.OPEN_DISPUTES,
    title=_l("Take back"),
    methods=["POST"],
)
def withdraw(dispute_id: int) -> Response:
    """Take a dispute back that was opened by mistake."""
    try:
        disputes.withdraw_dispute(db(), dispute_id, author=_author(), now=render.now())
    except (DisputeError, ConflictError) as error:
        return _own_page(dispute_id, problem=dispute_names.refusal(error), status=422)
    return redirect(url_for("disputes.read", dispute_id=dispute_id), 303)


@route(views, "/disputes", permission=Permission.READ_DISPUTES, title=_l("Disputes"))
def show_list() -> Response:
    """List what waits to be decided; tabs lead to what is at a calibration session and what is done."""
    tab = request.args.get("state", "open")
    if tab not in _LISTS:
        tab = "open"
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = disputes.list_disputes(db(), scope(), states=_LISTS[tab], page=page)
    counts = disputes.count_disputes(db(), scope())
    return render.render_page(
        "disputes/list.html",
        lines=lines,
        has_more=has_more,
        page=page,
        tab=tab,
        counts={name: sum(counts[state] for state in states) for name, states in _LISTS.items()},
        now=render.now(),
    )


@route(views, "/disputes/<int:dispute_id>", permission=Permission.READ_DISPUTES, title=_l("Dispute"))
def show(dispute_id: int) -> Response:
    """Show a dispute with the evidence of both sides."""
    return _page(dispute_id)


@route(
    views,
    "/disputes/<int:dispute_id>/decision",
    permission=Permission.DECIDE_DISPUTES,
    title=_l("Decide"),
    methods=["POST"],
)
def decide(dispute_id: int) -> Response:
    """Decide a dispute, or say what the decision lacks and keep what was written."""
    try:
        disputes.decide_dispute(
            db(), dispute_id, read_ruling(request.form), scope=scope(), user_id=auth.person().id, now=render.now()
        )
    except (DisputeError, ReviewError, ConflictError) as error:
        return _page(dispute_id, problem=dispute_names.refusal(error), status=422)
    return redirect(url_for("disputes.show", dispute_id=dispute_id), 303)


@route(
    views,
    "/disputes/<int:dispute_id>/appeal",
    permission=Permission.FACILITATE,
    title=_l("Answer the appeal"),
    methods=["POST"],
)
def answer(dispute_id: int) -> Response:
    """Enter what a calibration session found of an appeal."""
    disputes.find_dispute(db(), dispute_id, scope())
    try:
        disputes.answer_appeal(db(), dispute_id, read_ruling(request.form), by=auth.person().id, now=render.now())
    except (DisputeError, ReviewError, ConflictError) as error:
        return _page(dispute_id, problem=dispute_names.refusal(error), status=422)
    return redirect(url_for("disputes.show", dispute_id=dispute_id), 303)


def _own_page(dispute_id: int, *, status: int = 200, problem: str | None = None) -> Response:
    view = disputes.read_dispute(db(), dispute_id, scope())
    terms = _terms()
    last = view.decision
    until = terms.last_to_dispute(last.decided_at) if last and disputes.can_be_appealed(last) else None
    return render.render_page(
        "disputes/read.html",
        status=status,
        view=view,
        terms=terms,
        appeal_until=until if until and render.now() < until else None,
        again_until=_again_until(view, terms),
        now=render.now(),
        problem=problem,
        form=request.form,
    )


def _again_until(view: disputes.DisputeView, terms: disputes.Terms) -> datetime | None:
    """Return until when a dispute that was taken back can be opened anew; None where it cannot."""
    until = terms.last_to_dispute(view.feedback.published_at)
    is_free = view.criterion.id in disputes.disputable_ratings(db(), view.feedback)
    return until if view.dispute.state is DisputeState.WITHDRAWN and is_free and render.now() < until else None


def _page(dispute_id: int, *, status: int = 200, problem: str | None = None) -> Response:
    view = disputes.read_dispute(db(), dispute_id, scope())
    person = auth.person()
    return render.render_page(
        "disputes/show.html",
        status=status,
        view=view,
        is_reviewer=view.review.reviewer_id == person.id,
        now=render.now(),
        problem=problem,
        form=request.form,
    )


def _form(feedback_id: int, criterion: str, *, problem: str | None = None) -> Response:
    view = feedback.read_feedback(db(), feedback_id, scope())
    rating = next((one for one in view.review.ratings if one.criterion == criterion), None)
    if rating is None or criterion not in view.disputable:
        abort(404)
    known = view.rubric.criterion(criterion)
    terms = _terms()
    return render.render_page(
        "disputes/open.html",
        status=422 if problem else 200,
        view=view,
        criterion=known,
        rating=rating,
        item=next((one for one in view.points if one.told["criterion"] == criterion), None),
        choices=disputes.milder_choices(known, rating),
        reasons=dispute_names.REASONS,
        until=terms.last_to_dispute(view.feedback.published_at),
        terms=terms,
        now=render.now(),
        problem=problem,
        form=request.form,
    )


def _author() -> Author:
    person = auth.person()
    if person.agent_id is None:
        abort(404)
    return Author(agent_id=person.agent_id, user_id=person.id)


def _terms() -> disputes.Terms:
    return disputes.terms_of(db(), settings())
