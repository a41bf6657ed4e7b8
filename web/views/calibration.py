"""Calibration: every page of it, gathered from `web/calibrating`."""

from __future__ import annotations

from web.calibrating import following, meeting, planning, room, sheet
from web.calibrating.blueprint import views

__all__ = ["following", "meeting", "planning", "room", "sheet", "views"]
