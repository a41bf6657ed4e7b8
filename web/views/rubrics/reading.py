"""Reading rubrics: the list, one version, one criterion of it, two versions compared, and the text to download."""

from __future__ import annotations

from flask import Response as FileResponse
from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import NotFoundError
from qa.rubric.compare import compare_rubrics
from qa.stages.rubrics import force, versions
from web import render, rubric_lines
from web.permissions import Permission, route
from web.sessions import db
from web.views.rubrics._blueprint import views


@route(views, "", permission=Permission.READ_REVIEWS, title=_l("Rubrics"))
def show_list() -> Response:
    """List the rubrics with their versions, which is in force and since when, and the drafts."""
    now = render.now()
    lines = versions.list_versions(db(), now=now)
    return render.render_page(
        "rubrics/index.html",
        rubrics=rubric_lines.by_name(lines),
        drafts=versions.list_drafts(db()),
        in_force=next((one for one in lines if one.is_in_force), None),
        has_terms=any(one.terms for one in lines),
        now=now,
    )


@route(views, "/<int:rubric_id>", permission=Permission.READ_REVIEWS, title=_l("Rubric"))
def show(rubric_id: int) -> Response:
    """Show one version: its criteria by dimension with their weights."""
    now = render.now()
    line, rubric = versions.read_version(db(), rubric_id, now=now)
    others = [one for one in versions.list_versions(db(), now=now, name=line.name) if one.id != rubric_id]
    return render.render_page(
        "rubrics/show.html",
        line=line,
        rubric=rubric,
        dimensions=rubric_lines.by_dimension(rubric),
        others=others,
        unreviewed=force.count_unreviewed(db()) if not line.is_in_force else 0,
        now=now,
    )


@route(views, "/<int:rubric_id>/criteria/<criterion_id>", permission=Permission.READ_REVIEWS, title=_l("Criterion"))
def show_criterion(rubric_id: int, criterion_id: str) -> Response:
    """Show one criterion of a version: its question, anchors, checks in words and examples."""
    line, rubric = versions.read_version(db(), rubric_id, now=render.now())
    try:
        criterion = rubric.criterion(criterion_id)
    except KeyError as error:
        raise NotFoundError("criterion", criterion_id) from error
    return render.render_page(
        "rubrics/criterion.html",
        line=line,
        rubric=rubric,
        criterion=criterion,
        checks=rubric_lines.check_words(criterion),
        examples=rubric_lines.example_texts(criterion),
    )


@route(views, "/compare", permission=Permission.READ_REVIEWS, title=_l("What differs"))
def compare() -> Response:
    """Say what differs between two versions, readable without YAML."""
    now = render.now()
    old_line, old = versions.read_version(db(), _number("old"), now=now)
    new_line, new = versions.read_version(db(), _number("new"), now=now)
    return render.render_page(
        "rubrics/compare.html", old=old_line, new=new_line, rubric=new, change=compare_rubrics(old, new)
    )


@route(views, "/<int:rubric_id>/yaml", permission=Permission.READ_REVIEWS, title=_l("Rubric as YAML"))
def download(rubric_id: int) -> Response:
    """Give the very text of a version as a file."""
    line, _rubric = versions.read_version(db(), rubric_id, now=render.now())
    text = versions.read_yaml(db(), line.name, line.version)
    name = f"{line.name}-{line.version}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return FileResponse(text, mimetype="application/yaml", headers=headers)


def _number(name: str) -> int:
    given = request.args.get(name, "")
    if not given.isdigit():
        raise NotFoundError("version", given or name)
    return int(given)
