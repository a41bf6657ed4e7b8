"""What came of reviews in the page's bench: feedback, disputes and their decisions, exemplars, critical decisions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench._page_rows import criteria_of_rubric, users_of
from bench._review_rows import REVIEWS, Drawn, Rows, drawn_for_review
from qa.domain.dispute import DisputeOutcome, DisputeReason, DisputeState
from qa.store import tables
from qa.store.tables import UserRole

DISPUTES, DECISIONS, EXEMPLARS = 2_000, 5_000, 500


def answer_rows(session: Session, *, end: datetime) -> Iterator[tuple[Any, Rows]]:
    """Give the rows of each table, in an order that keeps every reference."""
    drawn, coaches = drawn_for_review(session, end=end), users_of(session, UserRole.COACH)
    yield tables.Feedback, _feedback(drawn, coaches)
    yield tables.FeedbackComment, _comments(drawn)
    yield tables.Dispute, _disputes(drawn)
    yield tables.DisputeDecision, _dispute_decisions(drawn, coaches)
    yield tables.Exemplar, _exemplars(drawn, coaches)
    yield tables.CriticalDecision, _critical_decisions(session, coaches, end)
    yield tables.CommentTemplate, _templates(coaches, end)


def _feedback(drawn: list[Drawn], coaches: list[int]) -> Rows:
    words = {"text": "Dobrze.", "message": 1, "start": 0, "end": 5, "quote": "dzień"}
    for one in drawn:
        if one.is_published:
            published = one.submitted_at + timedelta(hours=4)
            yield {
                "id": one.number,
                "review_id": one.number,
                "agent_id": one.agent_id,
                "strength": words | {"criterion": "greeting"},
                "points": [words | {"criterion": "closing", "expected": "Pożegnanie.", "suggestion": "Do widzenia."}],
                "published_by_id": coaches[one.number % len(coaches)],
                "published_at": published,
                "acknowledged_at": published + timedelta(days=1) if one.number % 7 else None,
            }


def _comments(drawn: list[Drawn]) -> Rows:
    for one in drawn[::4]:
        if one.is_published:
            when = one.submitted_at + timedelta(hours=9)
            yield {"feedback_id": one.number, "user_id": one.reviewer_id, "text": "Dziękuję.", "created_at": when}


def _disputed(drawn: list[Drawn]) -> list[Drawn]:
    step = REVIEWS // DISPUTES
    return [one for one in drawn[2::step] if one.is_published]


def _state(place: int, count: int) -> DisputeState:
    if place > count - 120:
        return DisputeState.OPEN
    if place > count - 150:
        return DisputeState.APPEALED
    return DisputeState.DECIDED if place > count - 300 else DisputeState.CLOSED


def _disputes(drawn: list[Drawn]) -> Rows:
    chance, disputed = random.Random(8), _disputed(drawn)
    for place, one in enumerate(disputed):
        state, opened = _state(place, len(disputed)), one.submitted_at + timedelta(hours=30)
        yield {
            "id": place + 1,
            "feedback_id": one.number,
            "agent_id": one.agent_id,
            "criterion": chance.choice(("closing", "greeting", "empathy", "policy-durations")),
            "reason": chance.choice(list(DisputeReason)).value,
            "text": "Klient sam zakończył rozmowę.",
            "contested_verdict": "fail",
            "contested_score": 0.0,
            "claimed_verdict": "pass",
            "claimed_score": 1.0,
            "checks": [],
            "state": state,
            "opened_at": opened,
            "due_at": opened + timedelta(days=5),
            "appealed_at": opened + timedelta(days=4) if state is DisputeState.APPEALED else None,
            "appeal_text": "Proszę o rozmowę." if state is DisputeState.APPEALED else "",
        }


def _dispute_decisions(drawn: list[Drawn], coaches: list[int]) -> Rows:
    chance, disputed = random.Random(9), _disputed(drawn)
    for place, one in enumerate(disputed):
        if _state(place, len(disputed)) is DisputeState.OPEN:
            continue
        outcome = chance.choice(list(DisputeOutcome))
        yield {
            "dispute_id": place + 1,
            "is_appeal": False,
            "decided_by_id": chance.choice(coaches),
            "outcome": outcome,
            "reason": "Zgadza się z nagraniem.",
            "verdict_before": "fail",
            "score_before": 0.0,
            "verdict": "pass" if outcome.overturns else "fail",
            "score": 1.0 if outcome.overturns else 0.0,
            "review_score_before": 84.0,
            "review_score": 88.0 if outcome.overturns else 84.0,
            "review_coverage_before": 0.98,
            "review_coverage": 0.98,
            "decided_at": one.submitted_at + timedelta(days=3),
        }


def _exemplars(drawn: list[Drawn], coaches: list[int]) -> Rows:
    for number, one in enumerate(drawn[:: REVIEWS // EXEMPLARS], 1):
        is_accepted = number % 5 != 0
        yield {
            "id": number,
            "conversation_id": one.conversation_id,
            "review_id": one.number,
            "criterion": ("greeting", "empathy", "closing", "apology")[number % 4],
            "message_position": 1,
            "start": 0,
            "end": 5,
            "quote": "dzień",
            "comment": "Tak się wita klienta.",
            "nominated_by_id": one.reviewer_id,
            "created_at": one.submitted_at,
            "accepted_by_id": coaches[0] if is_accepted else None,
            "accepted_at": one.submitted_at if is_accepted else None,
        }


def _critical_decisions(session: Session, coaches: list[int], end: datetime) -> Rows:
    outcome = tables.Outcome
    proposed = session.scalars(
        select(outcome.conversation_id)
        .where(outcome.criterion == "policy-durations", outcome.verdict == "fail")
        .order_by(outcome.conversation_id)
    ).all()
    # One of six that the machine proposes is still open.
    for number, one in enumerate(proposed[: DECISIONS * 6 // 5]):
        if number % 6:
            yield {
                "conversation_id": one,
                "rubric_id": 1,
                "criterion": "policy-durations",
                "is_confirmed": number % 3 != 0,
                "was_proposed": True,
                "closes": True,
                "reason": "Termin jest zły.",
                "decided_by_id": coaches[number % len(coaches)],
                "decided_at": end - timedelta(hours=number % 4_000),
            }


def _templates(coaches: list[int], end: datetime) -> Rows:
    for number, criterion in enumerate(criteria_of_rubric()):
        for language in ("pl", "en", "pt"):
            text = f"Proszę podać termin zwrotu, {number}."
            yield {
                "criterion": criterion,
                "language": language,
                "text": text,
                "created_by_id": coaches[0],
                "updated_at": end,
            }
