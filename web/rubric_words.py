"""How the parts of a rubric, and what became of them, are called on the page."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qa.rubric.compare import FieldChange
from qa.stages.rubrics.publishing import Readiness
from web.names import channel_name, dimension_name
from web.refusals import said

_FIELDS = {
    "title": _l("Title"),
    "question": _l("Question"),
    "why": _l("Why it matters"),
    "dimension": _l("Dimension"),
    "weight": _l("Weight"),
    "critical": _l("Critical"),
    "channels": _l("Channels"),
    "scale": _l("Scale"),
    "anchors": _l("Meaning of a point"),
    "pass_mark": _l("Pass mark"),
}
_CHANGES = {"added": _l("new"), "removed": _l("gone"), "changed": _l("changed")}
_KEYS = {
    "pass": _l("Pass"),
    "fail": _l("Fail"),
    "not_applicable": _l("Not applicable"),
    "needs_human": _l("Needs a person"),
    "todo_pass": _l("Pass (known mistake)"),
    "todo_fail": _l("Fail (known mistake)"),
}
_TURN = re.compile(r"(internal )?agent[^:]*: ?(?P<said>.+)")
_LONGEST = 90


def field_name(code: str) -> str:
    """Name a field of a criterion or of a whole rubric."""
    return str(_FIELDS.get(code, code))


def change_value(change: FieldChange, value: str) -> str:
    """Write one side of a change: channels, dimensions and yes or no in words, nothing as a dash."""
    if change.field == "channels":
        return ", ".join(channel_name(one) for one in value.split(", ")) if value else str(_("all"))
    if change.field == "dimension":
        return dimension_name(value)
    if change.field == "critical":
        return str(_("yes") if value == "yes" else _("no"))
    if change.field == "scale" and not value:
        return str(_("pass or fail"))
    return value or "–"


def change_name(code: str) -> str:
    """Name what became of a criterion or a check."""
    return str(_CHANGES.get(code, code))


def example_key_name(code: str) -> str:
    """Name the verdict an example must get."""
    return str(_KEYS.get(code, code))


def obstacle_words(ready: Readiness) -> str:
    """Say what stands in the way of publishing."""
    if ready.obstacle == "unreadable":
        first = said(ready.details["first"])
        return str(
            _("Problems in the text: %(count)s. The first: %(first)s", count=ready.details["number"], first=first)
        )
    if ready.obstacle == "version":
        return str(_("Version %(version)s is stored already; this one must be %(wanted)s or more.", **ready.details))
    if ready.obstacle == "same":
        return str(_("Nothing differs from the version the draft began as."))
    return str(_("The examples have not passed on this very text. Run all examples first."))


def example_gist(text: str) -> str:
    """Return what the agent says first in an example, without marks, else its last line."""
    turn = next((match["said"] for line in text.splitlines() if (match := _TURN.match(line))), None)
    lines = [line for line in text.splitlines() if line.strip()]
    said = (turn or (lines[-1] if lines else "")).replace("[[", "").replace("]]", "").strip()
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"
