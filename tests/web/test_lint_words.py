"""What is wrong with a rubric's text is told in the language of the page, and in English everywhere else."""

from __future__ import annotations

import copy
import json

import pytest
from flask_babel import force_locale

from qa.errors import RubricDraftError, Sentence
from qa.rubric.lint import lint_rubric
from qa.stages.rubrics.trying_examples import as_dicts
from tests.web.seeded import Seeded
from web.refusals import said, said_of, told

BAD = """\
rubric: shop
version: 1
title: Shop
criteria:
  - id: greeting
    dimension: tone
    title: Greets
    weight: 0
    colour: red
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("en", "'weight' of criterion 'greeting' cannot be 0: expected more than 0.", id="English"),
        pytest.param("pl", "kryterium 'greeting', 'weight': 0 nie może tu stać, potrzebne więcej niż 0.", id="Polish"),
        pytest.param("pt", "critério 'greeting', 'weight': não pode ser 0; esperado mais de 0.", id="Portuguese"),
        pytest.param("ar", "المعيار 'greeting'، 'weight': لا يمكن أن تكون 0؛ المتوقع أكثر من 0.", id="Arabic"),
        pytest.param("th", "เกณฑ์ 'greeting', 'weight': เป็น 0 ไม่ได้ ต้องมากกว่า 0", id="Thai"),
    ],
)
def test_a_problem_is_told_in_the_language_of_the_page(seeded: Seeded, language: str, expected: str) -> None:
    weight, colour = lint_rubric(BAD, "draft")
    stored = json.loads(json.dumps(as_dicts([weight])))[0]
    with seeded.app.test_request_context(), force_locale(language):
        assert said(weight.problem) == expected
        assert said_of(stored) == expected
        assert "'colour'" in said(colour.problem)


def test_the_command_line_is_told_in_english() -> None:
    first, _second = lint_rubric(BAD, "draft")
    assert str(first) == "draft:8:13: 'weight' of criterion 'greeting' cannot be 0: expected more than 0."


def test_a_refusal_tells_the_first_problem_in_the_language_of_the_page(seeded: Seeded) -> None:
    problem = Sentence("line %(line)s: %(problem)s", line=3, problem=Sentence("the file is empty."))
    error = RubricDraftError("Problems in the text: %(count)s. The first: %(first)s", count=1, first=problem)
    with seeded.app.test_request_context(), force_locale("pl"):
        assert told(error) == "Błędy w tekście: 1. Pierwszy: wiersz 3: plik jest pusty."


def test_what_was_stored_before_is_told_as_it_is(seeded: Seeded) -> None:
    with seeded.app.test_request_context(), force_locale("pl"):
        assert said_of({"line": 1, "problem": "the moon is full."}) == "the moon is full."


def test_a_sentence_stays_one_when_it_is_copied() -> None:
    sentence = Sentence("%(done)s %% of %(what)s", done=5, what=Sentence("the rubric"))
    assert str(sentence) == "5 % of the rubric"
    for other in (copy.deepcopy(sentence), Sentence.from_json(sentence.as_json())):
        assert (other, other.template, other.values) == (sentence, sentence.template, sentence.values)
