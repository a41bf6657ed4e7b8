"""How this place reaches outside, for administrators: webhooks, and whether e-mails go out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from qa.errors import MailError, WebhookError
from qa.notices import KINDS, kind_name
from qa.notices.kinds import TOPICS
from qa.notices.letter import Office, Reader
from qa.stages.notices.mailing import mail_state
from qa.stages.webhooks import keeping
from qa.stages.webhooks.enqueueing import TEST, enqueue_test
from web import auth, render
from web.languages import page_language
from web.notice_names import DELIVERY_NAMES, TOPIC_NAMES
from web.permissions import Permission, route
from web.refusals import told
from web.sessions import db, settings

views = Blueprint("webhooks", __name__, url_prefix="/webhooks")


@route(views, "", permission=Permission.KEEP_PEOPLE, title=_l("Webhooks and e-mail"))
def show_list() -> Response:
    """List the webhooks, and say how sending e-mails goes."""
    return _page()


@route(views, "", permission=Permission.KEEP_PEOPLE, title=_l("Webhooks and e-mail"), methods=["POST"])
def add() -> Response:
    """Add a webhook and show its secret."""
    url, kinds = request.form.get("url", ""), request.form.getlist("kind")
    try:
        row = keeping.add_webhook(
            db(), url, kinds=kinds, ours=settings().webhook_hosts, by=auth.person().id, now=render.now()
        )
    except WebhookError as error:
        return _page(problem=told(error), url=url, chosen=kinds, status=422)
    return _show(row.id, shown_secret=row.secret)


@route(views, "/<int:webhook_id>", permission=Permission.KEEP_PEOPLE, title=_l("Webhook"))
def show(webhook_id: int) -> Response:
    """Show a webhook with its newest deliveries."""
    return _show(webhook_id)


@route(views, "/<int:webhook_id>", permission=Permission.KEEP_PEOPLE, title=_l("Webhook"), methods=["POST"])
def change(webhook_id: int) -> Response:
    """Change what it is told of, and whether it is."""
    keeping.change_webhook(
        db(),
        webhook_id,
        kinds=request.form.getlist("kind"),
        is_active=request.form.get("is_active") == "yes",
        by=auth.person().id,
        now=render.now(),
    )
    flash(_("The webhook is changed."), "success")
    return _back(webhook_id)


@route(views, "/<int:webhook_id>/test", permission=Permission.KEEP_PEOPLE, title=_l("Webhook"), methods=["POST"])
def test(webhook_id: int) -> Response:
    """Send a test event, with the next delivery run of a worker."""
    enqueue_test(db(), keeping.find_webhook(db(), webhook_id).id, now=render.now())
    flash(_("A test is on its way; the outcome stands below in a moment."), "success")
    return _back(webhook_id)


@route(views, "/<int:webhook_id>/secret", permission=Permission.KEEP_PEOPLE, title=_l("Webhook"), methods=["POST"])
def rotate(webhook_id: int) -> Response:
    """Make a new secret and show it; the old one signs too for a day."""
    row = keeping.rotate_secret(db(), webhook_id, by=auth.person().id, now=render.now())
    return _show(webhook_id, shown_secret=row.secret)


@route(views, "/<int:webhook_id>/remove", permission=Permission.KEEP_PEOPLE, title=_l("Webhook"), methods=["POST"])
def remove(webhook_id: int) -> Response:
    """Remove a webhook."""
    keeping.remove_webhook(db(), webhook_id, by=auth.person().id, now=render.now())
    flash(_("The webhook is removed."), "success")
    return redirect(url_for("webhooks.show_list"), 303)


@route(
    views,
    "/<int:webhook_id>/deliveries/<int:delivery_id>",
    permission=Permission.KEEP_PEOPLE,
    title=_l("Webhook"),
    methods=["POST"],
)
def send_again(webhook_id: int, delivery_id: int) -> Response:
    """Try a delivery again that was given up."""
    keeping.send_again(db(), webhook_id, delivery_id, now=render.now())
    flash(_("It is tried again in a moment."), "success")
    return _back(webhook_id)


@route(views, "/test-mail", permission=Permission.KEEP_PEOPLE, title=_l("Webhooks and e-mail"), methods=["POST"])
def send_test_mail() -> Response:
    """Send the administrator an e-mail and say what the server answered."""
    from qa.notices.post import send_test  # kept out of the page until somebody asks for a test

    person, given = auth.person(), settings()
    db().rollback()  # nothing is written here, and nobody is to wait for the mail server
    try:
        if given.smtp_url is None:
            raise MailError("QA_SMTP_URL")
        office = Office(given.mail_from or "", given.public_url)
        reader = Reader(person.name, person.email, page_language())
        send_test(reader, office=office, smtp_url=given.smtp_url, now=render.now())
    except MailError as error:
        flash(_("The test could not be sent: %(problem)s", problem=error.problem), "error")
    else:
        flash(_("A test was handed to the mail server, to %(email)s.", email=person.email), "success")
    return redirect(url_for("webhooks.show_list"), 303)


def _page(*, problem: str | None = None, url: str = "", chosen: list[str] | None = None, status: int = 200) -> Response:
    given = settings()
    return render.render_page(
        "webhooks/index.html",
        status=status,
        lines=keeping.list_webhooks(db()),
        mail=mail_state(db()),
        is_sending=given.smtp_url is not None,
        sender=given.mail_from,
        problem=problem,
        url=url,
        chosen=chosen or [],
        **_names(),
    )


def _show(webhook_id: int, *, shown_secret: str | None = None) -> Response:
    row = keeping.find_webhook(db(), webhook_id)
    return render.render_page(
        "webhooks/show.html",
        webhook=row,
        deliveries=keeping.list_deliveries(db(), webhook_id),
        shown_secret=shown_secret,
        delivery_names=DELIVERY_NAMES,
        chosen=row.kinds,
        **_names(),
    )


def _names() -> dict[str, Any]:
    language = page_language()
    return {
        "host_of": keeping.read_host,
        "topics": [(topic, [kind for kind in KINDS.values() if kind.topic == topic]) for topic in TOPICS],
        "topic_names": TOPIC_NAMES,
        "kind_name": lambda name: _("Test") if name == TEST else kind_name(name, language),
    }


def _back(webhook_id: int) -> Response:
    return redirect(url_for("webhooks.show", webhook_id=webhook_id), 303)
