"""Why customers write, what they could have found themselves, and whether they had to write again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast as cast_type

from sqlalchemy import ColumnElement, Integer, cast, func, select
from sqlalchemy.orm import Session

from qa.stages.insights.period import Period, Share
from qa.store import tables
from qa.store.base import UtcDateTime

ORDER_STATUS = "order-status"
AGAIN_WITHIN_DAYS = 7
_Counted = tuple[str | None, int, int | None, int, int]
_Three = tuple[str, datetime, datetime | None, datetime | None, str | None]
_OPEN = ("open", "pending", "new", "waiting", "on-hold", "hold")


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason of contact; `name` is None where nothing tells it.

    `given` is how many the source named; the rest were read from the customers' words. `self_service` is out of those
    in which the agent stated something that could be looked up. Times are in seconds, None without any.
    """

    name: str | None
    share: Share
    given: int
    self_service: Share
    handling_median: int | None
    handling_p90: int | None
    handling_n: int
    first_contact: Share


def read_reasons(session: Session, period: Period) -> tuple[ReasonLine, ...]:
    """Return the reasons: contacts about an order's status first, then the most frequent, those not told last."""
    insight, conversation = tables.Insight, tables.Conversation
    rows = session.execute(
        select(
            insight.reason,
            func.count(),
            func.sum(cast(insight.is_reason_given, Integer)),
            func.count(insight.is_self_service),
            func.coalesce(func.sum(cast(insight.is_self_service, Integer)), 0),
        )
        .join(conversation, conversation.id == insight.conversation_id)
        .where(*period.conditions())
        .group_by(insight.reason)
    ).all()
    total = sum(row[1] for row in rows)
    again = _first_contacts(session, period)
    lines = [_line(session, period, cast_type(_Counted, tuple(row)), total=total, again=again) for row in rows]
    return tuple(sorted(lines, key=_rank))


def overall(lines: Sequence[ReasonLine]) -> tuple[Share, Share]:
    """Return what self-service could have answered and what was solved at the first contact, of all reasons."""
    told = Share.of(sum(one.self_service.count for one in lines), sum(one.self_service.n for one in lines))
    solved = Share.of(sum(one.first_contact.count for one in lines), sum(one.first_contact.n for one in lines))
    return told, solved


def handling(session: Session, period: Period, *conditions: ColumnElement[bool]) -> tuple[int | None, int | None, int]:
    """Return median and 90th percentile of the handling times (nearest rank, in seconds) and how many there are."""
    seconds, conversation = tables.Insight.handling_seconds, tables.Conversation
    query = (
        select(seconds)
        .join(conversation, conversation.id == tables.Insight.conversation_id)
        .where(seconds.is_not(None), *conditions, *period.conditions())
    )
    n = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    if not n:
        return None, None, 0
    median, p90 = (
        session.scalar(query.order_by(seconds).offset(-(-n * tenths // 10) - 1).limit(1)) for tenths in (5, 9)
    )
    return median, p90, n


def _line(
    session: Session, period: Period, row: _Counted, *, total: int, again: dict[str, tuple[int, int]]
) -> ReasonLine:
    name, count, given, told, answerable = row
    is_it = tables.Insight.reason.is_(None) if name is None else tables.Insight.reason == name
    median, p90, n = handling(session, period, is_it)
    return ReasonLine(
        name=name,
        share=Share.of(count, total),
        given=given or 0,
        self_service=Share.of(answerable, told),
        handling_median=median,
        handling_p90=p90,
        handling_n=n,
        first_contact=Share.of(*again.get(name or "", (0, 0))),
    )


def _first_contacts(session: Session, period: Period) -> dict[str, tuple[int, int]]:
    """Return, by reason, (solved at once, first contacts).

    A first contact is one of a known customer with no contact of theirs on the same reason in the days
    before. It is solved when none follows in as many days and the source does not call it open. Contacts too new for
    the days to have passed, by the newest contact stored, do not count yet.
    """
    newest = session.scalar(select(func.max(tables.Conversation.started_at)))
    within = timedelta(days=AGAIN_WITHIN_DAYS)
    counted: dict[str, tuple[int, int]] = {}
    for reason, started_at, before, after, status in _in_threes(session, period.widened(within)):
        is_first = before is None or started_at - before > within
        if not is_first or newest is None or started_at + within > newest or not period.holds(started_at):
            continue
        is_solved = (after is None or after - started_at > within) and (status or "").casefold() not in _OPEN
        solved, n = counted.get(reason, (0, 0))
        counted[reason] = (solved + is_solved, n + 1)
    return counted


def _in_threes(session: Session, period: Period) -> Iterator[_Three]:
    """Yield reason, time, time of the customer's contact on it before, and after, and status."""
    insight, conversation = tables.Insight, tables.Conversation
    customer, order = (insight.customer_key, insight.reason), (conversation.started_at, conversation.id)
    rows = session.execute(
        select(
            insight.reason,
            conversation.started_at,
            func.lag(conversation.started_at, type_=UtcDateTime()).over(partition_by=customer, order_by=order),
            func.lead(conversation.started_at, type_=UtcDateTime()).over(partition_by=customer, order_by=order),
            conversation.status,
        )
        .join(conversation, conversation.id == insight.conversation_id)
        .where(
            insight.customer_key.is_not(None),
            insight.reason.is_not(None),
            conversation.started_at.is_not(None),
            *period.conditions(),
        )
    )
    for row in rows.yield_per(10_000):
        yield cast_type(_Three, tuple(row))


def _rank(line: ReasonLine) -> tuple[bool, bool, int, str]:
    return (line.name is None, line.name != ORDER_STATUS, -line.share.count, line.name or "")
