"""The sound of calls: the file in ranges, and the peaks its waveform is drawn from."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, jsonify, send_file
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import NotFoundError
from qa.stages.listening import Sound, find_sound
from web import auth, call_pages
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("recordings", __name__)
views.app_context_processor(call_pages.tools)
views.add_app_template_filter(call_pages.seconds, "seconds")
views.add_app_template_filter(call_pages.mark_name, "mark_name")

_PEAKS_DRAWN = 2400
"""As many as a wide screen has room for; those of an hour are thirty times as many."""

_TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".m4v": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "audio/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".webm": "audio/webm",
}


@route(views, "/recordings/<int:recording_id>", permission=Permission.SIGNED_IN, title=_l("Recording"))
def play(recording_id: int) -> Response:
    """Send what people hear of a call, or the asked-for range of it; a browser asks again whether it still stands."""
    sound = _sound(recording_id)
    kind = _TYPES.get(sound.path.suffix, "application/octet-stream")
    response = send_file(sound.path, mimetype=kind, conditional=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@route(views, "/recordings/<int:recording_id>/peaks", permission=Permission.SIGNED_IN, title=_l("Recording"))
def show_peaks(recording_id: int) -> Response:
    """Send the peaks of each channel, 0 to 1, no more than can be drawn, and the length in seconds."""
    sound = _sound(recording_id)
    peaks = [[value / 100 for value in _drawn(channel)] for channel in sound.peaks]
    return jsonify(peaks=peaks, seconds=(sound.duration_ms or 0) / 1000)


def _drawn(peaks: Sequence[int]) -> Sequence[int]:
    """Return the loudest of each run of peaks."""
    run = -(-len(peaks) // _PEAKS_DRAWN)
    return [max(peaks[at : at + run]) for at in range(0, len(peaks), run)] if run > 1 else peaks


def _sound(recording_id: int) -> Sound:
    """Find a recording this user may hear; for the others it does not exist."""
    person = auth.person()
    is_staff = person.can(Permission.READ_CONVERSATIONS)
    if not is_staff and person.agent_id is None:
        abort(404)
    home = current_app.extensions["plumbline.settings"].recordings_home
    try:
        return find_sound(db(), recording_id, home=home, agent_id=None if is_staff else person.agent_id)
    except NotFoundError:
        abort(404)
