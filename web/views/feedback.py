"""Feedback: made from a submitted review, read, acknowledged and talked about by its agent."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import CoachingError, ConflictError, ReviewError, UnknownNameError
from qa.stages import blindness, coaching, feedback, reviewing
from qa.stages.feedback import FeedbackView, HintKind
from qa.stages.feedback.terms import terms_of
from web import auth, render
from web.feedback_forms import read_draft
from web.feedback_scope import may_publish, scope
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db, settings

views = Blueprint("feedback", __name__)


@route(views, "/feedback", permission=Permission.READ_FEEDBACK, title=_l("Feedback"))
def show_list() -> Response:
    """List what was published, with who has acknowledged it, and what waits to be published."""
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = feedback.list_feedback(db(), scope(), page=page)
    pending = feedback.list_unpublished(db(), scope())
    return render.render_page(
        "feedback/list.html", lines=lines, has_more=has_more, page=page, pending=pending if page == 1 else ()
    )


@route(views, "/my-feedback", permission=Permission.READ_OWN_FEEDBACK, title=_l("My feedback"))
def show_own() -> Response:
    """List the agent's own feedback."""
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = feedback.list_feedback(db(), scope(), page=page)
    return render.render_page("feedback/inbox.html", lines=lines, has_more=has_more, page=page)


@route(views, "/feedback/<int:feedback_id>", permission=Permission.READ_FEEDBACK, title=_l("Feedback"))
def show(feedback_id: int) -> Response:
    """Show a feedback to those who give it."""
    return render.render_page("feedback/show.html", **_shown(feedback_id))


@route(views, "/my-feedback/<int:feedback_id>", permission=Permission.READ_OWN_FEEDBACK, title=_l("Feedback"))
def read(feedback_id: int) -> Response:
    """Show a feedback to its agent."""
    return render.render_page("feedback/show.html", **_shown(feedback_id))


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
        published = feedback.publish_feedback(
            db(), review_id, read_draft(request.form), user_id=auth.person().id, now=render.now()
        )
    except (ReviewError, UnknownNameError, ConflictError) as error:
        proposal = feedback.propose_feedback(db(), review_id)
        return render.render_page(
            "feedback/prepare.html", status=422, proposal=proposal, problem=told(error), form=request.form
        )
    return redirect(url_for("feedback.show", feedback_id=published.id), 303)


@route(views, "/feedback/hints/<key>", permission=Permission.REVIEW, title=_l("Hints"), methods=["POST"])
def hint(key: str) -> Response:
    """Say what of the words being written speaks of always, of the person, or with irony.

    Praise may say bravo: what would be irony in a point is none in the strength.
    """
    is_strength = key == "strength"
    hints = feedback.find_hints(request.form.get("strength-text" if is_strength else f"text-{key}", ""))
    shown = [one for one in hints if not (is_strength and one.kind is HintKind.IRONY)]
    return render.render_page("feedback/_hints.html", key=key, hints=shown)


@route(
    views,
    "/my-feedback/<int:feedback_id>/coaching",
    permission=Permission.READ_OWN_COACHING,
    title=_l("Ask for coaching"),
    methods=["POST"],
)
def request_coaching(feedback_id: int) -> Response:
    """Ask for coaching about this feedback."""
    agent_id = _agent_id()
    try:
        coaching.request_coaching(
            db(), agent_id=agent_id, feedback_id=feedback_id, text=request.form.get("text", ""), now=render.now()
        )
    except CoachingError as error:
        return render.render_page("feedback/show.html", status=422, coaching_problem=told(error), **_shown(feedback_id))
    return redirect(_page_url(feedback_id), 303)


@route(
    views,
    "/my-feedback/<int:feedback_id>/acknowledge",
    permission=Permission.READ_OWN_FEEDBACK,
    title=_l("Acknowledge"),
    methods=["POST"],
)
def acknowledge(feedback_id: int) -> Response:
    """Note that the agent has read it."""
    feedback.acknowledge_feedback(db(), feedback_id, agent_id=_agent_id(), user_id=auth.person().id, now=render.now())
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
        feedback.comment_feedback(db(), feedback_id, text, scope=scope(), user_id=auth.person().id, now=render.now())
    except ReviewError as error:
        return render.refuse(
            "feedback/_comments.html", page="feedback/show.html", problem=told(error), text=text, **_shown(feedback_id)
        )
    return _talk(feedback_id, fragment="feedback/_comments.html")


def _talk(feedback_id: int, *, fragment: str) -> Response:
    return render.answer(fragment, page_url=_page_url(feedback_id), **_shown(feedback_id))


def _shown(feedback_id: int) -> dict[str, Any]:
    """Read what a feedback page shows, and until when its agent may dispute it."""
    view = feedback.read_feedback(db(), feedback_id, scope())
    until = terms_of(db(), settings()).last_to_dispute(view.feedback.published_at)
    is_agent = auth.can(Permission.OPEN_DISPUTES)
    return {
        "view": view,
        "can_dispute": is_agent and render.now() < until,
        "dispute_until": until,
        "next_unread": feedback.next_unread(db(), _agent_id(), but=feedback_id) if is_agent else None,
        "coaching_request": _open_request(view),
    }


def _open_request(view: FeedbackView) -> object:
    """Return what the agent asked a coach about this feedback and nobody took up yet."""
    asked = coaching.open_requests(db(), view.feedback.agent_id)
    return next((one for one in asked if one.feedback_id == view.feedback.id), None)


def _agent_id() -> int:
    """Return which agent the user is; who is none finds nothing."""
    agent_id = auth.person().agent_id
    if agent_id is None:
        abort(404)
    return agent_id


def _page_url(feedback_id: int) -> str:
    name = "feedback.show" if auth.can(Permission.READ_FEEDBACK) else "feedback.read"
    return url_for(name, feedback_id=feedback_id)


def _refuse_others(review_id: int) -> None:
    """A reviewer publishes their own reviews; who has the permission those in scope, but none they rate blind."""
    view, person = reviewing.read_review(db(), review_id), auth.person()
    if view.review.reviewer_id == person.id:
        blindness.refuse_while_calibrating(db(), person.id, view.review.conversation_id)
        return
    here = [view.review.conversation_id]
    is_blind = blindness.still_to_review(db(), person.id, here) or blindness.still_to_calibrate(db(), person.id, here)
    if is_blind or not may_publish(view):
        abort(404)
