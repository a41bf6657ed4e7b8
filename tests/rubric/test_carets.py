from __future__ import annotations

import pytest

from qa.rubric.carets import caret_line


@pytest.mark.parametrize(
    ("text", "stretches", "line"),
    [
        pytest.param("abcdef", [(1, 3)], " ^^", id="one"),
        pytest.param("abcdef", [(0, 1), (4, 6)], "^   ^^", id="two"),
        pytest.param("abc", [(3, 3)], "   ^", id="no length, at the end"),
        pytest.param("ค่ะดี", [(3, 5)], "  ^", id="a mark above takes no column"),
        pytest.param("日本x", [(2, 3)], "    ^", id="wide signs take two"),
    ],
)
def test_carets_stand_under_the_text(text: str, stretches: list[tuple[int, int]], line: str) -> None:
    assert caret_line(text, stretches) == line
