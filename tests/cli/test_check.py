from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checks.kinds.phrase import Phrase
from qa.cli import group
from qa.domain.finding import CheckResult, Verdict
from qa.ports import Reading

RUBRIC = """\
rubric: small
version: 1
title: Small
criteria:
  - id: no-blame
    dimension: tone
    title: Does not blame
    checks:
      - id: blaming-words
        kind: phrase
        forbid: {add: {en: [you people], pl: [wy ludzie]}}
        message: {en: "'{match}' can sound like blame.", pl: "„{match}” brzmi jak zarzut."}
        suggest: {en: Say what happens next.}
    examples:
      - fail: |
          agent: [[You people]] never read.
      - pass: |
          agent: It is on its way.
"""


def _line(id: str, text: str, *, language: str = "en") -> str:
    return json.dumps(
        {"id": id, "channel": "chat", "language": language, "messages": [{"role": "agent", "text": text}]}
    )


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(RUBRIC, encoding="utf-8")
    return path


def _check(rubric: Path, text: str, *more: str) -> Result:
    path = rubric.parent / "conversations.jsonl"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(group, ["check", str(path), "--rubric", str(rubric), *more])


def test_each_conversation_gets_a_line_in_the_order_of_the_input(rubric: Path) -> None:
    lines = [_line(f"z-{number}", "You people.") for number in (3, 1, 2)]
    result = _check(rubric, "\n".join(lines))
    assert result.exit_code == 0, result.output
    judged = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["conversation"] for one in judged] == ["z-3", "z-1", "z-2"]
    assert [one["outcomes"][0]["verdict"] for one in judged] == ["fail"] * 3


def test_a_finding_quotes_the_words_where_they_are(rubric: Path) -> None:
    text = "Zażółć 🙂, wy ludzie!"
    result = _check(rubric, _line("z", text, language="pl"))
    (finding,) = json.loads(result.stdout)["outcomes"][0]["findings"]
    assert text[finding["start"] : finding["end"]] == finding["quote"] == "wy ludzie"
    assert finding["explanation"] == "„wy ludzie” brzmi jak zarzut."


def test_a_bad_line_is_reported_skipped_and_counted(rubric: Path) -> None:
    result = _check(rubric, "\n".join([_line("z-1", "Hi."), '{"id": ', _line("z-3", "Hi.")]))
    assert result.exit_code == 1
    assert [json.loads(line)["conversation"] for line in result.stdout.splitlines()] == ["z-1", "z-3"]
    assert "conversations.jsonl:2: this is not JSON" in result.stderr
    assert "1 bad line skipped" in result.stderr


def test_an_empty_file_has_nothing_to_say(rubric: Path) -> None:
    result = _check(rubric, "")
    assert (result.exit_code, result.stdout) == (0, "")


def test_the_same_input_gives_the_same_bytes(rubric: Path) -> None:
    text = "\n".join([_line("z-1", "You people, Łódź."), _line("z-2", "Hi.")])
    assert _check(rubric, text).stdout_bytes == _check(rubric, text).stdout_bytes


def test_standard_input_is_named_by_its_dash(rubric: Path) -> None:
    result = CliRunner().invoke(group, ["check", "-", "--rubric", str(rubric)], input=_line("z", "Hi.") + "\n{\n")
    assert json.loads(result.stdout)["conversation"] == "z"
    assert result.stderr.startswith("-:2: this is not JSON")


def test_text_is_for_people(rubric: Path) -> None:
    result = _check(rubric, _line("z-1", "You people."), "--format", "text")
    assert result.stdout.splitlines()[:4] == [
        "z-1 (en): 0 of 100, 100% judged",
        "  FAIL  no-blame: Does not blame",
        "        message 0: “You people”",
        "          'You people' can sound like blame.",
    ]


def test_facts_orders_and_saved_replies_are_read(rubric: Path) -> None:
    bad = rubric.parent / "orders.jsonl"
    bad.write_text('{"id": "1", "sum": 5}\n', encoding="utf-8")
    result = _check(rubric, _line("z-1", "Hi."), "--orders", str(bad))
    assert result.exit_code == 1
    assert "orders.jsonl:1: order '1' has no key 'sum'" in str(result.exception)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check"], id="no file"),
        pytest.param(["check", "missing.jsonl"], id="a file that is not there"),
        pytest.param(["check", "-", "--format", "xml"], id="an unknown format"),
    ],
)
def test_misuse_exits_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(group, arguments).exit_code == 2


def test_what_a_watched_check_says_is_shown_on_request_alone(rubric: Path) -> None:
    rubric.write_text(RUBRIC.replace("kind: phrase", "kind: phrase\n        state: shadow"), encoding="utf-8")
    line = _line("z-1", "You people.")
    plain, full = (json.loads(_check(rubric, line, "--format", form).stdout) for form in ("json", "full"))
    assert (plain["outcomes"][0]["verdict"], "shadows" in plain) == ("not_applicable", False)
    (shadow,) = full.pop("shadows")
    assert (shadow["check"], shadow["verdict"], shadow["findings"][0]["quote"]) == (
        "blaming-words",
        "fail",
        "You people",
    )
    assert full == plain


def test_a_conversation_that_breaks_a_check_does_not_stop_the_rest(
    rubric: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(self: Phrase, reading: Reading) -> CheckResult:
        assert reading.conversation.id != "z-1"
        return CheckResult(Verdict.PASS)

    monkeypatch.setattr(Phrase, "check", check)
    result = _check(rubric, "\n".join([_line("z-1", "You people."), _line("z-2", "Hi.")]))
    assert result.exit_code == 1
    assert [json.loads(line)["conversation"] for line in result.stdout.splitlines()] == ["z-2"]
    assert "conversation 'z-1' cannot be judged: a check stopped with AssertionError" in result.stderr
