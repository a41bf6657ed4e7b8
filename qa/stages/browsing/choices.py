"""What the filters of a list offer to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qa.store import tables


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with the name people know it by."""

    value: int
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All values that occur. `criteria` and `reasons` are ids, in alphabetical order."""

    channels: tuple[str, ...]
    languages: tuple[str, ...]
    agents: tuple[Choice, ...]
    teams: tuple[Choice, ...]
    criteria: tuple[str, ...]
    reasons: tuple[str, ...] = ()


def read_choices(session: Session) -> Choices:
    """Read what occurs, by skipping along indexes: quick however many conversations there are."""
    agents = session.execute(select(tables.Agent.id, tables.Agent.name, tables.Agent.external_id))
    teams = session.execute(select(tables.Team.id, tables.Team.name))
    return Choices(
        channels=_distinct(session, tables.Conversation.channel),
        languages=_distinct(session, tables.Conversation.language),
        agents=_named((one.id, one.name or one.external_id) for one in agents),
        teams=_named((one.id, one.name) for one in teams),
        criteria=_distinct(session, tables.Outcome.criterion),
        reasons=_distinct(session, tables.Insight.reason),
    )


def _named(pairs: Iterable[tuple[int, str]]) -> tuple[Choice, ...]:
    choices = [Choice(value=value, name=name) for value, name in pairs]
    return tuple(sorted(choices, key=lambda choice: (choice.name.casefold(), choice.value)))


def _distinct(
    session: Session, column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
) -> tuple[str, ...]:
    """Return the distinct values of an indexed column: one step of the index a value, not one a row."""
    smallest = select(func.min(column).label("value")).cte("step", recursive=True)
    following = select(func.min(column)).where(column > smallest.c.value).scalar_subquery()
    steps = smallest.union_all(select(following).where(smallest.c.value.is_not(None)))
    return tuple(session.scalars(select(steps.c.value).where(steps.c.value.is_not(None))))
