"""A rubric's text is cut into pieces and put together again, broken or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.rubric.blocks import Blocks, cut_text
from tests.rubric.edited import TEXT

SHIPPED = Path(__file__).resolve().parents[2] / "rubrics" / "ecommerce-support.yaml"


def cut(text: str = TEXT) -> Blocks:
    found = cut_text(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="small"),
        pytest.param(TEXT.rstrip("\n"), id="no last line end"),
        pytest.param(TEXT.replace("weight: 2", "weight: ["), id="broken"),
        pytest.param(TEXT + "\n# the end\npass_mark: 70\n", id="keys after the criteria"),
        pytest.param("criteria:\n", id="none yet"),
        pytest.param(TEXT.replace("\n  - ", "\n- "), id="at the edge"),
    ],
)
def test_the_pieces_make_up_the_text(text: str) -> None:
    assert cut(text).text() == text


def test_the_pieces_of_the_shipped_rubric_make_it_up() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    blocks = cut(text)
    assert blocks.text() == text
    assert all(text.splitlines()[block.line - 1] == block.body.splitlines()[0] for block in blocks.criteria)


def test_a_criterion_knows_its_id_and_its_line() -> None:
    assert [(one.id, one.line) for one in cut().criteria] == [("durations", 9), ("no-blame", 18)]


def test_a_comment_above_a_criterion_belongs_to_it() -> None:
    assert cut().criteria[1].lead == "\n  # ---- tone\n"


def test_another_body_moves_the_lines_of_what_follows() -> None:
    blocks = cut().with_body(1, cut().blocks[1].body + "    scale: [0, 1]")
    assert [one.line for one in blocks.criteria] == [9, 19]
    assert blocks.text() == TEXT.replace("lawyer\n", "lawyer\n    scale: [0, 1]\n")


def test_a_piece_is_found_by_what_it_says() -> None:
    blocks = cut()
    assert blocks.position_of(blocks.blocks[2].key) == 2
    assert blocks.position_of("something else") is None


def test_criteria_in_one_line_cannot_be_cut() -> None:
    assert cut_text("rubric: x\ncriteria: [{id: a}]\n") is None
