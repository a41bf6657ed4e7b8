"""What was imported and judged in the page's bench: filters are rare, frequent and correlated as in a shop."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.rubric.load import parse_rubric
from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.tables import State, UserRole
from tests.web.seed import CRITERIA, PASSWORD, PEOPLE

AGENTS, REVIEWERS, COACHES = 60, 12, 3
MESSAGES = 10
_CHANNELS = ("chat",) * 50 + ("email",) * 30 + ("call",) * 15 + ("social",) * 3 + ("sms",) * 2
_LANGUAGES = ("pl",) * 60 + ("en",) * 20 + ("pt",) * 10 + ("ar",) * 7 + ("th",) * 3
_WORDS = ("dzień", "dobry", "proszę", "paczka", "zwrot", "zamówienie", "kurier", "jutro", "dziękuję", "sprawdzam")
_YAML = Path("rubrics/ecommerce-support.yaml")
_NAMES = tuple(criterion for criteria in CRITERIA.values() for criterion in criteria)
_FAIL_SHARE = {"greeting": 0.3, "closing": 0.2, "no-secret-data": 0.0005, "policy-durations": 0.06}


def people_and_agents(session: Session, *, end: datetime) -> None:
    """Add what conversations refer to: a rubric in three versions, teams, agents, and who signs in."""
    teams = [tables.Team(name=f"Team {number}") for number in range(6)]
    agents = [
        tables.Agent(external_id=f"a-{number}", name=f"Agent {number}", team=teams[number % 6])
        for number in range(1, AGENTS + 1)
    ]
    session.add_all([*teams, *agents, *_rubrics(end)])
    session.flush()
    for name, email, role in PEOPLE:
        agent = "a-1" if role is UserRole.AGENT else None
        add_user(session, NewUser(email=email, name=name, role=role, password=PASSWORD, agent=agent))
    roles = [UserRole.REVIEWER] * REVIEWERS + [UserRole.COACH] * COACHES + [UserRole.AGENT] * (AGENTS - 1)
    for number, role in enumerate(roles):
        agent_id = agents[number - REVIEWERS - COACHES + 1].id if role is UserRole.AGENT else None
        row = tables.User(email=f"{number}@bench.example", name=f"{role.value.title()} {number}", role=role)
        row.password_hash, row.agent_id = "x", agent_id
        session.add(row)


def users_of(session: Session, *roles: UserRole) -> list[int]:
    """Return the ids of those who sign in with a role."""
    user = tables.User
    return list(session.scalars(select(user.id).where(user.role.in_(roles)).order_by(user.id)))


def criteria_of_rubric() -> tuple[str, ...]:
    """Return the ids of all criteria of the rubric in force."""
    return tuple(one.id for one in parse_rubric(_YAML.read_text("utf-8"), str(_YAML)).criteria)


def _rubrics(end: datetime) -> list[tables.Rubric]:
    text = _YAML.read_text(encoding="utf-8")
    older = text.replace("pass_mark: 80", "pass_mark: 75").replace("weight: 6", "weight: 5")
    versions = ((1, text), (2, older), (3, older.replace("weight: 2", "weight: 3")))
    return [
        tables.Rubric(
            id=number,
            name="ecommerce-support",
            version=4 - number,
            content_hash=f"bench-{number}",
            yaml=yaml.replace("version: 1", f"version: {4 - number}", 1),
            is_active=number == 1,
            created_at=end - timedelta(days=120 * number + 280),
        )
        for number, yaml in versions
    ]


def _conversations(count: int, end: datetime) -> Iterator[dict[str, Any]]:
    chance = random.Random(1)
    for number in range(1, count + 1):
        yield _conversation(number, chance, end)


def _conversation(number: int, chance: random.Random, end: datetime) -> dict[str, Any]:
    started = end - timedelta(minutes=chance.randrange(60 * 24 * 365))
    is_checked = chance.random() < 0.98
    verdicts = verdicts_of(number) if is_checked else {}
    judged = [verdict for verdict in verdicts.values() if verdict in ("pass", "fail")]
    doubted = [verdict for verdict in verdicts.values() if verdict == "needs_human"]
    unchecked = (State.FAILED, State.WAITING_FOR_MODEL, State.TO_CHECK)
    return {
        "id": number,
        "source": "bench",
        "external_id": f"b-{number:07}",
        "channel": chance.choice(_CHANNELS),
        "language": chance.choice(_LANGUAGES),
        "started_at": started,
        "agent_id": chance.randint(1, AGENTS),
        "customer_external_id": f"c-{number % 40_000}",
        "customer_name": f"Customer {number % 40_000}",
        "csat": chance.randint(1, 5) if chance.random() < 0.2 else None,
        "message_count": MESSAGES,
        "content_hash": str(number),
        "state": State.CHECKED if is_checked else chance.choice(unchecked),
        "state_reason": None if is_checked else "file.flac: not a sound file",
        "imported_at": end,
        "updated_at": end,
        "score_value": round(100 * judged.count("pass") / len(judged), 1) if judged else None,
        "score_coverage": len(judged) / (len(judged) + len(doubted)) if judged else None,
        "has_critical": verdicts.get("policy-durations") == "fail" or verdicts.get("no-secret-data") == "fail",
    }


def verdicts_of(number: int) -> dict[str, str]:
    """Return what the machine says of the conversation with this id, by criterion."""
    chance = random.Random(number)
    verdicts = {}
    for name in _NAMES:
        lot, fail = chance.random(), _FAIL_SHARE.get(name, 0.06)
        verdicts[name] = (
            "fail" if lot < fail else "needs_human" if lot < fail + 0.02 else "pass" if lot < 0.7 else "not_applicable"
        )
    return verdicts


def _messages(count: int, end: datetime) -> Iterator[dict[str, Any]]:
    chance = random.Random(2)
    for conversation_id in range(1, count + 1):
        for position in range(MESSAGES):
            yield {
                "conversation_id": conversation_id,
                "position": position,
                "role": "agent" if position % 2 else "customer",
                "sent_at": end,
                "text": " ".join(chance.choices(_WORDS, k=12)),
                "is_internal": False,
            }


def _runs(count: int, end: datetime) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        yield {
            "id": number,
            "conversation_id": number,
            "rubric_id": 1,
            "message_hash": "",
            "versions": {},
            "checked_at": end,
            "critical": [
                one for one in ("policy-durations", "no-secret-data") if verdicts_of(number).get(one) == "fail"
            ],
        }


def _outcomes(count: int, end: datetime) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        for place, (criterion, verdict) in enumerate(verdicts_of(number).items()):
            score = {"pass": 1.0, "fail": 0.0}.get(verdict)
            yield {
                "id": number * 100 + place,
                "check_run_id": number,
                "conversation_id": number,
                "criterion": criterion,
                "verdict": verdict,
                "score": score,
            }


def _findings(count: int, end: datetime) -> Iterator[dict[str, Any]]:
    checks = {
        one.id: [check.id for check in one.checks]
        for one in parse_rubric(_YAML.read_text("utf-8"), str(_YAML)).criteria
    }
    for number in range(1, count + 1):
        for place, (criterion, verdict) in enumerate(verdicts_of(number).items()):
            if verdict in ("fail", "needs_human"):
                yield {
                    "outcome_id": number * 100 + place,
                    "check": checks[criterion][number % len(checks[criterion])],
                    "verdict": verdict,
                    "message_position": 1,
                    "start": 0,
                    "end": 5,
                    "quote": "dzień",
                }


ROWS: dict[Any, Callable[[int, datetime], Iterator[dict[str, Any]]]] = {
    tables.Conversation: _conversations,
    tables.Message: _messages,
    tables.CheckRun: _runs,
    tables.Outcome: _outcomes,
    tables.Finding: _findings,
}
