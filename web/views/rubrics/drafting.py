"""Writing a draft: one piece as form and YAML side by side, the whole text, criteria added, moved and taken out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import ConflictError, RubricDraftError, RubricFormError
from qa.rubric.head import write_head
from qa.rubric.writing import write_fields
from qa.stages.rubrics import drafts, trials
from qa.stages.rubrics.texts import read_text
from qa.stages.rubrics.trials import EXAMPLES
from web import auth, render
from web.permissions import Permission, route
from web.refusals import told
from web.rubric_editor import CHOICES, FILE, Editor, open_piece, typed_fields, typed_yaml
from web.rubric_form import read_criterion, read_head_fields
from web.rubric_pieces import piece_lines
from web.sessions import db
from web.views.rubrics._blueprint import views

EDIT = Permission.EDIT_RUBRICS


@route(views, "/drafts", permission=EDIT, title=_l("Draft of a rubric"), methods=["POST"])
def create() -> Response:
    """Begin a draft from a version."""
    base = request.form.get("base", type=int) or 0
    draft = drafts.open_draft(db(), base, user_id=auth.person().id, now=render.now())
    return redirect(url_for("rubrics.edit", draft_id=draft.id), 303)


@route(views, "/drafts/<int:draft_id>", permission=EDIT, title=_l("Draft of a rubric"))
def edit(draft_id: int) -> Response:
    """Show one piece of the draft to be edited, with all criteria at the side."""
    draft = drafts.find_draft(db(), draft_id)
    wanted = request.args.get("part", type=int)
    lines = piece_lines(draft)
    if not lines:
        return redirect(url_for("rubrics.edit_text", draft_id=draft_id), 303)
    named = next((one.position for one in lines if one.id == request.args.get("criterion")), 1)
    return _page(open_piece(draft, named if wanted is None else wanted))


@route(views, "/drafts/<int:draft_id>/part", permission=EDIT, title=_l("Draft of a rubric"), methods=["POST"])
def save_part(draft_id: int) -> Response:
    """Save a piece from its form or its YAML, and show both sides of what it is now."""
    draft = drafts.find_draft(db(), draft_id)
    position = request.form.get("position", type=int) or 0
    body = request.form.get("yaml", "").replace("\r\n", "\n")
    try:
        if request.form.get("side") == "form":
            body = _written(draft_id, position)
        draft, at = drafts.save_part(
            db(),
            draft_id,
            body,
            key=request.form.get("key", ""),
            user_id=auth.person().id,
            now=render.now(),
        )
    except ConflictError as error:
        return _refuse(_conflict(draft_id, body, error), status=409)
    except RubricFormError as error:
        fields = read_criterion(request.form) if position else None
        return _refuse(typed_fields(open_piece(draft, position), fields, problem=told(error)))
    except RubricDraftError as error:
        return _refuse(typed_yaml(open_piece(draft, position), body, problem=told(error)))
    return render.answer(
        "rubrics/_sides.html",
        page_url=url_for("rubrics.edit", draft_id=draft_id, part=at),
        **_context(open_piece(draft, at)),
    )


@route(views, "/drafts/<int:draft_id>/text", permission=EDIT, title=_l("Whole text"))
def edit_text(draft_id: int) -> Response:
    """Show the whole text of the draft with what reading it shows to be wrong."""
    draft = drafts.find_draft(db(), draft_id)
    return _text_page(draft_id, draft.yaml, draft.revision)


@route(views, "/drafts/<int:draft_id>/text", permission=EDIT, title=_l("Whole text"), methods=["POST"])
def save_text(draft_id: int) -> Response:
    """Save the whole text."""
    text, revision = request.form.get("yaml", ""), request.form.get("revision", type=int) or 0
    try:
        drafts.save_text(db(), draft_id, text, revision=revision, user_id=auth.person().id, now=render.now())
    except (ConflictError, RubricDraftError) as error:
        return _text_page(draft_id, text, revision, problem=told(error))
    flash(_("The draft is saved."), "success")
    return redirect(url_for("rubrics.edit_text", draft_id=draft_id), 303)


@route(views, "/drafts/<int:draft_id>/criteria", permission=EDIT, title=_l("Draft of a rubric"), methods=["POST"])
def add_criterion(draft_id: int) -> Response:
    """Add a criterion that people rate."""
    _draft, at = drafts.add_criterion(
        db(),
        draft_id,
        request.form.get("id", "").strip(),
        dimension=request.form.get("dimension", "tone"),
        user_id=auth.person().id,
        now=render.now(),
    )
    return redirect(url_for("rubrics.edit", draft_id=draft_id, part=at), 303)


@route(views, "/drafts/<int:draft_id>/remove", permission=EDIT, title=_l("Draft of a rubric"), methods=["POST"])
def remove_criterion(draft_id: int) -> Response:
    """Take a criterion out of the draft."""
    drafts.remove_criterion(db(), draft_id, key=request.form.get("key", ""), user_id=auth.person().id, now=render.now())
    flash(_("The criterion is taken out of this draft. The versions that have it keep it."), "success")
    return redirect(url_for("rubrics.edit", draft_id=draft_id), 303)


@route(views, "/drafts/<int:draft_id>/move", permission=EDIT, title=_l("Draft of a rubric"), methods=["POST"])
def move_criterion(draft_id: int) -> Response:
    """Move a criterion one place up or down."""
    by = -1 if request.form.get("by") == "-1" else 1
    _draft, at = drafts.move_criterion(
        db(), draft_id, key=request.form.get("key", ""), by=by, user_id=auth.person().id, now=render.now()
    )
    return redirect(url_for("rubrics.edit", draft_id=draft_id, part=at), 303)


@route(views, "/drafts/<int:draft_id>/discard", permission=EDIT, title=_l("Draft of a rubric"), methods=["POST"])
def discard(draft_id: int) -> Response:
    """Throw the draft away."""
    drafts.discard_draft(db(), draft_id, user_id=auth.person().id, now=render.now())
    flash(_("The draft is thrown away."), "success")
    return redirect(url_for("rubrics.show_list"), 303)


def _written(draft_id: int, position: int) -> str:
    """Write the form into the piece it was opened on; where somebody changed that, into the piece as it is now."""
    blocks = drafts.pieces_of(drafts.find_draft(db(), draft_id))
    at = blocks.position_of(request.form.get("key", ""))
    if at is None:
        same = (index for index, one in enumerate(blocks.blocks) if one.id == request.form.get("criterion"))
        at = next(same, min(position, len(blocks.blocks) - 1))
    if at == 0:
        return write_head(blocks.head.body, read_head_fields(request.form))
    return write_fields(blocks.blocks[at].body, read_criterion(request.form))


def _conflict(draft_id: int, body: str, error: ConflictError) -> Editor:
    """Show what was typed beside whose change stands in its way; saving it again replaces that change."""
    draft = drafts.find_draft(db(), draft_id)
    wanted = request.form.get("criterion", "")
    here = next((one.position for one in piece_lines(draft) if one.id == wanted), None)
    position = request.form.get("position", type=int) or 0
    other = draft.updated_by.name if draft.updated_by else None
    return typed_yaml(
        open_piece(draft, position if here is None else here), body, problem=told(error), conflict=True, other=other
    )


def _page(editor: Editor, *, status: int = 200) -> Response:
    return render.render_page("rubrics/edit.html", status=status, pieces=piece_lines(editor.draft), **_context(editor))


def _refuse(editor: Editor, *, status: int = 422) -> Response:
    return render.refuse(
        "rubrics/_sides.html",
        page="rubrics/edit.html",
        status=status,
        pieces=piece_lines(editor.draft),
        **_context(editor),
    )


def _context(editor: Editor) -> dict[str, Any]:
    trial = trials.last_trial(db(), editor.draft, EXAMPLES, criterion=editor.block.id) if editor.position else None
    return {"editor": editor, "draft": editor.draft, "trial": trial, **CHOICES}


def _text_page(draft_id: int, text: str, revision: int, *, problem: str = "") -> Response:
    draft = drafts.find_draft(db(), draft_id)
    return render.render_page(
        "rubrics/text.html",
        status=422 if problem else 200,
        draft=draft,
        text=text,
        revision=revision,
        problems=read_text(text, FILE).problems,
        problem=problem,
    )
