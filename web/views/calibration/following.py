"""What every page of a session follows live: that something changed and what state it is in, never a rating."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages import calibrating
from web.live import Pulse, stream
from web.permissions import Permission, route
from web.sessions import db
from web.views.calibration.blueprint import viewer, views


@route(views, "/<int:session_id>/events", permission=Permission.CALIBRATE, title=_l("Calibration"))
def show_events(session_id: int) -> Response:
    """Stream the changes of a session to those who may see it."""
    calibrating.visible_session(db(), session_id, viewer())
    return stream(lambda session: _told(calibrating.pulse_of(session, session_id)), seen=_seen())


def _told(found: calibrating.Pulse | None) -> Pulse | None:
    return None if found is None else Pulse(found.revision, {"state": found.state})


def _seen() -> int:
    """Return the revision the page has: what the browser last heard, else what the page was made with."""
    text = request.headers.get("Last-Event-ID") or request.args.get("seen", "")
    return int(text) if text.isdigit() else 0
