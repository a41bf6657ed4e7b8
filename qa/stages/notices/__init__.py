"""Notices: leaving them, reading them in the page, choosing which come by e-mail, and sending those."""

from qa.stages.notices.notifying import notify

__all__ = ["notify"]
