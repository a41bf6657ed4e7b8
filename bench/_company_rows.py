"""What a team works with in the page's bench: plans, coaching, notices, webhooks, standings, insights."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench._page_rows import AGENTS, users_of
from bench._review_rows import PER_SAMPLE, PLANS, REVIEWS, Rows
from qa.notices.kinds import KINDS
from qa.store import tables
from qa.store.tables import DeliveryStatus, UserRole

COACHING_PLANS, TALKS, NOTICES, DELIVERIES, CLAIMS = 200, 1_000, 100_000, 20_000, 30_000
CRITERION = ("closing", "greeting", "empathy", "spelling", "policy-durations")
REASONS = ("order-status", "return", "complaint", "payment", "shipping", None)


def company_rows(session: Session, count: int, *, end: datetime) -> Iterator[tuple[Any, Rows]]:
    """Give the rows of each table, in an order that keeps every reference."""
    reviewers, coaches = users_of(session, UserRole.REVIEWER), users_of(session, UserRole.COACH)
    yield tables.SamplingPlan, _plans(reviewers, end)
    yield tables.PlanDraw, _draws(end)
    yield tables.CoachingPlan, _coaching_plans(coaches, end)
    yield tables.CoachingAction, _actions(end)
    yield tables.CoachingSession, _talks(coaches, end)
    yield tables.CoachingRequest, _requests(end)
    yield tables.Notice, _notices(users_of(session, *UserRole), end)
    yield tables.Webhook, _webhooks(end)
    yield tables.WebhookDelivery, _deliveries(end)
    yield tables.CheckStanding, _standings(coaches, end)
    yield tables.Insight, _insights(count)
    yield tables.UncoveredClaim, _claims(count)
    yield tables.DictionaryWord, _words(end)
    term = {"rubric_id": 1, "from_at": end - timedelta(days=400), "created_at": end, "begun_at": end}
    yield tables.RubricTerm, iter([term])
    draft = {"id": 1, "name": "ecommerce-support", "base_id": 1, "created_at": end, "updated_at": end}
    yield tables.RubricDraft, iter([draft | {"yaml": session.get_one(tables.Rubric, 1).yaml}])
    yield tables.Message, _long_call(session, end)


def _plans(reviewers: list[int], end: datetime) -> Rows:
    order = {"design": "random", "size": PER_SAMPLE, "stratify_by": None, "filters": {}, "exclusions": []}
    for number in range(1, PLANS + 1):
        yield {
            "id": number,
            "name": f"Plan {number}",
            "cadence": ("weekly", "monthly", "daily")[number % 3],
            "starts_on": (end - timedelta(days=360)).date(),
            "order": order | {"random_share": 0.3, "random_reason": "", "quota": None},
            "seed": number,
            "reviewers": reviewers[:4],
            "due_days": 5,
            "active_from": (end - timedelta(days=360)).date(),
            "created_at": end,
            "updated_at": end,
        }


def _draws(end: datetime) -> Rows:
    for sample in range(1, REVIEWS // PER_SAMPLE + 1):
        age = timedelta(days=7 * (sample // PLANS))
        yield {
            "plan_id": sample % PLANS + 1,
            "period": (end - timedelta(days=360) + age).date().isoformat(),
            "sample_id": sample,
            "drawn_at": end - timedelta(days=360) + age,
        }


def _coaching_plans(coaches: list[int], end: datetime) -> Rows:
    for number in range(1, COACHING_PLANS + 1):
        is_closed = number <= COACHING_PLANS * 3 // 4
        begun = end - timedelta(days=330 - number * 1.4)
        yield {
            "id": number,
            "agent_id": number % AGENTS + 1,
            "owner_id": coaches[number % len(coaches)],
            "rubric_name": "ecommerce-support",
            "criterion": CRITERION[number % len(CRITERION)],
            "reason": "Często brakuje.",
            "target": 0.9,
            "baseline_from": begun - timedelta(days=90),
            "baseline_to": begun,
            "baseline_passed": 20,
            "baseline_reviewed": 30,
            "baseline_share": 0.67,
            "baseline_n": 28.0,
            "expected_share": 0.7,
            "starts_at": begun,
            "ends_at": begun + timedelta(days=42),
            "result": ("improved", "unchanged", "too_few")[number % 3] if is_closed else None,
            "after_passed": 25 if is_closed else None,
            "after_reviewed": 30 if is_closed else None,
            "after_share": 0.83 if is_closed else None,
            "change_low": -0.05 if is_closed else None,
            "change_high": 0.35 if is_closed else None,
            "closed_at": begun + timedelta(days=44) if is_closed else None,
            "created_at": begun,
        }


def _actions(end: datetime) -> Rows:
    for number in range(COACHING_PLANS * 3):
        yield {
            "plan_id": number // 3 + 1,
            "kind": ("exemplar", "rewrite", "template")[number % 3],
            "text": "Przykład dobrej odpowiedzi.",
            "quote": "dzień" if number % 3 == 1 else "",
            "answer": "Dzień dobry Pani." if number % 2 else "",
            "created_at": end,
        }


def _talks(coaches: list[int], end: datetime) -> Rows:
    for number in range(1, TALKS + 1):
        planned = end - timedelta(days=340 - number * 0.36)
        is_held = planned < end
        yield {
            "id": number,
            "agent_id": (number % COACHING_PLANS + 1) % AGENTS + 1,
            "coach_id": coaches[number % len(coaches)],
            "plan_id": number % COACHING_PLANS + 1,
            "planned_at": planned,
            "held_at": planned if is_held else None,
            "minutes": 30 if is_held else None,
            "agenda": [],
            "agreed": [{"text": "Pożegnanie w każdej rozmowie.", "by": "agent"}] if is_held else [],
            "note": "Rozmowa o pożegnaniach.",
            "created_at": planned - timedelta(days=3),
        }


def _requests(end: datetime) -> Rows:
    for number in range(300):
        answered = number + 1 if number < 260 else None
        text = "Jak odmówić zwrotu?"
        yield {"agent_id": number % AGENTS + 1, "text": text, "session_id": answered, "created_at": end}


def _notices(users: list[int], end: datetime) -> Rows:
    kinds, chance = sorted(KINDS), random.Random(15)
    for number in range(NOTICES):
        when = end - timedelta(minutes=4 * (NOTICES - number))
        yield {
            # The manager reads many, agents few.
            "user_id": users[int(len(users) * chance.random() ** 2)],
            "kind": chance.choice(kinds),
            "subject": "dispute",
            "subject_id": number % 2_000 + 1,
            "path": f"/disputes/{number % 2_000 + 1}",
            "details": {"agent": "Agent 7"},
            "created_at": when,
            "read_at": when if number < NOTICES * 0.95 else None,
            "mailed_at": when,
        }


def _webhooks(end: datetime) -> Rows:
    for number in range(1, 6):
        url = f"https://hooks.example.com/{number}"
        yield {"id": number, "url": url, "secret": "whsec_bench", "kinds": [], "created_at": end}


def _deliveries(end: datetime) -> Rows:
    for number in range(DELIVERIES):
        yield {
            "webhook_id": number % 5 + 1,
            "event_id": f"evt-{number // 5}",
            "kind": "dispute_opened",
            "subject": "dispute",
            "subject_id": number % 2_000 + 1,
            "occurred_at": end - timedelta(minutes=number),
            "status": DeliveryStatus.FAILED if number % 20 == 0 else DeliveryStatus.DELIVERED,
            "attempts": 1,
            "tried_at": end,
            "response_status": 200,
        }


def _standings(coaches: list[int], end: datetime) -> Rows:
    for number in range(100):
        yield {
            "rubric_name": "ecommerce-support",
            "criterion": "no-blame",
            "check": "blaming-words",
            "language": ("th", "ar", "pt", "*")[number % 4],
            "state": ("shadow", "assist")[number // 4 % 2],
            "reason": "Czekamy na próbę.",
            "user_id": coaches[0],
            "at": end - timedelta(days=100 - number),
        }


def _insights(count: int) -> Rows:
    chance = random.Random(3)
    for number in range(1, count + 1):
        yield {
            "conversation_id": number,
            "reason": chance.choice(REASONS),
            "is_reason_given": True,
            "customer_key": f"c-{chance.randrange(40_000)}",
            "hour_of_week": chance.randrange(168),
            "handling_seconds": chance.randrange(60, 900),
            "first_answer_seconds": chance.randrange(10, 4_000),
            "is_self_service": chance.random() < 0.2,
        }


def _claims(count: int) -> Rows:
    chance = random.Random(16)
    for _ in range(CLAIMS):
        number = chance.randrange(1, count)
        yield {
            "check_run_id": number,
            "conversation_id": number,
            "topic": chance.choice(("price", "stock", "opening-hours", "delivery.time", "gift-card")),
            "message_position": 1,
            "start": 0,
            "end": 5,
            "sentence_start": 0,
            "sentence_end": 20,
        }


def _words(end: datetime) -> Rows:
    for number in range(1_000):
        word = f"Słowo{number}"
        yield {"text": word, "folded": word.casefold(), "language": "pl", "added_by": None, "added_at": end}


def _long_call(session: Session, end: datetime) -> Rows:
    """Make the first call an hour long, with the time of each word."""
    row = tables.Conversation
    call = session.scalars(select(row.id).where(row.channel == "call").order_by(row.id).limit(1)).one()
    session.add(tables.Recording(conversation_id=call, path="long.flac", channels=2, duration_ms=3_600_000))
    for position in range(10, 700):
        start = position * 5_000
        words = [[f"słowo{place}", start + 250 * place, start + 250 * place + 200, 0.9] for place in range(15)]
        yield {
            "conversation_id": call,
            "position": position,
            "role": "agent" if position % 2 else "customer",
            "sent_at": end,
            "text": " ".join(str(word[0]) for word in words),
            "is_internal": False,
            "start_ms": start,
            "end_ms": start + 4_000,
            "words": words,
        }
