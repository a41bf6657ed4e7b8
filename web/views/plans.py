"""Plans: the list, the form, and one with what it draws next and what became of each period."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import SamplingError
from qa.stages import accounts, browsing, planning, sampling, scorecards
from web import auth, render
from web.design_names import drawn_words, plan_problem
from web.filter_groups import group_chips, is_changing_groups, read_groups
from web.permissions import Permission, route
from web.plan_form import PlanForm, read_order
from web.refusals import told
from web.sample_form import BadFormError, SampleForm, groups_of
from web.sessions import db, settings

views = Blueprint("plans", __name__, url_prefix="/plans")


@route(views, "", permission=Permission.DRAW_SAMPLES, title=_l("Plans"))
def show_list() -> Response:
    """List the plans with what each draws next."""
    return render.render_page("plans/index.html", lines=planning.list_plans(db(), today=_today()))


@route(views, "/new", permission=Permission.DRAW_SAMPLES, title=_l("New plan"))
def show_form() -> Response:
    """Ask what is to be drawn how often."""
    return _form(PlanForm(what=SampleForm(design="stratified"), starts_on=_today().isoformat()))


@route(views, "", permission=Permission.DRAW_SAMPLES, title=_l("New plan"), methods=["POST"])
def create() -> Response:
    """Keep a new plan and show it."""
    return _save(None)


@route(views, "/<int:plan_id>", permission=Permission.DRAW_SAMPLES, title=_l("Plan"))
def show(plan_id: int) -> Response:
    """Show one plan: what it asks, what it draws next, and its history."""
    plan = planning.read_plan(db(), plan_id, today=_today())
    choices = browsing.read_choices(db())
    return render.render_page(
        "plans/show.html",
        plan=plan,
        chips=group_chips(groups_of(plan.line.what.filters).shown, choices),
        agent_names={agent.value: agent.name for agent in choices.agents},
    )


@route(views, "/<int:plan_id>/edit", permission=Permission.DRAW_SAMPLES, title=_l("Change the plan"))
def edit(plan_id: int) -> Response:
    """Show a plan as its form."""
    plan = planning.read_plan(db(), plan_id, today=_today())
    return _form(PlanForm.of_page(plan), plan_id=plan_id, groups=groups_of(plan.line.what.filters).shown)


@route(
    views, "/<int:plan_id>", permission=Permission.DRAW_SAMPLES, title=_l("Change the plan"), methods=["POST"]
)  # fmt: skip
def update(plan_id: int) -> Response:
    """Change a plan; what it drew already stays."""
    return _save(plan_id)


@route(views, "/<int:plan_id>/switch", permission=Permission.DRAW_SAMPLES, title=_l("Plan"), methods=["POST"])
def switch(plan_id: int) -> Response:
    """Pause a plan or take it up again."""
    plan = planning.switch_plan(db(), plan_id, by=auth.person().id, today=_today(), now=render.now())
    flash(_("The plan draws again.") if plan.is_active else _("The plan is paused."), "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


@route(views, "/<int:plan_id>/draw", permission=Permission.DRAW_SAMPLES, title=_l("Plan"), methods=["POST"])
def draw(plan_id: int) -> Response:
    """Draw the last period now."""
    drawn = planning.draw_last(db(), plan_id, settings=settings(), now=render.now())
    if drawn is None or drawn.sample_id is None:
        flash(plan_problem(drawn.problem) if drawn else _("There is no period to be drawn now."), "error")
        return redirect(url_for("plans.show", plan_id=plan_id), 303)
    sample = drawn.sample
    flash(drawn_words(sampling.read_shortfall(sample) if sample else None), "success")
    return redirect(url_for("samples.show", sample_id=drawn.sample_id), 303)


def _save(plan_id: int | None) -> Response:
    form = PlanForm.of(request.form)
    read = read_groups(request.form)
    if is_changing_groups(request.form):
        return _form(form, plan_id=plan_id, groups=read.shown)
    known = {user.id for user in accounts.reviewers(db())}
    reviewers = [one for one in form.what.reviewers if one in known]
    try:
        order = read_order(form, read, reviewers=reviewers)
        plan = planning.save_plan(db(), order, by=auth.person().id, today=_today(), now=render.now(), plan_id=plan_id)
    except (BadFormError, SamplingError) as error:
        return _form(form, plan_id=plan_id, groups=read.shown, problem=told(error), status=422)
    flash(_("The plan is saved."), "success")
    return redirect(url_for("plans.show", plan_id=plan.id), 303)


def _form(
    form: PlanForm,
    *,
    plan_id: int | None = None,
    groups: tuple[browsing.ConversationFilters, ...] = (),
    problem: str = "",
    status: int = 200,
) -> Response:
    return render.render_page(
        "plans/form.html",
        status=status,
        plan_id=plan_id,
        plan_form=form,
        form=form.what,
        groups=groups or (browsing.ConversationFilters(),),
        problem=problem,
        choices=browsing.read_choices(db()),
        reviewers=accounts.reviewers(db()),
        scorecards=scorecards.list_scorecards(db(), only_active=True),
    )


def _today() -> date:
    return render.now().astimezone(settings().zone).date()
