"""Builds a shop whose conversations a machine judged and people reviewed, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from qa.stages.reporting import Scope, parse_period
from qa.store import tables
from qa.store.tables import ReviewStatus, UserRole

NOW = datetime(2026, 6, 20, 9, 0, tzinfo=UTC)
DAY = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Warsaw")
RUBRIC = """\
rubric: small
version: 1
title: {en: Small}
pass_mark: 80
criteria:
  - {id: greeting, dimension: tone, weight: 1, title: {en: Greets}}
  - {id: terms, dimension: accuracy, weight: 3, critical: true, title: {en: Terms}}
"""
ALL_PASS = {"greeting": "pass", "terms": "pass"}
_SCORES = {"pass": 1.0, "fail": 0.0}


def may() -> Scope:
    """Return the month all conversations are of unless told otherwise."""
    return parse_period("2026-05", ZONE)


class Reported:
    """A database in the making; every method adds and flushes."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.count = 0
        self.rubric = tables.Rubric(name="small", version=1, content_hash="r1", yaml=RUBRIC, created_at=DAY)
        self.sample = tables.Sample(
            name="May", design="random", size=9, seed=1, frame_size=90, strata=[], created_at=DAY
        )
        self.team = tables.Team(name="Warszawa")
        self.agent = tables.Agent(external_id="a-1", name="Anna", team=self.team)
        self.reviewer = self.user("rob", UserRole.REVIEWER)
        session.add_all([self.rubric, self.sample, self.team, self.agent])
        session.flush()

    def user(self, name: str, role: UserRole) -> tables.User:
        """Add somebody who signs in."""
        row = tables.User(email=f"{name}@acme.example", name=name, role=role, password_hash="x")
        self.session.add(row)
        self.session.flush()
        return row

    def other_agent(self, name: str) -> tables.Agent:
        """Add an agent of no team."""
        row = tables.Agent(external_id=name, name=name)
        self.session.add(row)
        self.session.flush()
        return row

    def conversation(self, machine: Mapping[str, str] = ALL_PASS, **fields: Any) -> tables.Conversation:
        """Add a conversation the machine judged; its score follows from the verdicts."""
        self.count += 1
        weights = {"greeting": 1, "terms": 3}
        judged = {name: weights[name] for name, verdict in machine.items() if verdict in _SCORES}
        earned = sum(weight for name, weight in judged.items() if machine[name] == "pass")
        row = tables.Conversation(
            **{
                "source": "s",
                "external_id": f"c-{self.count}",
                "channel": "chat",
                "language": "pl",
                "agent_id": self.agent.id,
                "started_at": DAY + timedelta(minutes=self.count),
                "content_hash": "h",
                "state": tables.State.CHECKED,
                "imported_at": DAY,
                "updated_at": DAY,
                "score_value": 100 * earned / sum(judged.values()) if judged else None,
                "score_coverage": 1.0,
                "has_critical": machine.get("terms") == "fail",
            }
            | fields
        )
        self.session.add(row)
        self.session.flush()
        self.run(row, machine)
        return row

    def run(self, row: tables.Conversation, machine: Mapping[str, str]) -> tables.CheckRun:
        """Add what the machine said of a conversation."""
        run = tables.CheckRun(
            conversation_id=row.id, rubric_id=self.rubric.id, message_hash="m", versions={}, checked_at=DAY
        )
        self.session.add(run)
        self.session.flush()
        for name, verdict in machine.items():
            self.session.add(
                tables.Outcome(
                    check_run_id=run.id,
                    conversation_id=row.id,
                    criterion=name,
                    verdict=verdict,
                    score=_SCORES.get(verdict),
                )
            )
        self.session.flush()
        return run

    def assign(
        self, row: tables.Conversation, *, reviewer: tables.User | None = None, chance: float | None = 0.1
    ) -> tables.Assignment:
        """Draw a conversation and give it to a reviewer."""
        place = {"sample_id": self.sample.id, "conversation_id": row.id}
        if not self.session.query(tables.SamplePick).filter_by(**place).count():
            self.session.add(tables.SamplePick(**place, position=self.count, inclusion_probability=chance))
        duty = tables.Assignment(**place, reviewer_id=(reviewer or self.reviewer).id, created_at=DAY)
        self.session.add(duty)
        self.session.flush()
        return duty

    def review(
        self,
        row: tables.Conversation,
        person: Mapping[str, str] = ALL_PASS,
        *,
        reviewer: tables.User | None = None,
        chance: float | None = 0.1,
        is_drawn: bool = True,
        **fields: Any,
    ) -> tables.Review:
        """Add a person's review of a drawn conversation; its score follows from the verdicts."""
        duty = self.assign(row, reviewer=reviewer, chance=chance) if is_drawn else None
        if duty is not None:
            duty.finished_at = DAY
        weights = {"greeting": 1, "terms": 3}
        judged = [name for name, verdict in person.items() if verdict in _SCORES]
        earned = sum(weights[name] for name in judged if person[name] == "pass")
        review = tables.Review(
            **{
                "conversation_id": row.id,
                "reviewer_id": (reviewer or self.reviewer).id,
                "rubric_id": self.rubric.id,
                "assignment_id": duty.id if duty else None,
                "status": ReviewStatus.SUBMITTED,
                "score_value": 100 * earned / sum(weights[name] for name in judged) if judged else None,
                "score_coverage": 1.0,
                "critical": ["terms"] if person.get("terms") == "fail" else [],
                "active_seconds": 300,
                "started_at": DAY,
                "updated_at": DAY,
                "submitted_at": DAY + timedelta(days=1),
            }
            | fields
        )
        row.reviewed_at = DAY
        self.session.add(review)
        self.session.flush()
        for name, verdict in person.items():
            self.session.add(
                tables.Rating(
                    review_id=review.id, criterion=name, verdict=verdict, score=_SCORES.get(verdict), updated_at=DAY
                )
            )
        self.session.flush()
        return review

    def pair(self, machine: str, person: str, *, times: int = 1, **fields: Any) -> None:
        """Add conversations whose terms the machine and a person judged so; the greeting passed."""
        for _ in range(times):
            chance = fields.pop("chance", 0.1)
            row = self.conversation({"greeting": "pass", "terms": machine}, **fields)
            self.review(row, {"greeting": "pass", "terms": person}, chance=chance)
