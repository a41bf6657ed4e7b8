"""Self-reviews: an agent rates own conversations on the reviewers' form, then compares; coaches give and read them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ReviewError
from qa.stages import reviewing, self_reviews
from qa.stages.opening_words import opening_words
from web import auth, desk, desk_groups, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("self_reviews", __name__)


@route(views, "/my-reviews", permission=Permission.REVIEW_SELF, title=_l("Self-reviews"))
def show_own() -> Response:
    """List the agent's self-reviews and the own conversations they can choose from."""
    person = auth.person()
    choices = (
        self_reviews.own_conversations(db(), user_id=person.id, agent_id=person.agent_id) if person.agent_id else ()
    )
    lines = self_reviews.list_own(db(), person.id)
    shown = {one.id for one in choices} | {line.conversation.id for line in lines}
    return render.render_page("self_reviews/own.html", lines=lines, choices=choices, opening=opening_words(db(), shown))


@route(views, "/my-reviews", permission=Permission.REVIEW_SELF, title=_l("Self-reviews"), methods=["POST"])
def start() -> Response:
    """Begin or resume a self-review of an own conversation."""
    person = auth.person()
    review = self_reviews.start_self_review(
        db(),
        request.form.get("conversation", 0, type=int),
        user_id=person.id,
        agent_id=person.agent_id or 0,
        now=render.now(),
    )
    return redirect(url_for("self_reviews.show", review_id=review.id), 303)


@route(views, "/my-reviews/<int:review_id>", permission=Permission.REVIEW_SELF, title=_l("Self-review"))
def show(review_id: int) -> Response:
    """Show the conversation beside the scorecard."""
    return desk.show(desk.own(review_id))


@route(
    views,
    "/my-reviews/<int:review_id>/ratings/<criterion>",
    permission=Permission.REVIEW_SELF,
    title=_l("Self-review"),
    methods=["POST"],
)
def rate(review_id: int, criterion: str) -> Response:
    """Save one rating."""
    return desk.rate(review_id, criterion)


@route(
    views,
    "/my-reviews/<int:review_id>/groups/<dimension>/pass",
    permission=Permission.REVIEW_SELF,
    title=_l("Self-review"),
    methods=["POST"],
)
def pass_rest(review_id: int, dimension: str) -> Response:
    """Pass what is left of a group of criteria."""
    return desk_groups.pass_rest(review_id, dimension)


@route(
    views,
    "/my-reviews/<int:review_id>/groups/<dimension>/take-back",
    permission=Permission.REVIEW_SELF,
    title=_l("Self-review"),
    methods=["POST"],
)
def take_back_rest(review_id: int, dimension: str) -> Response:
    """Make undecided again what was passed together."""
    return desk_groups.take_back_rest(review_id, dimension)


@route(
    views,
    "/my-reviews/<int:review_id>/annotations",
    permission=Permission.REVIEW_SELF,
    title=_l("Annotation"),
    methods=["POST"],
)
def annotate(review_id: int) -> Response:
    """Pin a note."""
    return desk.annotate(review_id)


@route(
    views,
    "/my-reviews/<int:review_id>/annotations/<int:annotation_id>/remove",
    permission=Permission.REVIEW_SELF,
    title=_l("Annotation"),
    methods=["POST"],
)
def remove_annotation(review_id: int, annotation_id: int) -> Response:
    """Take a note away."""
    return desk.remove_annotation(review_id, annotation_id)


@route(views, "/my-reviews/<int:review_id>/submit", permission=Permission.REVIEW_SELF, title=_l("Submit the review"))
def confirm(review_id: int) -> Response:
    """Show all ratings once more before they are submitted."""
    return render.render_page("reviews/confirm.html", view=desk.own(review_id))


@route(
    views,
    "/my-reviews/<int:review_id>/submit",
    permission=Permission.REVIEW_SELF,
    title=_l("Submit the review"),
    methods=["POST"],
)
def submit(review_id: int) -> Response:
    """Submit what was shown, and compare."""
    return desk.submit(review_id, then="self_reviews.compare")


@route(
    views,
    "/my-reviews/<int:review_id>/time",
    permission=Permission.REVIEW_SELF,
    title=_l("Time spent"),
    methods=["POST"],
)
def add_time(review_id: int) -> Response:
    """Add seconds that the page was looked at."""
    return desk.add_time(review_id)


@route(views, "/my-reviews/<int:review_id>/comparison", permission=Permission.REVIEW_SELF, title=_l("Compared"))
def compare(review_id: int) -> Response:
    """Put the agent's ratings beside the reviewer's, once the agent has submitted and feedback is published."""
    view = desk.own(review_id)
    if view.is_open:
        return redirect(url_for("self_reviews.show", review_id=review_id), 303)
    return render.render_page(
        "self_reviews/compare.html", view=view, comparison=self_reviews.compare(db(), view.review)
    )


@route(views, "/self-reviews", permission=Permission.COACH, title=_l("Self-reviews"))
def show_list() -> Response:
    """List the submitted self-reviews of the coach's team."""
    person = auth.person()
    team_id = None if person.can(Permission.DRAW_SAMPLES) else person.team_id
    return render.render_page(
        "self_reviews/list.html", lines=self_reviews.list_of_team(db(), reader_id=person.id, team_id=team_id)
    )


@route(views, "/self-reviews/<int:review_id>", permission=Permission.COACH, title=_l("Self-review"))
def read(review_id: int) -> Response:
    """Show a coach a submitted self-review of their team beside the published review."""
    person = auth.person()
    team_id = None if person.can(Permission.DRAW_SAMPLES) else person.team_id
    if not self_reviews.list_of_team(db(), reader_id=person.id, team_id=team_id, review_id=review_id):
        abort(404)
    view = reviewing.read_review(db(), review_id)
    return render.render_page(
        "self_reviews/compare.html", view=view, comparison=self_reviews.compare(db(), view.review)
    )


@route(
    views,
    "/conversations/<int:conversation_id>/self-review",
    permission=Permission.COACH,
    title=_l("Self-review"),
    methods=["POST"],
)
def give(conversation_id: int) -> Response:
    """Ask the agent of a conversation to rate it."""
    try:
        self_reviews.give_self_review(db(), conversation_id, giver_id=auth.person().id, now=render.now())
        flash(_("The agent was asked to rate this conversation."), "success")
    except ReviewError as error:
        flash(told(error), "error")
    back = request.form.get("back", "")
    return redirect(back if auth.is_local(back) else url_for("self_reviews.show_list"), 303)
