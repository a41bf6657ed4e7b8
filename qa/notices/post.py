"""Hands an e-mail to the mail server."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from qa.errors import MailError
from qa.notices.letter import Office, Reader, write_test

_SECONDS = 20.0
_PORTS = {"smtp": 25, "starttls": 587, "smtps": 465}


def send(letter: EmailMessage, *, smtp_url: str) -> None:
    """Send one e-mail. Raises MailError saying what the server or the way to it answered.

    `smtps` speaks TLS from the start, `starttls` refuses to go on without it, `smtp` speaks plainly.
    """
    try:
        with _connect(smtp_url) as server:
            server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = next(iter(error.recipients.values()))
        raise MailError(f"{code} {_decoded(answer)}", is_of_recipient=True) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailError(str(error), is_of_recipient=True) from error
    except smtplib.SMTPResponseException as error:
        raise MailError(f"{error.smtp_code} {_decoded(error.smtp_error)}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(str(error) or type(error).__name__) from error


def send_test(reader: Reader, *, office: Office, smtp_url: str, now: datetime) -> None:
    """Send one e-mail that shows that e-mails arrive. Raises MailError."""
    send(write_test(reader, office=office, now=now), smtp_url=smtp_url)


def _connect(smtp_url: str) -> smtplib.SMTP:
    parts = urlsplit(smtp_url)
    host, port = parts.hostname or "localhost", parts.port or _PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=_SECONDS)
    try:
        if parts.scheme == "starttls":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _decoded(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
