"""Tells which unknown words are certainly misspelt: slips of the hand, and words spelled by ear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

_VOWELS = "aeiou"
_LETTERS_LIKE_OTHERS = str.maketrans("łŁ", "lL")
_LEAST = {"marks": 4, "ear": 5, "swap": 5, "single": 6, "double": 8, "vowel": 8, "lost": 8}
_COMMON = 5
# Accents of other languages: `boucle` and `ecru` are written without them.
_FOREIGN = {"pl": frozenset("áàâäãéèêëíìîïôöòõúùûüçñ"), "pt": frozenset("äöüñ")}
# How the same sound is also spelled; each pair is tried both ways, in the whole word.
_BY_EAR = {
    "pl": "ó/u rz/ż ch/h rz/sz ż/sz om/ą em/ę on/ą en/ę z/s ś/ź w/f b/p d/t g/k i/j ii/i ji/i dz/c ć/dź ź/ś oł/ą",
    "pt": "s/z s/ç s/c ss/ç ss/c ss/s sc/c sc/s xc/c xc/ss ç/c x/ch x/z j/g qu/c u/o e/i ou/o am/ão",
    "en": "ie/ei able/ible ance/ence ant/ent tion/sion full/ful ery/ary",
}


def is_certain_slip(
    word: str, suggestions: tuple[str, ...], language: str, *, commonness: Callable[[str], int]
) -> bool:
    """Tell whether one of the suggestions is the word but for a slip people make and words are not formed by.

    Such are accents left out (`prosze`; not in English), two letters swapped (`beleive`), a letter that should stand
    twice (`adress`) or once, and a spelling of the same sound (`zespuł`, `avizo`). In long words whose correction is
    common so is a letter lost inside (`goverment`), and in English one vowel for another (`seperately`). A letter more
    or other is none: `strimmer` and `rozparować` are words. Nor is a suggestion that parts the word or only gives it
    a capital, or an edit in the ending, which may be a derivation (`descaler`).
    """
    lowered = word.lower()
    plain = [other.lower() for other in suggestions if other.isalpha() and (other.islower() or word[:1].isupper())]
    return any(
        other != lowered
        and (
            _is_slip(lowered, other, language)
            or (commonness(other) >= _COMMON and _is_likely(lowered, other, language))
        )
        for other in plain
    )


def _is_slip(word: str, right: str, language: str) -> bool:
    length = len(word)
    if (
        length >= _LEAST["marks"]
        and _bare(word) == _bare(right)
        and not set(right) & _FOREIGN.get(language, set(right))
    ):
        return True
    if language == "ar":
        return False
    if length >= _LEAST["ear"] and right in set(_heard_alike(word, language)):
        return True
    if length >= _LEAST["swap"] and right in _swapped(word):
        return True
    if length >= _LEAST["single"] and word in set(_undoubled(right)):
        return True
    return length >= _LEAST["double"] and right in set(_undoubled(word))


def _is_likely(word: str, right: str, language: str) -> bool:
    if len(word) >= _LEAST["lost"] and any(
        word == right[:place] + right[place + 1 :] for place in range(2, len(right) - 2)
    ):
        return True
    return language == "en" and len(word) >= _LEAST["vowel"] and _is_one_vowel_off(word, right)


def _heard_alike(word: str, language: str) -> Iterator[str]:
    for pair in _BY_EAR.get(language, "").split():
        first, second = pair.split("/")
        for wrong, right in ((first, second), (second, first)):
            for found in re.finditer(wrong, word):
                yield word[: found.start()] + right + word[found.end() :]


def _swapped(word: str) -> set[str]:
    return {word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)}


def _undoubled(word: str) -> Iterator[str]:
    """Yield the word with one of two equal letters left out."""
    for place in range(len(word) - 1):
        if word[place] == word[place + 1]:
            yield word[:place] + word[place + 1 :]


def _is_one_vowel_off(word: str, right: str) -> bool:
    """Tell whether one vowel inside stands for another, before the last two letters."""
    if len(word) != len(right):
        return False
    places = [place for place, pair in enumerate(zip(word, right, strict=True)) if pair[0] != pair[1]]
    if len(places) != 1 or not 0 < places[0] < len(word) - 2:
        return False
    return word[places[0]] in _VOWELS and right[places[0]] in _VOWELS


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS_LIKE_OTHERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
