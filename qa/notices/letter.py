"""Writes the e-mail of a person's notices: plain text and simple HTML, in their language and direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from html import escape

from qa.notices.words import direction, phrase

MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom an e-mail is for."""

    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One notice in words, and the page it leads to, without the host."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Office:
    """Whom e-mails come from, and where the page stands that they lead to."""

    sender: str
    public_url: str


def write_digest(
    reader: Reader, lines: Sequence[LetterLine], *, office: Office, key: str, now: datetime
) -> EmailMessage:
    """Write the e-mail of one or more notices. The same `key` gives the same Message-ID, so that a double is known."""
    language = reader.language
    subject = (
        phrase("subject_one", language, text=lines[0].text)
        if len(lines) == 1
        else phrase("subject_many", language, count=len(lines))
    )
    letter = _open_letter(reader, subject, office=office, key=key, now=now)
    shown, rest = lines[:MOST_LINES], len(lines) - MOST_LINES
    more = phrase("more", language, count=rest) if rest > 0 else None
    letter.set_content(_text(reader, shown, more=more, public_url=office.public_url))
    letter.add_alternative(_html(reader, shown, more=more, public_url=office.public_url), subtype="html")
    return letter


def write_test(reader: Reader, *, office: Office, now: datetime) -> EmailMessage:
    """Write an e-mail that only shows that e-mails arrive."""
    letter = _open_letter(
        reader, phrase("test_subject", reader.language), office=office, key=f"test {now.isoformat()}", now=now
    )
    letter.set_content(f"{phrase('test_text', reader.language)}\n\n{office.public_url}\n")
    return letter


def write_invitation(reader: Reader, path: str, *, until: str, office: Office, now: datetime) -> EmailMessage:
    """Write the e-mail of a sign-in link: plain text, for a link that lets somebody in stands in it once."""
    language = reader.language
    letter = _open_letter(
        reader, phrase("invitation_subject", language), office=office, key=f"link {path} {now.isoformat()}", now=now
    )
    parts = (
        phrase("greeting", language, name=reader.name),
        phrase("invitation_text", language),
        f"{office.public_url}{path}",
        phrase("invitation_until", language, until=until),
    )
    letter.set_content("\n\n".join(parts) + "\n")
    return letter


def _open_letter(reader: Reader, subject: str, *, office: Office, key: str, now: datetime) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = office.sender
    letter["To"] = reader.email
    letter["Subject"] = " ".join(subject.split())
    letter["Date"] = format_datetime(now)
    domain = parseaddr(office.sender)[1].partition("@")[2] or "localhost"
    letter["Message-ID"] = f"<{sha256(f'{reader.email} {key}'.encode()).hexdigest()[:32]}@{domain}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = reader.language
    letter["List-Unsubscribe"] = f"<{_settings_url(office.public_url)}>"
    return letter


def _text(reader: Reader, lines: Sequence[LetterLine], *, more: str | None, public_url: str) -> str:
    language = reader.language
    told = [f"- {line.text}\n  {public_url}{line.path}" for line in lines]
    parts = [
        f"{phrase('greeting', language, name=reader.name)}\n{phrase('intro', language)}",
        "\n\n".join(told),
        *([more] if more else []),
        f"{phrase('see_all', language)}: {public_url}/notices",
        f"--\n{phrase('why', language)}: {_settings_url(public_url)}",
    ]
    return "\n\n".join(parts) + "\n"


def _html(reader: Reader, lines: Sequence[LetterLine], *, more: str | None, public_url: str) -> str:
    language = reader.language
    told = "\n".join(
        f'<li style="margin:0 0 10px"><a href="{escape(public_url + line.path)}">{escape(line.text)}</a></li>'
        for line in lines
    )
    rest = f"<p>{escape(more)}</p>" if more else ""
    return f"""\
<!doctype html>
<html lang="{language}" dir="{direction(language)}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:0 auto;padding:16px">
<p>{escape(phrase("greeting", language, name=reader.name))}<br>{escape(phrase("intro", language))}</p>
<ul style="padding-inline-start:20px">
{told}
</ul>
{rest}
<p><a href="{escape(public_url)}/notices">{escape(phrase("see_all", language))}</a></p>
<p style="font-size:13px;opacity:.75">{escape(phrase("why", language))}:
<a href="{escape(_settings_url(public_url))}">{escape(_settings_url(public_url))}</a></p>
</body>
</html>
"""


def _settings_url(public_url: str) -> str:
    return f"{public_url}/notices/settings"
