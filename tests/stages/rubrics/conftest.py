"""A shop whose rubric has a check, an editor, and conversations that were judged and reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from qa import registry
from qa.ports import Reader
from qa.settings import Settings
from qa.stages.materials import rubric_in_force
from qa.stages.rubrics.trying import Trying
from qa.store import tables
from qa.store.session import Sessions, open_database, sessions_of
from qa.store.tables import ReviewStatus, State, UserRole
from tests.rubric.edited import TEXT

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
SAID = ("You should have read it.", "Hello.", "Trust me, you are wrong about the size.")


@dataclass(slots=True)
class Shop:
    """Sessions over one database, and what carries out trials."""

    settings: Settings
    reading: Sessions
    writing: Sessions
    trying: Trying
    rubric: int = 0

    def carry_out(self, trial_id: int) -> None:
        """Do what the worker's workflow does."""
        for number in range(self.trying.plan(trial_id, now=NOW)):
            self.trying.try_part(trial_id, number)
        self.trying.finish(trial_id, now=NOW)


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    made = registry.reader()(Settings.from_environment({}))
    yield made
    made.close()


@pytest.fixture
def shop(tmp_path: Path, reader: Reader) -> Iterator[Shop]:
    read = Settings.from_environment({"QA_HOME": str(tmp_path), "QA_TIME_ZONE": "Europe/Warsaw"})
    settings = replace(read, rubric=tmp_path / "rubric.yaml")
    settings.rubric.write_text(TEXT, encoding="utf-8")
    engine = open_database(settings.database_url)
    tables.Base.metadata.create_all(engine)
    reading, writing = sessions_of(engine, is_writing=False), sessions_of(engine, is_writing=True)
    made = Shop(settings, reading, writing, Trying(settings, reading=reading, writing=writing, reader=lambda: reader))
    with writing.begin() as session:
        made.rubric, _ = rubric_in_force(session, settings, now=NOW)
        add_people(session)
        for number, words in enumerate(SAID, start=1):
            add_conversation(session, number, words)
    yield made
    engine.dispose()


def add_people(session: Session) -> None:
    for name, role in (("Ewa", UserRole.MANAGER), ("Jan", UserRole.REVIEWER), ("Ola", UserRole.AGENT)):
        session.add(tables.User(email=f"{name}@x.example", name=name, role=role, password_hash="x"))
    session.flush()


def add_conversation(session: Session, number: int, words: str) -> None:
    session.add(
        tables.Conversation(
            id=number,
            source="shop",
            external_id=f"s-{number}",
            channel="chat",
            language="en",
            started_at=NOW,
            content_hash=f"s-{number}",
            state=State.CHECKED,
            imported_at=NOW,
            updated_at=NOW,
            messages=[tables.Message(position=0, role="agent", text=words, sent_at=NOW)],
        )
    )
    session.flush()


def add_review(session: Session, conversation_id: int, rubric_id: int, *, verdict: str, is_shown: bool = False) -> None:
    session.get_one(tables.Conversation, conversation_id).reviewed_at = NOW + timedelta(minutes=conversation_id)
    rating = tables.Rating(criterion="no-blame", verdict=verdict, is_machine_shown=is_shown, updated_at=NOW)
    session.add(
        tables.Review(
            conversation_id=conversation_id,
            reviewer_id=2,
            rubric_id=rubric_id,
            status=ReviewStatus.SUBMITTED,
            started_at=NOW,
            updated_at=NOW,
            submitted_at=NOW,
            ratings=[rating],
        )
    )
    session.flush()
