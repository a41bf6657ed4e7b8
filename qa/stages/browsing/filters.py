"""Which conversations are meant: the same filters for lists, counts and the frame of a sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from qa.store import tables
from qa.store.tables import State

STATES = tuple(state.value for state in State)
VERDICTS = ("critical", "fail", "needs_human", "pass", "not_judged")

_FEW = 2000


@dataclass(frozen=True, slots=True)
class ConversationFilters:
    """What a conversation must be to be meant; None asks nothing.

    `date_from` and `date_to` are days in the team's zone, both included. `verdict` is the machine's on
    `criterion` (a fail where none is named), or on the whole conversation without a criterion: `critical`,
    `fail`, `needs_human`, `pass` or `not_judged`. `text` is an exact id, e-mail or name of the customer,
    or the conversation's id.
    """

    channel: str | None = None
    language: str | None = None
    agent_id: int | None = None
    team_id: int | None = None
    date_from: date | None = None
    date_to: date | None = None
    score_min: float | None = None
    score_max: float | None = None
    criterion: str | None = None
    verdict: str | None = None
    is_reviewed: bool | None = None
    state: str | None = None
    text: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what is asked, ready to be stored; what is not asked is left out."""
        asked = {name: value for name, value in asdict(self).items() if value is not None}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asked.items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ConversationFilters:
        """Return the filters that `as_json` stored."""
        dates = {name: date.fromisoformat(stored[name]) for name in ("date_from", "date_to") if name in stored}
        return cls(**{**stored, **dates})


def conditions_of(session: Session, filters: ConversationFilters, *, zone: ZoneInfo) -> tuple[ColumnElement[bool], ...]:
    """Return what `tables.Conversation` must meet, to be given to `where`."""
    conditions = [*_plain_conditions(filters), *_date_conditions(filters, zone=zone)]
    if filters.team_id is not None:
        members = select(tables.Agent.id).where(tables.Agent.team_id == filters.team_id)
        conditions.append(tables.Conversation.agent_id.in_(session.scalars(members).all()))
    if filters.criterion is not None:
        conditions.append(_on_criterion(session, filters.criterion, filters.verdict or "fail"))
    elif filters.verdict is not None:
        conditions.append(machine_verdict() == filters.verdict)
    return tuple(conditions)


def machine_verdict() -> ColumnElement[str]:
    """Say in one word what the machine says of a conversation.

    `score_value` is 100 only when nothing judged failed, and `score_coverage` below 1 only when something
    applicable needs a person, so the copies on the row are enough and no outcome is read.
    """
    row = tables.Conversation
    return case(
        (row.has_critical, "critical"),
        (row.score_value.is_(None), "not_judged"),
        (row.score_value < 100, "fail"),
        (row.score_coverage < 1, "needs_human"),
        else_="pass",
    )


def _plain_conditions(filters: ConversationFilters) -> list[ColumnElement[bool]]:
    row = tables.Conversation
    equal = ((row.channel, filters.channel), (row.language, filters.language), (row.agent_id, filters.agent_id))
    conditions = [column == value for column, value in equal if value is not None]
    if filters.score_min is not None:
        conditions.append(row.score_value >= filters.score_min)
    if filters.score_max is not None:
        conditions.append(row.score_value <= filters.score_max)
    if filters.state is not None:
        conditions.append(row.state == State(filters.state))
    if filters.is_reviewed is not None:
        conditions.append(row.reviewed_at.is_not(None) if filters.is_reviewed else row.reviewed_at.is_(None))
    if filters.text is not None:
        conditions.append(_has_text(filters.text))
    return conditions


def _has_text(text: str) -> ColumnElement[bool]:
    row = tables.Conversation
    return or_(
        row.external_id == text,
        row.customer_external_id == text,
        row.customer_email == text.lower(),
        row.customer_name == text,
    )


def _date_conditions(filters: ConversationFilters, *, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    started = tables.Conversation.started_at
    conditions: list[ColumnElement[bool]] = []
    if filters.date_from is not None:
        conditions.append(started >= datetime.combine(filters.date_from, time(), zone))
    if filters.date_to is not None:
        conditions.append(started < datetime.combine(filters.date_to + timedelta(days=1), time(), zone))
    return conditions


def _on_criterion(session: Session, criterion: str, verdict: str) -> ColumnElement[bool]:
    """Meet a verdict on a criterion: the list of ids where they are few, a look at each row where many.

    Either way alone would be slow: many ids cannot be sorted quickly, and few are found late by looking.
    """
    outcome = tables.Outcome
    meant = and_(outcome.criterion == criterion, outcome.verdict == verdict, _is_active(session))
    ids = select(outcome.conversation_id).where(meant)
    few = session.scalar(select(func.count()).select_from(ids.limit(_FEW + 1).subquery())) or 0
    if few <= _FEW:
        return tables.Conversation.id.in_(session.scalars(ids).all())
    return ids.where(outcome.conversation_id == tables.Conversation.id).exists()


def _is_active(session: Session) -> ColumnElement[bool]:
    """Leave out outcomes of rubrics that are no longer used, where there are any."""
    rubrics = session.execute(select(tables.Rubric.id, tables.Rubric.is_active)).all()
    active = [rubric_id for rubric_id, is_active in rubrics if is_active]
    if len(active) == len(rubrics):
        return and_(True)
    run = tables.CheckRun
    return select(run.id).where(run.id == tables.Outcome.check_run_id, run.rubric_id.in_(active)).exists()
