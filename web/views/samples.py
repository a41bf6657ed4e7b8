"""Samples: the list, the form that draws one, one with all that defends it, and what is left out of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from qa.domain.sample import Design, SamplePlan
from qa.errors import NotFoundError, SamplingError
from qa.stages import accounts, browsing, samples, sampling, scorecards
from web import auth, render
from web.design_names import drawn_words
from web.filter_groups import group_chips, is_changing_groups, read_groups
from web.permissions import Permission, route
from web.refusals import told
from web.sample_form import BadFormError, SampleForm, chosen_names, read_exclusions, read_plan
from web.sessions import db, settings

views = Blueprint("samples", __name__, url_prefix="/samples")

_PICKS = 100


@route(views, "", permission=Permission.READ_SAMPLES, title=_l("Samples"))
def show_list() -> Response:
    """List the samples with how far each is."""
    return render.render_page("samples/index.html", lines=samples.list_samples(db()), now=render.now())


@route(views, "/new", permission=Permission.DRAW_SAMPLES, title=_l("Draw a sample"))
def show_form() -> Response:
    """Ask what is to be drawn; filters in the address are taken over."""
    return _form(SampleForm(name=_("Sample of %(day)s", day=render.day(render.now()))))


@route(views, "/frame", permission=Permission.DRAW_SAMPLES, title=_l("Draw a sample"))
def show_frame() -> Response:
    """Return how large the frame is with the filters and exclusions of the form."""
    read = read_groups(request.args)
    problems, size = read.problems, 0
    try:
        size = _frame_size(SampleForm.of(request.args))
    except (BadFormError, SamplingError) as error:
        problems = (*problems, told(error))
    return render.render_page("samples/_frame.html", frame_size=size, problems=problems)


@route(views, "", permission=Permission.DRAW_SAMPLES, title=_l("Draw a sample"), methods=["POST"])
def create() -> Response:
    """Draw the sample and show it."""
    form = SampleForm.of(request.form)
    if is_changing_groups(request.form):
        return _form(form)
    try:
        plan = _with_chosen(form, read_plan(form, read_groups(request.form)))
        order = sampling.SampleOrder(
            name=form.name,
            created_by=auth.person().id,
            reviewers=_known_reviewers(form),
            due_at=_end_of(form.due),
            is_blind=form.is_blind,
            scorecards=form.scorecards,
        )
        sample = sampling.draw_sample(db(), plan, order, zone=settings().zone, now=render.now())
    except (BadFormError, SamplingError, ValueError) as error:
        return _form(form, problem=told(error), status=422)
    flash(drawn_words(sampling.read_shortfall(sample)), "success")
    return redirect(url_for("samples.show", sample_id=sample.id), 303)


@route(views, "/<int:sample_id>", permission=Permission.READ_SAMPLES, title=_l("Sample"))
def show(sample_id: int) -> Response:
    """Show one sample: seed, frame, design, layers, strata and picks."""
    page = max(1, request.args.get("page", 1, type=int))
    sample = samples.read_sample(
        db(),
        sample_id,
        viewer_id=auth.person().id,
        may_draw=auth.can(Permission.DRAW_SAMPLES),
        offset=(page - 1) * _PICKS,
        limit=_PICKS,
    )
    choices = browsing.read_choices(db())
    groups = sampling.FilterGroups.from_json(sample.filters or {}).groups
    return render.render_page(
        "samples/show.html",
        sample=sample,
        chips=group_chips(groups, choices),
        agent_names={agent.value: agent.name for agent in choices.agents},
        page=page,
        now=render.now(),
        has_more=page * _PICKS < sample.count,
        reviewers=accounts.reviewers(db()) if auth.can(Permission.DRAW_SAMPLES) else (),
    )


@route(views, "/<int:sample_id>/assign", permission=Permission.DRAW_SAMPLES, title=_l("Sample"), methods=["POST"])
def assign(sample_id: int) -> Response:
    """Give what nobody has yet to the chosen reviewers."""
    given = sampling.assign(
        db(),
        sample_id,
        reviewers=_known_reviewers(SampleForm.of(request.form)),
        now=render.now(),
        by=auth.person().id,
    )
    flash(ngettext("%(num)s conversation was given out.", "%(num)s conversations were given out.", given), "success")
    return redirect(url_for("samples.show", sample_id=sample_id), 303)


@route(views, "/not-reviewed/<int:assignment_id>", permission=Permission.REVIEW, title=_l("Not to be reviewed"))
def show_leaving(assignment_id: int) -> Response:
    """Ask why somebody does not review a conversation, and what is to be done instead."""
    return _leaving(assignment_id)


@route(
    views,
    "/not-reviewed/<int:assignment_id>",
    permission=Permission.REVIEW,
    title=_l("Not to be reviewed"),
    methods=["POST"],
)
def leave(assignment_id: int) -> Response:
    """Leave a conversation out, draw another in its place, or hand it over; the reason is kept."""
    _own_assignment(assignment_id)
    reason = request.form.get("reason", "")
    order = sampling.LeaveOrder(
        reason=reason,
        by=auth.person().id,
        note=request.form.get("note", "")[:500],
        is_replaced=request.form.get("instead") != "nothing",
    )
    try:
        if reason in sampling.REVIEWER_REASONS:
            left = sampling.hand_over(db(), assignment_id, order, now=render.now())
        else:
            left = sampling.leave_out(db(), assignment_id, order, zone=settings().zone, now=render.now())
    except SamplingError as error:
        return _leaving(assignment_id, problem=told(error), status=422)
    flash(_what_came(left, order), "success")
    return redirect(url_for("reviews.show_list"), 303)


def _leaving(assignment_id: int, *, problem: str = "", status: int = 200) -> Response:
    return render.render_page(
        "samples/leaving.html",
        status=status,
        given=_own_assignment(assignment_id),
        problem=problem,
        reason=request.form.get("reason", ""),
        note=request.form.get("note", ""),
        instead=request.form.get("instead", "another"),
    )


def _own_assignment(assignment_id: int) -> sampling.OpenAssignment:
    """Return an open assignment: one's own, or anybody's to those who draw samples."""
    given = sampling.read_assignment(db(), assignment_id)
    if given.reviewer_id != auth.person().id and not auth.can(Permission.DRAW_SAMPLES):
        raise NotFoundError("assignment", assignment_id)
    return given


def _what_came(left: sampling.Left, order: sampling.LeaveOrder) -> str:
    if order.reason in sampling.REVIEWER_REASONS:
        return str(_("Somebody else reviews it."))
    if left.replacement_id is not None:
        return str(_("It is left out, and another was drawn in its place."))
    if order.is_replaced:
        return str(_("It is left out. There was no other to be drawn in its place."))
    return str(_("It is left out."))


def _form(form: SampleForm, *, problem: str = "", status: int = 200) -> Response:
    read = read_groups(request.values)
    return render.render_page(
        "samples/form.html",
        status=status,
        form=form,
        problem=problem,
        problems=read.problems,
        groups=read.shown,
        choices=browsing.read_choices(db()),
        frame_size=_frame_size(form, is_lenient=True),
        reviewers=accounts.reviewers(db()),
        scorecards=scorecards.list_scorecards(db(), only_active=True),
    )


def _frame_size(form: SampleForm, *, is_lenient: bool = False) -> int:
    try:
        exclusions = read_exclusions(form)
    except BadFormError:
        if not is_lenient:
            raise
        exclusions = ()
    groups = read_groups(request.values).groups
    return sampling.count_frame(db(), groups, zone=settings().zone, exclusions=exclusions)


def _with_chosen(form: SampleForm, plan: SamplePlan) -> SamplePlan:
    """Let a purposive sample hold what was named, or else the newest that meet the filters."""
    if plan.design is not Design.PURPOSIVE:
        return plan
    if named := chosen_names(form):
        return replace(plan, chosen=sampling.find_chosen(db(), named), size=len(named))
    groups = sampling.FilterGroups.from_json(plan.filters)
    return replace(plan, chosen=sampling.choose_first(db(), groups, size=plan.size, zone=settings().zone))


def _known_reviewers(form: SampleForm) -> list[int]:
    known = {user.id for user in accounts.reviewers(db())}
    return [reviewer for reviewer in form.reviewers if reviewer in known]


def _end_of(due: str) -> datetime | None:
    return datetime.combine(date.fromisoformat(due), time(23, 59), settings().zone) if due else None
