"""Reviews: the list, the page where a conversation is rated, and its submission."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.finding import Verdict
from qa.domain.rubric import text_in
from qa.errors import ConflictError, IncompleteReviewError, ReviewError, UnknownNameError
from qa.stages import blindness, reviewing
from qa.stages.reviewing import Pin, RatingChange, ReviewView
from web import auth, languages, marking, render
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("reviews", __name__)


@views.app_context_processor
def _tools() -> dict[str, object]:
    """Give the review templates what they cut messages and name things with."""
    language = languages.page_language()
    return {
        "blocks": marking.blocks,
        "hour": lambda moment: format_datetime(moment, "HH:mm"),
        "marks_of": marking.marks_of,
        "text_in": lambda texts: text_in(texts, language),
        "title_of": lambda rubric, criterion: text_in(rubric.criterion(criterion).title, language, default=criterion),
        "root_causes": {
            "agent": _("The agent"),
            "template": _("A saved reply"),
            "process": _("The process"),
            "facts": _("The knowledge base"),
            "tool": _("A tool"),
        },
    }


@route(views, "/reviews", permission=Permission.READ_REVIEWS, title=_l("Reviews"))
def show_list() -> Response:
    """List the user's own reviews; who may publish can ask for everybody's."""
    is_everybodys = request.args.get("whose") == "all" and auth.can(Permission.PUBLISH_FEEDBACK)
    page = max(1, request.args.get("page", 1, type=int))
    reader = auth.person().id
    lines, has_more = reviewing.list_reviews(
        db(), reader_id=reader, reviewer_id=None if is_everybodys else reader, page=page
    )
    return render.render_page(
        "reviews/list.html", lines=lines, has_more=has_more, page=page, is_everybodys=is_everybodys
    )


@route(
    views,
    "/conversations/<int:conversation_id>/review",
    permission=Permission.REVIEW,
    title=_l("Review"),
    methods=["POST"],
)
def start(conversation_id: int) -> Response:
    """Begin or resume the user's review of a conversation."""
    review = reviewing.start_review(db(), conversation_id, reviewer_id=auth.person().id, now=render.now())
    return redirect(url_for("reviews.show", review_id=review.id), 303)


@route(views, "/reviews/<int:review_id>", permission=Permission.READ_REVIEWS, title=_l("Review"))
def show(review_id: int) -> Response:
    """Show the conversation beside the scorecard."""
    return render.render_page("reviews/show.html", view=_readable(review_id))


@route(
    views,
    "/reviews/<int:review_id>/ratings/<criterion>",
    permission=Permission.REVIEW,
    title=_l("Review"),
    methods=["POST"],
)
def rate(review_id: int, criterion: str) -> Response:
    """Save one rating; a stale one shows both versions and changes nothing."""
    change = _change(criterion)
    try:
        saved = reviewing.rate(db(), review_id, change, reviewer_id=auth.person().id, now=render.now())
    except ConflictError as conflict:
        return _refuse_rating(review_id, change, conflict=conflict, problem=str(conflict), status=409)
    except UnknownNameError:
        abort(404)
    except ReviewError as error:
        return _refuse_rating(review_id, change, conflict=None, problem=str(error), status=422)
    page_url = url_for("reviews.show", review_id=review_id, _anchor=f"criterion-{criterion}")
    if not render.is_htmx():
        return redirect(page_url, 303)
    return _rated(review_id, criterion, is_revealing=saved.is_first_decision)


@route(
    views,
    "/reviews/<int:review_id>/annotations",
    permission=Permission.REVIEW,
    title=_l("Annotation"),
    methods=["POST"],
)
def annotate(review_id: int) -> Response:
    """Pin a note to words or to a stretch of sound."""
    form = request.form
    pin = Pin(
        message=form.get("message", type=int),
        start=form.get("start", type=int),
        end=form.get("end", type=int),
        start_ms=form.get("start_ms", type=int),
        end_ms=form.get("end_ms", type=int),
        criterion=form.get("criterion") or None,
        comment=form.get("comment", ""),
        is_strength=bool(form.get("is_strength")),
    )
    try:
        note = reviewing.annotate(db(), review_id, pin, reviewer_id=auth.person().id, now=render.now())
    except (ReviewError, UnknownNameError) as error:
        return render.render_page(
            "errors/_alert.html", status=422, code=422, heading=_("Not pinned"), advice=str(error)
        )
    return _changed_notes(review_id, note.message_position)


@route(
    views,
    "/reviews/<int:review_id>/annotations/<int:annotation_id>/remove",
    permission=Permission.REVIEW,
    title=_l("Annotation"),
    methods=["POST"],
)
def remove_annotation(review_id: int, annotation_id: int) -> Response:
    """Take a note away."""
    note = reviewing.remove_annotation(db(), review_id, annotation_id, reviewer_id=auth.person().id, now=render.now())
    return _changed_notes(review_id, note.message_position)


