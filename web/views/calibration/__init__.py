"""Calibration: the list and plans, the session and its figures, the rating sheet, the room, and what follows live."""

from web.views.calibration import following, meeting, planning, room, sheet
from web.views.calibration.blueprint import views

__all__ = ["following", "meeting", "planning", "room", "sheet", "views"]
