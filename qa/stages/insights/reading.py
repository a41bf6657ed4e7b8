"""Puts the insights of a period together for the page and the command."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.rubric.load import parse_rubric
from qa.stages.insights.contacts import AGAIN_WITHIN_DAYS, ReasonLine, handling, overall, read_reasons
from qa.stages.insights.period import Period, Share
from qa.stages.insights.volumes import ChannelLine, HourCell, read_channels, read_hours
from qa.store import tables

_PASS_MARK = 80.0


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One fault of a saved reply, with how many messages it went out in."""

    template: str
    title: str
    criterion: str
    quote: str
    explanation: str
    suggestion: str
    sent: int


@dataclass(frozen=True, slots=True)
class Insights:
    """All insights of a period. None of them is a measure of an agent.

    `contacts` are the conversations looked at, `waiting` those of the period that were not judged since insights are
    kept. `first_contact` follows the rule of `again_within_days`.
    """

    contacts: int
    waiting: int
    reasons: tuple[ReasonLine, ...]
    self_service: Share
    first_contact: Share
    again_within_days: int
    handling_median: int | None
    handling_p90: int | None
    handling_n: int
    channels: tuple[ChannelLine, ...]
    hours: tuple[HourCell, ...]
    templates: tuple[TemplateLine, ...]
    pass_mark: float


def read_insights(session: Session, period: Period) -> Insights:
    """Compute the insights of a period from what is stored."""
    pass_mark = _pass_mark(session)
    reasons = read_reasons(session, period)
    self_service, first_contact = overall(reasons)
    median, p90, n = handling(session, period)
    contacts = sum(line.share.count for line in reasons)
    return Insights(
        contacts=contacts,
        waiting=_conversations(session, period) - contacts,
        reasons=reasons,
        self_service=self_service,
        first_contact=first_contact,
        again_within_days=AGAIN_WITHIN_DAYS,
        handling_median=median,
        handling_p90=p90,
        handling_n=n,
        channels=read_channels(session, period, pass_mark=pass_mark),
        hours=read_hours(session, period, pass_mark=pass_mark),
        templates=read_templates(session),
        pass_mark=pass_mark,
    )


def read_templates(session: Session) -> tuple[TemplateLine, ...]:
    """Return the faults of saved replies, those sent most first."""
    fault, template, message = tables.TemplateFault, tables.Template, tables.Message
    sent = (
        select(message.template, func.count().label("times"))
        .where(message.template.is_not(None), message.role == "agent")
        .group_by(message.template)
        .subquery()
    )
    times = func.coalesce(sent.c.times, 0)
    rows = session.execute(
        select(template.external_id, template.title, fault, times)
        .join(template, fault.template_id == template.id)
        .join(sent, sent.c.template == template.external_id, isouter=True)
        .order_by(times.desc(), template.external_id, fault.start, fault.criterion)
    )
    return tuple(
        TemplateLine(external_id, title, one.criterion, one.quote, one.explanation, one.suggestion, count)
        for external_id, title, one, count in rows
    )


def _conversations(session: Session, period: Period) -> int:
    return session.scalar(select(func.count(tables.Conversation.id)).where(*period.conditions())) or 0


def _pass_mark(session: Session) -> float:
    row = session.scalar(
        select(tables.Rubric).where(tables.Rubric.is_active).order_by(tables.Rubric.id.desc()).limit(1)
    )
    return parse_rubric(row.yaml, row.name).pass_mark if row else _PASS_MARK
