"""The places the header leads to, for the user of this request."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from web import auth
from web.permissions import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the header."""

    endpoint: str
    label: LazyString
    permission: Permission


@dataclass(frozen=True, slots=True)
class Link:
    """A place this user may go to."""

    url: str
    label: LazyString
    is_here: bool


_PLACES = (
    Place("home.show", _l("Home"), Permission.SIGNED_IN),
    Place("conversations.show_list", _l("Conversations"), Permission.READ_CONVERSATIONS),
    Place("samples.show_list", _l("Samples"), Permission.READ_SAMPLES),
    Place("reviews.show_list", _l("Reviews"), Permission.READ_REVIEWS),
    Place("feedback.show_list", _l("Feedback"), Permission.READ_FEEDBACK),
    Place("feedback.show_own", _l("My feedback"), Permission.READ_OWN_FEEDBACK),
    Place("checks.show", _l("Checks"), Permission.SEE_CHECKS),
    Place("insights.show", _l("Insights"), Permission.SEE_INSIGHTS),
    Place("facts.show", _l("Facts"), Permission.SEE_FACTS),
    Place("people.show_list", _l("People"), Permission.KEEP_PEOPLE),
)


def navigation() -> list[Link]:
    """Return the links of the header that exist and that this user may follow."""
    area = (request.endpoint or "").partition(".")[0]
    return [
        Link(url=url_for(place.endpoint), label=place.label, is_here=place.endpoint.partition(".")[0] == area)
        for place in _PLACES
        if place.endpoint in current_app.view_functions and auth.can(place.permission)
    ]
