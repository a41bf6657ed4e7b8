"""Knows the numbers that are often heard as one another, per language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

_DIGITS = re.compile(r"(?<![\d.,:/-])\d{1,3}(?![\d:/-]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Alike:
    """Numbers that sound alike, each with the words it is written in."""

    words: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def numbers(self) -> frozenset[int]:
        """Return the numbers."""
        return frozenset(number for number, _ in self.words)


def holds_misheard(text: str, *, language: str) -> bool:
    """Tell whether a text holds a number that is often misheard in that language, in digits or words."""
    said = numbers_in(text, language=language)
    return any(said & alike.numbers for alike in _alike(language))


def may_be_misheard(said: str, meant: str, *, language: str) -> bool:
    """Tell whether the numbers of two texts differ only by what is often heard as one another: 13 days and 30 days."""
    one, other = numbers_in(said, language=language), numbers_in(meant, language=language)
    if one == other:
        return False
    return any(one & alike.numbers and other & alike.numbers for alike in _alike(language))


def numbers_in(text: str, *, language: str) -> frozenset[int]:
    """Return the whole numbers below a thousand in a text: in digits, and those words that are often misheard."""
    found = {int(match.group()) for match in _DIGITS.finditer(text)}
    folded = text.casefold()
    for alike in _alike(language):
        found |= {number for number, words in alike.words if any(_stands_in(word, folded) for word in words)}
    return frozenset(found)


def _stands_in(word: str, text: str) -> bool:
    if "\u0e00" <= word[0] <= "\u0e7f":  # Thai is written without spaces between words
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@cache
def _alike(language: str) -> tuple[Alike, ...]:
    read = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml"))
    groups = read.get(language.partition("-")[0], ())
    return tuple(Alike(tuple((int(number), tuple(words)) for number, words in group.items())) for group in groups)
