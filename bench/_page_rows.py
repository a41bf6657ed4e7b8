"""The rows of the page's bench: varied enough that filters are rare, frequent and correlated as in a shop."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.tables import State
from tests.web.seed import CRITERIA, PASSWORD, PEOPLE, rubric_yaml

END = datetime(2026, 5, 20, tzinfo=UTC)
AGENTS = 60
MESSAGES = 10
_CHANNELS = ("chat",) * 50 + ("email",) * 30 + ("call",) * 15 + ("social",) * 3 + ("sms",) * 2
_LANGUAGES = ("pl",) * 60 + ("en",) * 20 + ("pt",) * 10 + ("ar",) * 7 + ("th",) * 3
_WORDS = ("dzień", "dobry", "proszę", "paczka", "zwrot", "zamówienie", "kurier", "jutro", "dziękuję", "sprawdzam")
_NAMES = tuple(criterion for criteria in CRITERIA.values() for criterion in criteria)
_FAIL_SHARE = {"greeting": 0.3, "closing": 0.2, "no-secret-data": 0.0005, "policy-durations": 0.03}


def people_and_agents(session: Session) -> None:
    """Add what conversations refer to."""
    teams = [tables.Team(name=f"Team {number}") for number in range(6)]
    agents = [
        tables.Agent(external_id=f"a-{number}", name=f"Agent {number}", team=teams[number % 6])
        for number in range(1, AGENTS + 1)
    ]
    session.add_all(
        [
            *teams,
            *agents,
            tables.Rubric(name="seed", version=1, content_hash="seed", yaml=rubric_yaml(), created_at=END),
        ]
    )
    session.flush()
    for name, email, role in PEOPLE:
        agent = "a-1" if role.value == "agent" else None
        add_user(session, NewUser(email=email, name=name, role=role, password=PASSWORD, agent=agent))


def _conversations(count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(1)
    for number in range(1, count + 1):
        started = END - timedelta(minutes=chance.randrange(60 * 24 * 365))
        is_checked = chance.random() < 0.98
        verdicts = _verdicts(number) if is_checked else {}
        judged = [verdict for verdict in verdicts.values() if verdict in ("pass", "fail")]
        doubted = [verdict for verdict in verdicts.values() if verdict == "needs_human"]
        yield {
            "id": number,
            "source": "bench",
            "external_id": f"b-{number:07}",
            "channel": chance.choice(_CHANNELS),
            "language": chance.choice(_LANGUAGES),
            "started_at": started,
            "agent_id": chance.randint(1, AGENTS),
            "customer_external_id": f"c-{number % 40_000}",
            "customer_name": f"Customer {number % 40_000}",
            "message_count": MESSAGES,
            "content_hash": str(number),
            "state": State.CHECKED
            if is_checked
            else chance.choice((State.FAILED, State.WAITING_FOR_MODEL, State.TO_CHECK)),
            "state_reason": None if is_checked else "file.flac: not a sound file",
            "imported_at": END,
            "updated_at": END,
            "score_value": round(100 * judged.count("pass") / len(judged), 1) if judged else None,
            "score_coverage": len(judged) / (len(judged) + len(doubted)) if judged else None,
            "has_critical": verdicts.get("policy-durations") == "fail" or verdicts.get("no-secret-data") == "fail",
            "reviewed_at": started + timedelta(days=1) if chance.random() < 0.05 else None,
        }


def _verdicts(number: int) -> dict[str, str]:
    chance = random.Random(number)
    verdicts = {}
    for name in _NAMES:
        lot, fail = chance.random(), _FAIL_SHARE.get(name, 0.06)
        verdicts[name] = (
            "fail" if lot < fail else "needs_human" if lot < fail + 0.02 else "pass" if lot < 0.7 else "not_applicable"
        )
    return verdicts


def _messages(count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(2)
    for conversation_id in range(1, count + 1):
        for position in range(MESSAGES):
            yield {
                "conversation_id": conversation_id,
                "position": position,
                "role": "agent" if position % 2 else "customer",
                "sent_at": END,
                "text": " ".join(chance.choices(_WORDS, k=12)),
                "is_internal": False,
            }


def _runs(count: int) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        yield {
            "id": number,
            "conversation_id": number,
            "rubric_id": 1,
            "message_hash": "",
            "versions": {},
            "checked_at": END,
            "critical": [],
        }


def _outcomes(count: int) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        for place, (criterion, verdict) in enumerate(_verdicts(number).items()):
            score = {"pass": 1.0, "fail": 0.0}.get(verdict)
            yield {
                "id": number * 100 + place,
                "check_run_id": number,
                "conversation_id": number,
                "criterion": criterion,
                "verdict": verdict,
                "score": score,
            }


def _findings(count: int) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        for place, verdict in enumerate(_verdicts(number).values()):
            if verdict in ("fail", "needs_human"):
                yield {
                    "outcome_id": number * 100 + place,
                    "check": "bench",
                    "verdict": verdict,
                    "message_position": 1,
                    "start": 0,
                    "end": 5,
                    "quote": "dzień",
                }


ROWS: dict[Any, Callable[[int], Iterator[dict[str, Any]]]] = {
    tables.Conversation: _conversations,
    tables.Message: _messages,
    tables.CheckRun: _runs,
    tables.Outcome: _outcomes,
    tables.Finding: _findings,
}
