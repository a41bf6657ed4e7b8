"""What facts leave open: claims that ask for a fact, and facts to be reviewed again."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages import facts
from web import fact_names, render
from web.permissions import Permission, route
from web.sessions import db, settings

views = Blueprint("facts", __name__, url_prefix="/facts")
views.add_app_template_filter(fact_names.fact_name)


@route(views, "", permission=Permission.SEE_FACTS, title=_l("Facts"))
def show() -> Response:
    """Show the facts in force, which of them are old, and which are missing."""
    session, today = db(), render.now().astimezone(settings().zone).date()
    return render.render_page(
        "facts/show.html",
        coverage=facts.read_coverage(session),
        loaded=facts.loaded_facts(session),
        missing=facts.missing_facts(session),
        old=facts.facts_to_review(session, today=today),
    )
