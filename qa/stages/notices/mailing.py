"""Which notices are due by e-mail, and how sending them went. Sending itself happens outside any transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from qa.notices.kinds import MailWay
from qa.stages.notices.choosing import choices_of, way_of
from qa.stages.notices.notifying import notify, users_with
from qa.stages.notices.reading import NoticeLine, line_of
from qa.store import tables

DIGEST_AT = time(7, 0)
FRESH = timedelta(days=7)
_LEASE = timedelta(minutes=10)
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
_LONGEST_PROBLEM = 150


@dataclass(frozen=True, slots=True)
class DueMail:
    """What one person is to be sent now, oldest first."""

    user_id: int
    email: str
    name: str
    language: str
    notices: tuple[NoticeLine, ...]


@dataclass(frozen=True, slots=True)
class MailTrouble:
    """Somebody whose e-mail could not be sent the last `failures` times."""

    name: str
    email: str
    problem: str
    failures: int
    failed_at: datetime | None
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailState:
    """How sending goes: when it last went well, and for whom it does not."""

    sent_at: datetime | None
    troubles: tuple[MailTrouble, ...]


def users_to_mail(session: Session, *, now: datetime) -> list[int]:
    """Return who has notices that are neither read nor sent, and may be tried now."""
    notice, user, delivery = tables.Notice, tables.User, tables.MailDelivery
    query = (
        select(notice.user_id)
        .join(user, user.id == notice.user_id)
        .outerjoin(delivery, delivery.user_id == notice.user_id)
        .where(*_is_open(now), user.is_active)
        .where(delivery.next_try_at.is_(None) | (delivery.next_try_at <= now))
        .distinct()
        .order_by(notice.user_id)
    )
    return list(session.scalars(query))


def claim_mail(session: Session, user_id: int, *, zone: ZoneInfo, now: datetime) -> DueMail | None:
    """Take the e-mail a person is due, so that no other worker sends it too; None where nothing is due.

    Daily notices are due from the next DIGEST_AT on; urgent ones that are wanted at once are due at once, and take
    along what else is due. The claim ends by itself after ten minutes.
    """
    notice = tables.Notice
    rows = session.scalars(select(notice).where(*_is_open(now), notice.user_id == user_id).order_by(notice.id)).all()
    choices, digest_until = choices_of(session, user_id), last_digest(zone, now=now)
    due = tuple(
        line_of(row) for row in rows if _is_due(way_of(choices, row.kind), row.created_at, digest_until=digest_until)
    )
    if not due or not _take(session, user_id, now=now):
        return None
    user = session.get_one(tables.User, user_id)
    return DueMail(user.id, user.email, user.name, user.language, due)


def note_sent(session: Session, mail: DueMail, *, now: datetime) -> None:
    """Record that a person was sent their notices."""
    ids = [one.id for one in mail.notices]
    session.execute(update(tables.Notice).where(tables.Notice.id.in_(ids)).values(mailed_at=now))
    delivery = _delivery(session, mail.user_id)
    delivery.sent_at, delivery.next_try_at = now, None
    delivery.failures, delivery.failed_at, delivery.problem = 0, None, None


def note_failed(session: Session, mail: DueMail, *, problem: str, now: datetime) -> None:
    """Record that an e-mail could not be sent, when to try again, and tell the administrators once an outage."""
    delivery = _delivery(session, mail.user_id)
    wait = _WAITS[min(delivery.failures, len(_WAITS) - 1)]
    delivery.failures, delivery.failed_at = delivery.failures + 1, now
    delivery.problem, delivery.next_try_at = problem[:_LONGEST_PROBLEM], now + wait
    _tell_admins(session, delivery, now=now)


def mail_state(session: Session) -> MailState:
    """Tell how sending goes."""
    delivery, user = tables.MailDelivery, tables.User
    sent_at = session.scalar(select(delivery.sent_at).order_by(delivery.sent_at.desc().nulls_last()).limit(1))
    rows = session.execute(
        select(user.name, user.email, delivery)
        .join(user, user.id == delivery.user_id)
        .where(delivery.failures > 0, user.is_active)
        .order_by(delivery.failed_at.desc())
        .limit(20)
    )
    return MailState(
        sent_at,
        tuple(
            MailTrouble(name, email, row.problem or "", row.failures, row.failed_at, row.next_try_at)
            for name, email, row in rows
        ),
    )


def last_digest(zone: ZoneInfo, *, now: datetime) -> datetime:
    """Return the latest moment not after `now` at which the clock of the team showed DIGEST_AT."""
    here = now.astimezone(zone)
    today = datetime.combine(here.date(), DIGEST_AT, tzinfo=zone)
    return today if today <= here else datetime.combine(here.date() - timedelta(days=1), DIGEST_AT, tzinfo=zone)


def _tell_admins(session: Session, delivery: tables.MailDelivery, *, now: datetime) -> None:
    notice = tables.Notice
    told = session.scalars(select(notice.user_id).where(notice.kind == "mail_failed", notice.read_at.is_(None)))
    untold = set(users_with(session, tables.UserRole.ADMIN)) - set(told)
    if not untold:
        return
    notify(
        session,
        users=untold,
        kind="mail_failed",
        subject="mail_delivery",
        subject_id=delivery.id,
        path="/webhooks",
        details={"problem": delivery.problem or ""},
        now=now,
    )


def _is_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    notice = tables.Notice
    return (notice.mailed_at.is_(None), notice.read_at.is_(None), notice.created_at > now - FRESH)


def _is_due(way: MailWay, created_at: datetime, *, digest_until: datetime) -> bool:
    return way is MailWay.AT_ONCE or (way is MailWay.DAILY and created_at < digest_until)


def _take(session: Session, user_id: int, *, now: datetime) -> bool:
    delivery = tables.MailDelivery
    _delivery(session, user_id)
    taken = session.execute(
        update(delivery)
        .where(delivery.user_id == user_id, delivery.next_try_at.is_(None) | (delivery.next_try_at <= now))
        .values(next_try_at=now + _LEASE)
        .returning(delivery.id)
    )
    return taken.first() is not None


def _delivery(session: Session, user_id: int) -> tables.MailDelivery:
    row = session.scalar(select(tables.MailDelivery).where(tables.MailDelivery.user_id == user_id))
    if row is None:
        row = tables.MailDelivery(user_id=user_id, failures=0)
        session.add(row)
        session.flush()
    return row
