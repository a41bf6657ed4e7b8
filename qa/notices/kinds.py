"""The kinds of notices: whom each is for, and when it goes out by e-mail unless the person chose otherwise."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class MailWay(enum.Enum):
    """When notices of a kind come by e-mail. AT_ONCE is offered for urgent kinds only."""

    NEVER = "never"
    DAILY = "daily"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice. `roles` are the values of those it is sent to; `topic` groups kinds in filters and settings.

    `tells_verdict` marks a kind that gives away what the machine or somebody else said of a conversation: it is never
    left for a person who is still to rate that conversation blind.
    """

    name: str
    topic: str
    roles: frozenset[str]
    default: MailWay = MailWay.DAILY
    is_urgent: bool = False
    tells_verdict: bool = False

    @property
    def ways(self) -> tuple[MailWay, ...]:
        """Return when it can be asked for by e-mail."""
        return tuple(MailWay) if self.is_urgent else (MailWay.NEVER, MailWay.DAILY)


TOPICS = ("reviews", "feedback", "disputes", "coaching", "calibration", "rules", "system")

_AGENT = frozenset({"agent"})
_ADMIN = frozenset({"admin"})
_LEADING = frozenset({"manager", "admin"})
_COACHING = frozenset({"coach", "manager", "admin"})
_RATING = frozenset({"reviewer", "coach", "manager", "admin"})
_ALL = frozenset({"agent", "reviewer", "coach", "manager", "admin"})

_ALL_KINDS = (
    Kind("assignment_given", "reviews", _RATING),
    Kind("assignment_overdue", "reviews", _RATING),
    Kind("line_corrected", "reviews", _RATING),
    Kind("self_review_given", "reviews", _AGENT),
    Kind("exemplar_nominated", "reviews", _COACHING),
    Kind("critical_proposed", "reviews", _RATING, is_urgent=True, tells_verdict=True),
    Kind("feedback_published", "feedback", _AGENT, is_urgent=True),
    Kind("feedback_waiting", "feedback", _AGENT),
    Kind("feedback_unacknowledged", "feedback", _COACHING),
    Kind("feedback_commented", "feedback", _ALL),
    Kind("dispute_opened", "disputes", _RATING, is_urgent=True),
    Kind("dispute_decided", "disputes", _ALL, is_urgent=True),
    Kind("dispute_deadline_soon", "disputes", _COACHING, is_urgent=True),
    Kind("dispute_overdue", "disputes", _COACHING, is_urgent=True),
    Kind("appeal_opened", "disputes", _COACHING, is_urgent=True),
    Kind("appeal_decided", "disputes", _ALL, is_urgent=True),
    Kind("coaching_requested", "coaching", _COACHING, is_urgent=True),
    Kind("abuse_noted", "coaching", _COACHING, is_urgent=True),
    Kind("coaching_planned", "coaching", _ALL, is_urgent=True),
    Kind("coaching_called_off", "coaching", _AGENT, is_urgent=True),
    Kind("coaching_plan_made", "coaching", _AGENT),
    Kind("coaching_plan_closed", "coaching", _ALL),
    Kind("exercise_answered", "coaching", _COACHING),
    Kind("exercise_commented", "coaching", _AGENT),
    Kind("calibration_invited", "calibration", _RATING, is_urgent=True),
    Kind("calibration_revealed", "calibration", _RATING),
    Kind("calibration_decided", "calibration", _RATING),
    Kind("rubric_published", "rules", _ALL),
    Kind("check_demoted", "rules", _LEADING, is_urgent=True),
    Kind("report_ready", "system", _COACHING),
    Kind("mail_failed", "system", _ADMIN, default=MailWay.NEVER),
    Kind("webhook_failed", "system", _ADMIN, is_urgent=True),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL_KINDS}


def kind_named(name: str) -> Kind:
    """Return the kind of that name; one that is not known is nobody's in particular and is told all the same."""
    return KINDS.get(name) or Kind(name, "system", _ALL)


def kinds_for(role: str) -> tuple[Kind, ...]:
    """Return the kinds people of a role are told of, by topic."""
    return tuple(kind for kind in _ALL_KINDS if role in kind.roles)
