"""The desk where a conversation is rated, for reviewers and for agents who rate their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import abort, g, redirect, request, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from qa.domain.rubric import text_in
from qa.errors import ConflictError, IncompleteReviewError, ReviewError, UnknownNameError
from qa.stages import blindness, comment_templates, exemplars, reviewing, waiting
from qa.stages.reviewing import Pin, RatingChange, ReviewView, Submission
from qa.store import tables
from web import auth, languages, marking, message_lines, render
from web.feedback_scope import may_publish
from web.rating_forms import read_change
from web.refusals import told
from web.sessions import db

OWN = "self_reviews"


def area() -> str:
    """Return the blueprint whose addresses the forms use."""
    return OWN if request.blueprint == OWN else "reviews"


def tools() -> dict[str, object]:
    """Give the templates what they cut messages and name things with."""
    language = languages.page_language()
    return {
        "anchor_of": lambda criterion, point: criterion.anchor(point, language),
        "area": area,
        "author_of": message_lines.author_of,
        "blocks": marking.blocks,
        "hour": lambda moment: format_datetime(moment, "HH:mm"),
        "is_kept_exemplar": is_kept_exemplar,
        "is_kept_strength": is_kept_strength,
        "is_low": lambda criterion, point: criterion.is_low(point),
        "markup_of": marking.markup_of,
        "marks_of": marking.marks_of,
        "may_publish": may_publish,
        "sent_on": message_lines.sent_on,
        "tags_to_choose": lambda: reviewing.tags_to_choose(db()),
        "text_in": lambda texts: text_in(texts, language),
        "title_of": lambda rubric, criterion: text_in(rubric.criterion(criterion).title, language, default=criterion),
        "root_causes": {
            "agent": _("The agent"),
            "template": _("A saved reply"),
            "process": _("The process"),
            "facts": _("The knowledge base"),
            "tool": _("A tool"),
        },
        "word_times": marking.word_times,
    }


def is_kept_exemplar(note: tables.Annotation) -> bool:
    """Tell whether the words of a note are an exemplar, accepted or nominated."""
    return (note.criterion, note.message_position, note.start, note.start_ms) in _kept(note.review_id)


def is_kept_strength(feedback: tables.Feedback) -> bool:
    """Tell whether what a feedback praises is an exemplar, accepted or nominated."""
    place = (feedback.strength.get(name) for name in ("criterion", "message", "start", "start_ms"))
    return tuple(place) in _kept(feedback.review_id)


def _kept(review_id: int) -> Collection[object]:
    known: dict[int, Collection[object]] = g.setdefault("exemplars", {})
    if review_id not in known:
        known[review_id] = exemplars.marked_places(db(), review_id)
    return known[review_id]


def own(review_id: int) -> ReviewView:
    """Read a review of the user's, of the kind that this desk is for; anything else does not exist."""
    view = reviewing.read_review(db(), review_id)
    if view.review.reviewer_id != auth.person().id or view.is_self != (area() == OWN):
        abort(404)
    blindness.refuse_while_calibrating(db(), auth.person().id, view.conversation.id)
    return view


def show(view: ReviewView, *, status: int = 200, **context: object) -> Response:
    """Show the conversation beside the scorecard."""
    reusable = reusable_for(view)
    return render.render_page(
        "reviews/show.html",
        status=status,
        view=view,
        reusable=reusable,
        with_reusable={one.criterion for one in reusable},
        next_id=_next_id(view),
        **context,
    )


def reusable_for(view: ReviewView) -> Sequence[tables.CommentTemplate]:
    """Return the comments a reviewer may reuse here; none once the review is submitted, nor in a self-review."""
    if not view.is_open or view.is_self:
        return ()
    ids = [one.criterion.id for one in view.criteria]
    return comment_templates.list_templates(db(), criteria=ids, language=languages.page_language())


