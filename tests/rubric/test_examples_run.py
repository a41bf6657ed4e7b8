from __future__ import annotations

import pytest

from qa.ports import Materials
from qa.rubric.examples import ExampleResult, ExampleRunner
from qa.rubric.load import parse_rubric
from tests.rubric.kinds import SmallReader
from tests.rubric.rubrics import SMALL

pytestmark = pytest.mark.usefixtures("small_kinds")


def _run(text: str) -> tuple[ExampleResult, ...]:
    return ExampleRunner(parse_rubric(text, "small.yaml"), SmallReader(), Materials()).run_all()


def test_good_examples_have_no_miss() -> None:
    results = _run(SMALL)
    assert [result.name for result in results] == [
        "small/no-blame/fail-1",
        "small/no-blame/pass-1",
        "small/no-blame/not-applicable-1",
        "small/no-blame/todo-fail-1",
    ]
    assert all(result.miss is None for result in results)


def test_a_miss_shows_the_words_with_carets() -> None:
    miss = _run(SMALL.replace("It was sent today.", "Café: it is your fault."))[1].miss
    assert miss == (
        "small.yaml:20: small/no-blame/pass-1: expected pass, is fail\n"
        "    agent: Café: it is your fault.\n"
        "                       ^^^^^^^^^^ found"
    )


def test_a_miss_by_marks_shows_both() -> None:
    miss = _run(SMALL.replace("[[You should have]] read", "[[You should have read]]"))[0].miss
    assert miss == (
        "small.yaml:18: small/no-blame/fail-1: fail as expected, but on other words\n"
        "    agent: You should have read the terms.\n"
        "           ^^^^^^^^^^^^^^^^^^^^ expected\n"
        "           ^^^^^^^^^^^^^^^ found"
    )


def test_a_known_mistake_that_came_right_is_a_miss() -> None:
    miss = _run(SMALL.replace("Anybody can read", "It is your fault, read"))[3].miss
    assert miss is not None
    assert "this known mistake has come right: make it a 'fail' example." in miss


def test_an_example_that_cannot_be_run_says_why() -> None:
    text = SMALL.replace("kind: words", "kind: spelling").replace("        forbid: [you should have, your fault]\n", "")
    first = _run(text)[0]
    assert first.miss is None
    assert first.missing is not None
    assert "LanguageTool is not installed: run `make vendor`." in first.missing


def test_examples_of_named_criteria_run_alone() -> None:
    runner = ExampleRunner(parse_rubric(SMALL, "small.yaml"), SmallReader(), Materials())
    assert runner.run_all(only=("questions-answered",)) == ()
