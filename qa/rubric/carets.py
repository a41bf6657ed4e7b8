"""Draws a caret line under stretches of a text, for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def caret_line(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """Return spaces and carets that stand under the stretches of a one-line text; a mark of no length has one caret."""
    signs = [False] * (len(text) + 1)
    for start, end in stretches:
        for index in range(start, max(end, start + 1)):
            signs[min(index, len(text))] = True
    columns = "".join(
        ("^" if is_marked else " ") * _width(sign) for sign, is_marked in zip(text + " ", signs, strict=True)
    )
    return columns.rstrip()


def _width(sign: str) -> int:
    """Return the columns a sign takes: none for a combining one, two for a wide one."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
