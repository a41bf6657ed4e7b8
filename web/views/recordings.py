"""The sound of calls: the file in ranges, and the peaks its waveform is drawn from."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, jsonify, send_file
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import NotFoundError
from qa.stages.listening import Sound, find_sound
from web import auth
from web.permissions import Permission, route
from web.sessions import db

views = Blueprint("recordings", __name__)

_TYPES = {
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}


@route(views, "/recordings/<int:recording_id>", permission=Permission.SIGNED_IN, title=_l("Recording"))
def play(recording_id: int) -> Response:
    """Send the original file, or the asked-for range of it."""
    sound = _sound(recording_id)
    kind = _TYPES.get(sound.path.suffix, "application/octet-stream")
    response = send_file(sound.path, mimetype=kind, conditional=True)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


@route(views, "/recordings/<int:recording_id>/peaks", permission=Permission.SIGNED_IN, title=_l("Recording"))
def show_peaks(recording_id: int) -> Response:
    """Send the peaks of each channel, 0 to 1, and the length in seconds."""
    sound = _sound(recording_id)
    peaks = [[value / 100 for value in channel] for channel in sound.peaks]
    return jsonify(peaks=peaks, seconds=(sound.duration_ms or 0) / 1000)


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
