"""How changes of accounts are called, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from web.names import role_name
from web.template_words import said

EVENTS: dict[str, LazyString] = {
    "user.added": _l("Added"),
    "user.changed": _l("Changed"),
    "user.closed": _l("Account closed"),
    "user.opened": _l("Account opened"),
    "user.signed_out": _l("Signed out everywhere"),
    "user.one_time_password": _l("One-time password given"),
    "user.link_made": _l("Sign-in link made"),
    "user.link_used": _l("Came in by the link and chose a password"),
    "user.password_changed": _l("Password changed"),
}
FIELDS: dict[str, LazyString] = {
    "name": _l("Name"),
    "email": _l("E-mail"),
    "role": _l("Role"),
    "team": _l("Team"),
    "agent": _l("Agent"),
    "language": _l("Language"),
}
ROLE_TEXTS: dict[str, LazyString] = {
    "agent": _l("reads feedback on their own conversations, disputes it, is coached; sees nothing else"),
    "reviewer": _l("rates conversations, most of them blind, and takes part in calibration"),
    "coach": _l("also gives feedback, decides disputes, coaches and leads calibration; in one team, or in all"),
    "manager": _l("also draws samples, keeps rubrics, facts and words, and sees who works here"),
    "admin": _l("also adds and changes people, webhooks and e-mail"),
}


def event_name(action: str) -> str:
    """Name something that was done to an account."""
    return said(EVENTS, action)


def changes_of(details: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Return each field that was changed: its name, and what it was and is."""
    return [
        (str(label), _value(name, change[0]), _value(name, change[1]))
        for name, label in FIELDS.items()
        if isinstance(change := details.get(name), list) and len(change) == 2
    ]


def _value(name: str, value: object) -> str:
    if value is None:
        return "–"
    return role_name(str(value)) if name == "role" else str(value)
