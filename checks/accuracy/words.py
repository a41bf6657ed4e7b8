"""Compares words by their stems, roughly: enough to see that two sentences speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable

_FOLD = str.maketrans("ąćęłńóśźżãáâàéêíõôúç", "acelnoszzaaaaeeioouc")
_SHORTEST_STEM = 3


def shares_stem(word: str, others: Iterable[str]) -> bool:
    """Tell whether a word begins as one of the others does, over three quarters of the shorter one."""
    mine = word.translate(_FOLD)
    return any(_is_same(mine, other.translate(_FOLD)) for other in others)


def _is_same(word: str, other: str) -> bool:
    if word == other:
        return True
    size = max(_SHORTEST_STEM, (3 * min(len(word), len(other))) // 4)
    return len(word) >= size and len(other) >= size and word[:size] == other[:size]
