"""A person's notices: read them, choose which come by e-mail."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from qa.notices import kind_name, kinds_for
from qa.notices.kinds import TOPICS
from qa.stages.notices import choosing, reading
from web import auth, bell, opened_notices, render
from web.languages import page_language
from web.notice_names import TOPIC_NAMES, WAY_NAMES
from web.permissions import Permission, route
from web.sessions import db, settings

views = Blueprint("notices", __name__, url_prefix="/notices")
views.record_once(lambda state: bell.init_app(state.app))  # type: ignore[arg-type]
views.before_app_request(opened_notices.settle)


@route(views, "", permission=Permission.SIGNED_IN, title=_l("Notices"))
def show_list() -> Response:
    """List the person's notices, newest first."""
    topic = request.args.get("topic", "")
    only_unread = request.args.get("unread") == "yes"
    page = max(1, request.args.get("page", 1, type=int))
    lines, has_more = reading.list_notices(
        db(), auth.person().id, topic=topic if topic in TOPICS else None, only_unread=only_unread, page=page
    )
    return render.render_page(
        "notices/index.html",
        lines=lines,
        page=page,
        has_more=has_more,
        topic=topic if topic in TOPICS else "",
        only_unread=only_unread,
        topics=_topics(),
        topic_names=TOPIC_NAMES,
        newest=max((line.id for line in lines), default=0),
    )


@route(views, "/bell", permission=Permission.SIGNED_IN, title=_l("Notices"))
def show_bell() -> Response:
    """Answer with the bell of the header alone."""
    return render.render_page("notices/_bell.html")


@route(views, "/<int:notice_id>/open", permission=Permission.SIGNED_IN, title=_l("Notices"), methods=["POST"])
def open_(notice_id: int) -> Response:
    """Mark a notice as read and lead to its page."""
    path = reading.open_notice(db(), notice_id, user_id=auth.person().id, now=render.now())
    return redirect(path if auth.is_local(path) else url_for("notices.show_list"), 303)


@route(views, "/read", permission=Permission.SIGNED_IN, title=_l("Notices"), methods=["POST"])
def read_all() -> Response:
    """Mark everything up to the newest notice that was shown as read."""
    newest = request.form.get("newest", 0, type=int)
    count = reading.read_all(db(), auth.person().id, newest=newest, now=render.now())
    flash(ngettext("%(num)s notice is marked as read.", "%(num)s notices are marked as read.", count), "success")
    return redirect(url_for("notices.show_list"), 303)


@route(views, "/settings", permission=Permission.SIGNED_IN, title=_l("Settings of notices"))
def show_settings() -> Response:
    """Show which notices come by e-mail, and when."""
    person = auth.person()
    return render.render_page(
        "notices/settings.html",
        topics=[(topic, [kind for kind in kinds_for(person.role.value) if kind.topic == topic]) for topic in _topics()],
        choices=choosing.choices_of(db(), person.id),
        kind_name=lambda name: kind_name(name, page_language()),
        topic_names=TOPIC_NAMES,
        way_names=WAY_NAMES,
        is_sending=settings().smtp_url is not None,
    )


@route(views, "/settings", permission=Permission.SIGNED_IN, title=_l("Settings of notices"), methods=["POST"])
def keep_settings() -> Response:
    """Keep what the person wants."""
    person = auth.person()
    wanted = {name: way for name, way in request.form.items() if name != "csrf_token"}
    choosing.choose(db(), person.id, role=person.role.value, wanted=wanted)
    flash(_("Your settings are kept."), "success")
    return redirect(url_for("notices.show_settings"), 303)


def _topics() -> list[str]:
    """Return the topics that the person's role hears of."""
    known = {kind.topic for kind in kinds_for(auth.person().role.value)}
    return [topic for topic in TOPICS if topic in known]
