"""Reads the headers of a mail: words, addresses, ids and the date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as RawMail
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime

from qa.importers._mail.charsets import decode
from qa.importers._values import normal_text

_ID = re.compile(r"<([^<>\s]+)>")
_NOBODY = re.compile(r"^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?)\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class RawHeaders(Compat32):
    """Gives headers as they stand, with bytes outside ASCII as lone surrogates."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the header unchanged."""
        return value


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's name, where it is given, and mail address in lower case."""

    name: str | None
    email: str

    @property
    def domain(self) -> str:
        """Return what stands after the @."""
        return self.email.rpartition("@")[2]

    @property
    def is_nobody(self) -> bool:
        """Tell whether nobody reads or writes at this address."""
        return _NOBODY.match(self.email) is not None

    def is_of(self, domains: tuple[str, ...]) -> bool:
        """Tell whether the address is in one of the domains or below it."""
        return any(self.domain == one or self.domain.endswith(f".{one}") for one in domains)


def read_words(mail: RawMail, name: str) -> str:
    """Return a header's text, decoded and on one line; "" without the header."""
    return _decode_words(_raw(mail, name))


def read_addresses(mail: RawMail, *names: str) -> tuple[Address, ...]:
    """Return the addresses in the headers of these names."""
    raw = [_raw_text(mail, value) for name in names for value in mail.get_all(name, [])]
    return tuple(
        Address(name=_decode_words(shown) or None, email=email.strip().lower())
        for shown, email in getaddresses(raw)
        if "@" in email
    )


def read_ids(mail: RawMail, *names: str) -> tuple[str, ...]:
    """Return the message ids in the headers of these names, without their angle brackets."""
    return tuple(found for name in names for found in _ID.findall(_SPACES.sub(" ", _raw(mail, name))))


def read_date(mail: RawMail, zone: tzinfo) -> datetime | None:
    """Return when the mail was sent, in UTC; when it arrived if it does not say; None if neither can be read."""
    for text in (_raw(mail, "Date"), _raw(mail, "Received").rpartition(";")[2]):
        try:
            moment = parsedate_to_datetime(text.strip())
        except (ValueError, TypeError, IndexError):
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    return None


def is_automatic(mail: RawMail) -> bool:
    """Tell whether a machine wrote the mail: an answering machine, a list, a delivery report."""
    submitted = _raw(mail, "Auto-Submitted").strip().lower()
    precedence = _raw(mail, "Precedence").strip().lower()
    return (
        submitted.startswith("auto-")
        or precedence in ("auto_reply", "bulk", "junk", "list")
        or any(name in mail for name in ("X-Autoreply", "X-Autorespond", "List-Unsubscribe"))
    )


def _raw(mail: RawMail, name: str) -> str:
    return _raw_text(mail, mail.get(name, ""))


def _raw_text(mail: RawMail, value: object) -> str:
    """Return a raw header; bytes outside ASCII, against the rules but common, are decoded like the body."""
    text = str(value)
    if text.isascii():
        return text
    content = text.encode("utf-8", "surrogateescape")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, mail.get_content_charset("cp1250"))


def _decode_words(text: str) -> str:
    if "=?" in text:
        try:
            parts = decode_header(_SPACES.sub(" ", text))
        except (HeaderParseError, ValueError):
            parts = [(text, None)]
        text = "".join(part if isinstance(part, str) else decode(part, charset) for part, charset in parts)
    return normal_text(_SPACES.sub(" ", text.replace("\x00", "")).strip())
