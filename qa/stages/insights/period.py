"""Which conversations the insights are of, and how a share of them is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement

from qa.store import tables


@dataclass(frozen=True, slots=True)
class Period:
    """Days in the team's zone, both included; None is open."""

    date_from: date | None
    date_to: date | None
    zone: ZoneInfo

    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """Return what `tables.Conversation` must meet."""
        started_at = tables.Conversation.started_at
        found: list[ColumnElement[bool]] = []
        if self.date_from is not None:
            found.append(started_at >= self._midnight(self.date_from))
        if self.date_to is not None:
            found.append(started_at < self._midnight(self.date_to + timedelta(days=1)))
        return tuple(found)

    @property
    def is_open(self) -> bool:
        """Tell whether all days are of the period."""
        return self.date_from is None and self.date_to is None

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment (aware) is of the period."""
        day = moment.astimezone(self.zone).date()
        is_late_enough = self.date_from is None or day >= self.date_from
        return is_late_enough and (self.date_to is None or day <= self.date_to)

    def widened(self, by: timedelta) -> Period:
        """Return the period with so many days more at both ends."""
        return Period(
            date_from=self.date_from - by if self.date_from else None,
            date_to=self.date_to + by if self.date_to else None,
            zone=self.zone,
        )

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self.zone)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `n`, with the Wilson interval of the share at 95 %; shares are None without any."""

    count: int
    n: int
    share: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, count: int, n: int) -> Share:
        """Count out of `n`."""
        if not n:
            return cls(count, n, None, None, None)
        from qa.statistics.intervals import wilson

        interval = wilson(count, n)
        return cls(count, n, round(count / n, 4), round(interval.low, 4), round(interval.high, 4))
