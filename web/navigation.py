"""The places the header leads to, for the user of this request: groups, and the places of the group one is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app, g, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from web import auth
from web.permissions import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu."""

    endpoint: str
    label: LazyString
    permission: Permission


@dataclass(frozen=True, slots=True)
class Group:
    """Places that belong together; the header shows its label, or the place's own where the user has only one."""

    label: LazyString
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A place this user may go to."""

    url: str
    label: LazyString
    is_here: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """The header's links, and those of the group one is in where it has more than one."""

    links: tuple[Link, ...]
    within: tuple[Link, ...]


_GROUPS = (
    Group(_l("Home"), (Place("home.show", _l("Home"), Permission.SIGNED_IN),)),
    Group(_l("Conversations"), (Place("conversations.show_list", _l("Conversations"), Permission.READ_CONVERSATIONS),)),
    Group(
        _l("Reviews"),
        (
            Place("reviews.show_list", _l("Reviews"), Permission.READ_REVIEWS),
            Place("samples.show_list", _l("Samples"), Permission.READ_SAMPLES),
            Place("plans.show_list", _l("Plans"), Permission.DRAW_SAMPLES),
            Place("workload.show", _l("Workload"), Permission.SEE_WORKLOAD),
            Place("confirming.show_list", _l("Critical fails"), Permission.REVIEW),
            Place("exemplars.show_list", _l("Exemplars"), Permission.READ_REVIEWS),
            Place("tags.show_list", _l("Tags"), Permission.READ_REVIEWS),
            Place("comment_templates.show_list", _l("Comments to reuse"), Permission.COACH),
        ),
    ),
    Group(
        _l("Feedback"),
        (
            Place("feedback.show_list", _l("Feedback"), Permission.READ_FEEDBACK),
            Place("disputes.show_list", _l("Disputes"), Permission.READ_DISPUTES),
            Place("coaching.show_list", _l("Coaching"), Permission.COACH),
            Place("self_reviews.show_list", _l("Self-reviews"), Permission.COACH),
        ),
    ),
    Group(_l("My feedback"), (Place("feedback.show_own", _l("My feedback"), Permission.READ_OWN_FEEDBACK),)),
    Group(_l("My disputes"), (Place("disputes.show_own", _l("My disputes"), Permission.OPEN_DISPUTES),)),
    Group(_l("My coaching"), (Place("coaching.show_own", _l("My coaching"), Permission.READ_OWN_COACHING),)),
    Group(_l("Self-reviews"), (Place("self_reviews.show_own", _l("Self-reviews"), Permission.REVIEW_SELF),)),
    Group(_l("Calibration"), (Place("calibration.show_list", _l("Calibration"), Permission.CALIBRATE),)),
    Group(
        _l("Reports"),
        (
            Place("reports.show", _l("Reports"), Permission.SEE_REPORTS),
            Place("insights.show", _l("Insights"), Permission.SEE_INSIGHTS),
            Place("checks.show", _l("Checks"), Permission.SEE_CHECKS),
        ),
    ),
    Group(
        _l("Standards"),
        (
            Place("rubrics.show_list", _l("Rubrics"), Permission.READ_REVIEWS),
            Place("scorecards.show_list", _l("Short scorecards"), Permission.READ_REVIEWS),
            Place("facts.show", _l("Facts"), Permission.SEE_FACTS),
            Place("dictionary.show", _l("Dictionary"), Permission.KEEP_WORDS),
        ),
    ),
    Group(
        _l("People"),
        (
            Place("people.show_list", _l("People"), Permission.SEE_PEOPLE),
            Place("webhooks.show_list", _l("Webhooks"), Permission.KEEP_PEOPLE),
        ),
    ),
)


# Pages whose place in the menu is that of the page they are reached from.
_REACHED_FROM = {"check_conversations": "checks", "figures_behind": "coaching", "learning": "coaching"}


def menu() -> Menu:
    """Return what exists of the menu and this user may follow; a page asks for it several times."""
    if "menu" not in g:
        g.menu = _menu()
    return cast(Menu, g.menu)


def _menu() -> Menu:
    area = (request.endpoint or "").partition(".")[0]
    area = _REACHED_FROM.get(area, area)
    links: list[Link] = []
    within: tuple[Link, ...] = ()
    for group in _GROUPS:
        open_ = tuple(_link(place, area) for place in group.places if _is_open(place))
        if not open_:
            continue
        is_here = any(link.is_here for link in open_)
        label = group.label if len(open_) > 1 else open_[0].label
        links.append(Link(url=open_[0].url, label=label, is_here=is_here))
        if is_here and len(open_) > 1:
            within = open_
    return Menu(links=tuple(links), within=within)


def _link(place: Place, area: str) -> Link:
    return Link(url=url_for(place.endpoint), label=place.label, is_here=place.endpoint.partition(".")[0] == area)


def _is_open(place: Place) -> bool:
    return place.endpoint in current_app.view_functions and auth.can(place.permission)
