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
  - id: listening
    dimension: process
    weight: 1
    title: {en: Listening}
    checks:
      - {id: back, kind: said_back, listens: {use: paraphrase}, message: {en: "The problem was not said back."}}
    examples:
      - pass: |
          channel: call
          customer: My parcel arrived broken.
          agent: So your parcel arrived broken, is that right? I have refunded it.
"""
DOUBT = """\
      - needs_human: |
          channel: call
          customer: My parcel arrived broken.
          agent: I have refunded it.
"""


def _problems(text: str) -> list[str]:
    reader = ConversationReader(Settings.from_environment({}))
    found = lint_rubric(text, str(Path("x.yaml")), reader=reader, materials=Materials())
    return [str(one) for one in found]


def test_a_doubt_is_the_example_wanted_of_a_kind_that_never_fails() -> None:
    assert ["no 'needs_human' example that only it catches" in one for one in _problems(TEXT)] == [True]
    assert _problems(TEXT + DOUBT) == []
