"""Doubts a spelling fault: names, brands and foreign words are none, however unknown to a dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LETTERS_LIKE_OTHERS = str.maketrans("łŁøØıأإآىةؤئ", "lLoOiااايهوي")
_MARKS_LEFT_OUT = frozenset([("ا", "أ"), ("ا", "إ"), ("ا", "آ"), ("ه", "ة"), ("ى", "ي"), ("و", "ؤ"), ("إ", "أ")])
_ARABIC_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ك", "ل", "س")
_POLISH_FLEETING = re.compile("e(?=[bcćdfghjklłmnńpqrsśtvwxzźż]$)")
_MAX_ENDING = 4
_LEAST_STEM = 4


def looks_like_a_name(word: str, *, at_start: bool, suggestions: tuple[str, ...]) -> bool:
    """Tell whether a marked word is rather a name, brand or abbreviation than a slip.

    A capital inside a sentence, inner capitals, capitals only: a name, unless the suggestion only puts the
    diacritics right (Panstwo, Krakow). At the start of a sentence every word has a capital, so it is a
    slip when one letter sets it right.
    """
    if word[1:] != word[1:].lower() or not word[:1].isalpha():
        return True
    if any(_bare(word) == _bare(suggestion) for suggestion in suggestions[:1]):
        return False
    if not word[:1].isupper():
        return False
    return not (at_start and any(_is_one_slip(word.lower(), other.lower()) for other in suggestions[:3]))


def is_common_slip(word: str, suggestions: tuple[str, ...], *, may_part: bool = False) -> bool:
    """Tell whether a suggestion only adds the hamza or the dots people leave out, or (`may_part`) parts two words.

    The Arabic dictionary lacks many words and all names, so only these, the common slips, are believed.
    """
    letters = word.replace(" ", "")
    changes = [_changes(letters, suggestion.replace(" ", "")) for suggestion in suggestions]
    return any(found is not None and found <= _MARKS_LEFT_OUT and (found or may_part) for found in changes)


def is_known(word: str, known: Iterable[str]) -> bool:
    """Tell whether a word is one of the known ones, in any case and, when long enough, with another ending."""
    lowered = word.casefold()
    return any(_is_form_of(lowered, other.casefold()) for other in known)


def plainer_words(word: str, *, language: str) -> tuple[str, ...]:
    """Return words whose being right makes this one right: an Arabic word without its prefixed article or particle."""
    if language != "ar":
        return ()
    return tuple(
        word[len(prefix) :]
        for prefix in _ARABIC_PREFIXES
        if word.startswith(prefix) and len(word) - len(prefix) >= (4 if len(prefix) == 1 else 3)
    )


def _is_form_of(word: str, other: str) -> bool:
    if word == other:
        return True
    stem = other if len(other) <= _LEAST_STEM else other.rstrip("aeoyi\u0119\u0105")
    return _has_stem(word, stem) or _has_stem(word, _POLISH_FLEETING.sub("", other))


def _has_stem(word: str, stem: str) -> bool:
    return len(stem) >= _LEAST_STEM and word.startswith(stem) and len(word) - len(stem) <= _MAX_ENDING


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS_LIKE_OTHERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def _is_one_slip(word: str, other: str) -> bool:
    """Tell whether one letter more, less, other or two swapped lead from one word to the other."""
    if abs(len(word) - len(other)) > 1:
        return False
    front = 0
    while front < min(len(word), len(other)) and word[front] == other[front]:
        front += 1
    rest, other_rest = word[front:], other[front:]
    is_swap = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:] or is_swap


def _changes(word: str, other: str) -> set[tuple[str, str]] | None:
    """Return the letters that differ, None when more than letters do."""
    if len(word) != len(other):
        return None
    return {pair for pair in zip(word, other, strict=True) if pair[0] != pair[1]}
