"""`qa insights`: figures with counts and intervals, as words and as JSON, and its answer without any."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import group
from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of

TUESDAY = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def told(home: Path) -> None:
    """Store one judged conversation with what it adds."""
    engine = open_database(f"sqlite:///{home / 'plumbline.db'}")
    upgrade(engine)
    with sessions_of(engine, is_writing=True).begin() as session:
        row = tables.Conversation(
            source="shop",
            external_id="z-1",
            channel="chat",
            started_at=TUESDAY,
            content_hash="z-1",
            state=tables.State.CHECKED,
            imported_at=TUESDAY,
            updated_at=TUESDAY,
            score_value=90.0,
        )
        session.add(row)
        session.flush()
        session.add(
            tables.Insight(conversation_id=row.id, reason="order-status", hour_of_week=34, handling_seconds=3700)
        )
    engine.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["insights", *arguments])


def test_without_conversations_the_answer_is_no() -> None:
    result = _run()
    assert result.exit_code == 1
    assert "No insights yet" in result.stderr


def test_a_bad_day_is_refused() -> None:
    assert _run("--from", "May").exit_code == 2


@pytest.mark.usefixtures("told")
def test_figures_are_said_in_words() -> None:
    result = _run()
    assert result.exit_code == 0
    assert "half within 1:01:40" in result.stdout
    assert "Tue 10:00" in result.stdout


@pytest.mark.usefixtures("told")
def test_json_holds_every_figure() -> None:
    found = json.loads(_run("--json").stdout)
    assert found["reasons"][0]["share"] == {"count": 1, "n": 1, "share": 1.0, "low": 0.2065, "high": 1.0}
    assert found["channels"][0]["passed"]["count"] == 1
    assert (found["self_service"]["share"], found["again_within_days"], found["waiting"]) == (None, 7, 0)


@pytest.mark.usefixtures("told")
def test_a_period_without_conversations_has_none() -> None:
    assert json.loads(_run("--json", "--to", "2026-05-11").stdout)["contacts"] == 0
