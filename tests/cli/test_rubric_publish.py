"""Publishing, exporting and listing rubrics from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import group
from tests.rubric.edited import TEXT


@pytest.fixture(autouse=True)
def rubric(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path / "var"))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    path = tmp_path / "shop.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["rubric", *(str(argument) for argument in arguments)])


def _change(rubric: Path, *pairs: tuple[str, str]) -> None:
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    rubric.write_text(text, encoding="utf-8")


def test_a_published_rubric_is_in_force_and_comes_back_to_the_byte(rubric: Path) -> None:
    result = _run("publish", rubric, "--note", "Our first")
    assert (result.exit_code, result.stdout) == (0, "shop, version 1, is in force now.\n")
    assert _run("export", "shop").stdout == TEXT
    (line,) = json.loads(_run("versions", "--json").stdout)
    assert (line["is_in_force"], line["terms"][0]["note"]) == (True, "Our first")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("weight: 6", "weight: heavy", "shop.yaml:11:13: 'weight'", id="does not read"),
        pytest.param("agent: Hello.", "agent: You should have read it.", "expected pass, is fail", id="example"),
        pytest.param("forbid: {use: blame}", "forbid: {add: {en: ['(x)?']}}", "the empty string", id="pattern"),
    ],
)
def test_a_rubric_in_which_something_is_wrong_is_not_published(rubric: Path, old: str, new: str, words: str) -> None:
    _change(rubric, (old, new))
    result = _run("publish", rubric)
    assert result.exit_code == 1
    assert words in result.stderr
    assert json.loads(_run("versions", "--json").stdout) == []


def test_a_changed_text_needs_a_higher_version(rubric: Path) -> None:
    _run("publish", rubric)
    _change(rubric, ("weight: 6", "weight: 5"))
    assert "'version' must be 2 or more" in str(_run("publish", rubric).exception)
    _change(rubric, ("weight: 6", "weight: 5"), ("version: 1", "version: 2"))
    assert _run("publish", rubric).exit_code == 0
    assert _run("export", "shop", "--version", "1").stdout == TEXT


def test_a_rubric_can_wait_for_its_day(rubric: Path) -> None:
    result = _run("publish", rubric, "--from", "2099-01-01")
    assert "is in force from 2099-01-01" in result.stdout
    (line,) = json.loads(_run("versions", "--json").stdout)
    assert not line["is_in_force"]


def test_a_rubric_that_is_not_stored_is_named(rubric: Path) -> None:
    assert str(_run("export", "nothing").exception) == "There is no rubric nothing."
