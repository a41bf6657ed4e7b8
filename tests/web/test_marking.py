"""Messages cut into pieces: no character lost, marks and words where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.marking import Mark, blocks, markup_of, unmarked

TEXT = "Hello Jan 🙄, refunds take 30 days."


def shown(text: str, *marks: Mark) -> list[tuple[str, str]]:
    return [(piece.text, piece.criteria) for block in blocks(text, marks=marks) for piece in block.pieces]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param((), [(TEXT, "")], id="nothing marked"),
        pytest.param((Mark(0, 5, "pass", "a"),), [("Hello", "a"), (TEXT[5:], "")], id="at the start"),
        pytest.param(
            (Mark(13, 32, "fail", "a"), Mark(26, 33, "note", "b")),
            [(TEXT[:13], ""), ("refunds take ", "a"), ("30 day", "a b"), ("s", "b"), (".", "")],
            id="overlapping",
        ),
        pytest.param((Mark(10, 11, "fail", "a"),), [("Hello Jan ", ""), ("🙄", "a"), (TEXT[11:], "")], id="emoji"),
    ],
)
def test_marks_cut_the_text_at_their_edges(marks: tuple[Mark, ...], expected: list[tuple[str, str]]) -> None:
    assert shown(TEXT, *marks) == expected


@given(
    text=st.text(alphabet="ab >\n🙄ء", max_size=60),
    edges=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_no_character_is_lost_or_moved(text: str, edges: list[tuple[int, int]]) -> None:
    marks = [Mark(min(pair), max(pair), "fail", "a") for pair in edges]
    pieces = [piece for block in blocks(text, marks=marks) for piece in block.pieces]
    assert "".join(piece.text for piece in pieces) == text
    assert all(text[piece.start : piece.start + len(piece.text)] == piece.text for piece in pieces)


def test_quoted_lines_are_a_block_of_their_own() -> None:
    cut = blocks("Dzień dobry\n> stare\n> słowa\nPozdrawiam")
    assert [block.is_quoted for block in cut] == [False, True, False]
    assert cut[1].pieces[0].text == "> stare\n> słowa\n"


def test_words_of_a_call_carry_their_times_and_doubts() -> None:
    (block,) = blocks("So, so good", words=[["So,", 0, 200, 0.9], ["so", 300, 400, 0.2], ["good", 500, 700, None]])
    spoken = [(piece.text, piece.word.start_ms, piece.is_doubtful) for piece in block.pieces if piece.word]
    assert spoken == [("So,", 0, False), ("so", 300, True), ("good", 500, False)]


def test_a_word_that_is_not_in_the_text_is_passed_over() -> None:
    (block,) = blocks("one three", words=[["one", 0, 100, 1.0], ["two", 100, 200, 1.0], ["three", 200, 300, 1.0]])
    assert [piece.text for piece in block.pieces if piece.word] == ["one", "three"]


@pytest.mark.parametrize("confidence", [0.9, 0.2, None])
@pytest.mark.parametrize("text", ["So, <so> good", "So, <so> good & more", "  So, <so>  good", "So, <so>good", ""])
def test_a_line_without_marks_is_written_as_its_pieces_are(text: str, confidence: float | None) -> None:
    words = [["So,", 0, 200, 0.9], ["<so>", 300, 400, confidence], ["good", 500, 700, None], ["gone", 700, 800, 1.0]]
    pieces = [piece for block in blocks(text, words=words) for piece in block.pieces]
    assert unmarked(text, words) == markup_of(pieces)


def test_what_was_said_is_escaped() -> None:
    marks = [Mark(0, 3, "fail", 'a"b')]
    (block,) = blocks("<b>", marks=marks)
    assert markup_of(block.pieces) == ('<mark data-at="0" data-criteria="a&#34;b" class="marked-fail">&lt;b&gt;</mark>')
