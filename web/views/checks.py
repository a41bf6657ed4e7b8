"""The checks: what each looks for, how far it may count, and how often it was right in the eyes of people."""

from __future__ import annotations

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa import registry
from qa.domain.rubric import DIMENSIONS
from web import check_records, render
from web.check_lines import lines_by_dimension
from web.permissions import Permission, route

views = Blueprint("checks", __name__, url_prefix="/checks")


@route(views, "", permission=Permission.SEE_CHECKS, title=_l("Checks"))
def show() -> Response:
    """Show the checks of the rubric in force with their records, of all conversations or those of one language."""
    problems: list[str] = []
    counted = check_records.counted()
    languages = sorted({*registry.languages(), *(one.language for one in counted.judged if one.language)})
    language = _chosen("language", languages, problems)
    dimension = _chosen("dimension", DIMENSIONS, problems)
    return render.render_page(
        "checks/show.html",
        counted=counted,
        dimensions=lines_by_dimension(counted, dimension=dimension, language=language),
        all_dimensions=DIMENSIONS,
        languages=languages,
        language=language,
        dimension=dimension,
        problems=problems,
    )


def _chosen(name: str, known: tuple[str, ...] | list[str], problems: list[str]) -> str | None:
    given = request.args.get(name, "").strip()
    if given and given not in known:
        problems.append(_("“%(value)s” is not known here and was left out.", value=given))
        return None
    return given or None
