"""A check of a kind that never fails needs an example of a doubt instead of a fault."""

from __future__ import annotations

from pathlib import Path

from checks.reading import ConversationReader
from qa.ports import Materials
from qa.rubric.lint import lint_rubric
from qa.settings import Settings

TEXT = """\
rubric: small
version: 1
title: {en: Small}
criteria:
  - id: questions
    dimension: accuracy
    weight: 1
    title: {en: Questions}
    checks:
      - {id: open, kind: questions_answered, where: {role: customer}, message: {en: "No answer to {match}."}}
    examples:
      - pass: |
          customer: Do you ship to Malta?
          agent: Yes, we do.
"""
DOUBT = """\
      - needs_human: |
          customer: Do you ship to Malta?
          agent: Good morning.
"""


def _problems(text: str) -> list[str]:
    reader = ConversationReader(Settings.from_environment({}))
    found = lint_rubric(text, str(Path("x.yaml")), reader=reader, materials=Materials())
    return [str(one) for one in found]


def test_a_doubt_is_the_example_wanted_of_a_kind_that_never_fails() -> None:
    assert ["no 'needs_human' example that only it catches" in one for one in _problems(TEXT)] == [True]
    assert _problems(TEXT + DOUBT) == []
