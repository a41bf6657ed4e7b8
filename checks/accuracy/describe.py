"""Writes values as findings show them: `at least 14 day calendar from goods_received`."""

from __future__ import annotations

from qa.domain.claim import Claim, DateClaim, StatusClaim
from qa.domain.fact import Duration, Fact, Money, Percent, Relation

_BOUNDS = {Relation.AT_MOST: "at most ", Relation.AT_LEAST: "at least "}


def describe_claim(claim: Claim) -> str:
    """Describe what was said."""
    said = _describe(claim.value, claim.start_event)
    return f"{claim.last_day.date.isoformat()}: {said}" if claim.last_day else said


def describe_fact(fact: Fact) -> str:
    """Describe what the fact says."""
    return _describe(fact.value, fact.start_event)


def _describe(value: object, start_event: str | None) -> str:
    if isinstance(value, Duration):
        number = f"{_plain(value.min)} to {_plain(value.max)}" if value.relation is Relation.RANGE else _plain(value.n)
        start = f" from {start_event}" if start_event else ""
        return f"{_BOUNDS.get(value.relation, '')}{number} {value.unit} {value.calendar}{start}"
    if isinstance(value, Money):
        return f"{_BOUNDS.get(value.relation, '')}{value.amount} {value.currency or ''}".rstrip()
    if isinstance(value, Percent):
        return f"{_BOUNDS.get(value.relation, '')}{value.n} %"
    if isinstance(value, DateClaim):
        return f"{value.status} on {value.date.isoformat()}" if value.status else value.date.isoformat()
    return value.status if isinstance(value, StatusClaim) else str(value)


def _plain(n: float | None) -> str:
    return "?" if n is None else f"{n:g}"
