"""Trying a draft: its examples, and what it would change, both carried out by a worker and followed on the page."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import NotFoundError
from qa.stages.rubrics import drafts, trials
from qa.stages.rubrics.trials import CHANGES, EXAMPLES, USUAL_CONVERSATIONS
from web import auth, render, rubric_changes
from web.permissions import Permission, route
from web.rubric_pieces import piece_lines
from web.sessions import db
from web.views.rubrics._blueprint import views

EDIT = Permission.EDIT_RUBRICS


@route(views, "/drafts/<int:draft_id>/examples", permission=EDIT, title=_l("Examples"))
def show_examples(draft_id: int) -> Response:
    """Show what became of the examples of the draft."""
    return render.render_page("rubrics/examples.html", **_context(draft_id, EXAMPLES))


@route(views, "/drafts/<int:draft_id>/changes", permission=EDIT, title=_l("What would change"))
def show_changes(draft_id: int) -> Response:
    """Show what the draft would change in conversations that people have reviewed."""
    return render.render_page("rubrics/changes.html", **_context(draft_id, CHANGES))


@route(views, "/drafts/<int:draft_id>/trials/<kind>", permission=EDIT, title=_l("Trial"))
def show_trial(draft_id: int, kind: str) -> Response:
    """Return how far a trial is, or what came of it."""
    if kind not in (EXAMPLES, CHANGES):
        raise NotFoundError("trial", kind)
    criterion = request.args.get("criterion") or None
    context = _context(draft_id, kind, criterion=criterion)
    return render.render_page("rubrics/_criterion_trial.html" if criterion else f"rubrics/_{kind}.html", **context)


@route(views, "/drafts/<int:draft_id>/trials", permission=EDIT, title=_l("Trial"), methods=["POST"])
def ask(draft_id: int) -> Response:
    """Ask a worker to try the draft as it is now."""
    kind = CHANGES if request.form.get("kind") == CHANGES else EXAMPLES
    criterion = request.form.get("criterion") or None
    size = request.form.get("size", type=int) or 0
    trials.ask_trial(
        db(),
        draft_id,
        kind,
        criterion=criterion,
        size=size if kind == CHANGES else 0,
        user_id=auth.person().id,
        now=render.now(),
    )
    db().flush()
    if criterion:
        return render.answer(
            "rubrics/_criterion_trial.html",
            page_url=url_for("rubrics.edit", draft_id=draft_id, criterion=criterion),
            **_context(draft_id, kind, criterion=criterion),
        )
    page = "rubrics.show_changes" if kind == CHANGES else "rubrics.show_examples"
    return redirect(url_for(page, draft_id=draft_id), 303)


def _context(draft_id: int, kind: str, *, criterion: str | None = None) -> dict[str, Any]:
    draft = drafts.find_draft(db(), draft_id)
    trial = trials.last_trial(db(), draft, kind, criterion=criterion)
    is_waiting = trial is not None and trial.is_under_way
    context: dict[str, Any] = {
        "draft": draft,
        "trial": trial,
        "criterion_id": criterion,
        "usual": USUAL_CONVERSATIONS,
        "workers": trials.count_workers(db(), now=render.now()) if is_waiting else None,
        "titles": {one.id: one.title for one in piece_lines(draft)},
    }
    if kind == CHANGES and trial is not None and not trial.is_under_way:
        context["changes"] = rubric_changes.lines(trial, reader_id=auth.person().id)
    return context
