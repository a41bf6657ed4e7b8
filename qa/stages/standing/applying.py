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
"""The decided states by (criterion, check), each by language, "*" for those the rubric does not name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A check in conversations of a language, `*` for all that the rubric does not name apart."""

    criterion: str
    check: str
    language: str = ALL


def standings_of(session: Session, rubric_name: str) -> Standings:
    """Return the states in force that were decided for the checks of a rubric, whatever its version."""
    row = tables.CheckStanding
    newest = (
        select(func.max(row.id)).where(row.rubric_name == rubric_name).group_by(row.criterion, row.check, row.language)
    )
    found: dict[tuple[str, str], dict[str, CheckState]] = {}
    for one in session.scalars(select(row).where(row.id.in_(newest), row.state.is_not(None)).order_by(row.id)):
        found.setdefault((one.criterion, one.check), {})[one.language] = CheckState(one.state)
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
        f"{criterion.id}/{after.id}/{language}={after.state_in(language).counts}"
        for criterion, own in zip(decided.criteria, rubric.criteria, strict=True)
        for after, before in zip(criterion.checks, own.checks, strict=True)
        for language in sorted({*after.states, ALL})
        if after.state_in(language).counts is not before.state_in(language).counts
    ]
    return sha256("\n".join(changed).encode()).hexdigest()[:16] if changed else ""


def _criterion(criterion: Criterion, standings: Standings) -> Criterion:
    if not any((criterion.id, check.id) in standings for check in criterion.checks):
        return criterion
    checks = tuple(_check(check, standings.get((criterion.id, check.id), {})) for check in criterion.checks)
    return replace(criterion, checks=checks)


def _check(check: CheckSpec, decided: Mapping[str, CheckState]) -> CheckSpec:
    states = {
        language: state for language, state in decided.items() if check.state_in(language) is not CheckState.DRAFT
    }
    return replace(check, states={**check.states, **states}) if states else check
