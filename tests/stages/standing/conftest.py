"""A rubric with one trusted check, and reviews of what it failed, at given times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.domain.rubric import Rubric
from qa.rubric.load import parse_rubric
from qa.stages.accounts import NewUser, add_user
from qa.store import tables
from qa.store.tables import UserRole
from tests.stages.test_records import NOW, RUBRIC_TEXT, Drawn

LATER = datetime(2026, 6, 20, 9, 0, tzinfo=UTC)


@dataclass
class Shop:
    """The small rubric in a given state, its people, and reviews."""

    session: Session
    drawn: Drawn
    admin: int
    manager: int
    rubric: Rubric
    minutes: int = 0

    def state(self, state: str) -> None:
        """Put a state into the rubric in force."""
        text = RUBRIC_TEXT.replace("        kind: phrase\n", f"        kind: phrase\n        state: {state}\n")
        self.drawn.rubric.yaml, self.drawn.rubric.content_hash = text, state
        self.rubric = parse_rubric(text, "small.yaml")
        self.session.flush()

    def rate(self, said: str, *, language: str = "pl", at: datetime = NOW, is_shadow: bool = False) -> None:
        """Add reviews of conversations the check failed: `+` where the person failed it too, `-` where not."""
        for sign in said:
            self.minutes += 1
            self.drawn.add("fail", "fail" if sign == "+" else "pass", language=language, is_shadow=is_shadow)
            review = self.session.scalars(select(tables.Review).order_by(tables.Review.id.desc())).first()
            assert review is not None
            review.submitted_at = at + timedelta(minutes=self.minutes)
        self.session.flush()


@pytest.fixture
def shop(session: Session) -> Shop:
    drawn = Drawn(session)
    admin, manager = (
        add_user(session, NewUser(email=f"{role.value}@acme.example", name=role.value, role=role, password="x" * 12)).id
        for role in (UserRole.ADMIN, UserRole.MANAGER)
    )
    made = Shop(session, drawn, admin, manager, parse_rubric(RUBRIC_TEXT, "small.yaml"))
    made.state("trusted")
    return made
