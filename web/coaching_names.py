"""How agendas, actions and endings of coaching are said, and where their evidence is."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, url_for
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qa.domain.coaching import ActionKind, AgreedBy, Topic
from qa.stages.coaching import AgendaLine
from web import auth, render
from web.permissions import Permission
from web.template_words import said

_ACTIONS = {
    ActionKind.EXEMPLAR.value: _l("Learn from a good example"),
    ActionKind.REWRITE.value: _l("Rewrite one’s own words"),
    ActionKind.SIDE_BY_SIDE.value: _l("Side by side with the coach"),
    ActionKind.TEMPLATE.value: _l("Mend a saved reply"),
}
_ENDINGS = {
    "improved": _l("Improved"),
    "unchanged": _l("No change visible"),
    "worse": _l("Worse"),
    "too_few": _l("Too few reviews"),
}
_WHO = {
    AgreedBy.AGENT.value: _l("Agent"),
    AgreedBy.COACH.value: _l("Coach"),
    AgreedBy.BOTH.value: _l("Both"),
}
_TOPICS = {
    Topic.STRENGTH.value: _l("Strength"),
    Topic.QUESTION.value: _l("Question"),
    Topic.GOAL.value: _l("Goal"),
    Topic.POINT.value: _l("Point"),
    Topic.EXERCISE.value: _l("To be done"),
    Topic.DISPUTE.value: _l("Open dispute"),
    Topic.WORKLOAD.value: _l("Workload"),
    Topic.WELLBEING.value: _l("Wellbeing"),
}
_CAUSES = {
    "agent": _l("Agent"),
    "template": _l("Template"),
    "process": _l("Process"),
    "facts": _l("Facts"),
    "tool": _l("Tool"),
    "unnamed": _l("no cause named"),
}


def init_app(app: Flask) -> None:
    """Offer the names and addresses to templates."""
    app.jinja_env.filters.update(
        action_name=lambda code: _name(_ACTIONS, code),
        agenda_topic=lambda code: _name(_TOPICS, code),
        agenda_url=agenda_url,
        agenda_words=agenda_words,
        cause_name=lambda code: _name(_CAUSES, code),
        ending_name=lambda code: _name(_ENDINGS, code),
        who_name=lambda code: _name(_WHO, code),
    )
    app.jinja_env.globals.update(action_kinds=tuple(_ACTIONS), agreed_by=tuple(_WHO))


def agenda_url(line: AgendaLine) -> str | None:
    """Return where the evidence of a line is, for this user; None where there is no page of it."""
    is_coach = auth.can(Permission.COACH)
    if line.subject == "feedback":
        return url_for("feedback.show" if is_coach else "feedback.read", feedback_id=line.subject_id)
    if line.subject == "coaching_plan":
        return url_for("coaching.show_plan" if is_coach else "coaching.read_plan", plan_id=line.subject_id)
    if line.subject == "dispute":
        return url_for("disputes.show" if is_coach else "disputes.read", dispute_id=line.subject_id)
    if line.topic is Topic.WELLBEING:
        return url_for("coaching.show_agent", agent_id=line.subject_id, _anchor="abuse") if is_coach else None
    if line.subject == "agent" and is_coach:
        return url_for("conversations.show_list", agent_id=line.subject_id)
    return None


def agenda_words(line: AgendaLine) -> str:
    """Say what the numbers of a line are."""
    words: str = ""
    if line.topic is Topic.GOAL and not line.of:
        words = _("no random review since the plan began")
    elif line.topic is Topic.GOAL:
        words = ngettext(
            "%(count)s of %(num)s random review passed since the plan began",
            "%(count)s of %(num)s random reviews passed since the plan began",
            line.of,
            count=line.count,
        )
    elif line.topic is Topic.POINT:
        words = ngettext(
            "named in %(count)s of %(num)s review since the last session",
            "named in %(count)s of %(num)s reviews since the last session",
            line.of,
            count=line.count,
        )
    elif line.topic is Topic.WORKLOAD:
        words = _(
            "Conversations in the last four weeks: %(count)s; in the four weeks before: %(of)s",
            count=render.count(line.count),
            of=render.count(line.of),
        )
    elif line.topic is Topic.WELLBEING:
        words = _(
            "Conversations with an abusive customer in the last four weeks: %(count)s;"
            " in the four weeks before: %(of)s",
            count=render.count(line.count),
            of=render.count(line.of),
        )
    return words


def _name(names: Mapping[str, LazyString], code: str) -> str:
    return said(names, code)
