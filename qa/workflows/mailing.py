"""Sends the e-mails that are due, outside any transaction: who is due is read before, how it went is noted after."""

from __future__ import annotations

import logging
from datetime import datetime
from email.message import EmailMessage

from qa.errors import MailError
from qa.notices import notice_text
from qa.notices.letter import LetterLine, Office, Reader, write_digest
from qa.notices.post import send
from qa.settings import Settings
from qa.stages.notices.mailing import DueMail, claim_mail, note_failed, note_sent, users_to_mail
from qa.store.session import Sessions

logger = logging.getLogger(__name__)


def send_mails(writing: Sessions, settings: Settings, now: datetime) -> int:
    """Send everybody what they are due; return how many e-mails went out.

    A refused recipient is tried again later and keeps nobody else from theirs; when the server cannot be used, the
    rest waits for the next run. Without QA_SMTP_URL nothing is sent.
    """
    if settings.smtp_url is None or settings.mail_from is None:
        return 0
    with writing() as session:
        users = users_to_mail(session, now=now)
    sent = 0
    for user_id in users:
        with writing.begin() as session:
            mail = claim_mail(session, user_id, zone=settings.zone, now=now)
        if mail is None:
            continue
        try:
            send(letter_of(mail, settings, now=now), smtp_url=settings.smtp_url)
        except MailError as error:
            logger.warning("An e-mail to user %d could not be sent: %s", user_id, type(error.__cause__).__name__)
            with writing.begin() as session:
                note_failed(session, mail, problem=error.problem, now=now)
            if error.is_of_recipient:
                continue
            break
        with writing.begin() as session:
            note_sent(session, mail, now=now)
        sent += 1
    return sent


def letter_of(mail: DueMail, settings: Settings, *, now: datetime) -> EmailMessage:
    """Write the e-mail of what a person is due, the newest first."""
    lines = [
        LetterLine(notice_text(one.kind, one.details, language=mail.language, zone=settings.zone), one.path)
        for one in reversed(mail.notices)
    ]
    key = ",".join(str(one.id) for one in mail.notices)
    return write_digest(
        Reader(mail.name, mail.email, mail.language), lines, office=office_of(settings), key=key, now=now
    )


def office_of(settings: Settings) -> Office:
    """Return whom e-mails come from and where their links lead."""
    return Office(settings.mail_from or "", settings.public_url)
