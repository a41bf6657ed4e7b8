"""One piece is linted alone, at its own lines of the whole file."""

from __future__ import annotations

import pytest

from qa.rubric.blocks import cut_text
from qa.rubric.lint import lint_rubric
from qa.rubric.lint_part import lint_part
from tests.rubric.edited import TEXT


def told(text: str, position: int) -> list[tuple[int, int | None, str]]:
    blocks = cut_text(text)
    assert blocks is not None
    return [(one.line, one.column, one.problem) for one in lint_part(blocks, position, file="draft")]


@pytest.mark.parametrize(
    ("old", "new", "position"),
    [
        pytest.param("dimension: tone", "dimension: tune", 2, id="value"),
        pytest.param("kind: phrase", "kind: frase", 2, id="kind"),
        pytest.param("weight: 6", "wieght: 6", 1, id="key"),
        pytest.param("pass_mark: 80", "pass_mark: 180", 0, id="head"),
        pytest.param("read]] it", "read it", 2, id="mark"),
    ],
)
def test_a_piece_alone_says_what_the_whole_says(old: str, new: str, position: int) -> None:
    text = TEXT.replace(old, new)
    whole = [(one.line, one.column, one.problem) for one in lint_rubric(text, "draft")]
    assert told(text, position) == whole != []


def test_a_clean_piece_has_no_problem() -> None:
    assert [told(TEXT, position) for position in range(3)] == [[], [], []]


def test_an_id_given_twice_names_the_other_line() -> None:
    (problem,) = told(TEXT.replace("id: no-blame", "id: durations"), 2)
    assert problem[0] == 18
    assert "also in line 9" in problem[2]


def test_a_piece_that_is_no_yaml_says_where() -> None:
    (problem,) = told(TEXT.replace("weight: 2", "weight: ["), 2)
    assert problem[0] in (21, 22)
    assert "not YAML" in problem[2]