@route(views, "/reviews/<int:review_id>/submit", permission=Permission.REVIEW, title=_l("Submit the review"))
def confirm(review_id: int) -> Response:
    """Show all ratings once more before they are submitted."""
    return render.render_page("reviews/confirm.html", view=_own(review_id))


@route(
    views,
    "/reviews/<int:review_id>/submit",
    permission=Permission.REVIEW,
    title=_l("Submit the review"),
    methods=["POST"],
)
def submit(review_id: int) -> Response:
    """Submit what was shown; anything changed since is shown first."""
    form, person = request.form, auth.person()
    try:
        reviewing.submit_review(
            db(),
            review_id,
            reviewer_id=person.id,
            revision=form.get("revision", 0, type=int),
            summary=form.get("summary", ""),
            now=render.now(),
        )
    except (ConflictError, IncompleteReviewError) as error:
        status = 409 if isinstance(error, ConflictError) else 422
        return render.render_page(
            "reviews/confirm.html", status=status, view=_own(review_id), problem=error, summary=form.get("summary")
        )
    return redirect(url_for("reviews.show", review_id=review_id), 303)


@route(views, "/reviews/<int:review_id>/time", permission=Permission.REVIEW, title=_l("Time spent"), methods=["POST"])
def add_time(review_id: int) -> Response:
    """Add seconds that the page was looked at."""
    seconds = request.form.get("seconds", 0, type=int)
    reviewing.add_active_seconds(db(), review_id, reviewer_id=auth.person().id, seconds=seconds)
    return Response(status=204)


def _change(criterion: str) -> RatingChange:
    """Read a rating from the form: `answer` is a verdict or a point of the scale."""
    form = request.form
    answer = form.get("answer", "")
    is_point = answer.lstrip("-").isdigit()
    known = {verdict.value: verdict for verdict in Verdict}
    if answer and not is_point and answer not in known:
        abort(400)
    replaced = form.get("replaces", type=int)
    return RatingChange(
        criterion=criterion,
        verdict=Verdict.PASS if is_point else known.get(answer, Verdict.NEEDS_HUMAN),
        point=int(answer) if is_point else None,
        comment=form.get("comment", ""),
        suggestion=form.get("suggestion", ""),
        root_cause=form.get("root_cause") or None,
        revision=form.get("revision", 0, type=int) if replaced is None else replaced,
    )


def _rated(review_id: int, criterion: str, *, is_revealing: bool) -> Response:
    """Answer with the rating and the progress, and with the messages whose marks may be seen from now on."""
    if not is_revealing:
        one, progress = reviewing.read_criterion(db(), review_id, criterion)
        return render.render_page(
            "reviews/_rated.html", one=one, progress=progress, review_id=review_id, is_open=True, view=None
        )
    view = reviewing.read_review(db(), review_id)
    one = next(one for one in view.criteria if one.criterion.id == criterion)
    positions = {found.message_position for found in one.machine.findings} if one.machine else set()
    return render.render_page(
        "reviews/_rated.html",
        one=one,
        progress=view.progress,
        review_id=review_id,
        is_open=True,
        view=view,
        positions=positions,
    )


def _refuse_rating(
    review_id: int, change: RatingChange, *, conflict: ConflictError | None, problem: str, status: int
) -> Response:
    """Show what was typed beside what is stored; the typed words stay in the form."""
    if not render.is_htmx():
        return render.render_page(
            "reviews/show.html", status=status, view=_own(review_id), typed=change, conflict=conflict, problem=problem
        )
    _own(review_id)
    one, progress = reviewing.read_criterion(db(), review_id, change.criterion)
    return render.render_page(
        "reviews/_rating.html",
        status=status,
        one=one,
        progress=progress,
        review_id=review_id,
        is_open=True,
        typed=change,
        conflict=conflict,
        problem=problem,
    )


def _changed_notes(review_id: int, position: int | None) -> Response:
    if not render.is_htmx():
        return redirect(url_for("reviews.show", review_id=review_id), 303)
    return render.render_page("reviews/_noted.html", view=_own(review_id), position=position)


def _own(review_id: int) -> ReviewView:
    view = reviewing.read_review(db(), review_id)
    if view.review.reviewer_id != auth.person().id:
        abort(404)
    blindness.refuse_while_calibrating(db(), auth.person().id, view.conversation.id)
    return view


def _readable(review_id: int) -> ReviewView:
    """Read one's own review, or another's submitted one unless one has still to review the same conversation."""
    view = reviewing.read_review(db(), review_id)
    reader = auth.person().id
    if view.review.reviewer_id == reader:
        blindness.refuse_while_calibrating(db(), reader, view.conversation.id)
        return view
    if view.is_open or reviewing.is_about_to_review(db(), view.conversation.id, reviewer_id=reader):
        abort(404)
    return view
