"""The pages of calibration: planning, the session, the rating sheet, the room and what they follow live."""
