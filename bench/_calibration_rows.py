"""Calibration in the page's bench: 60 sessions of five conversations that six people rated, most of them closed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bench._page_rows import criteria_of_rubric, users_of
from bench._review_rows import Rows
from qa.store import tables
from qa.store.tables import CalibrationState, UserRole

SESSIONS, CONVERSATIONS, RATERS = 60, 5, 6
_CRITERIA = ("closing", "greeting", "empathy", "spelling", "policy-durations")


def calibration_rows(session: Session, count: int, *, end: datetime) -> Iterator[tuple[Any, Rows]]:
    """Give the rows of each table, in an order that keeps every reference."""
    reviewers, coaches = users_of(session, UserRole.REVIEWER), users_of(session, UserRole.COACH)
    yield tables.CalibrationSession, _sessions(coaches, end)
    yield tables.CalibrationConversation, _chosen(count)
    yield tables.CalibrationParticipant, _participants(reviewers, coaches, end)
    yield tables.CalibrationRating, _ratings(end)
    yield tables.CalibrationGold, _gold(coaches, end)
    yield tables.Precedent, _precedents(coaches, count, end)


def _sessions(coaches: list[int], end: datetime) -> Rows:
    last = (CalibrationState.RATING, CalibrationState.DISCUSSION, CalibrationState.DECISIONS)
    for number in range(1, SESSIONS + 1):
        place = number - SESSIONS + len(last) - 1
        state = last[place] if place >= 0 else CalibrationState.CLOSED
        when = end - timedelta(days=(SESSIONS - number) * 6)
        is_revealed = state is not CalibrationState.RATING
        yield {
            "id": number,
            "name": f"Calibration {number}",
            "state": state,
            "rubric_id": 1,
            "criteria": [],
            "facilitator_id": coaches[number % len(coaches)],
            "gold_origin": "before" if number % 2 else "session",
            "seed": number,
            "deadline_at": when + timedelta(days=5),
            "created_at": when - timedelta(days=1),
            "opened_at": when,
            "revealed_at": when + timedelta(hours=5) if is_revealed else None,
            "discussed_at": when + timedelta(hours=5) if is_revealed else None,
            "decided_at": when + timedelta(hours=6) if state is CalibrationState.CLOSED else None,
            "closed_at": when + timedelta(hours=7) if state is CalibrationState.CLOSED else None,
        }


def _chosen(count: int) -> Rows:
    numbers = random.Random(11).sample(range(1, count + 1), SESSIONS * CONVERSATIONS)
    for place, number in enumerate(numbers):
        yield {
            "id": place + 1,
            "session_id": place // CONVERSATIONS + 1,
            "conversation_id": number,
            "position": place % CONVERSATIONS,
            "reason": "random",
        }


def _participants(reviewers: list[int], coaches: list[int], end: datetime) -> Rows:
    for number in range(SESSIONS):
        gold = coaches[(number + 1) % len(coaches)]
        raters = (gold, *((reviewers[0], *reviewers[1 + number % 5 :])[: RATERS - 1]))
        for place, user_id in enumerate(raters):
            yield {
                "id": number * RATERS + place + 1,
                "session_id": number + 1,
                "user_id": user_id,
                "is_gold": place == 0 and number % 2 == 0,
                "invited_at": end,
                "finished_at": end if number < SESSIONS - 3 else None,
            }


def _ratings(end: datetime) -> Rows:
    chance, criteria = random.Random(12), criteria_of_rubric()
    for chosen in range(1, SESSIONS * CONVERSATIONS + 1):
        number = (chosen - 1) // CONVERSATIONS
        for place in range(RATERS):
            for criterion in criteria:
                verdict = chance.choices(("pass", "fail", "not_applicable"), (80, 12, 8))[0]
                yield {
                    "chosen_id": chosen,
                    "participant_id": number * RATERS + place + 1,
                    "criterion": criterion,
                    "verdict": verdict,
                    "score": {"pass": 1.0, "fail": 0.0}.get(verdict),
                    "comment": "Nie pada termin." if verdict == "fail" else "",
                    "updated_at": end,
                }


def _gold(coaches: list[int], end: datetime) -> Rows:
    chance = random.Random(13)
    for chosen in range(1, (SESSIONS - 3) * CONVERSATIONS + 1):
        for criterion in criteria_of_rubric():
            is_pass = chance.random() < 0.85
            yield {
                "chosen_id": chosen,
                "criterion": criterion,
                "verdict": "pass" if is_pass else "fail",
                "score": 1.0 if is_pass else 0.0,
                "reason": "",
                "origin": "session",
                "user_id": coaches[0],
                "locked_at": end,
            }


def _precedents(coaches: list[int], count: int, end: datetime) -> Rows:
    chance = random.Random(14)
    for number in range(SESSIONS - 3):
        for criterion in chance.sample(_CRITERIA, 3):
            yield {
                "session_id": number + 1,
                "conversation_id": chance.randrange(1, count),
                "rubric_name": "ecommerce-support",
                "criterion": criterion,
                "kind": chance.choice(("apply", "clarify", "add_example")),
                "reason": "Liczy się każda zapowiedź zwrotu.",
                "verdict": "pass",
                "owner_id": coaches[0],
                "effective_on": (end - timedelta(days=number)).date(),
                "decided_by_id": coaches[0],
                "decided_at": end,
            }
