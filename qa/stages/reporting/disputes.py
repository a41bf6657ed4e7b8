"""What agents disputed in the days of a report, and what came of it, as the page of disputes counts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from qa.stages.disputes import OutcomeCount, Terms, count_outcomes
from qa.stages.reporting.basis import Basis
from qa.stages.reporting.figure import Figure, rate


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """Disputes of one criterion, reason or check; `changed` is the share of decided ones that changed the rating.

    `median_days` are working days until the first decision, `late` those decided after the term,
    `withdrawn` those their agents took back before.
    """

    name: str
    opened: int
    decided: int
    accepted: int
    partly: int
    rejected: int
    appealed: int
    late: int
    median_days: float | None
    changed: Figure
    health: str
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Disputes:
    """Disputes opened in the days of the scope, of everybody, out of the feedback `published` then."""

    published: int
    all: DisputeLine
    criteria: tuple[DisputeLine, ...]
    reasons: tuple[DisputeLine, ...]
    checks: tuple[DisputeLine, ...]


def read_disputes(session: Session, basis: Basis, *, terms: Terms) -> Disputes:
    """Count the disputes."""
    scope = basis.scope
    since, until = scope.midnight(scope.date_from), scope.midnight(scope.date_to + timedelta(days=1))
    found = count_outcomes(session, terms=terms, since=since, until=until)
    return Disputes(
        published=found.published,
        all=_line(found.total),
        criteria=tuple(_line(one) for one in found.criteria),
        reasons=tuple(_line(one) for one in found.reasons),
        checks=tuple(_line(one) for one in found.checks),
    )


def _line(count: OutcomeCount) -> DisputeLine:
    return DisputeLine(
        name=count.name,
        opened=count.opened,
        decided=count.decided,
        accepted=count.accepted,
        partly=count.partly,
        rejected=count.rejected,
        appealed=count.appealed,
        late=count.late,
        median_days=count.median_days,
        changed=rate(count.overturned, count.decided),
        health=count.health,
        withdrawn=count.withdrawn,
    )
