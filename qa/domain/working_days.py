"""Counts working days: which days are worked, and when a term of some working days ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEKEND = frozenset((5, 6))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days a company works: all but its `weekend` (0 is Monday) and its `holidays`."""

    weekend: frozenset[int] = _WEEKEND
    holidays: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """Return the working day that many working days after a day; the day itself for 0."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first`, up to and with `last`; 0 where `last` is not later."""
        return sum(self.is_working(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))

    def term(self, start: datetime, count: int, *, zone: ZoneInfo) -> datetime:
        """Return the end of the working day that lies `count` working days after an aware moment.

        Days are those of `zone`; the day of the moment itself is not counted. The end is the first moment, in
        UTC, that is too late.
        """
        last = self.after(start.astimezone(zone).date(), count)
        return datetime.combine(last + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
