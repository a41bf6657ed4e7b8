from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from qa.cli import group
from qa.facts.load import load_facts, parse_facts
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.facts.texts import FULL

SHIPPED = Path(__file__).resolve().parents[2] / "rubrics" / "facts"
LAW = SHIPPED / "poland.yaml"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    return tmp_path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["facts", *(str(argument) for argument in arguments)])


def _rows(home: Path) -> list[tables.FactSet]:
    engine = open_database(f"sqlite:///{home / 'plumbline.db'}")
    with sessions_of(engine, is_writing=False)() as session:
        rows = list(session.scalars(select(tables.FactSet).order_by(tables.FactSet.id)))
    engine.dispose()
    return rows


def test_lint_says_what_is_wrong_and_where(home: Path) -> None:
    path = home / "shop.yaml"
    path.write_text(FULL.replace("refund.time", "refund.tmie"), encoding="utf-8")
    result = _run("lint", path)
    assert result.exit_code == 1
    assert f"{path}:13:12: 'topic' of fact 'refund-time' cannot be 'refund.tmie'" in result.stderr


def test_lint_passes_what_we_ship() -> None:
    result = _run("lint", SHIPPED / "example-shop.yaml", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["problems"] == []


@pytest.mark.parametrize(
    ("day", "is_old"),
    [pytest.param("2027-04-01", False, id="half a year later"), pytest.param("2027-04-03", True, id="later still")],
)
def test_lint_warns_of_reviews_older_than_six_months(day: str, is_old: bool) -> None:
    result = _run("lint", LAW, "--on", day)
    assert result.exit_code == 0
    assert ("'pl-conformity' was last reviewed on 2026-10-01, more than six months ago" in result.stdout) is is_old


def test_lint_finds_what_only_two_files_together_have_wrong(home: Path) -> None:
    copy = home / "copy.yaml"
    copy.write_text(FULL, encoding="utf-8")
    result = _run("lint", copy, SHIPPED / "example-shop.yaml")
    assert result.exit_code == 1
    assert "fact 'return-window' is given twice" in result.stderr


def test_several_files_are_loaded_as_one(home: Path) -> None:
    assert _run("load", LAW, SHIPPED / "portugal.yaml").exit_code == 0
    (row,) = _rows(home)
    assert row.name == "poland.yaml, portugal.yaml"
    assert "pt-conformity" in _run("show", "conformity.period", "--country", "PT").stdout


def test_the_least_of_europe_is_shown_for_another_member() -> None:
    result = _run("show", "withdrawal.period", "--country", "DE", "--on", "2026-05-12", "--facts", LAW, "--json")
    assert [fact["id"] for fact in json.loads(result.stdout)] == ["eu-withdrawal-distance"]


def test_a_note_of_the_law_is_shown() -> None:
    result = _run("show", "dispatch.time", "--country", "PL", "--facts", LAW)
    assert result.exit_code == 1
    result = _run("show", "dispute.platform", "--on", "2026-05-12", "--country", "PL", "--facts", LAW)
    assert result.stdout.startswith("eu-odr-platform-closed: The EU platform")


@pytest.mark.parametrize(
    ("day", "days"),
    [
        pytest.param("2022-12-31", 30, id="before 2023"),
        pytest.param("2023-01-01", 14, id="from 2023"),
    ],
)
def test_the_polish_complaint_period_is_that_of_the_day(day: str, days: int) -> None:
    result = _run("show", "complaint.reply", "--on", day, "--country", "PL", "--facts", LAW, "--json")
    (fact,) = json.loads(result.stdout)
    assert fact["value"]["n"] == days


def test_a_fact_is_shown_in_words() -> None:
    result = _run("show", "conformity.period", "--on", "2026-01-01", "--country", "PL", "--facts", LAW)
    assert result.stdout.splitlines()[0] == "pl-conformity: at least 2 year calendar from goods_received"


def test_no_fact_is_a_no() -> None:
    result = _run("show", "opening.hours", "--facts", LAW)
    assert (result.exit_code, result.stderr) == (1, "No fact speaks to opening.hours there.\n")


def test_without_facts_show_says_how_to_load_some() -> None:
    result = _run("show", "opening.hours")
    assert result.exit_code == 1
    assert "qa facts load FILE" in result.stderr


def test_loaded_facts_stand_on_their_own(home: Path) -> None:
    assert _run("load", SHIPPED / "example-shop.yaml").exit_code == 0
    (row,) = _rows(home)
    assert parse_facts(row.yaml, "elsewhere/row") == load_facts(SHIPPED / "example-shop.yaml")
    assert "newsletter-coupon" in _run("show", "coupon.value").stdout


def test_newer_facts_retire_the_older_and_old_ones_can_come_back(home: Path) -> None:
    for path in (LAW, SHIPPED / "example-shop.yaml", LAW):
        assert _run("load", path).exit_code == 0
    assert [(row.name, row.is_active) for row in _rows(home)] == [("poland.yaml", True), ("example-shop.yaml", False)]
