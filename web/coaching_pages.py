"""Gathers what the pages of coaching show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qa.domain.coaching import FEWEST_REVIEWS
from qa.domain.rubric import Rubric
from qa.errors import QaError
from qa.stages import coaching
from qa.stages.coaching import AgendaLine, Between, CoachScope, Standing
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from qa.store import tables
from web import auth, render
from web.coaching_chart import chart_of
from web.coaching_forms import PlanForm
from web.permissions import Permission
from web.sessions import db, settings


@dataclass(frozen=True, slots=True)
class Figure:
    """A criterion with where the agent stands, and whether it is the goal of an open plan."""

    standing: Standing
    is_goal: bool = False


def agent_context(agent_id: int, scope: CoachScope) -> dict[str, Any]:
    """Gather one agent's coaching for the coach. Raises NotFoundError out of scope."""
    agent = coaching.find_agent(db(), agent_id, scope)
    plans = coaching.list_plans(db(), agent_id)
    return {
        "agent": agent,
        "agenda": coaching.make_agenda(db(), agent_id, viewer_id=auth.person().id, now=render.now()),
        "plans": plans,
        "sessions": coaching.list_sessions(db(), agent_id),
        "figures": figures_of(agent_id, goals=_goals(plans)),
        "fewest": FEWEST_REVIEWS,
    }


def own_context(agent_id: int) -> dict[str, Any]:
    """Gather an agent's own coaching. Raises NotFoundError where the user is no agent."""
    agent = coaching.find_agent(db(), agent_id, CoachScope(agent_id=agent_id))
    plans = coaching.list_plans(db(), agent_id)
    sessions = coaching.list_sessions(db(), agent_id)
    return {
        "agent": agent,
        "plans": plans,
        "sessions": sessions,
        "next_session": next((one for one in reversed(sessions) if one.held_at is None), None),
        "requests": coaching.open_requests(db(), agent_id),
        "figures": figures_of(agent_id, goals=_goals(plans)),
        "fewest": FEWEST_REVIEWS,
    }


def plan_context(plan: tables.CoachingPlan) -> dict[str, Any]:
    """Gather a plan: how it goes and what its test says so far."""
    now = render.now()
    stretches = coaching.read_progress(db(), plan, now=now)
    told = coaching.check_plan(db(), plan, now=now)
    sources = [one.feedback_id for one in plan.actions if one.feedback_id is not None]
    return {
        "plan": plan,
        "told": told,
        "stretches": stretches,
        "chart": chart_of(stretches, target=plan.target, starts_at=plan.starts_at),
        "hidden": coaching.hidden_feedback(db(), sources, auth.person().id),
        "fewest": FEWEST_REVIEWS,
        "is_coach": auth.can(Permission.COACH),
    }


def session_context(talk: tables.CoachingSession) -> dict[str, Any]:
    """Gather a session: its agenda as it stood when it was held, else as it stands now."""
    viewer_id = auth.person().id
    lines: tuple[AgendaLine, ...]
    if talk.held_at is None:
        lines = coaching.make_agenda(db(), talk.agent_id, viewer_id=viewer_id, now=render.now())
    else:
        stored = [coaching.from_json(line) for line in talk.agenda]
        lines = coaching.readable_lines(db(), stored, viewer_id=viewer_id)
    return {"talk": talk, "agenda": lines, "is_coach": auth.can(Permission.COACH), "zone": settings().zone}


def figures_of(agent_id: int, *, goals: set[str]) -> tuple[Figure, ...]:
    """Return where an agent stands in the last 90 days: the goals first, then what failed at all."""
    figures = _figures(agent_id, PlanForm.usual().baseline)
    failed = [one for one in figures if one.standing.reviewed > one.standing.passed]
    return tuple(
        [Figure(one.standing, is_goal=True) for one in figures if one.standing.criterion in goals]
        + [one for one in failed if one.standing.criterion not in goals]
    )


def figures_to_choose(agent_id: int, between: Between) -> tuple[Figure, ...]:
    """Return where an agent stands on every criterion: those that failed first, in the rubric's order."""
    return tuple(sorted(_figures(agent_id, between), key=lambda one: not _is_failed(one.standing)))


def rubric_in_force() -> Rubric | None:
    """Return the rubric people rate by now, None where there is none."""
    try:
        return rubric_of(db(), active_rubric_id(db()))
    except QaError:
        return None


def _figures(agent_id: int, between: Between) -> list[Figure]:
    rubric = rubric_in_force()
    if rubric is None:
        return []
    found = coaching.read_standings(db(), agent_id, rubric_name=rubric.name, between=between)
    return [Figure(found.get(one.id) or Standing(one.id)) for one in rubric.criteria]


def _is_failed(standing: Standing) -> bool:
    return standing.reviewed > standing.passed or standing.chosen > standing.chosen_passed


def _goals(plans: Sequence[tables.CoachingPlan]) -> set[str]:
    return {plan.criterion for plan in plans if plan.closed_at is None}
