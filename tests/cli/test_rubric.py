from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import group
from qa.cli._common import open_migrated
from qa.settings import Settings
from qa.stages.materials import rubric_in_force
from tests.cli.test_check import RUBRIC

NOW = datetime(2026, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path / "var"))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    return tmp_path / "var"


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(RUBRIC, encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["rubric", *(str(argument) for argument in arguments)])


def _change(rubric: Path, old: str, new: str) -> None:
    rubric.write_text(RUBRIC.replace(old, new), encoding="utf-8")


def test_lint_says_that_nothing_is_wrong(rubric: Path) -> None:
    result = _run("lint", rubric)
    assert (result.exit_code, result.stdout) == (0, "Nothing is wrong.\n")


def test_lint_names_the_place_of_each_problem(rubric: Path) -> None:
    _change(rubric, "forbid:", "forbids:")
    result = _run("lint", rubric)
    assert result.exit_code == 1
    assert f"{rubric}:11:9: kind 'phrase' has no option 'forbids'." in result.stderr
    assert result.stderr.endswith("2 problems.\n")


def test_lint_tries_the_phrases(rubric: Path) -> None:
    _change(rubric, "en: [you people]", "en: ['(you people)?']")
    result = _run("lint", rubric)
    assert "the pattern '(you people)?' matches the empty string" in result.stderr


def test_lint_knows_the_phrase_sets_of_the_languages(rubric: Path) -> None:
    _change(rubric, "forbid: {add", "forbid: {use: no-such-set, add")
    result = _run("lint", rubric)
    assert "uses the phrase set 'no-such-set', which no language has." in result.stderr


def test_lint_against_an_older_version_wants_a_higher_one(rubric: Path) -> None:
    old = rubric.parent / "old.yaml"
    old.write_text(RUBRIC.replace("you people", "you lot"), encoding="utf-8")
    result = _run("lint", rubric, "--against", old, "--fast")
    assert f"{rubric}:2:10: the text differs from version 1, so 'version' must be 2 or more, not 1." in result.stderr


def test_lint_against_the_database_wants_a_higher_version(rubric: Path, home: Path) -> None:
    database = open_migrated(Settings.from_environment({"QA_HOME": str(home)}))
    with database.writing.begin() as session:
        rubric_in_force(session, Settings.from_environment({"QA_HOME": str(home), "QA_RUBRIC": str(rubric)}), now=NOW)
    database.engine.dispose()
    assert _run("lint", rubric).exit_code == 0
    _change(rubric, "you people", "you lot")
    assert "the text differs from version 1" in _run("lint", rubric).stderr


def test_lint_answers_in_json(rubric: Path) -> None:
    _change(rubric, "dimension: tone", "dimension: mood")
    (problem,) = json.loads(_run("lint", rubric, "--json").stdout)
    assert (problem["line"], problem["column"]) == (6, 16)


def test_examples_are_tested(rubric: Path) -> None:
    result = _run("test", rubric)
    assert (result.exit_code, result.stdout) == (0, "2 examples, 0 missed, 0 known mistakes, 0 not run\n")


def test_a_miss_is_shown_with_carets(rubric: Path) -> None:
    _change(rubric, "It is on its way.", "You people wait.")
    result = _run("test", rubric)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        f"{rubric}:17: small/no-blame/pass-1: expected pass, is fail",
        "    agent: You people wait.",
        "           ^^^^^^^^^^ found",
    ]


def test_an_unknown_criterion_is_misuse(rubric: Path) -> None:
    result = _run("test", rubric, "--criterion", "blame")
    assert result.exit_code == 2
    assert "Known: no-blame" in result.stderr


def test_a_rubric_is_shown(rubric: Path) -> None:
    assert "no-blame" in _run("show", rubric).stdout
    shown = json.loads(_run("show", rubric, "--json").stdout)
    assert shown["criteria"][0]["checks"] == [{"id": "blaming-words", "kind": "phrase"}]


def test_kinds_are_shown_with_their_options() -> None:
    shown = json.loads(_run("kinds", "phrase", "--json").stdout)
    assert shown["phrase"]["options"]["forbid"]["required"] is True
    assert "    forbid: " in _run("kinds", "phrase").stdout


def test_a_rubric_setting_that_names_no_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_RUBRIC", "none.yaml")
    assert "QA_RUBRIC='none.yaml' cannot be used: expected the path of a rubric file." in str(_run("show").exception)


def test_example_materials_that_are_not_there_are_named(rubric: Path) -> None:
    rubric.write_text(RUBRIC + "example_materials: {facts: none.yaml}\n", encoding="utf-8")
    assert f"{rubric.parent / 'none.yaml'}:1: the rubric's examples need this file" in str(
        _run("test", rubric).exception
    )
