"""Coaching: plans with one goal and a test at the end, sessions with an agenda, exercises, and what agents ask."""

from qa.stages.coaching.agenda import AgendaLine, from_json, hidden_feedback, make_agenda, readable_lines
from qa.stages.coaching.closing import PlanTest, check_plan, close_plan, reviews_needed
from qa.stages.coaching.counting import Between
from qa.stages.coaching.delivered import DeliveredLine, coaching_delivered
from qa.stages.coaching.exercises import answer_exercise, comment_exercise
from qa.stages.coaching.listing import AgentLine, list_agents
from qa.stages.coaching.plans import NewAction, PlanDraft, add_action, drop_action, list_plans, make_plan, mark_done
from qa.stages.coaching.progress import OwnWords, Stretch, read_progress, words_to_rewrite
from qa.stages.coaching.requests import open_requests, request_coaching, withdraw_request
from qa.stages.coaching.scope import CoachScope, find_agent, find_plan, find_session
from qa.stages.coaching.sessions import (
    Agreed,
    NewSession,
    SessionLog,
    call_off,
    list_sessions,
    log_session,
    note_session,
    open_sessions,
    plan_session,
)
from qa.stages.coaching.standing import Standing, read_standing, read_standings
from qa.stages.coaching.tallying import keep_tallies
from qa.stages.coaching.team import TeamView, read_team

__all__ = [
    "AgendaLine",
    "AgentLine",
    "Agreed",
    "Between",
    "CoachScope",
    "DeliveredLine",
    "NewAction",
    "NewSession",
    "OwnWords",
    "PlanDraft",
    "PlanTest",
    "SessionLog",
    "Standing",
    "Stretch",
    "TeamView",
    "add_action",
    "answer_exercise",
    "call_off",
    "check_plan",
    "close_plan",
    "coaching_delivered",
    "comment_exercise",
    "drop_action",
    "find_agent",
    "find_plan",
    "find_session",
    "from_json",
    "hidden_feedback",
    "keep_tallies",
    "list_agents",
    "list_plans",
    "list_sessions",
    "log_session",
    "make_agenda",
    "make_plan",
    "mark_done",
    "note_session",
    "open_requests",
    "open_sessions",
    "plan_session",
    "read_progress",
    "read_standing",
    "read_standings",
    "read_team",
    "readable_lines",
    "request_coaching",
    "reviews_needed",
    "withdraw_request",
    "words_to_rewrite",
]
