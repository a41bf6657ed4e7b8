"""`qa disputes`: outcomes with their interval, as words and as JSON, and no person's name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import group
from qa.domain.dispute import DisputeOutcome, DisputeReason
from qa.stages import disputes
from qa.stages.disputes import Author, Objection, Ruling
from qa.stages.feedback import Scope
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of
from tests.shop import NOW, open_shop
from tests.stages.disputes.conftest import TERMS
from tests.stages.test_feedback import published


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def told(home: Path) -> None:
    """Publish a feedback and accept the dispute of its only point."""
    engine = open_database(f"sqlite:///{home / 'plumbline.db'}")
    upgrade(engine)
    with sessions_of(engine, is_writing=True).begin() as session:
        shop = open_shop(session)
        number = published(session, shop)
        objection = Objection("policy-durations", DisputeReason.WRONG_FACT, "No.")
        author = Author(agent_id=shop.agent, user_id=shop.agent_user)
        row = disputes.open_dispute(session, number, objection, author=author, terms=TERMS, now=NOW)
        ruling = Ruling(DisputeOutcome.ACCEPT, "Yes.")
        disputes.decide_dispute(session, row.id, ruling, scope=Scope(), user_id=shop.coach, now=NOW)
    engine.dispose()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["disputes", *arguments])


def test_outcomes_stand_beside_their_interval(told: None) -> None:
    result = run()
    assert result.exit_code == 0
    assert "1 dispute of 1 published feedback, 1 decided, 0 taken back." in result.output
    assert "100% (21% to 100%)" in result.output


def test_json_names_no_person(told: None) -> None:
    result = run("--json")
    found = json.loads(result.output)
    assert found["criteria"][0] | {"interval": None} == {
        "name": "policy-durations",
        "opened": 1,
        "decided": 1,
        "accepted": 1,
        "partly": 0,
        "rejected": 0,
        "appealed": 0,
        "withdrawn": 0,
        "late": 0,
        "median_days": 0,
        "overturned": 1.0,
        "interval": None,
    }
    assert "reviewers" not in found


@pytest.mark.parametrize("arguments", [pytest.param((), id="words"), pytest.param(("--json",), id="json")])
def test_an_empty_home_has_none(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 0


def test_a_period_of_nothing_counts_nothing(told: None) -> None:
    assert json.loads(run("--days", "1", "--json").output)["total"]["opened"] == 0
