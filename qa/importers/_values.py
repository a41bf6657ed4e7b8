"""Reads the single values that importers share: texts, times and ids."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, tzinfo

LONGEST_ID = 200
LONGEST_SOURCE = 64

TIME_EXPECTED = "an ISO 8601 date and time such as 2026-05-12T10:02:00+02:00"


def normal_text(text: str) -> str:
    """Return the text in Unicode's composed form (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def read_time(text: str, zone: tzinfo) -> datetime | None:
    """Read an ISO 8601 date and time, in `zone` where it has no offset; None when it is none."""
    if len(text) <= len("2026-05-12"):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def shorten(text: str, length: int = 40) -> str:
    """Return the text quoted and cut, for a message about what is wrong with it."""
    return repr(text if len(text) <= length else f"{text[:length]}…")


def read_file_time(text: str, zone: tzinfo) -> datetime | None:
    """Read a time as names of files have it: its digits are year to minute or second, or seconds since 1970."""
    digits = "".join(sign for sign in text if sign.isdecimal())
    if len(digits) == 10 and digits == text:
        return datetime.fromtimestamp(int(digits), tz=UTC)
    form = {12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}.get(len(digits))
    if form is None:
        return read_time(text, zone)
    try:
        return datetime.strptime(digits, form).replace(tzinfo=zone)
    except ValueError:
        return None