def _next_id(view: ReviewView) -> int | None:
    """Return the conversation to rate next, once a reviewer's own review is submitted."""
    if view.is_open or view.is_self or view.review.reviewer_id != auth.person().id:
        return None
    duties = waiting.read_duties(db(), auth.person().id)
    return next((duty.next_id for duty in duties if duty.next_id is not None), None)


def rate(review_id: int, criterion: str) -> Response:
    """Save one rating; a stale one shows both versions and changes nothing."""
    own(review_id)
    change = read_change(criterion)
    try:
        saved = reviewing.rate(db(), review_id, change, reviewer_id=auth.person().id, now=render.now())
    except ConflictError as conflict:
        return _refuse_rating(review_id, change, conflict=conflict, problem=str(conflict), status=409)
    except UnknownNameError:
        abort(404)
    except ReviewError as error:
        return _refuse_rating(review_id, change, conflict=None, problem=told(error), status=422)
    page_url = url_for(f"{area()}.show", review_id=review_id, _anchor=f"criterion-{criterion}")
    if not render.is_htmx():
        return redirect(page_url, 303)
    return _rated(review_id, criterion, is_revealing=saved.is_first_decision)


def annotate(review_id: int) -> Response:
    """Pin a note to words or to a stretch of sound, with tags, and keep it as an exemplar if that is asked."""
    own(review_id)
    form, person = request.form, auth.person()
    pin = Pin(
        message=form.get("message", type=int),
        start=form.get("start", type=int),
        end=form.get("end", type=int),
        start_ms=form.get("start_ms", type=int),
        end_ms=form.get("end_ms", type=int),
        criterion=form.get("criterion") or None,
        comment=form.get("comment", ""),
        is_strength=bool(form.get("is_strength")),
        tags=tuple(form.getlist("tag", type=int)),
    )
    try:
        note = reviewing.annotate(db(), review_id, pin, reviewer_id=person.id, now=render.now())
        if form.get("is_exemplar") and area() != OWN:
            exemplars.mark_exemplar(db(), note.id, user_id=person.id, now=render.now())
    except (ReviewError, UnknownNameError) as error:
        return render.render_page(
            "errors/_alert.html", status=422, code=422, heading=_("Not pinned"), advice=told(error)
        )
    return changed_notes(review_id, note.message_position)


def remove_annotation(review_id: int, annotation_id: int) -> Response:
    """Take a note away."""
    own(review_id)
    note = reviewing.remove_annotation(db(), review_id, annotation_id, reviewer_id=auth.person().id, now=render.now())
    return changed_notes(review_id, note.message_position)


def submit(review_id: int, *, then: str) -> Response:
    """Submit what was shown and go on to the page `then`; anything changed since is shown first."""
    own(review_id)
    form = request.form
    submission = Submission(
        revision=form.get("revision", 0, type=int),
        summary=form.get("summary", ""),
        leaves_open=bool(form.get("leaves_open")),
    )
    try:
        reviewing.submit(db(), review_id, submission, reviewer_id=auth.person().id, now=render.now())
    except (ConflictError, IncompleteReviewError) as error:
        status = 409 if isinstance(error, ConflictError) else 422
        return render.render_page(
            "reviews/confirm.html", status=status, view=own(review_id), problem=error, summary=form.get("summary")
        )
    return redirect(url_for(then, review_id=review_id), 303)


def add_time(review_id: int) -> Response:
    """Add seconds that the page was looked at."""
    seconds = request.form.get("seconds", 0, type=int)
    reviewing.add_active_seconds(db(), review_id, reviewer_id=auth.person().id, seconds=seconds)
    return Response(status=204)


def changed_notes(review_id: int, position: int | None) -> Response:
    """Answer with the message whose notes changed, or with those of the recording."""
    if not render.is_htmx():
        return redirect(url_for(f"{area()}.show", review_id=review_id), 303)
    return render.render_page("reviews/_noted.html", view=own(review_id), position=position)


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
        return show(own(review_id), status=status, typed=change, conflict=conflict, problem=problem)
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
