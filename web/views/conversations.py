"""The list of conversations: filtered, sorted, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.stages import browsing, due
from qa.stages.browsing import ConversationFilters, Page, Place, Sort
from qa.stages.choosing_scorecards import offer_scorecards
from web import auth, render
from web.filters import Chip, chips_of, read_filters, write_filters
from web.permissions import Permission, route
from web.sessions import db, settings

views = Blueprint("conversations", __name__, url_prefix="/conversations")


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the list's templates show."""

    filters: ConversationFilters
    problems: tuple[str, ...]
    choices: browsing.Choices
    chips: list[Chip]
    count: browsing.CappedCount
    page: Page
    sort: Sort
    hidden: frozenset[int]
    has_left_out: bool

    def url(self, *, sort: Sort | None = None, place: Place | None = None) -> str:
        """Return the address of this list in another order or at another place."""
        order = (sort or self.sort).value
        arguments = write_filters(self.filters) | ({} if order == Sort.NEWEST.value else {"sort": order})
        if place is not None:
            arguments["place"] = place.as_text()
        return url_for("conversations.show_list", **arguments)  # type: ignore[arg-type]

    def url_without(self, chip: Chip) -> str:
        """Return the address of this list without one of its filters."""
        order = {} if self.sort is Sort.NEWEST else {"sort": self.sort.value}
        return url_for("conversations.show_list", **chip.without, **order)  # type: ignore[arg-type]


@route(views, "", permission=Permission.READ_CONVERSATIONS, title=_l("Conversations"))
def show_list() -> Response:
    """Show the list with its filters."""
    return render.render_page("conversations/index.html", shown=_read())


@route(views, "/list", permission=Permission.READ_CONVERSATIONS, title=_l("Conversations"))
def show_fragment() -> Response:
    """Return the list alone, for a change of filters; the page's address follows."""
    shown = _read()
    response = make_response(render_template("conversations/_list.html", shown=shown))
    response.headers["HX-Push-Url"] = shown.url()
    return response


@route(views, "/<int:conversation_id>", permission=Permission.READ_CONVERSATIONS, title=_l("Conversation"))
def show(conversation_id: int) -> Response:
    """Show one conversation with what the machine and people said of it."""
    reader = auth.person().id
    page = browsing.read_conversation(db(), conversation_id, reader_id=reader)
    may_choose = auth.can(Permission.REVIEW) and page.line.message_count
    offer = offer_scorecards(db(), conversation_id, reviewer_id=reader) if may_choose else None
    return render.render_page("conversations/show.html", page=page, offer=offer)


@route(
    views,
    "/<int:conversation_id>/retry",
    permission=Permission.SEE_STATES,
    title=_l("Conversation"),
    methods=["POST"],
)
def retry(conversation_id: int) -> Response:
    """Try a conversation that failed again; one that did not is left as it is."""
    if due.retry_failed(db(), conversation_id):
        flash(_("A worker tries it again."), "success")
    return redirect(url_for("conversations.show", conversation_id=conversation_id), code=303)


def _read() -> Shown:
    read, session, zone = read_filters(request.args), db(), settings().zone
    sort = _sort(request.args.get("sort", ""))
    place = Place.from_text(request.args.get("place", ""), sort=sort)
    choices = browsing.read_choices(session)
    reader = auth.person().id
    page = browsing.list_conversations(session, read.filters, zone=zone, sort=sort, place=place, reader_id=reader)
    return Shown(
        filters=read.filters,
        problems=read.problems,
        choices=choices,
        chips=chips_of(read.filters, choices),
        count=browsing.count_conversations(session, read.filters, zone=zone, reader_id=reader, sort=sort),
        page=page,
        sort=sort,
        hidden=browsing.blind_conversations(session, reader, [line.id for line in page.lines]),
        has_left_out=bool(browsing.left_out(session, read.filters, reader_id=reader, sort=sort)),
    )


def _sort(name: str) -> Sort:
    return Sort(name) if name in {sort.value for sort in Sort} else Sort.NEWEST
