"""The conversations behind the record of a check."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.rubric import text_in
from qa.stages.judged_places import CheckAsked, Judgement, read_places
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from web import auth, render
from web.languages import page_language
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("check_conversations", __name__, url_prefix="/checks")

_NAMES = {
    Judgement.RIGHT: _l("Right"),
    Judgement.WRONG: _l("Wrong"),
    Judgement.MISSED: _l("Missed"),
}


@route(
    views,
    "/<criterion>/<check>/conversations",
    permission=Permission.SEE_CHECKS,
    title=_l("Conversations behind the record"),
)
def show(criterion: str, check: str) -> Response:
    """List where the check and people said the same, and where not."""
    rubric = rubric_of(db(), active_rubric_id(db()))
    known = next((one for one in rubric.criteria if one.id == criterion), None)
    if known is None or check not in {one.id for one in known.checks}:
        abort(404)
    asked = CheckAsked(rubric.name, criterion, check, request.args.get("language") or None)
    judgement = next((one for one in Judgement if one.value == request.args.get("judgement")), None)
    page = max(1, request.args.get("page", 1, type=int))
    return render.render_page(
        "checks/conversations.html",
        asked=asked,
        title=text_in(known.title, page_language(), default=known.id),
        judgement=judgement,
        names=_NAMES,
        places=read_places(db(), asked, judgement, reader_id=auth.person().id, page=page),
        page=page,
    )
