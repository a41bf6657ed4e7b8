"""Every page of the product with addresses to ask for: whom it is for, with real ids of the bench's database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.dispute import DisputeState
from qa.stages.reporting import SECTIONS
from qa.store import tables
from qa.store.tables import CalibrationState, ReviewKind

MANAGER, ADMIN, COACH, REVIEWER, AGENT = "manager", "admin", "coach", "reviewer", "agent"
PAPER = ("report, all on one page",)
"""Made to be printed: measured, and left out of the slowest page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One address, and the role that asks for it."""

    name: str
    role: str
    url: str


def all_pages(session: Session, end: datetime) -> list[Page]:
    """Return what is measured."""
    ids = _ids(session)
    day = timedelta(days=1)
    year = f"{(end - 364 * day).date()}..{end.date()}"
    given = {**_CONVERSATIONS, **_REVIEWING, **_ANSWERS, **_COACHING, **_CALIBRATION, **_KEEPING, **_REPORTS}
    fields = ids | {"since": str((end - 100 * day).date()), "year": year}
    pages = [Page(name, role, url.format(**fields)) for name, (role, url) in given.items()]
    others = [replaced for page in pages for replaced in _for_others(page)]
    return [*pages, *others]


def _for_others(page: Page) -> list[Page]:
    """Ask as other roles for the lists whose rows depend on who reads them."""
    return [Page(f"{page.name} ({role})", role, page.url) for role in _ROLES.get(page.name, ())]


def _ids(session: Session) -> Mapping[str, object]:
    user, review, feedback, dispute = tables.User, tables.Review, tables.Feedback, tables.Dispute
    calibration, chosen = tables.CalibrationSession, tables.CalibrationConversation
    agent = session.scalars(select(user.agent_id).where(user.email == "agent@acme.example")).one()
    assert agent is not None
    own = select(feedback.id).where(feedback.agent_id == agent).order_by(feedback.id.desc())
    states = {one.state: one.id for one in session.scalars(select(calibration).order_by(calibration.id))}
    rating = states[CalibrationState.RATING]
    open_dispute = select(dispute.id).where(dispute.state == DisputeState.OPEN)
    closed = select(dispute.id).where(dispute.state == DisputeState.CLOSED)
    row = tables.Conversation

    def first(query: object) -> object:
        return session.execute(query.limit(1)).scalar()  # type: ignore[attr-defined]

    submitted = select(review.id).where(review.submitted_at.is_not(None), review.kind == ReviewKind.QUALITY)
    waiting = submitted.where(review.id.not_in(select(feedback.review_id))).order_by(review.id.desc())
    return {
        "agent": agent,
        "call": first(select(row.id).where(row.channel == "call").order_by(row.id)),
        "submitted": first(submitted.order_by(review.id.desc())),
        "waiting": first(waiting),
        "feedback": first(select(feedback.id).order_by(feedback.id.desc())),
        "own_feedback": first(own),
        "open_dispute": first(open_dispute),
        "closed_dispute": first(closed),
        "own_dispute": first(select(dispute.id).where(dispute.agent_id == agent)),
        "own_plan": first(select(tables.CoachingPlan.id).where(tables.CoachingPlan.agent_id == agent)),
        "own_talk": first(select(tables.CoachingSession.id).where(tables.CoachingSession.agent_id == agent)),
        "planned_talk": first(select(tables.CoachingSession.id).where(tables.CoachingSession.held_at.is_(None))),
        "self_review": first(
            select(review.id).where(review.kind == ReviewKind.SELF).order_by(review.submitted_at.desc())
        ),
        "own_review": first(
            select(review.id)
            .join(user, user.id == review.reviewer_id)
            .where(review.kind == ReviewKind.SELF, user.agent_id == agent)
        ),
        "assignment": first(
            select(tables.Assignment.id)
            .join(user, user.id == tables.Assignment.reviewer_id)
            .where(user.email == "reviewer@acme.example", tables.Assignment.finished_at.is_(None))
        ),
        "closed": states[CalibrationState.CLOSED],
        "rating": rating,
        "discussed": states[CalibrationState.DISCUSSION],
        "sheet": first(select(chosen.id).where(chosen.session_id == rating)),
        "busy": first(select(tables.Assignment.reviewer_id).where(tables.Assignment.finished_at.is_(None))),
    }


_ROLES = {
    "home": (REVIEWER, COACH, AGENT, ADMIN),
    "list": (REVIEWER,),
    "list, frequent criterion": (REVIEWER,),
    "list, verdict": (REVIEWER,),
    "conversation": (REVIEWER,),
    "reviews": (REVIEWER, COACH),
    "reviews, everybody's": (COACH,),
    "critical": (REVIEWER,),
    "exemplars": (REVIEWER,),
    "tags, one": (REVIEWER,),
    "feedback": (REVIEWER, COACH),
    "disputes": (REVIEWER, COACH),
    "disputes, statistics": (REVIEWER, COACH, AGENT),
    "coaching": (COACH,),
    "coaching, team": (COACH,),
    "calibration": (REVIEWER, COACH),
    "report": (COACH,),
    "report, contacts": (COACH,),
    "checks": (REVIEWER,),
    "notices": (REVIEWER, AGENT),
    "bell": (REVIEWER, AGENT),
}
_CONVERSATIONS = {
    "home": (MANAGER, "/"),
    "list": (MANAGER, "/conversations"),
    "list, one filter": (MANAGER, "/conversations?channel=chat"),
    "list, two filters, rare": (MANAGER, "/conversations?channel=email&language=th"),
    "list, four filters": (
        MANAGER,
        "/conversations?channel=chat&language=pl&agent_id=3&is_reviewed=no&date_from={since}",
    ),
    "list, team": (MANAGER, "/conversations?team_id=1"),
    "list, lowest score": (MANAGER, "/conversations?sort=lowest"),
    "list, score range, by score": (MANAGER, "/conversations?score_min=20&score_max=60&sort=highest"),
    "list, frequent criterion": (MANAGER, "/conversations?criterion=greeting"),
    "list, rare criterion": (MANAGER, "/conversations?criterion=no-secret-data"),
    "list, verdict": (MANAGER, "/conversations?verdict=needs_human"),
    "list, verdict, filters": (MANAGER, "/conversations?verdict=critical&channel=sms&language=ar"),
    "list, state": (MANAGER, "/conversations?state=failed"),
    "list, search": (MANAGER, "/conversations?text=b-0012345"),
    "list, nothing found": (MANAGER, "/conversations?text=nobody"),
    "list, rows alone": (MANAGER, "/conversations/list?channel=chat"),
    "conversation": (MANAGER, "/conversations/5000"),
    "conversation, call of an hour": (MANAGER, "/conversations/{call}"),
    "correct a line": (MANAGER, "/conversations/{call}/messages/12/correction"),
    "original": (MANAGER, "/conversations/5000/messages/1/original"),
}
_REVIEWING = {
    "samples": (MANAGER, "/samples"),
    "sample": (MANAGER, "/samples/400"),
    "sample, open": (MANAGER, "/samples/420"),
    "sample form": (MANAGER, "/samples/new"),
    "sample form, frame": (MANAGER, "/samples/frame?channel=chat&size=50"),
    "plans": (MANAGER, "/plans"),
    "plan": (MANAGER, "/plans/7"),
    "plan, change": (MANAGER, "/plans/7/edit"),
    "plan, new": (MANAGER, "/plans/new"),
    "workload": (MANAGER, "/workload"),
    "workload, one": (MANAGER, "/workload/{busy}"),
    "reviews": (MANAGER, "/reviews"),
    "reviews, everybody's": (MANAGER, "/reviews?whose=all"),
    "reviews, everybody's, deep": (MANAGER, "/reviews?whose=all&page=40"),
    "review, submitted": (MANAGER, "/reviews/{submitted}"),
    "review, feedback": (MANAGER, "/reviews/{waiting}/feedback"),
    "critical": (MANAGER, "/critical"),
    "exemplars": (MANAGER, "/exemplars"),
    "exemplars, filtered": (MANAGER, "/exemplars?criterion=greeting&language=pl"),
    "tags": (MANAGER, "/tags"),
    "tags, one": (MANAGER, "/tags?tag=1"),
    "comment templates": (COACH, "/comment-templates"),
    "self-reviews": (COACH, "/self-reviews"),
    "self-review": (MANAGER, "/self-reviews/{self_review}"),
    "own self-reviews": (AGENT, "/my-reviews"),
    "own self-review, compared": (AGENT, "/my-reviews/{own_review}/comparison"),
    "leave out": (REVIEWER, "/samples/not-reviewed/{assignment}"),
}
_ANSWERS = {
    "feedback": (MANAGER, "/feedback"),
    "feedback, deep": (MANAGER, "/feedback?page=50"),
    "feedback, one": (MANAGER, "/feedback/{feedback}"),
    "own feedback": (AGENT, "/my-feedback"),
    "own feedback, one": (AGENT, "/my-feedback/{own_feedback}"),
    "disputes": (MANAGER, "/disputes"),
    "disputes, done": (MANAGER, "/disputes?state=decided"),
    "disputes, at calibration": (MANAGER, "/disputes?state=appealed"),
    "dispute, to decide": (COACH, "/disputes/{open_dispute}"),
    "dispute, closed": (MANAGER, "/disputes/{closed_dispute}"),
    "disputes, statistics": (MANAGER, "/disputes/statistics"),
    "disputes, statistics of a year": (MANAGER, "/disputes/statistics?days=365"),
    "own disputes": (AGENT, "/my-disputes"),
    "own dispute": (AGENT, "/my-disputes/{own_dispute}"),
}
_COACHING = {
    "coaching": (MANAGER, "/coaching"),
    "coaching, agent": (COACH, "/coaching/agents/{agent}"),
    "coaching, new plan": (COACH, "/coaching/agents/{agent}/plans/new"),
    "coaching, plan": (COACH, "/coaching/plans/{own_plan}"),
    "coaching, open plan": (COACH, "/coaching/plans/190"),
    "coaching, session": (COACH, "/coaching/sessions/{own_talk}"),
    "coaching, planned session": (COACH, "/coaching/sessions/{planned_talk}"),
    "coaching, sheet": (COACH, "/coaching/sessions/{planned_talk}/sheet"),
    "coaching, team": (MANAGER, "/coaching/team"),
    "own coaching": (AGENT, "/my-coaching"),
    "own plan": (AGENT, "/my-coaching/plans/{own_plan}"),
    "own session": (AGENT, "/my-coaching/sessions/{own_talk}"),
    "coaching, behind a figure": (COACH, "/coaching/agents/{agent}/figures/greeting"),
    "own coaching, behind a figure": (AGENT, "/my-coaching/figures/greeting"),
}
_CALIBRATION = {
    "calibration": (MANAGER, "/calibration"),
    "calibration, new": (COACH, "/calibration/new"),
    "calibration, closed": (MANAGER, "/calibration/{closed}"),
    "calibration, closed, live": (MANAGER, "/calibration/{closed}/live"),
    "calibration, being rated": (MANAGER, "/calibration/{rating}"),
    "calibration, answers": (MANAGER, "/calibration/{closed}/answers"),
    "calibration, figures": (MANAGER, "/calibration/{closed}/figures"),
    "calibration, room": (MANAGER, "/calibration/{discussed}/room"),
    "calibration, room, live": (MANAGER, "/calibration/{discussed}/room/live"),
    "calibration, table": (MANAGER, "/calibration/{closed}/ratings.csv"),
    "calibration, sheet": (REVIEWER, "/calibration/sheets/{sheet}"),
}
_KEEPING = {
    "checks": (MANAGER, "/checks"),
    "checks, one language": (MANAGER, "/checks?language=pl"),
    "check": (MANAGER, "/checks/no-blame/blaming-words"),
    "check, one language": (MANAGER, "/checks/spelling/spelling-marks?language=pl"),
    "check, conversations": (MANAGER, "/checks/no-blame/blaming-words/conversations"),
    "insights": (MANAGER, "/insights"),
    "insights, from a day on": (MANAGER, "/insights?date_from={since}"),
    "facts": (MANAGER, "/facts"),
    "dictionary": (MANAGER, "/dictionary"),
    "rubrics": (MANAGER, "/rubrics"),
    "rubric": (MANAGER, "/rubrics/1"),
    "rubric, criterion": (MANAGER, "/rubrics/1/criteria/closing"),
    "rubric, file": (MANAGER, "/rubrics/1/yaml"),
    "rubrics compared": (MANAGER, "/rubrics/compare?old=3&new=1"),
    "draft": (MANAGER, "/rubrics/drafts/1"),
    "draft, criterion": (MANAGER, "/rubrics/drafts/1?criterion=spelling"),
    "draft, text": (MANAGER, "/rubrics/drafts/1/text"),
    "draft, changes": (MANAGER, "/rubrics/drafts/1/changes"),
    "draft, examples": (MANAGER, "/rubrics/drafts/1/examples"),
    "draft, publish": (MANAGER, "/rubrics/drafts/1/publish"),
    "draft, trial": (MANAGER, "/rubrics/drafts/1/trials/examples"),
    "notices": (MANAGER, "/notices"),
    "notices, unread": (MANAGER, "/notices?unread=yes"),
    "notices, deep": (MANAGER, "/notices?page=100"),
    "notices, topic": (MANAGER, "/notices?topic=coaching"),
    "notices, settings": (MANAGER, "/notices/settings"),
    "bell": (MANAGER, "/notices/bell"),
    "webhooks": (ADMIN, "/webhooks"),
    "webhook": (ADMIN, "/webhooks/1"),
    "scorecards": (MANAGER, "/scorecards"),
    "scorecard, new": (MANAGER, "/scorecards/new"),
    "account": (REVIEWER, "/account"),
    "people": (ADMIN, "/people"),
    "person": (ADMIN, "/people/2"),
    "person, new": (ADMIN, "/people/new"),
    "sign-in": ("nobody", "/sign-in"),
}
_REPORTS = {
    "report": (MANAGER, "/reports?period={year}"),
    **{
        f"report, {section}": (MANAGER, f"/reports/{section}?period={{year}}")
        for section in SECTIONS
        if section != "overview"
    },
    "report, not made": (MANAGER, "/reports?period={since}..{since}"),
    "report, as a file": (MANAGER, "/reports/file.csv?period={year}"),
    "report, all on one page": (MANAGER, "/reports/whole?period={year}"),
}
