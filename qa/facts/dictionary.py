"""Reads a file of the company's words: one a line, a tab and a language after it where it is for one language only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from qa.domain.dictionary import DictionaryWord
from qa.errors import FactsError
from qa.places import read_text

LANGUAGES = ("pl", "en", "pt", "ar", "th")
LONGEST_WORD = 100
_LETTER = re.compile(r"[^\W\d_]")


def load_dictionary(path: Path | str) -> tuple[DictionaryWord, ...]:
    """Load a file of words. Raises FactsError at the first line that is wrong, OSError without a file."""
    return parse_dictionary(read_text(path, FactsError).splitlines(), str(path))


def parse_dictionary(lines: Iterable[str], file: str) -> tuple[DictionaryWord, ...]:
    """Read words from lines; empty lines and what follows `#` are left out, words given twice count once."""
    words: dict[DictionaryWord, None] = {}
    for number, line in enumerate(lines, start=1):
        text, _, language = line.partition("#")[0].strip().partition("\t")
        if not text:
            continue
        problem = wrong_with(text.strip(), language.strip() or None)
        if problem:
            raise FactsError(file, number, problem)
        words[DictionaryWord(text.strip(), language.strip() or None)] = None
    return tuple(words)


def wrong_with(text: str, language: str | None) -> str | None:
    """Say what is wrong with a word for the dictionary; None when nothing is."""
    if not _LETTER.search(text):
        return f"{text!r} has no letter; expected a word or name, such as Northwind."
    if len(text) > LONGEST_WORD or any(not sign.isprintable() for sign in text):
        return f"{text[:20]!r}... is no word; expected at most {LONGEST_WORD} letters in one line."
    if language is not None and language not in LANGUAGES:
        return f"{language!r} is no language of the tool; known are {', '.join(LANGUAGES)}."
    return None
