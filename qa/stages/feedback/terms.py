"""The terms of feedback and disputes, in working days: to acknowledge, to dispute and appeal, to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from qa.domain.working_days import WorkingDays
from qa.settings import Settings
from qa.stages.calendars import working_days


@dataclass(frozen=True, slots=True)
class Terms:
    """Working days to dispute, to decide and to acknowledge, and the days and the zone they are counted in."""

    zone: ZoneInfo
    days: WorkingDays = WorkingDays()
    to_dispute: int = 5
    to_decide: int = 5
    to_acknowledge: int = 3

    def last_to_dispute(self, since: datetime) -> datetime:
        """Return the first moment that is too late to dispute what was published, or appeal what was decided."""
        return self.days.term(since, self.to_dispute, zone=self.zone)

    def last_to_decide(self, since: datetime) -> datetime:
        """Return the first moment that is too late to decide what was opened."""
        return self.days.term(since, self.to_decide, zone=self.zone)

    def last_to_acknowledge(self, since: datetime) -> datetime:
        """Return the moment from which both sides are reminded of feedback that nobody acknowledged."""
        return self.days.term(since, self.to_acknowledge, zone=self.zone)

    def days_between(self, first: datetime, last: datetime) -> int:
        """Count the working days from one moment to another."""
        return self.days.between(first.astimezone(self.zone).date(), last.astimezone(self.zone).date())


def terms_of(session: Session, settings: Settings) -> Terms:
    """Return the terms as set, counted in the company's working days."""
    return Terms(
        zone=settings.zone,
        days=working_days(session, settings),
        to_dispute=settings.dispute_days,
        to_decide=settings.decision_days,
        to_acknowledge=settings.reminder_days,
    )
