"""Reviews: the list, the page where a conversation is rated, and its submission."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ReviewError, ScorecardError
from qa.stages import blindness, exemplars, reviewing, waiting
from qa.stages.choosing_scorecards import read_offered
from qa.stages.reviewing import ReviewView
from web import auth, desk, desk_groups, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db

views = Blueprint("reviews", __name__)
views.app_context_processor(desk.tools)


@route(views, "/reviews", permission=Permission.READ_REVIEWS, title=_l("Reviews"))
def show_list() -> Response:
    """List the user's own reviews; who may publish can ask for everybody's, and is shown them while they have none."""
    whose, may_see_all = request.args.get("whose"), auth.can(Permission.PUBLISH_FEEDBACK)
    is_everybodys = whose == "all" and may_see_all
    page = max(1, request.args.get("page", 1, type=int))
    reader = auth.person().id
    lines, has_more = reviewing.list_reviews(
        db(), reader_id=reader, reviewer_id=None if is_everybodys else reader, page=page
    )
    if not lines and whose is None and may_see_all:
        is_everybodys = True
        lines, has_more = reviewing.list_reviews(db(), reader_id=reader, reviewer_id=None, page=page)
    return render.render_page(
        "reviews/list.html", lines=lines, has_more=has_more, page=page, is_everybodys=is_everybodys, **_waiting()
    )


@route(
    views,
    "/conversations/<int:conversation_id>/review",
    permission=Permission.REVIEW,
    title=_l("Review"),
    methods=["POST"],
)
def start(conversation_id: int) -> Response:
    """Begin or resume the user's review, by the short scorecard they chose where no sample decides."""
    chosen = request.form.get("scorecard", type=int)
    try:
        card = read_offered(db(), chosen) if chosen else None
    except ScorecardError as error:
        flash(told(error), "error")
        return redirect(url_for("conversations.show", conversation_id=conversation_id), 303)
    review = reviewing.start_review(
        db(), conversation_id, reviewer_id=auth.person().id, now=render.now(), scorecard=card
    )  # fmt: skip
    return redirect(url_for("reviews.show", review_id=review.id), 303)


@route(views, "/reviews/<int:review_id>", permission=Permission.READ_REVIEWS, title=_l("Review"))
def show(review_id: int) -> Response:
    """Show the conversation beside the scorecard."""
    return desk.show(_readable(review_id))


@route(
    views,
    "/reviews/<int:review_id>/ratings/<criterion>",
    permission=Permission.REVIEW,
    title=_l("Review"),
    methods=["POST"],
)
def rate(review_id: int, criterion: str) -> Response:
    """Save one rating."""
    return desk.rate(review_id, criterion)


@route(
    views,
    "/reviews/<int:review_id>/groups/<dimension>/pass",
    permission=Permission.REVIEW,
    title=_l("Review"),
    methods=["POST"],
)
def pass_rest(review_id: int, dimension: str) -> Response:
    """Pass what is left of a group of criteria."""
    return desk_groups.pass_rest(review_id, dimension)


@route(
    views,
    "/reviews/<int:review_id>/groups/<dimension>/take-back",
    permission=Permission.REVIEW,
    title=_l("Review"),
    methods=["POST"],
)
def take_back_rest(review_id: int, dimension: str) -> Response:
    """Make undecided again what was passed together."""
    return desk_groups.take_back_rest(review_id, dimension)


@route(
    views,
    "/reviews/<int:review_id>/annotations",
    permission=Permission.REVIEW,
    title=_l("Annotation"),
    methods=["POST"],
)
def annotate(review_id: int) -> Response:
    """Pin a note."""
    return desk.annotate(review_id)


@route(
    views,
    "/reviews/<int:review_id>/annotations/<int:annotation_id>/remove",
    permission=Permission.REVIEW,
    title=_l("Annotation"),
    methods=["POST"],
)
def remove_annotation(review_id: int, annotation_id: int) -> Response:
    """Take a note away."""
    return desk.remove_annotation(review_id, annotation_id)


@route(
    views,
    "/reviews/<int:review_id>/annotations/<int:annotation_id>/exemplar",
    permission=Permission.REVIEW,
    title=_l("Exemplar"),
    methods=["POST"],
)
def mark_exemplar(review_id: int, annotation_id: int) -> Response:
    """Keep the words of a note as an exemplar: those of an own review, or of any where the user may publish."""
    view = _readable(review_id)
    note = next((one for one in view.annotations if one.id == annotation_id), None)
    is_own = view.review.reviewer_id == auth.person().id
    if note is None or not (is_own or auth.can(Permission.PUBLISH_FEEDBACK)):
        abort(404)
    try:
        exemplars.mark_exemplar(db(), annotation_id, user_id=auth.person().id, now=render.now())
    except ReviewError as error:
        return render.render_page("errors/_alert.html", status=422, code=422, heading=_("Not kept"), advice=told(error))
    flash(_("Kept as an exemplar."), "success")
    return redirect(url_for("reviews.show", review_id=review_id), 303)


@route(views, "/reviews/<int:review_id>/submit", permission=Permission.REVIEW, title=_l("Submit the review"))
def confirm(review_id: int) -> Response:
    """Show all ratings once more before they are submitted."""
    return render.render_page("reviews/confirm.html", view=desk.own(review_id))


@route(
    views,
    "/reviews/<int:review_id>/submit",
    permission=Permission.REVIEW,
    title=_l("Submit the review"),
    methods=["POST"],
)
def submit(review_id: int) -> Response:
    """Submit what was shown."""
    return desk.submit(review_id, then="reviews.show")


@route(views, "/reviews/<int:review_id>/time", permission=Permission.REVIEW, title=_l("Time spent"), methods=["POST"])
def add_time(review_id: int) -> Response:
    """Add seconds that the page was looked at."""
    return desk.add_time(review_id)


def _waiting() -> dict[str, Any]:
    """Count what the user is still to review, and name what is first."""
    duties = [duty for duty in waiting.read_duties(db(), auth.person().id) if duty.next_id is not None]
    count = sum(duty.assigned - duty.finished for duty in duties)
    return {"waiting_count": count, "next_id": duties[0].next_id if duties else None}


def _readable(review_id: int) -> ReviewView:
    """Read one's own review, or another's submitted one unless one has still to rate the same conversation.

    An own one stays shut while the same conversation is to be rated once more; a self-review is read beside the
    reviewer's, on a page of its own.
    """
    view = reviewing.read_review(db(), review_id)
    reader, conversation_id = auth.person().id, view.conversation.id
    if view.is_self:
        abort(404)
    if view.review.reviewer_id == reader:
        blindness.refuse_while_calibrating(db(), reader, conversation_id)
        if not view.is_open and reviewing.is_repeating(db(), conversation_id, reviewer_id=reader):
            abort(404)
        return view
    if view.is_open or view.is_repeat or reviewing.is_about_to_review(db(), conversation_id, reviewer_id=reader):
        abort(404)
    return view
