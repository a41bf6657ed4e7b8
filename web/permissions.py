"""What each role may do, and the one way to declare a route: with its permission and title."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Blueprint, Flask
from flask_babel import LazyString

from qa.store.tables import UserRole


class Permission(enum.Enum):
    """What a route asks of the user. Who has which stands in `docs/roles.md`."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed_in"
    READ_CONVERSATIONS = "read_conversations"
    READ_SAMPLES = "read_samples"
    DRAW_SAMPLES = "draw_samples"
    REVIEW = "review"
    READ_REVIEWS = "read_reviews"
    PUBLISH_FEEDBACK = "publish_feedback"
    READ_FEEDBACK = "read_feedback"
    READ_OWN_FEEDBACK = "read_own_feedback"
    SEE_STATES = "see_states"
    SEE_FACTS = "see_facts"
    SEE_CHECKS = "see_checks"
    KEEP_WORDS = "keep_words"
    SEE_INSIGHTS = "see_insights"
    SEE_PEOPLE = "see_people"
    KEEP_PEOPLE = "keep_people"
    SEE_WORKLOAD = "see_workload"
    OPEN_DISPUTES = "open_disputes"
    READ_DISPUTES = "read_disputes"
    DECIDE_DISPUTES = "decide_disputes"
    COACH = "coach"
    READ_OWN_COACHING = "read_own_coaching"
    REVIEW_SELF = "review_self"
    CALIBRATE = "calibrate"
    FACILITATE = "facilitate"
    SEE_REPORTS = "see_reports"
    EDIT_RUBRICS = "edit_rubrics"
    READ_ORIGINALS = "read_originals"
    KEEP_TAGS = "keep_tags"


_EVERYBODY = {Permission.ANYBODY, Permission.SIGNED_IN}
_AGENT = {
    *_EVERYBODY,
    Permission.READ_OWN_FEEDBACK,
    Permission.OPEN_DISPUTES,
    Permission.READ_OWN_COACHING,
    Permission.REVIEW_SELF,
}
_REVIEWER = {
    *_EVERYBODY,
    Permission.READ_CONVERSATIONS,
    Permission.READ_SAMPLES,
    Permission.REVIEW,
    Permission.READ_REVIEWS,
    Permission.READ_FEEDBACK,
    Permission.SEE_CHECKS,
    Permission.READ_DISPUTES,
    Permission.CALIBRATE,
}
_COACH = {
    *_REVIEWER,
    Permission.PUBLISH_FEEDBACK,
    Permission.DECIDE_DISPUTES,
    Permission.COACH,
    Permission.FACILITATE,
    Permission.SEE_REPORTS,
}
_MANAGER = {
    *_COACH,
    Permission.DRAW_SAMPLES,
    Permission.SEE_STATES,
    Permission.SEE_FACTS,
    Permission.KEEP_WORDS,
    Permission.SEE_INSIGHTS,
    Permission.SEE_WORKLOAD,
    Permission.EDIT_RUBRICS,
    Permission.READ_ORIGINALS,
    Permission.KEEP_TAGS,
    Permission.SEE_PEOPLE,
}

GRANTS: dict[UserRole, frozenset[Permission]] = {
    UserRole.AGENT: frozenset(_AGENT),
    UserRole.REVIEWER: frozenset(_REVIEWER),
    UserRole.COACH: frozenset(_COACH),
    UserRole.MANAGER: frozenset(_MANAGER),
    UserRole.ADMIN: frozenset({*_MANAGER, Permission.KEEP_PEOPLE}),
}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a route declares: who may use it and what its page is called."""

    permission: Permission
    title: str | LazyString


View = TypeVar("View", bound=Callable[..., Any])


def route(
    views: Blueprint,
    rule: str,
    *,
    permission: Permission,
    title: str | LazyString,
    methods: Sequence[str] = ("GET",),
) -> Callable[[View], View]:
    """Declare a route. A view that is registered otherwise is refused to everybody."""

    def declare(view: View) -> View:
        name = f"{views.name}.{view.__name__}"
        declared = Declared(permission=permission, title=title)
        views.record(lambda state: declared_routes(cast(Flask, state.app)).__setitem__(name, declared))
        views.add_url_rule(rule, endpoint=view.__name__, view_func=view, methods=list(methods))
        return view

    return declare


def declared_routes(app: Flask) -> dict[str, Declared]:
    """Return what the routes of `app` declare, by endpoint."""
    routes: dict[str, Declared] = app.extensions.setdefault("plumbline.routes", {})
    return routes
