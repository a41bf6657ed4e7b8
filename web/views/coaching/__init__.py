"""Coaching: the coach's list, plans and sessions, and the agent's own page."""

from web.views.coaching import agents, own, plans, sessions
from web.views.coaching._blueprint import views

__all__ = ["agents", "own", "plans", "sessions", "views"]
