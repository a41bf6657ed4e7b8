"""Reports as they are kept: asked for by a page, taken and made by a worker, read by a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from qa.domain.codec import from_json, to_json
from qa.settings import Settings
from qa.stages.notices import notify
from qa.stages.reporting.figure import FEWEST
from qa.stages.reporting.report import SECTIONS, Report
from qa.stages.reporting.scope import Scope, month_of, quarter_of
from qa.store import tables

LOOKED_EVERY = timedelta(minutes=1)
_REST = 30
LOST_AFTER = timedelta(minutes=15)
KEPT_FOR = timedelta(days=45)
TOLD_WITHIN = timedelta(days=10)
_READERS = (tables.UserRole.COACH, tables.UserRole.MANAGER, tables.UserRole.ADMIN)


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it is kept; `made_at` is None while it is still to be made."""

    id: int
    requested_at: datetime
    made_at: datetime | None
    figures: dict[str, Any]

    @property
    def is_told(self) -> bool:
        """Tell whether the scope holds enough conversations, or none, for its figures to be shown."""
        count = int(self.figures["overview"]["conversations"])
        return count == 0 or count >= FEWEST

    def section(self, name: str) -> Any:
        """Return one section as the dataclass `SECTIONS` names."""
        return from_json(SECTIONS[name], self.figures[name])

    def report(self) -> Report:
        """Return all sections."""
        return Report(**{name: self.section(name) for name in SECTIONS})


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that is ours to make, with what it rested on when it was last made."""

    scope: Scope
    basis: str | None


def find_report(session: Session, scope: Scope) -> Kept | None:
    """Return what is kept of a scope; None where nobody asked for it yet."""
    row = session.scalar(select(tables.ReportFigures).where(tables.ReportFigures.scope == scope.key))
    if row is None:
        return None
    is_whole = row.figures is not None and set(SECTIONS) <= set(row.figures)
    return Kept(row.id, row.requested_at, row.made_at if is_whole else None, row.figures or {})


def request_report(session: Session, scope: Scope, *, now: datetime) -> None:
    """Ask for a report; one that is kept stays for longer."""
    row = session.scalar(select(tables.ReportFigures).where(tables.ReportFigures.scope == scope.key))
    if row is None:
        session.add(_row(scope, now=now))
    else:
        row.requested_at = now
    session.flush()


def newest_month(session: Session, zone: ZoneInfo, *, now: datetime) -> Scope:
    """Return the month of the newest conversation that has begun by now, else this month."""
    started_at = tables.Conversation.started_at
    newest = session.scalar(select(func.max(started_at)).where(started_at <= now))
    return month_of((newest or now).astimezone(zone).date(), zone)


def standing_scopes(session: Session, zone: ZoneInfo, *, now: datetime) -> list[Scope]:
    """Return the scopes that are always kept: this and last month and quarter, of everybody and of each team."""
    month = newest_month(session, zone, now=now)
    quarter = quarter_of(month.date_from, zone)
    teams = session.scalars(select(tables.Team.id).order_by(tables.Team.id)).all()
    periods = (month, month.before(), quarter, quarter.before())
    return [replace(period, team_id=team) for period in periods for team in (None, *teams)]


def is_work_due(session: Session, zone: ZoneInfo, *, now: datetime) -> bool:
    """Tell whether there is a report to make or to look at again."""
    keys = {scope.key for scope in standing_scopes(session, zone, now=now)}
    row = tables.ReportFigures
    known = set(session.scalars(select(row.scope).where(row.scope.in_(keys))))
    return bool(keys - known) or session.scalar(_due(now).limit(1)) is not None


def take_next(session: Session, zone: ZoneInfo, *, now: datetime) -> Taken | None:
    """Take the next report to make, or to look at again; those that were never made first.

    A report that a worker took and did not bring back within `LOST_AFTER` is free again.
    """
    _keep_standing(session, zone, now=now)
    row = session.scalar(_due(now).limit(1).with_for_update(skip_locked=True))
    if row is None:
        return None
    row.begun_at = now
    session.flush()
    scope = Scope(row.date_from, row.date_to, zone, row.team_id, row.channel, row.language, row.reason)
    return Taken(scope, row.basis if row.figures is not None else None)


def keep_report(
    session: Session, taken: Taken, report: Report | None, *, basis: str, now: datetime, took: timedelta = timedelta()
) -> None:
    """Store a report that was made; None says that nothing changed since it was made last.

    It is looked at again after a minute; one that took long to make rests thirty times as long as that.
    """
    row = session.scalar(select(tables.ReportFigures).where(tables.ReportFigures.scope == taken.scope.key))
    if row is None:
        return
    row.begun_at, row.due_at = None, now + max(LOOKED_EVERY, _REST * took)
    if report is not None:
        row.figures, row.basis, row.made_at = to_json(report), basis, now
    session.flush()


def look_again(session: Session) -> None:
    """Have every report looked at at once."""
    session.execute(update(tables.ReportFigures).values(due_at=None, begun_at=None))


def forget_reports(session: Session, settings: Settings, now: datetime) -> int:
    """Drop the reports nobody asked for in `KEPT_FOR` that are not always kept; return how many."""
    keys = {scope.key for scope in standing_scopes(session, settings.zone, now=now)}
    row = tables.ReportFigures
    old = delete(row).where(row.requested_at < now - KEPT_FOR, row.scope.not_in(keys)).returning(row.id)
    return len(session.scalars(old).all())


def tell_ready(session: Session, settings: Settings, now: datetime) -> int:
    """Tell those who read reports, once, that last month's is made; return how many were told."""
    month = month_of(now.astimezone(settings.zone).date(), settings.zone)
    last = month.before()
    row = session.scalar(select(tables.ReportFigures).where(tables.ReportFigures.scope == last.key))
    is_early = now < month.midnight(month.date_from) + TOLD_WITHIN
    if row is None or row.made_at is None or row.made_at < month.midnight(month.date_from) or not is_early:
        return 0
    notice, user = tables.Notice, tables.User
    if session.scalar(
        select(notice.id).where(notice.subject == "report_figures", notice.subject_id == row.id).limit(1)
    ):
        return 0
    readers = session.scalars(select(user.id).where(user.is_active, user.role.in_(_READERS)).order_by(user.id)).all()
    notify(
        session,
        users=list(readers),
        kind="report_ready",
        subject="report_figures",
        subject_id=row.id,
        path=f"/reports?period={last.period}",
        details={"period": last.period},
        now=now,
    )
    return len(readers)


def _keep_standing(session: Session, zone: ZoneInfo, *, now: datetime) -> None:
    row = tables.ReportFigures
    scopes = standing_scopes(session, zone, now=now)
    known = set(session.scalars(select(row.scope).where(row.scope.in_([scope.key for scope in scopes]))))
    session.add_all(_row(scope, now=now) for scope in scopes if scope.key not in known)
    session.flush()


def _row(scope: Scope, *, now: datetime) -> tables.ReportFigures:
    return tables.ReportFigures(
        scope=scope.key,
        date_from=scope.date_from,
        date_to=scope.date_to,
        team_id=scope.team_id,
        channel=scope.channel,
        language=scope.language,
        reason=scope.reason,
        requested_at=now,
    )


def _due(now: datetime) -> Any:
    row = tables.ReportFigures
    is_free = or_(row.begun_at.is_(None), row.begun_at < now - LOST_AFTER)
    is_old = or_(row.due_at.is_(None), row.due_at <= now)
    return select(row).where(is_free, is_old).order_by(row.due_at.is_not(None), row.requested_at.desc(), row.id)
