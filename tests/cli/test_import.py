"""`qa import` tells what it did, what was wrong, and ends with the status that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import group
from qa.cli import import_ as importing
from qa.stages.importing import ImportCount, ImportProgress
from tests.importers.reading import write

GOOD = '{"id": "%s", "channel": "chat", "messages": [{"role": "customer", "text": "Hej"}]}\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    monkeypatch.delenv("QA_MAIL_DOMAINS", raising=False)
    return tmp_path


def run(*arguments: str | Path) -> Result:
    """Run `qa import`."""
    return CliRunner().invoke(group, ["import", *map(str, arguments)])


def test_a_good_file_ends_well_and_makes_the_database(home: Path) -> None:
    result = run(write(home / "a.jsonl", GOOD % 1), "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["new"], answer["messages"], answer["bad"]) == (0, 1, 1, 0)
    assert (home / "home" / "plumbline.db").exists()


def test_a_bad_line_is_reported_and_the_status_is_one(home: Path) -> None:
    path = write(home / "a.jsonl", GOOD % 1 + "{\n" + GOOD % 2)
    result = run(path)
    assert result.exit_code == 1
    assert f"{path}:2:" in result.stderr and "this is not JSON" in result.stderr
    assert "conversations" in result.stdout


def test_a_path_that_is_not_there_is_a_no(home: Path) -> None:
    result = run(home / "none")
    assert result.exit_code == 1
    assert result.stderr.strip() == f"{home / 'none'}:1: there is no such file or folder."


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param((), "Nothing to import", id="nothing"),
        pytest.param(("x", "--pattern", "("), "is no regular expression", id="pattern"),
        pytest.param(("x", "--pattern", r"(?P<agent>\w+)"), "needs a group named id", id="pattern without id"),
        pytest.param(("x", "--time-zone", "Warszawa"), "is no time zone", id="zone"),
        pytest.param(("x", "--encoding", "polski"), "is no encoding", id="encoding"),
        pytest.param(("--orders", "none.jsonl"), "does not exist", id="orders"),
    ],
)
def test_misuse_is_status_two(home: Path, arguments: tuple[str, ...], expected: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and expected in result.stderr


def test_records_of_the_shop_are_imported_beside(home: Path) -> None:
    orders = write(home / "orders.jsonl", '{"id": "1"}\n{"id": 2}\n')
    templates = write(home / "templates.jsonl", '{"id": "t", "text": "Hej"}\n')
    result = run("--orders", orders, "--templates", templates, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1 and f"{orders}:2:" in result.stderr
    assert (answer["orders"]["new"], answer["orders"]["bad"], answer["templates"]["new"]) == (1, 1, 1)


def test_the_mail_domains_of_the_facts_tell_the_agents(home: Path) -> None:
    facts = write(home / "facts.yaml", "facts: []\ncontacts: {email_domains: [acme.example]}\n")
    mail = write(home / "a.eml", "From: anna@acme.example\nTo: jan@example.com\nMessage-ID: <1@x>\n\nHej\n")
    assert run(mail, "--json").exit_code == 1
    assert json.loads(run(mail, "--facts", facts, "--json").stdout)["new"] == 1


def test_progress_shows_only_after_two_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = ImportProgress("a.jsonl", 50, 100, ImportCount())
    with importing._Terminal() as terminal:
        terminal.progress(progress)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(importing, "_QUIET_SECONDS", -1.0)
    with importing._Terminal() as terminal:
        terminal.progress(progress)
        assert terminal._bar.tasks[0].completed == 50
