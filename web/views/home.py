"""What is waiting for the user, by role."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.domain.dispute import DisputeState
from qa.stages import agent_day, disputes, facts, samples, waiting
from qa.stages.coaching import CoachScope, open_sessions
from web import auth, render
from web.feedback_scope import scope
from web.permissions import Permission, route
from web.sessions import db, settings

views = Blueprint("home", __name__)


@route(views, "/", permission=Permission.SIGNED_IN, title=_l("Home"))
def show() -> Response:
    """Show what is waiting."""
    person, session = auth.person(), db()
    if not person.can(Permission.REVIEW):
        if person.agent_id is None:
            return render.render_page("home/agent.html", unread=None)
        unread = waiting.count_unread(session, person.agent_id)
        day = agent_day.read_day(session, agent_id=person.agent_id, user_id=person.id, now=render.now())
        return render.render_page("home/agent.html", unread=unread, day=day)
    is_manager = person.can(Permission.SEE_STATES)
    now, sees_facts = render.now(), person.can(Permission.SEE_FACTS)
    may_publish = person.can(Permission.PUBLISH_FEEDBACK)
    return render.render_page(
        "home/show.html",
        now=now,
        old=facts.facts_to_review(session, today=now.astimezone(settings().zone).date()) if sees_facts else (),
        duties=waiting.read_duties(session, person.id),
        calibrations=waiting.read_calibrations(session, person.id),
        drafts=waiting.read_drafts(session, person.id),
        talks=open_sessions(session, person.id) if person.can(Permission.COACH) else (),
        proposals=waiting.read_proposals(session, person.id, team_id=_team().team_id) if may_publish else None,
        is_of_team=_team().team_id is not None,
        figures=_figures() if may_publish else None,
        states=waiting.count_states(session) if is_manager else None,
        samples=[line for line in samples.list_samples(session, limit=20) if line.finished < line.size][:6]
        if is_manager
        else None,
    )


def _team() -> CoachScope:
    """Return whose work this user leads: a coach their team's, who leads more everybody's."""
    person = auth.person()
    return CoachScope() if person.can(Permission.DRAW_SAMPLES) else CoachScope(team_id=person.team_id)


def _figures() -> dict[str, object]:
    """Count what waits for those who publish feedback, each within what they may find."""
    session = db()
    return {
        "unpublished": waiting.count_unpublished(session, scope()),
        "unanswered": waiting.count_unanswered(session, scope()),
        "disputed": disputes.count_disputes(session, scope(), states=[DisputeState.OPEN])[DisputeState.OPEN],
        "asked": waiting.count_coaching_requests(session, _team()),
    }
