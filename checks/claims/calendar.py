"""Reads days against the day a message was sent: nearest years, next weekdays, the Thai era."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_BUDDHIST = 543
_ZONES = {
    "PL": "Europe/Warsaw",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "PT": "Europe/Lisbon",
    "BR": "America/Sao_Paulo",
    "SA": "Asia/Riyadh",
    "AE": "Asia/Dubai",
    "EG": "Africa/Cairo",
    "TH": "Asia/Bangkok",
    "US": "America/New_York",
}
_OF_LANGUAGE = {"pl": "PL", "pt": "PT", "ar": "SA", "th": "TH"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """Against which day dates are read: the local day of the message (None: unknown) and the order of day and month."""

    today: date | None
    language: str
    country: str | None

    @classmethod
    def at(cls, sent_at: datetime | None, *, language: str, country: str | None) -> Calendar:
        """Take the day in the message's own offset; a time in UTC is moved to the country's main zone."""
        if sent_at is not None and sent_at.utcoffset() == timedelta(0):
            zone = _ZONES.get(country or _OF_LANGUAGE.get(language, ""))
            sent_at = sent_at.astimezone(ZoneInfo(zone)) if zone else sent_at
        return cls(sent_at.date() if sent_at else None, language, country)

    def day(self, *, year: int | None, month: int, day: int) -> date | None:
        """Make a date; without a year the one nearest to today is meant, without both none can be told."""
        if year is not None:
            return _date(_full_year(year), month, day)
        if self.today is None:
            return None
        near = [_date(self.today.year + step, month, day) for step in (-1, 0, 1)]
        return min((one for one in near if one), key=lambda one: abs(one - self._today()), default=None)

    def weekday(self, weekday: int, *, is_past: bool) -> date | None:
        """Return the next such day after today, or the last before it."""
        if self.today is None:
            return None
        ahead = (weekday - self.today.weekday() - 1) % 7 + 1
        behind = (self.today.weekday() - weekday - 1) % 7 + 1
        return self.today + timedelta(days=-behind if is_past else ahead)

    def _today(self) -> date:
        assert self.today is not None
        return self.today


def _full_year(year: int) -> int:
    if year < 100:
        return 2500 + year - _BUDDHIST if year >= 60 else 2000 + year
    return year - _BUDDHIST if year > 2400 else year


def _date(year: int, month: int, day: int) -> date | None:
    if not 1 <= year <= 9998:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
