"""The company's working days: its country's calendar, kept by the worker, and the days it closes beside."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.working_days import WorkingDays
from qa.settings import Settings
from qa.store import tables

KEEP_EVERY = timedelta(days=30)
_YEARS_AHEAD = 1


def working_days(session: Session, settings: Settings) -> WorkingDays:
    """Return the working days; without a kept calendar all but Saturdays, Sundays and the closed days."""
    row = session.scalar(
        select(tables.WorkingCalendar).where(tables.WorkingCalendar.country == settings.company_country)
    )
    closed = frozenset(settings.closed_days)
    if row is None:
        return WorkingDays(holidays=closed)
    kept = frozenset(date.fromisoformat(day) for day in row.holidays)
    return WorkingDays(weekend=frozenset(row.weekend), holidays=kept | closed)


def keep_calendar(session: Session, settings: Settings, now: datetime) -> None:
    """Store the calendar of the company's country from the year before to the next one, where it is not kept yet.

    A country nobody publishes a calendar of is kept with Saturdays, Sundays and no holidays.
    """
    calendar, country = tables.WorkingCalendar, settings.company_country
    last_year = now.year + _YEARS_AHEAD
    row = session.scalar(select(calendar).where(calendar.country == country))
    if row is not None and row.last_year >= last_year and now - row.kept_at < KEEP_EVERY:
        return
    if row is None:
        row = calendar(country=country)
        session.add(row)
    row.weekend, row.holidays = _published(country, first_year=now.year - 1, last_year=last_year)
    row.last_year, row.kept_at = last_year, now
    session.flush()


def _published(country: str, *, first_year: int, last_year: int) -> tuple[list[int], list[str]]:
    """Return the weekend and the holidays of a country."""
    # Its calendars take 40 MB: only the worker loads them.
    import holidays

    try:
        kept = holidays.country_holidays(country.upper(), years=range(first_year, last_year + 1))
    except NotImplementedError:
        return [5, 6], []
    return sorted(kept.weekend), sorted(day.isoformat() for day in kept)
