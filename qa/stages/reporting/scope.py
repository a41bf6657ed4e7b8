"""What a report is of: a period in the team's zone, and the team, channel, language and reason it is narrowed to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select

from qa.errors import ReportError
from qa.stages.browsing.reasons import NOT_KNOWN
from qa.store import tables

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-[Qq]([1-4])")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
LONGEST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Scope:
    """Conversations begun from `date_from` to `date_to` (both included), of one team, channel and language or all.

    `reason` is that of the contact, NOT_KNOWN for what nothing has told yet.
    """

    date_from: date
    date_to: date
    zone: ZoneInfo
    team_id: int | None = None
    channel: str | None = None
    language: str | None = None
    reason: str | None = None

    @property
    def period(self) -> str:
        """Name the period: `2026-10`, `2026-Q4`, or `2026-10-03..2026-10-17`."""
        first, last = self.date_from, self.date_to
        if first.day == 1 and last == _month_end(first):
            return f"{first:%Y-%m}"
        if first.day == 1 and first.month % 3 == 1 and last == _month_end(_add_months(first, 2)):
            return f"{first.year}-Q{first.month // 3 + 1}"
        return f"{first}..{last}"

    @property
    def key(self) -> str:
        """Name the whole scope in one word."""
        place = f"{self.period}|{self.team_id or ''}|{self.channel or ''}|{self.language or ''}"
        return f"{place}|{self.reason}" if self.reason else place

    @property
    def days(self) -> int:
        """Return how many days the period has."""
        return (self.date_to - self.date_from).days + 1

    def midnight(self, day: date) -> datetime:
        """Return when a day begins in the team's zone."""
        return datetime.combine(day, time(), tzinfo=self.zone)

    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """Return what `tables.Conversation` must meet."""
        started_at = tables.Conversation.started_at
        return (
            started_at >= self.midnight(self.date_from),
            started_at < self.midnight(self.date_to + timedelta(days=1)),
            *self.place_conditions(),
        )

    def place_conditions(self) -> tuple[ColumnElement[bool], ...]:
        """Return what `tables.Conversation` must meet, whenever it was."""
        conversation, found = tables.Conversation, list[ColumnElement[bool]]()
        if self.team_id is not None:
            agents = select(tables.Agent.id).where(tables.Agent.team_id == self.team_id)
            found.append(conversation.agent_id.in_(agents))
        if self.channel is not None:
            found.append(conversation.channel == self.channel)
        if self.language is not None:
            language = conversation.language
            found.append(or_(language == self.language, language.like(f"{self.language}-%")))
        if self.reason is not None:
            found.append(_of_reason(self.reason))
        return tuple(found)

    def within(self, date_from: date, date_to: date) -> Scope:
        """Return the same team, channel, language and reason in other days."""
        return replace(self, date_from=date_from, date_to=date_to)

    def before(self) -> Scope:
        """Return the period before: the month, the quarter, or as many days."""
        last = self.date_from - timedelta(days=1)
        if not self._months:
            return self.within(self.date_from - timedelta(days=self.days), last)
        return self.within(_add_months(self.date_from, -self._months), last)

    def after(self) -> Scope:
        """Return the period after: the month, the quarter, or as many days."""
        first = self.date_to + timedelta(days=1)
        if not self._months:
            return self.within(first, first + timedelta(days=self.days - 1))
        return self.within(first, _month_end(_add_months(first, self._months - 1)))

    @property
    def _months(self) -> int:
        if ".." in self.period:
            return 0
        return 3 if "Q" in self.period else 1


def _of_reason(reason: str) -> ColumnElement[bool]:
    insight, conversation = tables.Insight, tables.Conversation
    if reason == NOT_KNOWN:
        told = select(insight.id).where(insight.conversation_id == conversation.id, insight.reason.is_not(None))
        return ~told.exists()
    return conversation.id.in_(select(insight.conversation_id).where(insight.reason == reason))


def parse_period(text: str, zone: ZoneInfo) -> Scope:
    """Read `2026-10`, `2026-Q4` or `2026-10-03..2026-10-17`. Raises ReportError saying what would be right."""
    if found := _MONTH.fullmatch(text):
        first = _first_of(int(found[1]), int(found[2]), text)
        return Scope(first, _month_end(first), zone)
    if found := _QUARTER.fullmatch(text):
        first = _first_of(int(found[1]), 3 * int(found[2]) - 2, text)
        return Scope(first, _month_end(_add_months(first, 2)), zone)
    if found := _DAYS.fullmatch(text):
        try:
            return days_scope(date.fromisoformat(found[1]), date.fromisoformat(found[2]), zone)
        except ValueError as error:
            raise ReportError("Period “%(text)s”: there is no such day or month.", text=text) from error
    raise ReportError(
        "Period “%(text)s” is not known. Write a month 2026-10, a quarter 2026-Q4, or days 2026-10-03..2026-10-17.",
        text=text,
    )


def days_scope(date_from: date, date_to: date, zone: ZoneInfo) -> Scope:
    """Return the days from one to another. Raises ReportError where they are out of order or too many."""
    if date_to < date_from:
        raise ReportError(
            "A period cannot end on %(date_to)s, before it begins on %(date_from)s.",
            date_to=date_to,
            date_from=date_from,
        )
    if (date_to - date_from).days >= LONGEST_DAYS:
        raise ReportError(
            "A period has at most %(most)s days; %(date_from)s to %(date_to)s is longer.",
            most=LONGEST_DAYS,
            date_from=date_from,
            date_to=date_to,
        )
    return Scope(date_from, date_to, zone)


def month_of(day: date, zone: ZoneInfo) -> Scope:
    """Return the month a day lies in."""
    first = day.replace(day=1)
    return Scope(first, _month_end(first), zone)


def quarter_of(day: date, zone: ZoneInfo) -> Scope:
    """Return the quarter a day lies in."""
    first = day.replace(day=1, month=3 * ((day.month - 1) // 3) + 1)
    return Scope(first, _month_end(_add_months(first, 2)), zone)


def _first_of(year: int, month: int, text: str) -> date:
    try:
        first = date(year, month, 1)
    except ValueError as error:
        raise ReportError("Period “%(text)s”: there is no such day or month.", text=text) from error
    if not 1970 <= year <= 2999:
        raise ReportError("Period “%(text)s”: the year must lie between 1970 and 2999.", text=text)
    return first


def _add_months(first: date, months: int) -> date:
    place = 12 * first.year + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def _month_end(first: date) -> date:
    return _add_months(first.replace(day=1), 1) - timedelta(days=1)
