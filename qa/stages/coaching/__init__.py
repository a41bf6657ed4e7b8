"""Coaching: plans with one goal and a test at the end, sessions with an agenda, exercises, and what agents ask."""

from qa.stages.coaching.requests import open_requests, request_coaching, withdraw_request
from qa.stages.coaching.scope import CoachScope

__all__ = [
    "CoachScope",
    "open_requests",
    "request_coaching",
    "withdraw_request",
]
