"""Answers a whole group of criteria on the review desk: what is left of it passes, or that is taken back."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from qa.domain.finding import Verdict
from qa.errors import ConflictError, UnknownNameError
from qa.stages import reviewing
from qa.stages.reviewing import PassedRest
from web import auth, desk, render
from web.sessions import db


def pass_rest(review_id: int, dimension: str) -> Response:
    """Pass what is left of a group, critical criteria apart."""
    return _change(reviewing.pass_rest, review_id, dimension)


def take_back_rest(review_id: int, dimension: str) -> Response:
    """Make undecided again what was passed together."""
    return _change(reviewing.take_back_rest, review_id, dimension)


def _change(change: Callable[..., PassedRest], review_id: int, dimension: str) -> Response:
    desk.own(review_id)
    try:
        passed = change(db(), review_id, dimension, reviewer_id=auth.person().id, now=render.now())
    except UnknownNameError:
        abort(404)
    except ConflictError:
        flash(_("Changed elsewhere in the meantime. Nothing was overwritten."), "error")
        return _away(_page(review_id, dimension))
    if not render.is_htmx():
        return redirect(_page(review_id, dimension), 303)
    view = reviewing.read_review(db(), review_id)
    group = next(one for one in view.by_dimension() if one.dimension == dimension)
    changed = [one for one in view.criteria if one.criterion.id in passed.changed]
    return render.render_page(
        "reviews/_passed.html",
        view=view,
        group=group,
        is_open=True,
        critical_left=len(passed.critical_left),
        with_reusable={one.criterion for one in desk.reusable_for(view)},
        differing=sum(1 for one in changed if one.is_rated and one.machine and one.machine.verdict is Verdict.FAIL),
        positions={found.message_position for one in changed if one.machine for found in one.machine.findings},
    )


def _away(address: str) -> Response:
    """Show the whole page anew, also where only a part of it was asked for."""
    return Response(headers={"HX-Redirect": address}) if render.is_htmx() else redirect(address, 303)


def _page(review_id: int, dimension: str) -> str:
    return url_for(f"{desk.area()}.show", review_id=review_id, _anchor=f"group-{dimension}")
