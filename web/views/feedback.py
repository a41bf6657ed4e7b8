"""Feedback: made from a submitted review, read, acknowledged and talked about by its agent."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ConflictError, ReviewError, UnknownNameError
from qa.stages import feedback, reviewing
from qa.stages.feedback import FeedbackDraft, Point, Scope
from web import auth, render
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("feedback", __name__)


@route(views, "/feedback", permission=Permission.READ_FEEDBACK, title=_l("Feedback"))
def show_list() -> Response:
    """List what was published, with who has acknowledged it, and what waits to be published."""
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = feedback.list_feedback(db(), _scope(), page=page)
    pending = feedback.list_unpublished(db(), reviewer_id=None if _publishes_all() else auth.person().id)
    return render.render_page(
        "feedback/list.html", lines=lines, has_more=has_more, page=page, pending=pending if page == 1 else ()
    )


@route(views, "/my-feedback", permission=Permission.READ_OWN_FEEDBACK, title=_l("My feedback"))
def show_own() -> Response:
    """List the agent's own feedback."""
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = feedback.list_feedback(db(), _scope(), page=page)
    return render.render_page("feedback/inbox.html", lines=lines, has_more=has_more, page=page)


@route(views, "/feedback/<int:feedback_id>", permission=Permission.READ_FEEDBACK, title=_l("Feedback"))
def show(feedback_id: int) -> Response:
    """Show a feedback to those who give it."""
    return render.render_page("feedback/show.html", view=feedback.read_feedback(db(), feedback_id, _scope()))


@route(views, "/my-feedback/<int:feedback_id>", permission=Permission.READ_OWN_FEEDBACK, title=_l("Feedback"))
def read(feedback_id: int) -> Response:
    """Show a feedback to its agent."""
    return render.render_page("feedback/show.html", view=feedback.read_feedback(db(), feedback_id, _scope()))


@route(views, "/reviews/<int:review_id>/feedback", permission=Permission.REVIEW, title=_l("Prepare feedback"))
def prepare(review_id: int) -> Response:
    """Choose one strength and at most three points of a submitted review."""
    _refuse_others(review_id)
    return render.render_page("feedback/prepare.html", proposal=feedback.propose_feedback(db(), review_id), form={})


@route(
    views,
    "/reviews/<int:review_id>/feedback",
    permission=Permission.REVIEW,
    title=_l("Prepare feedback"),
    methods=["POST"],
)
def publish(review_id: int) -> Response:
    """Publish what was chosen, or say what is wrong with it and keep what was written."""
    _refuse_others(review_id)
    try:
        published = feedback.publish_feedback(db(), review_id, _draft(), user_id=auth.person().id, now=render.now())
    except (ReviewError, UnknownNameError, ConflictError) as error:
        proposal = feedback.propose_feedback(db(), review_id)
        return render.render_page(
            "feedback/prepare.html", status=422, proposal=proposal, problem=str(error), form=request.form
        )
    return redirect(url_for("feedback.show", feedback_id=published.id), 303)


@route(
    views,
    "/my-feedback/<int:feedback_id>/acknowledge",
    permission=Permission.READ_OWN_FEEDBACK,
    title=_l("Acknowledge"),
    methods=["POST"],
)
def acknowledge(feedback_id: int) -> Response:
    """Note that the agent has read it."""
    person = auth.person()
    if person.agent_id is None:
        abort(404)
    feedback.acknowledge_feedback(db(), feedback_id, agent_id=person.agent_id, user_id=person.id, now=render.now())
    return _talk(feedback_id, fragment="feedback/_acknowledgement.html")


@route(
    views,
    "/my-feedback/<int:feedback_id>/comments",
    permission=Permission.READ_OWN_FEEDBACK,
    title=_l("Ask back"),
    methods=["POST"],
)
def ask(feedback_id: int) -> Response:
    """Add the agent's question."""
    return _comment(feedback_id)


@route(
    views,
    "/feedback/<int:feedback_id>/comments",
    permission=Permission.READ_FEEDBACK,
    title=_l("Answer"),
    methods=["POST"],
)
def reply(feedback_id: int) -> Response:
    """Add an answer to the agent."""
    return _comment(feedback_id)


def _comment(feedback_id: int) -> Response:
    text = request.form.get("text", "")
    try:
        feedback.comment_feedback(db(), feedback_id, text, scope=_scope(), user_id=auth.person().id, now=render.now())
    except ReviewError as error:
        view = feedback.read_feedback(db(), feedback_id, _scope())
        return render.refuse(
            "feedback/_comments.html", page="feedback/show.html", view=view, problem=str(error), text=text
        )
    return _talk(feedback_id, fragment="feedback/_comments.html")


def _talk(feedback_id: int, *, fragment: str) -> Response:
    view = feedback.read_feedback(db(), feedback_id, _scope())
    return render.answer(fragment, page_url=_page_url(feedback_id), view=view)


def _page_url(feedback_id: int) -> str:
    name = "feedback.show" if auth.can(Permission.READ_FEEDBACK) else "feedback.read"
    return url_for(name, feedback_id=feedback_id)


def _scope() -> Scope:
    """Say whose feedback this user may find: a coach's team, a reviewer's own reviews, an agent's own."""
    person = auth.person()
    if not person.can(Permission.READ_FEEDBACK):
        return Scope(agent_id=person.agent_id or 0)
    if person.can(Permission.DRAW_SAMPLES):
        return Scope()
    if person.can(Permission.PUBLISH_FEEDBACK):
        return Scope(team_id=person.team_id)
    return Scope(reviewer_id=person.id)


def _publishes_all() -> bool:
    return auth.can(Permission.PUBLISH_FEEDBACK)


def _refuse_others(review_id: int) -> None:
    """A reviewer publishes their own reviews; who has the permission publishes anybody's."""
    view = reviewing.read_review(db(), review_id)
    if view.review.reviewer_id != auth.person().id and not _publishes_all():
        abort(404)


def _draft() -> FeedbackDraft:
    """Read the chosen strength and points; the fields of a criterion carry its id."""
    form = request.form
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
