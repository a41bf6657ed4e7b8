"""Publishing a draft, putting a version in force, and taking back what has not begun."""

from __future__ import annotations

from datetime import date, datetime, time

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ConflictError, RubricDraftError
from qa.stages.rubrics import drafts, force, publishing, trials, versions
from qa.stages.rubrics.trials import CHANGES, EXAMPLES
from web import auth, render
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db, settings
from web.views.rubrics._blueprint import views

EDIT = Permission.EDIT_RUBRICS


@route(views, "/drafts/<int:draft_id>/publish", permission=EDIT, title=_l("Publish"))
def show_publish(draft_id: int) -> Response:
    """Show what the draft changes, what is still missing, and how it is to be published."""
    return _page(draft_id)


@route(views, "/drafts/<int:draft_id>/publish", permission=EDIT, title=_l("Publish"), methods=["POST"])
def publish(draft_id: int) -> Response:
    """Publish the draft as a new version."""
    try:
        row = publishing.publish_draft(
            db(),
            draft_id,
            publishing.Publication(
                note=request.form.get("note", ""),
                from_at=_start_of(request.form.get("from", "")),
                rechecks="rechecks" in request.form,
                accepts_not_run="accepts_not_run" in request.form,
            ),
            revision=request.form.get("revision", type=int) or 0,
            user_id=auth.person().id,
            settings=settings(),
            now=render.now(),
        )
    except (RubricDraftError, ConflictError) as error:
        return _page(draft_id, problem=told(error))
    flash(_("Version %(version)s is published.", version=row.version), "success")
    return redirect(url_for("rubrics.show", rubric_id=row.id), 303)


@route(views, "/drafts/<int:draft_id>/raise", permission=EDIT, title=_l("Publish"), methods=["POST"])
def raise_version(draft_id: int) -> Response:
    """Give the draft the next free version number."""
    drafts.raise_version(db(), draft_id, user_id=auth.person().id, now=render.now())
    return redirect(url_for("rubrics.show_publish", draft_id=draft_id), 303)


@route(views, "/<int:rubric_id>/force", permission=EDIT, title=_l("Put in force"), methods=["POST"])
def put_in_force(rubric_id: int) -> Response:
    """Put a stored version in force again."""
    force.put_in_force(
        db(),
        rubric_id,
        from_at=_start_of(request.form.get("from", "")) or render.now(),
        note=request.form.get("note", "").strip(),
        rechecks="rechecks" in request.form,
        user_id=auth.person().id,
        now=render.now(),
    )
    flash(_("Done. Reviews made before keep the version they were made with."), "success")
    return redirect(url_for("rubrics.show", rubric_id=rubric_id), 303)


@route(views, "/terms/<int:term_id>/cancel", permission=EDIT, title=_l("Take back"), methods=["POST"])
def cancel_term(term_id: int) -> Response:
    """Take back what has not begun."""
    force.cancel_term(db(), term_id, user_id=auth.person().id, now=render.now())
    flash(_("Taken back. What is in force now stays in force."), "success")
    return redirect(url_for("rubrics.show_list"), 303)


def _page(draft_id: int, *, problem: str = "") -> Response:
    draft = drafts.find_draft(db(), draft_id)
    now = render.now()
    in_force = next((one for one in versions.list_versions(db(), now=now) if one.is_in_force), None)
    return render.render_page(
        "rubrics/publish.html",
        status=422 if problem else 200,
        draft=draft,
        problem=problem,
        ready=publishing.readiness(db(), draft_id, settings=settings()),
        change=publishing.change_of(db(), draft, settings=settings()),
        examples=trials.last_trial(db(), draft, EXAMPLES),
        changes=trials.last_trial(db(), draft, CHANGES),
        in_force=in_force,
        missed=_missed(draft.base_id, in_force),
        unreviewed=force.count_unreviewed(db()),
        form=request.form,
        today=now.astimezone(settings().zone).date(),
    )


def _missed(base_id: int | None, in_force: versions.VersionLine | None) -> int | None:
    """Return the version in force where the draft began as another: its changes may not be in the draft."""
    return in_force.id if in_force is not None and base_id is not None and in_force.id != base_id else None


def _start_of(day: str) -> datetime | None:
    """Return when a day begins in the team's zone. Raises RubricDraftError for what is no day."""
    if not day.strip():
        return None
    try:
        return datetime.combine(date.fromisoformat(day.strip()), time(), tzinfo=settings().zone)
    except ValueError as error:
        raise RubricDraftError(_("“%(value)s” is no day: choose one such as 2026-12-01.", value=day)) from error
