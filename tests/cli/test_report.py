"""`qa report` prints a report, writes it to files, and says what it cannot do."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from qa.cli.report import command
from qa.store import tables
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of
from tests.stages.reporting.build import Reported


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    engine = open_database(f"sqlite:///{tmp_path / 'plumbline.db'}")
    upgrade(engine)
    with sessions_of(engine, is_writing=True).begin() as session:
        shop = Reported(session)
        shop.pair("fail", "pass", times=2)
        session.add(tables.Team(name="Lisboa"))
    engine.dispose()
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_a_report_is_printed_with_intervals(home: Path) -> None:
    result = _run("--period", "2026-05")
    assert result.exit_code == 0
    assert "2026-05: 2 conversations, 2 judged by the machine." in result.output
    assert "2 of 2 reviews count" in result.output
    assert "too few" in result.output


def test_json_has_every_figure_of_the_team_asked_for(home: Path) -> None:
    found = json.loads(_run("--period", "2026-05", "--team", "Lisboa", "--json").stdout)
    assert (found["period"], found["overview"]["conversations"]) == ("2026-05", 0)
    found = json.loads(_run("--period", "2026-Q2", "--team", "Warszawa", "--json").stdout)
    assert found["overview"]["critical"]["human"]["n"] == 2


def test_the_newest_month_is_taken_where_none_is_named(home: Path) -> None:
    assert json.loads(_run("--json").stdout)["period"] == "2026-05"


def test_files_are_written(home: Path) -> None:
    result = _run("--period", "2026-05", "--csv", str(home / "csv"), "--xlsx", str(home / "report.xlsx"))
    assert result.exit_code == 0
    assert (home / "csv" / "agents-lines.csv").read_text(encoding="utf-8").startswith("agent_id,name,")
    assert "overview" in openpyxl.load_workbook(home / "report.xlsx").sheetnames


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("--period", "May"), "Write a month 2026-10, a quarter 2026-Q4", id="no period"),
        pytest.param(("--team", "Porto"), "Known: Lisboa, Warszawa.", id="no team"),
        pytest.param(("--channel", "fax"), "'fax' is not one of", id="no channel"),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, arguments: tuple[str, ...], words: str) -> None:
    result = _run(*arguments)
    assert result.exit_code != 0
    assert words in " ".join(result.output.split())
