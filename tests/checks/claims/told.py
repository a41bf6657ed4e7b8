"""Says in one line each what a sentence states, so that tables of sentences stay readable."""

from __future__ import annotations

from datetime import datetime

from checks.claims import extract_claims
from qa.domain.claim import Claim, DateClaim, StatusClaim
from qa.domain.fact import Duration, Money, Relation

SENT_AT = datetime.fromisoformat("2026-05-12T10:00:00+02:00")


def told(text: str, *, language: str) -> list[str]:
    """Return `topic: value (modality) from start` for each claim, sent on Tuesday 12 May 2026."""
    claims = extract_claims(text, language=language, sent_at=SENT_AT)
    assert all(claim.quote == text[claim.start : claim.end] for claim in claims)
    return [_line(claim) for claim in claims]


def _line(claim: Claim) -> str:
    start = f" from {claim.start_event}" if claim.start_event else ""
    return f"{claim.topic}: {_value(claim)} ({claim.modality.value}){start}"


def _value(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, StatusClaim):
        return value.status
    if isinstance(value, DateClaim):
        mismatch = " but of another weekday" if value.weekday_mismatch else ""
        return f"{value.date}{' ' + value.status if value.status else ''}{mismatch}"
    bound = "" if value.relation in (Relation.EXACT, Relation.RANGE) else f"{value.relation.value} "
    if isinstance(value, Duration):
        number = f"{value.min:g}-{value.max:g}" if value.min is not None and value.max is not None else f"{value.n:g}"
        return f"{bound}{number} {value.unit} {value.calendar}"
    if isinstance(value, Money):
        return f"{bound}{value.amount} {value.currency}"
    return f"{bound}{value.n} %"
