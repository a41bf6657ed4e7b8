"""Messages cut into pieces: no character lost, marks and words where they belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.marking import Mark, blocks, markup_of, word_times

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


WORDS = [["So,", 40, 200, 0.9], ["<so>", 300, 400, 0.2], ["gone", 400, 500, 1.0], ["good🙄", 350, 700, None]]


def test_only_doubtful_words_of_a_call_are_pieces_of_their_own() -> None:
    (block,) = blocks("So, <so> good🙄", words=WORDS)
    assert [(piece.start, piece.text, piece.is_doubtful) for piece in block.pieces] == [
        (0, "So, ", False),
        (4, "<so>", True),
        (8, " good🙄", False),
    ]
    assert markup_of(block.pieces[1:2]) == '<span data-at="4" class="doubtful">&lt;so&gt;</span>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "So, <so> good🙄", "0 3 40 160 1 4 100 100 1 5 -50 350", id="a word that is not there is passed over"
        ),
        pytest.param("🙄 So, no", "2 3 40 160", id="code points are counted"),
        pytest.param("Other words", "", id="none stands there"),
    ],
)
def test_the_places_and_times_of_words_are_told_word_after_word(text: str, expected: str) -> None:
    assert word_times(text, WORDS) == expected
    assert word_times(text, None) == ""


def test_what_was_said_is_escaped() -> None:
    marks = [Mark(0, 3, "fail", 'a"b')]
    (block,) = blocks("<b>", marks=marks)
    assert markup_of(block.pieces) == ('<mark data-at="0" data-criteria="a&#34;b" class="marked-fail">&lt;b&gt;</mark>')
