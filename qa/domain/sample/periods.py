"""The periods of a plan: days, weeks, pairs of weeks or months, in the team's own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONCE = "once"
CADENCES = (ONCE, "daily", "weekly", "two-weekly", "monthly")
_DAYS = {"daily": 1, "weekly": 7, "two-weekly": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included. `key` names it once and for all."""

    key: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Periods:
    """All periods of a cadence. Weeks begin on Monday; pairs of weeks are counted from the week of `starts_on`.

    The first period is the one that holds `starts_on`. A plan that is drawn ONCE has one period, that day.
    """

    cadence: str
    starts_on: date

    def holding(self, day: date) -> Period:
        """Return the period that holds a day."""
        if self.cadence == ONCE:
            return Period(ONCE, self.starts_on, self.starts_on)
        if self.cadence == "monthly":
            first = day.replace(day=1)
            return Period(first.isoformat(), first, _next_month(first) - timedelta(days=1))
        length = _DAYS[self.cadence]
        anchor = self.starts_on if length == 1 else self.starts_on - timedelta(days=self.starts_on.weekday())
        first = day - timedelta(days=(day - anchor).days % length)
        return Period(first.isoformat(), first, first + timedelta(days=length - 1))

    def following(self, period: Period) -> Period | None:
        """Return the next period, None where there is only one."""
        return None if self.cadence == ONCE else self.holding(period.last + timedelta(days=1))

    def drawn_on(self, period: Period, *, wait_days: int) -> date:
        """Return the day a period is drawn on: the first after its end, and `wait_days` more for late imports."""
        after = 0 if self.cadence == ONCE else 1
        return period.last + timedelta(days=after + wait_days)

    def due(self, today: date, *, since: date, wait_days: int) -> Iterator[Period]:
        """Yield the periods to be drawn by `today`, oldest first; those that ended before `since` are left alone."""
        period: Period | None = self.holding(max(self.starts_on, since))
        while period is not None and self.drawn_on(period, wait_days=wait_days) <= today:
            yield period
            period = self.following(period)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
