"""Plans: made from an agent's figures, filled with actions, closed with what the reviews say."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.coaching import ActionKind
from qa.errors import CoachingError, UnknownNameError
from qa.stages import coaching, exemplars
from qa.stages.coaching import NewAction
from qa.stages.exemplars import ExemplarChoice
from web import auth, render
from web.coaching_forms import PlanForm
from web.coaching_pages import figures_to_choose, plan_context, rubric_in_force
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db
from web.views.coaching._blueprint import scope, views

_EXAMPLES = 4


@route(
    views, "/coaching/agents/<int:agent_id>/plans/new", permission=Permission.COACH, title=_l("Make a coaching plan")
)
def show_plan_form(agent_id: int) -> Response:
    """Ask what the goal is, with where the agent stands on each criterion."""
    return _form(agent_id, PlanForm.of(request.args))


@route(
    views, "/coaching/agents/<int:agent_id>/plans/needed", permission=Permission.COACH, title=_l("Make a coaching plan")
)
def show_needed(agent_id: int) -> Response:
    """Return how many reviews it takes to see the target that is being written."""
    return render.render_page("coaching/_needed.html", **_needed(agent_id, PlanForm.of(request.args)))


@route(
    views,
    "/coaching/agents/<int:agent_id>/plans",
    permission=Permission.COACH,
    title=_l("Make a coaching plan"),
    methods=["POST"],
)
def make_plan(agent_id: int) -> Response:
    """Make the plan and show it, or say what is wrong and keep what was written."""
    form = PlanForm.of(request.form)
    try:
        plan = coaching.make_plan(
            db(), agent_id, form.read(), scope=scope(), owner_id=auth.person().id, now=render.now()
        )
    except (CoachingError, UnknownNameError) as error:
        return _form(agent_id, form, problem=told(error))
    flash(_("The plan is made; the agent has been told."), "success")
    return _to_plan(plan.id)


@route(views, "/coaching/plans/<int:plan_id>", permission=Permission.COACH, title=_l("Coaching plan"))
def show_plan(plan_id: int) -> Response:
    """Show a plan: its goal, how it goes, what is done for it and what its test says so far."""
    return _show(plan_id)


@route(
    views,
    "/coaching/plans/<int:plan_id>/actions",
    permission=Permission.COACH,
    title=_l("Coaching plan"),
    methods=["POST"],
)
def add_action(plan_id: int) -> Response:
    """Add something to be done."""
    form = request.form
    kinds = {kind.value: kind for kind in ActionKind}
    try:
        kind = kinds.get(form.get("kind", ""))
        if kind is None:
            raise CoachingError(_("Choose what kind of action it is."))
        new = NewAction(
            kind,
            text=form.get("text", ""),
            feedback_id=form.get("feedback_id", type=int),
            quote=form.get("quote", ""),
            exemplar_id=form.get("exemplar_id", type=int),
        )
        coaching.add_action(db(), plan_id, new, scope=scope(), now=render.now())
    except CoachingError as error:
        return _show(plan_id, problem=told(error))
    return _to_plan(plan_id, anchor="actions")


@route(
    views,
    "/coaching/plans/<int:plan_id>/actions/<int:action_id>",
    permission=Permission.COACH,
    title=_l("Coaching plan"),
    methods=["POST"],
)
def change_action(plan_id: int, action_id: int) -> Response:
    """Mark an action done or not, take it out, or comment on the agent's version."""
    asked = request.form.get("change", "")
    try:
        if asked == "drop":
            coaching.drop_action(db(), action_id, scope=scope())
        elif asked == "comment":
            text = request.form.get("text", "")
            coaching.comment_exercise(db(), action_id, text, scope=scope(), now=render.now())
        else:
            coaching.mark_done(db(), action_id, is_done=asked == "done", scope=scope(), now=render.now())
    except CoachingError as error:
        return _show(plan_id, problem=told(error))
    return _to_plan(plan_id, anchor="actions")


@route(
    views,
    "/coaching/plans/<int:plan_id>/close",
    permission=Permission.COACH,
    title=_l("Coaching plan"),
    methods=["POST"],
)
def close_plan(plan_id: int) -> Response:
    """Close a plan with what its test says."""
    note = request.form.get("note", "")
    try:
        coaching.close_plan(db(), plan_id, note=note, scope=scope(), user_id=auth.person().id, now=render.now())
    except CoachingError as error:
        return _show(plan_id, problem=told(error))
    flash(_("The plan is closed; the agent has been told."), "success")
    return _to_plan(plan_id)


def _form(agent_id: int, form: PlanForm, *, problem: str = "") -> Response:
    agent = coaching.find_agent(db(), agent_id, scope())
    try:
        figures = figures_to_choose(agent_id, form.baseline)
        needed = _needed(agent_id, form)
    except CoachingError as error:
        usual = PlanForm.usual()
        figures, needed, problem = figures_to_choose(agent_id, usual.baseline), {}, problem or told(error)
    return render.render_page(
        "coaching/plan_form.html",
        status=422 if problem else 200,
        agent=agent,
        form=form,
        figures=figures,
        problem=problem,
        **needed,
    )


def _needed(agent_id: int, form: PlanForm) -> dict[str, Any]:
    """Reckon what the target takes; nothing is said while the form does not say enough."""
    coaching.find_agent(db(), agent_id, scope())
    rubric = rubric_in_force()
    if rubric is None or not form.criterion or not form.target:
        return {"standing": None, "needed": None, "target": None}
    try:
        between, target = form.baseline, form.read_target()
    except CoachingError:
        return {"standing": None, "needed": None, "target": None}
    standing = coaching.read_standing(db(), agent_id, form.criterion, rubric_name=rubric.name, between=between)
    return {"standing": standing, "needed": coaching.reviews_needed(standing, target), "target": target}


def _show(plan_id: int, *, problem: str = "") -> Response:
    plan = coaching.find_plan(db(), plan_id, scope())
    wanted = ExemplarChoice(criterion=plan.criterion)
    found, _more = exemplars.list_exemplars(db(), wanted, reader_id=auth.person().id, most=4 * _EXAMPLES)
    return render.render_page(
        "coaching/plan.html",
        status=422 if problem else 200,
        problem=problem,
        words=coaching.words_to_rewrite(db(), plan.agent_id, plan.criterion, viewer_id=auth.person().id),
        examples=[one for one in found if one.exemplar.quote][:_EXAMPLES],
        **plan_context(plan),
    )


def _to_plan(plan_id: int, *, anchor: str | None = None) -> Response:
    return redirect(url_for("coaching.show_plan", plan_id=plan_id, _anchor=anchor), 303)
