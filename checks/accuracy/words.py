"""Compares words by their stems, roughly: enough to see that two sentences speak of the same thing."""

from __future__ import annotations

from collections.abc import Iterable

_FOLD = str.maketrans("ąćęłńóśźżãáâàéêíõôúç", "acelnoszzaaaaeeioouc")
_SHORTEST_STEM = 3


def shares_stem(word: str, others: Iterable[str]) -> bool:
    """Tell whether a word begins as one of the others does, over three quarters of the shorter one."""
    mine = word.translate(_FOLD)
    start = mine[:1]
    return any(_is_same(mine, other) for other in map(_plain, others) if other.startswith(start))


def _plain(word: str) -> str:
    return word if word.isascii() else word.translate(_FOLD)


def _is_same(word: str, other: str) -> bool:
    if word == other:
        return True
    size = max(_SHORTEST_STEM, (3 * min(len(word), len(other))) // 4)
    return len(word) >= size and len(other) >= size and word[:size] == other[:size]
