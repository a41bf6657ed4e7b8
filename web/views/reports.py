"""Reports: read as they were last computed; what is not there is asked for and made by a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages.browsing import read_choices
from qa.stages.reporting import SECTIONS, Kept, UnhappyLine, find_report, newest_month, read_unhappy, request_report
from qa.stages.reporting.files import FORMS, csv_archive, report_json, workbook
from web import auth, render, report_charts, report_words
from web.charts import span
from web.insight_grid import length_of, reason_title
from web.permissions import Permission, route
from web.report_scope import ReadScope, behind, offered, period_name, read_scope, write_scope
from web.sessions import db, settings

views = Blueprint("reports", __name__, url_prefix="/reports")
_PATIENCE = timedelta(minutes=2)


@route(views, "", permission=Permission.SEE_REPORTS, title=_l("Reports"))
def show() -> Response:
    """Show the overview of a period."""
    return _show(("overview",), here="overview")


@route(views, "/whole", permission=Permission.SEE_REPORTS, title=_l("Whole report"))
def show_whole() -> Response:
    """Show every section on one page, to be read through or printed."""
    return _show(tuple(SECTIONS), here="whole")


@route(views, "/<section>", permission=Permission.SEE_REPORTS, title=_l("Reports"))
def show_section(section: str) -> Response:
    """Show one section of a report."""
    if section not in SECTIONS:
        abort(404)
    return _show((section,), here=section)


@route(views, "/file.<form>", permission=Permission.SEE_REPORTS, title=_l("Reports"))
def download(form: str) -> Response:
    """Send a whole report as a file: csv (a ZIP archive, one file a table), json or xlsx."""
    read = read_scope(request.args, db(), settings=settings())
    kept = find_report(db(), read.scope)
    if form not in FORMS or kept is None or kept.made_at is None or not kept.is_told:
        abort(404)
    report = kept.report()
    if form == "json":
        whole = report_json(report, read.scope, made_at=kept.made_at.isoformat())
        content: str | bytes = json.dumps(whole, ensure_ascii=False, indent=1)
    else:
        content = csv_archive(report) if form == "csv" else workbook(report)
    name = f"report-{read.scope.key.replace('|', '-').strip('-').replace('--', '-')}.{'zip' if form == 'csv' else form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=FORMS[form], headers=headers)


@route(views, "", permission=Permission.SEE_REPORTS, title=_l("Reports"), methods=("POST",))
def make() -> Response:
    """Ask for a report; a worker makes it."""
    read = read_scope(request.form, db(), settings=settings())
    request_report(db(), read.scope, now=render.now())
    section = request.form.get("section", "overview")
    return redirect(_address(section if section in SECTIONS or section == "whole" else "overview", read.address), 303)


def _show(sections: tuple[str, ...], *, here: str) -> Response:
    read = read_scope(request.args, db(), settings=settings())
    kept = find_report(db(), read.scope)
    is_made = kept is not None and kept.made_at is not None and kept.is_told
    found = {name: kept.section(name) for name in sections} if kept is not None and is_made else {}
    return render.render_page(
        "reports/show.html" if is_made else "reports/waiting.html",
        kept=kept,
        found=found,
        here_section=here,
        is_late=kept is not None and render.now() - kept.requested_at > _PATIENCE,
        before=_before(read) if here in ("overview", "whole") else None,
        unhappy=_unhappy(found),
        behind=partial(behind, read.scope),
        **_frame(read, here),
        **_tools(),
    )


def _frame(read: ReadScope, here: str) -> dict[str, Any]:
    """Return what the head of every report shows."""
    scope, newest = read.scope, newest_month(db(), settings().zone, now=render.now())
    choices = read_choices(db())
    return {
        "scope": scope,
        "problems": read.problems,
        "address": read.address,
        "periods": offered(scope, newest),
        "choices": choices,
        "languages": sorted({one.split("-")[0].lower() for one in choices.languages}),
        "earlier": _address(here, write_scope(scope.before())),
        "later": _address(here, write_scope(scope.after())) if scope.date_to < newest.date_to else None,
        "tabs": [(name, _address(name, read.address)) for name in (*SECTIONS, "whole")],
        "section_names": {**report_words.SECTION_NAMES, "whole": _("All on one page")},
    }


def _tools() -> dict[str, Any]:
    return {
        "words": report_words,
        "drawn": report_charts,
        "span": span,
        "period_name": period_name,
        "length_of": length_of,
        "reason_title": reason_title,
    }


def _address(section: str, address: Mapping[str, Any]) -> str:
    if section == "overview":
        return url_for("reports.show", **address)
    if section == "whole":
        return url_for("reports.show_whole", **address)
    return url_for("reports.show_section", section=section, **address)


def _before(read: ReadScope) -> Any:
    """Return the overview of the period before where it is kept."""
    kept: Kept | None = find_report(db(), read.scope.before())
    return kept.section("overview") if kept is not None and kept.made_at is not None else None


def _unhappy(found: dict[str, Any]) -> tuple[UnhappyLine, ...]:
    if "contacts" not in found:
        return ()
    return read_unhappy(db(), found["contacts"].satisfaction.unhappy, reader_id=auth.person().id)
