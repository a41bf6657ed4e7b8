"""Tells how accuracy and step checks do on an airline's chats of which it is known whether the agent did right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.elsewhere.text import SHARED, missing
from bench.injected.judging import the_rubric
from checks.reading import ConversationReader
from qa.domain.conversation import Channel, Conversation, Message, Participant, Role
from qa.domain.fact import Order, OrderBase
from qa.domain.finding import Verdict
from qa.facts.load import load_facts
from qa.ports import Materials
from qa.rubric.judge import Judge
from qa.settings import Settings

CASES = SHARED / "data" / "tau_bench" / "airline_cases.jsonl"
FACTS = Path(__file__).with_suffix(".yaml")
CRITERIA = (
    "policy-durations",
    "amounts",
    "order-facts",
    "no-unrealistic-promise",
    "right-customer",
    "questions-answered",
    "no-contradiction",
    "required-steps",
    "resolution-next-step",
    "no-repeat-asking",
)
_ZONE = ZoneInfo("America/New_York")
_BEGAN = datetime(2024, 5, 15, 15, tzinfo=_ZONE)
_REASONS = {
    "book_reservation": "book-flight",
    "update_reservation_flights": "change-flight",
    "update_reservation_baggages": "change-flight",
    "update_reservation_passengers": "change-flight",
    "cancel_reservation": "cancel-flight",
}
_ACTIONS = (*_REASONS, "send_certificate")


@dataclass(frozen=True, slots=True)
class Told:
    """What one criterion said of conversations in which the agent did right (`passed`) and of the others."""

    criterion: str
    passed: int
    passed_fail: int
    passed_doubt: int
    failed: int
    failed_fail: int
    failed_doubt: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Claims read in all conversations, and how many a fact or order spoke to."""

    claims: int
    covered: int


def missing_cases() -> str | None:
    """Say why the conversations cannot be used."""
    return missing(CASES)


def count_cases() -> tuple[tuple[Told, ...], Coverage]:
    """Judge every conversation; the last count, `any`, is of those with a fail of any of the criteria."""
    counts: Counter[tuple[str, bool, str]] = Counter()
    all_claims = covered = 0
    total: Counter[bool] = Counter()
    facts = load_facts(FACTS)
    with closing(ConversationReader(Settings.from_environment({}))) as reader:
        judge = Judge(the_rubric(), reader)
        for row in _rows():
            is_right = bool(row["passed"])
            total[is_right] += 1
            materials = Materials(facts=facts, orders=_orders(row), time_zone=_ZONE.key, country="US")
            outcomes = [one for one in judge.judge(_conversation(row), materials).outcomes if one.criterion in CRITERIA]
            counts.update((one.criterion, is_right, one.verdict.value) for one in outcomes)
            for verdict in {one.verdict for one in outcomes}:
                counts["any", is_right, verdict.value] += 1
            all_claims += sum(one.claims for one in outcomes)
            covered += sum(one.covered_claims for one in outcomes)
    told = tuple(_told(criterion, counts, total) for criterion in (*CRITERIA, "any"))
    return told, Coverage(all_claims, covered)


def _told(criterion: str, counts: Mapping[tuple[str, bool, str], int], total: Mapping[bool, int]) -> Told:
    fail, doubt = Verdict.FAIL.value, Verdict.NEEDS_HUMAN.value
    return Told(
        criterion,
        passed=total[True],
        passed_fail=counts[criterion, True, fail],
        passed_doubt=counts[criterion, True, doubt],
        failed=total[False],
        failed_fail=counts[criterion, False, fail],
        failed_doubt=counts[criterion, False, doubt],
    )


def _rows() -> Iterator[dict[str, Any]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _conversation(row: Mapping[str, Any]) -> Conversation:
    """Put what was written and what was done in order; an action is a line of the system."""
    said = [(one["i"], Role(one["from"]), str(one["text"]).replace("###STOP###", "")) for one in row["messages"]]
    done = [
        (one["i"], Role.SYSTEM, f"Action taken: {one['name'].replace('_', ' ')}.")
        for one in row["tool_calls"]
        if one["name"] in _ACTIONS
    ]
    expected = [one["name"] for one in row["expected_write_actions"]]
    return Conversation(
        id=row["id"],
        channel=Channel.CHAT,
        language="en-US",
        started_at=_BEGAN,
        customer=Participant(_customer(row)),
        reason=_REASONS.get(expected[0]) if expected else None,
        status="closed",
        metadata={"country": "US", "customer_type": "consumer"},
        messages=tuple(
            Message(role, text, sent_at=_at(number))
            for number, role, text in sorted(said + done, key=lambda one: one[0])
        ),
    )


def _at(number: int) -> datetime:
    """Give the numbered messages and actions a minute each."""
    return _BEGAN + timedelta(minutes=number)


def _customer(row: Mapping[str, Any]) -> str | None:
    return next((one["args"]["user_id"] for one in row["tool_calls"] if "user_id" in one["args"]), None)


def _orders(row: Mapping[str, Any]) -> OrderBase:
    """Make orders of the bookings that the agent looked up; what was cancelled is so from then on."""
    orders = {}
    cancelled = {
        one["args"]["reservation_id"]: _at(one["i"])
        for one in row["tool_calls"]
        if one["name"] == "cancel_reservation" and str(one["result"]).startswith("{")
    }
    for call in row["tool_calls"]:
        if call["name"] != "get_reservation_details" or not str(call["result"]).startswith("{"):
            continue
        told = json.loads(call["result"])
        created = datetime.fromisoformat(told["created_at"]).replace(tzinfo=_ZONE)
        total = sum((Decimal(str(one["amount"])) for one in told["payment_history"]), Decimal())
        id = told["reservation_id"]
        history = (("paid", created), *((("cancelled", cancelled[id]),) if id in cancelled else ()))
        orders[id] = Order(
            id=id,
            customer_id=told["user_id"],
            created_at=created,
            country="US",
            total=total,
            currency="USD",
            status_history=history,
        )
    return OrderBase(orders)
