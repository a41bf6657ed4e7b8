"""Puts the decided states of checks over those of their rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.domain.rubric import CheckSpec, CheckState, Criterion, Rubric
from qa.store import tables

ALL = "*"
"""All languages whose state a rubric does not name apart."""

Standings = Mapping[tuple[str, str], Mapping[str, CheckState]]
"""The decided states by (criterion, check), each by place: `pl/email`, `pl`, or "*" for what is not named."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A check in conversations of a language and channel, `*` for all that are not named apart.

    A channel goes with a language only.
    """

    criterion: str
    check: str
    language: str = ALL
    channel: str = ALL

    @property
    def place(self) -> str:
        """Return the key of its state: `pl/email`, `pl` or `*`."""
        return place_of(self.language, self.channel)


def place_of(language: str, channel: str = ALL) -> str:
    """Return the key under which the state for a language and channel is kept."""
    return language if channel == ALL else f"{language}/{channel}"


def state_at(check: CheckSpec, place: str) -> CheckState:
    """Return the state a check has at a place: what is said of it, else of its language, else of all."""
    language, _, channel = place.partition("/")
    return check.state_in(language, channel or None)


def standings_of(session: Session, rubric_name: str) -> Standings:
    """Return the states in force that were decided for the checks of a rubric, whatever its version."""
    row = tables.CheckStanding
    newest = (
        select(func.max(row.id))
        .where(row.rubric_name == rubric_name)
        .group_by(row.criterion, row.check, row.language, row.channel)
    )
    found: dict[tuple[str, str], dict[str, CheckState]] = {}
    for one in session.scalars(select(row).where(row.id.in_(newest), row.state.is_not(None)).order_by(row.id)):
        found.setdefault((one.criterion, one.check), {})[place_of(one.language, one.channel)] = CheckState(one.state)
    return found


def with_standings(rubric: Rubric, standings: Standings) -> Rubric:
    """Return the rubric with the decided states in place of its own. A draft stays one: its author takes it out."""
    if not standings:
        return rubric
    return replace(rubric, criteria=tuple(_criterion(one, standings) for one in rubric.criteria))


def standing_hash(rubric: Rubric, standings: Standings) -> str:
    """Return what tells two sets of decisions apart where they change what counts; "" where they change nothing.

    Assisting and trusted checks judge alike, so trusting one does not change any outcome.
    """
    decided = with_standings(rubric, standings)
    changed = [
        f"{criterion.id}/{after.id}/{place}={state_at(after, place).counts}"
        for criterion, own in zip(decided.criteria, rubric.criteria, strict=True)
        for after, before in zip(criterion.checks, own.checks, strict=True)
        for place in sorted({*after.states, ALL})
        if _tells(after, before, place)
    ]
    return sha256("\n".join(changed).encode()).hexdigest()[:16] if changed else ""


def _tells(after: CheckSpec, before: CheckSpec, place: str) -> bool:
    """Tell whether a place counts otherwise than in the rubric, or a channel otherwise than its language."""
    counts = state_at(after, place).counts
    return counts is not state_at(before, place).counts or counts is not state_at(after, place.partition("/")[0]).counts


def _criterion(criterion: Criterion, standings: Standings) -> Criterion:
    if not any((criterion.id, check.id) in standings for check in criterion.checks):
        return criterion
    checks = tuple(_check(check, standings.get((criterion.id, check.id), {})) for check in criterion.checks)
    return replace(criterion, checks=checks)


def _check(check: CheckSpec, decided: Mapping[str, CheckState]) -> CheckSpec:
    states = {place: state for place, state in decided.items() if state_at(check, place) is not CheckState.DRAFT}
    return replace(check, states={**check.states, **states}) if states else check
