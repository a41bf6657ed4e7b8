"""When customers write, and how good the answers are in each channel."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from qa.stages.insights.contacts import handling
from qa.stages.insights.period import Period, Share
from qa.store import tables

HOURS_OF_WEEK = 168


@dataclass(frozen=True, slots=True)
class HourCell:
    """One hour of one weekday (0 is Monday): contacts, and how many of those scored are below the pass mark."""

    weekday: int
    hour: int
    contacts: int
    scored: int
    below: int


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel. Of those scored, `passed` reach the pass mark and `critical` have a proposed critical fail."""

    name: str
    contacts: int
    mean_score: float | None
    passed: Share
    critical: Share
    handling_median: int | None
    handling_p90: int | None
    first_answer_median: int | None


def read_hours(session: Session, period: Period, *, pass_mark: float) -> tuple[HourCell, ...]:
    """Return the hours in which anybody wrote, in order of the week."""
    insight, conversation = tables.Insight, tables.Conversation
    rows = session.execute(
        select(
            insight.hour_of_week,
            func.count(),
            func.count(conversation.score_value),
            func.coalesce(func.sum(cast(conversation.score_value < pass_mark, Integer)), 0),
        )
        .join(conversation, conversation.id == insight.conversation_id)
        .where(insight.hour_of_week.is_not(None), *period.conditions())
        .group_by(insight.hour_of_week)
        .order_by(insight.hour_of_week)
    )
    return tuple(
        HourCell(hour // 24, hour % 24, contacts, scored, below)
        for hour, contacts, scored, below in rows
        if hour is not None
    )


def read_channels(session: Session, period: Period, *, pass_mark: float) -> tuple[ChannelLine, ...]:
    """Return the channels, the most used first."""
    insight, conversation = tables.Insight, tables.Conversation
    is_scored = conversation.score_value.is_not(None)
    rows = session.execute(
        select(
            conversation.channel,
            func.count(),
            func.count(conversation.score_value),
            func.avg(conversation.score_value),
            func.coalesce(func.sum(cast(conversation.score_value >= pass_mark, Integer)), 0),
            func.coalesce(func.sum(cast(conversation.has_critical & is_scored, Integer)), 0),
        )
        .join(insight, conversation.id == insight.conversation_id)
        .where(*period.conditions())
        .group_by(conversation.channel)
        .order_by(func.count().desc(), conversation.channel)
    ).all()
    lines = []
    for channel, contacts, scored, mean, passed, critical in rows:
        median, p90, _ = handling(session, period, conversation.channel == channel)
        lines.append(
            ChannelLine(
                name=channel,
                contacts=contacts,
                mean_score=None if mean is None else round(float(mean), 1),
                passed=Share.of(passed, scored),
                critical=Share.of(critical, scored),
                handling_median=median,
                handling_p90=p90,
                first_answer_median=_median_first_answer(session, period, channel),
            )
        )
    return tuple(lines)


def _median_first_answer(session: Session, period: Period, channel: str) -> int | None:
    seconds, conversation = tables.Insight.first_answer_seconds, tables.Conversation
    query = (
        select(seconds)
        .join(conversation, conversation.id == tables.Insight.conversation_id)
        .where(seconds.is_not(None), conversation.channel == channel, *period.conditions())
    )
    n = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return session.scalar(query.order_by(seconds).offset((n + 1) // 2 - 1).limit(1)) if n else None
