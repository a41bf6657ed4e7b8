"""The command `qa dictionary`, and `qa check --dictionary`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import group


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_HOME", str(tmp_path))
    monkeypatch.delenv("QA_DATABASE_URL", raising=False)
    return tmp_path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["dictionary", *(str(argument) for argument in arguments)])


def test_words_are_added_listed_and_removed() -> None:
    assert _run("add", "Plumbex", "--language", "pl", "--note", "helpdesk").output.startswith("Added 1 of 1")
    (word,) = json.loads(_run("list", "--json").output)
    assert (word["word"], word["language"], word["note"]) == ("Plumbex", "pl", "helpdesk")
    assert _run("remove", "plumbex").output == "Removed 1 entry.\n"
    assert _run("remove", "plumbex").exit_code == 1


def test_a_file_of_words_is_added(home: Path) -> None:
    path = home / "words.txt"
    path.write_text("# brands\nNorthwind\nŻurawia\tpl\n\nNorthwind\n", encoding="utf-8")
    assert _run("add", "--file", path).output.startswith("Added 2 of 2")


def test_a_bad_line_is_named(home: Path) -> None:
    path = home / "words.txt"
    path.write_text("Northwind\n123\n", encoding="utf-8")
    result = _run("add", "--file", path)
    assert result.exit_code == 1
    assert str(result.exception).startswith(f"{path}:2: '123' has no letter")


def test_nothing_to_add_is_misuse() -> None:
    assert _run("add").exit_code == 2


@pytest.mark.languagetool
def test_a_word_of_the_dictionary_is_no_mistake(home: Path) -> None:
    said = {
        "id": "c",
        "channel": "chat",
        "language": "pl",
        "messages": [
            {"role": "customer", "text": "Jak to działa?"},
            {"role": "agent", "text": "Proszę użyć plumbexu i zrobić grabelkę, wszystko opisałam w instrukcji."},
        ],
    }
    conversations, words = home / "c.jsonl", home / "words.txt"
    conversations.write_text(json.dumps(said), encoding="utf-8")
    words.write_text("Plumbex\tpl\n", encoding="utf-8")
    assert _quotes(conversations) == ["plumbexu", "grabelkę"]
    assert _quotes(conversations, "--dictionary", words) == ["grabelkę"]


def _quotes(*arguments: object) -> list[str]:
    result = CliRunner().invoke(group, ["check", *(str(argument) for argument in arguments)])
    outcomes = json.loads(result.stdout.splitlines()[0])["outcomes"]
    return [one["quote"] for outcome in outcomes if outcome["criterion"] == "spelling" for one in outcome["findings"]]
