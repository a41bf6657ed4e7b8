"""One page of a list of conversations, found by where the page before ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from qa.stages.browsing.filters import ConversationFilters, conditions_of
from qa.stages.browsing.hiding import left_out
from qa.stages.browsing.order import Sort
from qa.store import tables

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list a page begins: beyond the row with this value and id, onwards or back."""

    value: datetime | float | None
    id: int
    is_back: bool = False

    def as_text(self) -> str:
        """Write the place for an address."""
        value = self.value.timestamp() if isinstance(self.value, datetime) else self.value
        return f"{'b' if self.is_back else 'a'}{'' if value is None else repr(value)}~{self.id}"

    @classmethod
    def from_text(cls, text: str, *, sort: Sort) -> Place | None:
        """Read what `as_text` wrote; None for anything else."""
        value, separator, row_id = text[1:].partition("~")
        if not separator or text[0] not in "ab" or not row_id.isdigit():
            return None
        try:
            number = float(value) if value else None
            moment = datetime.fromtimestamp(number, UTC) if number is not None and not sort.is_by_score else number
        except (ValueError, OverflowError, OSError):
            return None
        return cls(value=moment, id=int(row_id), is_back=text[0] == "b")


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """What a list shows of a conversation. `failed`, `doubted` and `critical` are criterion ids.

    `critical` are those that failed critically by the rubric in force, or else the last one that judged it;
    `fact_coverage` is the share of its agent's claims that some fact speaks to, None without claims.
    """

    id: int
    external_id: str
    channel: str
    language: str | None
    started_at: datetime | None
    agent: str | None
    customer: str | None
    message_count: int
    state: str
    state_reason: str | None
    score_value: float | None
    score_coverage: float | None
    has_critical: bool
    reviewed_at: datetime | None
    failed: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()
    subject: object = None
    fact_coverage: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the places of the pages before and after; None at the ends."""

    lines: tuple[ConversationLine, ...]
    before: Place | None
    after: Place | None


def list_conversations(
    session: Session,
    filters: ConversationFilters,
    *,
    zone: ZoneInfo,
    sort: Sort = Sort.NEWEST,
    place: Place | None = None,
    reader_id: int | None = None,
) -> Page:
    """Return a page of what the filters mean, `PAGE_SIZE` rows at most.

    A list by verdict or score leaves out what the reader is still to rate blind.
    """
    conditions = conditions_of(session, filters, zone=zone, order=sort)
    wanted = select(tables.Conversation.id, _column(sort)).where(*conditions)
    if hidden := left_out(session, filters, reader_id=reader_id, sort=sort):
        wanted = wanted.where(tables.Conversation.id.not_in(hidden))
    found = _walk(session, wanted, sort=sort, place=place)
    is_back = place is not None and place.is_back
    has_more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if is_back:
        found.reverse()
    lines = read_lines(session, [row_id for row_id, _ in found])
    has_before, has_after = (has_more, True) if is_back else (place is not None, has_more)
    return Page(
        lines=lines,
        before=Place(value=found[0][1], id=found[0][0], is_back=True) if found and has_before else None,
        after=Place(value=found[-1][1], id=found[-1][0]) if found and has_after else None,
    )


def read_lines(session: Session, ids: Sequence[int]) -> tuple[ConversationLine, ...]:
    """Return the lines of those conversations, in that order."""
    row, agent = tables.Conversation, tables.Agent
    verdicts = _verdicts(session, ids)
    runs = _runs(session, ids)
    rows = session.execute(
        select(
            row.id,
            row.external_id,
            row.subject,
            row.channel,
            row.language,
            row.started_at,
            agent.name,
            row.customer_name,
            row.customer_external_id,
            row.message_count,
            row.state,
            row.state_reason,
            row.score_value,
            row.score_coverage,
            row.has_critical,
            row.reviewed_at,
        )
        .outerjoin(agent, row.agent_id == agent.id)
        .where(row.id.in_(ids))
    )
    lines = {
        one.id: ConversationLine(
            id=one.id,
            external_id=one.external_id,
            channel=one.channel,
            language=one.language,
            started_at=one.started_at,
            agent=one.name,
            customer=one.customer_name or one.customer_external_id,
            message_count=one.message_count,
            state=one.state.value,
            state_reason=one.state_reason,
            score_value=one.score_value,
            score_coverage=one.score_coverage,
            has_critical=one.has_critical,
            reviewed_at=one.reviewed_at,
            failed=verdicts.get((one.id, "fail"), ()),
            doubted=verdicts.get((one.id, "needs_human"), ()),
            critical=runs[one.id][0] if one.id in runs else (),
            subject=one.subject,
            fact_coverage=runs[one.id][1] if one.id in runs else None,
        )
        for one in rows
    }
    return tuple(lines[row_id] for row_id in ids if row_id in lines)


def _column(sort: Sort) -> InstrumentedAttribute[datetime | None] | InstrumentedAttribute[float | None]:
    return tables.Conversation.score_value if sort.is_by_score else tables.Conversation.started_at


def _walk(
    session: Session, wanted: Select[int, datetime | float | None], *, sort: Sort, place: Place | None
) -> list[tuple[int, datetime | float | None]]:
    """Read one row more than a page, in the direction of the place: rows with the value, then those without."""
    column, row_id = _column(sort), tables.Conversation.id
    is_back = place is not None and place.is_back
    is_descending = sort.is_descending != is_back
    parts: list[tuple[bool, ColumnElement[bool]]] = [(False, column.is_not(None)), (True, column.is_(None))]
    found: list[tuple[int, datetime | float | None]] = []
    for is_without, part in reversed(parts) if is_back else parts:
        if place is not None and _is_passed(place, is_without=is_without):
            continue
        rows = wanted.where(part)
        if place is not None and (place.value is None) == is_without:
            mark = (row_id,) if is_without else (column, row_id)
            values = (place.id,) if is_without else (place.value, place.id)
            beyond = tuple_(*mark) < tuple_(*values) if is_descending else tuple_(*mark) > tuple_(*values)
            rows = rows.where(beyond)
        order = (row_id,) if is_without else (column, row_id)
        rows = rows.order_by(*(one.desc() if is_descending else one.asc() for one in order))
        found.extend((one[0], one[1]) for one in session.execute(rows.limit(PAGE_SIZE + 1 - len(found))))
        if len(found) > PAGE_SIZE:
            break
    return found


def _is_passed(place: Place, *, is_without: bool) -> bool:
    """Tell whether a part of the list lies wholly behind the place."""
    if place.is_back:
        return is_without and place.value is not None
    return not is_without and place.value is None


def _verdicts(session: Session, ids: Sequence[int]) -> Mapping[tuple[int, str], tuple[str, ...]]:
    """Return what failed or needs a person, by the newest check run of each conversation."""
    outcome, run = tables.Outcome, tables.CheckRun
    newest = select(func.max(run.id)).where(run.conversation_id.in_(ids)).group_by(run.conversation_id)
    rows = session.execute(
        select(outcome.conversation_id, outcome.verdict, outcome.criterion)
        .where(outcome.check_run_id.in_(newest), outcome.verdict.in_(("fail", "needs_human")))
        .order_by(outcome.conversation_id, outcome.id)
    )
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for conversation_id, verdict, criterion in rows:
        key = (conversation_id, verdict)
        found[key] = (*found.get(key, ()), criterion)
    return found


def _runs(session: Session, ids: Sequence[int]) -> Mapping[int, tuple[tuple[str, ...], float | None]]:
    """Return what failed critically and the coverage by facts, by the rubric in force, else the last one."""
    run, rubric = tables.CheckRun, tables.Rubric
    in_force = select(rubric.id).where(rubric.is_active).order_by(rubric.id.desc()).limit(1).scalar_subquery()
    rows = session.execute(
        select(run.conversation_id, run.critical, run.fact_coverage)
        .where(run.conversation_id.in_(ids))
        .order_by(run.rubric_id == in_force, run.id)
    )
    return {conversation_id: (tuple(critical), coverage) for conversation_id, critical, coverage in rows}
