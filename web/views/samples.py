"""Samples: the list, the form that draws one, and one with all that is needed to defend it."""

from __future__ import annotations

from datetime import date, datetime, time

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import SamplingError
from qa.stages import accounts, browsing, samples, sampling
from web import auth, render
from web.filters import chips_of, read_filters
from web.permissions import Permission, route
from web.sample_form import BadFormError, SampleForm, new_seed, read_plan
from web.sessions import db, settings

views = Blueprint("samples", __name__, url_prefix="/samples")

_PICKS = 100


@route(views, "", permission=Permission.READ_SAMPLES, title=_l("Samples"))
def show_list() -> Response:
    """List the samples with how far each is."""
    return render.render_page("samples/index.html", lines=samples.list_samples(db()))


@route(views, "/new", permission=Permission.DRAW_SAMPLES, title=_l("Draw a sample"))
def show_form() -> Response:
    """Ask what is to be drawn; filters in the address are taken over."""
    return _form(SampleForm(name=_("Sample of %(day)s", day=render.day(render.now()))))


@route(views, "/frame", permission=Permission.DRAW_SAMPLES, title=_l("Draw a sample"))
def show_frame() -> Response:
    """Return how large the frame is with the filters of the form."""
    read = read_filters(request.args)
    size = sampling.count_frame(db(), read.filters, zone=settings().zone)
    return render.render_page("samples/_frame.html", frame_size=size, problems=read.problems)


@route(views, "", permission=Permission.DRAW_SAMPLES, title=_l("Draw a sample"), methods=["POST"])
def create() -> Response:
    """Draw the sample and show it."""
    form = SampleForm.of(request.form)
    try:
        plan = read_plan(form, read_filters(request.form))
        order = sampling.SampleOrder(
            name=form.name,
            created_by=auth.person().id,
            reviewers=_known_reviewers(form),
            due_at=_end_of(form.due),
            is_blind=form.is_blind,
        )
        sample = sampling.draw_sample(db(), plan, order, zone=settings().zone, now=render.now())
    except (BadFormError, SamplingError, ValueError) as error:
        return _form(form, problem=str(error), status=422)
    flash(_("The sample is drawn."), "success")
    return redirect(url_for("samples.show", sample_id=sample.id), 303)


@route(views, "/<int:sample_id>", permission=Permission.READ_SAMPLES, title=_l("Sample"))
def show(sample_id: int) -> Response:
    """Show one sample: seed, frame, design, strata and picks."""
    page = max(1, request.args.get("page", 1, type=int))
    sample = samples.read_sample(db(), sample_id, offset=(page - 1) * _PICKS, limit=_PICKS)
    read = browsing.ConversationFilters.from_json(sample.filters)
    return render.render_page(
        "samples/show.html",
        sample=sample,
        chips=chips_of(read, browsing.read_choices(db())),
        page=page,
        has_more=page * _PICKS < sample.line.size,
        reviewers=accounts.reviewers(db()) if auth.can(Permission.DRAW_SAMPLES) else (),
    )


@route(views, "/<int:sample_id>/assign", permission=Permission.DRAW_SAMPLES, title=_l("Sample"), methods=["POST"])
def assign(sample_id: int) -> Response:
    """Give what nobody has yet to the chosen reviewers."""
    given = sampling.assign(db(), sample_id, reviewers=_known_reviewers(SampleForm.of(request.form)), now=render.now())
    flash(_("%(n)s conversations were given out.", n=given), "success")
    return redirect(url_for("samples.show", sample_id=sample_id), 303)


def _form(form: SampleForm, *, problem: str = "", status: int = 200) -> Response:
    read = read_filters(request.values)
    return render.render_page(
        "samples/form.html",
        status=status,
        form=form,
        problem=problem,
        problems=read.problems,
        filters=read.filters,
        choices=browsing.read_choices(db()),
        frame_size=sampling.count_frame(db(), read.filters, zone=settings().zone),
        reviewers=accounts.reviewers(db()),
        suggested_seed=new_seed(),
    )


def _known_reviewers(form: SampleForm) -> list[int]:
    known = {user.id for user in accounts.reviewers(db())}
    return [reviewer for reviewer in form.reviewers if reviewer in known]


def _end_of(due: str) -> datetime | None:
    return datetime.combine(date.fromisoformat(due), time(23, 59), settings().zone) if due else None
