"""Which conversations are meant: the same filters for lists, counts and the frame of a sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, case, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from qa.stages.browsing.order import Sort
from qa.stages.browsing.reasons import on_reason
from qa.store import tables
from qa.store.tables import State

STATES = tuple(state.value for state in State)
VERDICTS = ("critical", "fail", "needs_human", "pass", "not_judged")

_FEW = 1000


@dataclass(frozen=True, slots=True)
class ConversationFilters:
    """What a conversation must be to be meant; None asks nothing.

    `date_from` and `date_to` are days in the team's zone, both included. `verdict` is the machine's on
    `criterion` (a fail where none is named), or on the whole conversation without a criterion: `critical`,
    `fail`, `needs_human`, `pass` or `not_judged`. `reason` is that of the contact, NOT_KNOWN where nothing has told
    it yet. `text` is an exact id, e-mail or name of the customer,
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
    reason: str | None = None
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


def conditions_of(
    session: Session, filters: ConversationFilters, *, zone: ZoneInfo, order: Sort | None = None
) -> tuple[ColumnElement[bool], ...]:
    """Return what `tables.Conversation` must meet, to be given to `where`.

    Say the `order` when only the first rows are read, leave it out when all are.
    """
    seen = _Seen(is_sqlite=session.get_bind().dialect.name == "sqlite", order=order)
    conditions = [*_plain_conditions(filters, seen), *_date_conditions(filters, zone=zone)]
    if filters.team_id is not None:
        members = select(tables.Agent.id).where(tables.Agent.team_id == filters.team_id)
        conditions.append(seen(tables.Conversation.agent_id).in_(session.scalars(members).all()))
    if filters.text is not None:
        conditions.append(tables.Conversation.id.in_(_ids_of_text(session, filters.text)))
    if filters.reason is not None:
        conditions.append(on_reason(session, filters.reason, is_list=order is not None))
    if filters.criterion is not None:
        conditions.append(_on_criterion(session, filters.criterion, filters.verdict or "fail", seen=seen))
    elif filters.verdict is not None:
        conditions.extend(_on_whole(filters.verdict, seen))
    return tuple(conditions)


def outcomes_of(session: Session, criterion: str, verdict: str) -> Select[int]:
    """Select the conversations with that verdict on that criterion."""
    outcome = tables.Outcome
    return select(outcome.conversation_id).where(
        outcome.criterion == criterion, outcome.verdict == verdict, _is_active(session)
    )


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
        (func.coalesce(row.score_coverage, 1) < 1, "needs_human"),
        else_="pass",
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Writes a column so that SQLite looks at it in the wide index of the list's order.

    SQLite would rather use the index of a single column, and then fetch and sort half of the table when that
    column says little. In the order of the list every filter is read from the index itself, and reading stops
    when the page is full. A column inside a function is not searched by an index.
    """

    is_sqlite: bool
    order: Sort | None

    @property
    def score(self) -> ColumnElement[Any]:
        """Write the score, whose own index helps except in the order of time."""
        score = tables.Conversation.score_value
        return score.expression if self.order is None or self.order.is_by_score else self(score)

    def __call__(self, column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
        return func.coalesce(column, column) if self.is_sqlite else column.expression


def _plain_conditions(filters: ConversationFilters, seen: _Seen) -> list[ColumnElement[bool]]:
    row = tables.Conversation
    conditions: list[ColumnElement[bool]] = []
    if filters.agent_id is not None:
        conditions.append(row.agent_id == filters.agent_id)
    for column, value in ((row.channel, filters.channel), (row.language, filters.language)):
        if value is not None:
            conditions.append(seen(column) == value)
    if filters.score_min is not None:
        conditions.append(seen.score >= filters.score_min)
    if filters.score_max is not None:
        conditions.append(seen.score <= filters.score_max)
    if filters.state is not None:
        state = State(filters.state)
        conditions.append((seen(row.state) if state is State.CHECKED else row.state) == state)
    if filters.is_reviewed is not None:
        reviewed_at = seen(row.reviewed_at)
        conditions.append(reviewed_at.is_not(None) if filters.is_reviewed else reviewed_at.is_(None))
    return conditions


def _ids_of_text(session: Session, text: str) -> list[int]:
    """Look an exact text up in the index of each column it may be in."""
    row = tables.Conversation
    found: set[int] = set()
    for condition in (
        row.external_id == text,
        row.customer_external_id == text,
        row.customer_email == text.lower(),
        row.customer_name == text,
    ):
        found.update(session.scalars(select(row.id).where(condition).limit(_FEW)))
    return sorted(found)


def _date_conditions(filters: ConversationFilters, *, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    started = tables.Conversation.started_at
    conditions: list[ColumnElement[bool]] = []
    if filters.date_from is not None:
        conditions.append(started >= datetime.combine(filters.date_from, time(), zone))
    if filters.date_to is not None:
        conditions.append(started < datetime.combine(filters.date_to + timedelta(days=1), time(), zone))
    return conditions


def _on_whole(verdict: str, seen: _Seen) -> list[ColumnElement[bool]]:
    """Meet one answer of `machine_verdict`, said so that an index can help."""
    row = tables.Conversation
    if verdict == "critical":
        return [row.has_critical.is_(True)]
    is_whole = func.coalesce(row.score_coverage, 1) >= 1
    conditions: dict[str, list[ColumnElement[bool]]] = {
        "not_judged": [seen.score.is_(None)],
        "fail": [seen.score < 100],
        "needs_human": [seen.score == 100, ~is_whole],
        "pass": [seen.score == 100, is_whole],
    }
    return [seen(row.has_critical).is_(False), *conditions[verdict]]


def _on_criterion(session: Session, criterion: str, verdict: str, *, seen: _Seen) -> ColumnElement[bool]:
    """Meet a verdict on a criterion.

    Few ids are looked up. Where there are many, the first rows of a list are found soonest by asking row by row,
    and a whole count by keeping the ids beside.
    """
    ids = outcomes_of(session, criterion, verdict)
    few = session.scalars(ids.limit(_FEW + 1)).all()
    if len(few) <= _FEW:
        return tables.Conversation.id.in_(few)
    if seen.order is None:
        return seen(tables.Conversation.id).in_(ids)
    return ids.where(tables.Outcome.conversation_id == tables.Conversation.id).exists()


def _is_active(session: Session) -> ColumnElement[bool]:
    """Leave out outcomes of rubrics that are no longer used, where there are any."""
    rubrics = session.execute(select(tables.Rubric.id, tables.Rubric.is_active)).all()
    active = [rubric_id for rubric_id, is_active in rubrics if is_active]
    if len(active) == len(rubrics):
        return true()
    run = tables.CheckRun
    return select(run.id).where(run.id == tables.Outcome.check_run_id, run.rubric_id.in_(active)).exists()
