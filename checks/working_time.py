"""Counts working days and open hours: a country's weekends and public holidays, and when a channel is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

import holidays
from holidays import HolidayBase

from qa.domain.conversation import Conversation
from qa.domain.fact import OpeningHours
from qa.ports import Materials

_SATURDAY, _WEEKEND = 5, frozenset((5, 6))
_DAYTIME = ((8 * 60, 20 * 60),)
_DAY_MINUTES = 24 * 60
_LONGEST = timedelta(days=800)
_WRITTEN = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of a country; Monday to Friday where the country is not known or not named."""

    country: str | None = None

    def is_working(self, day: date) -> bool:
        """Tell whether a day is neither of the country's weekend nor a public holiday there."""
        kept = _kept(self.country)
        if kept is None:
            return day.weekday() < _SATURDAY
        return bool(kept.is_working_day(day))

    def is_holiday(self, day: date) -> bool:
        """Tell whether a day is a public holiday."""
        kept = _kept(self.country)
        return kept is not None and day in kept

    def daytime(self) -> OpeningHours:
        """Return from eight to eight on the days that are not of the country's weekend."""
        kept = _kept(self.country)
        weekend = kept.weekend if kept is not None else _WEEKEND
        return OpeningHours({day: _DAYTIME for day in range(7) if day not in weekend})

    def after(self, day: date, count: int) -> date:
        """Return the working day that many working days after a day."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When a channel is answered: its `hours`, or all of every working day where they are not known."""

    days: WorkingDays
    zone: ZoneInfo
    hours: OpeningHours | None = None

    def is_open(self, moment: datetime) -> bool:
        """Tell whether the channel is answered at a moment (aware)."""
        local = moment.astimezone(self.zone)
        minute = 60 * local.hour + local.minute
        return any(first <= minute < last for first, last in self._stretches(local.date()))

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much of the time between two moments (aware) is open; more than two years are taken whole."""
        if end - start > _LONGEST:
            return end - start
        return sum((last - first for first, last in self._open(start, end)), timedelta())

    def _open(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open stretches between two moments, in UTC, where an hour is an hour when clocks change."""
        day, last_day = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        while day <= last_day:
            for first, last in self._stretches(day):
                opens, closes = max(self._at(day, first), start), min(self._at(day, last), end)
                if opens < closes:
                    yield opens.astimezone(UTC), closes.astimezone(UTC)
            day += timedelta(days=1)

    def _stretches(self, day: date) -> tuple[tuple[int, int], ...]:
        if self.hours is None:
            return ((0, _DAY_MINUTES),) if self.days.is_working(day) else ()
        if self.days.is_holiday(day):
            return self.hours.on_holidays
        return self.hours.weekdays.get(day.weekday(), ())

    def _at(self, day: date, minute: int) -> datetime:
        extra, left = divmod(minute, _DAY_MINUTES)
        at = time(left // 60, left % 60)
        return datetime.combine(day + timedelta(days=extra), at, tzinfo=self.zone).astimezone(UTC)


def working_days(conversation: Conversation, materials: Materials) -> WorkingDays:
    """Return the working days of the customer's country, the shop's own where it is not said."""
    return WorkingDays(str(conversation.metadata.get("country") or materials.country))


def working_time(conversation: Conversation, materials: Materials) -> WorkingTime:
    """Return when the conversation's channel is answered, by the facts' hours in the team's time zone."""
    return WorkingTime(
        days=working_days(conversation, materials),
        zone=ZoneInfo(materials.time_zone),
        hours=materials.facts.opening_hours.get(conversation.channel.value),
    )


@cache
def calendar_version() -> str:
    """Return the version of the calendars, which an outcome that counts days rests on."""
    return version("holidays")


@cache
def _kept(country: str | None) -> HolidayBase | None:
    """Return a country's calendar, which grows by the years it is asked for; None for a country nobody keeps."""
    written = _WRITTEN.fullmatch((country or "").strip())
    if written is None:
        return None
    try:
        return holidays.country_holidays(written[1].upper())
    except NotImplementedError:
        return None
