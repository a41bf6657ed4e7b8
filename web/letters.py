"""E-mails the page itself sends, while somebody waits for the outcome."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from qa.errors import MailError
from qa.notices.letter import Office, Reader, write_invitation
from qa.stages.sign_in_links import MadeLink
from qa.store import tables
from web import render
from web.sessions import keep_now, settings


def send_invitation(user: tables.User, link: MadeLink) -> str:
    """Send somebody their sign-in link and say how that went. The link is kept first: a mail server may be slow."""
    from qa.notices.post import send  # kept out of the page until somebody sends a link

    given = settings()
    reader = Reader(user.name, user.email, user.language)
    keep_now()
    if given.smtp_url is None or given.mail_from is None:
        return str(_("No mail server is set up: give the link yourself."))
    letter = write_invitation(
        reader,
        url_for("entering.show", token=link.token),
        until=render.moment(link.expires_at),
        office=Office(given.mail_from, given.public_url),
        now=render.now(),
    )
    try:
        send(letter, smtp_url=given.smtp_url)
    except MailError as error:
        return str(_("The e-mail could not be sent (%(problem)s): give the link yourself.", problem=error.problem))
    return str(_("The link was sent to %(email)s.", email=reader.email))
