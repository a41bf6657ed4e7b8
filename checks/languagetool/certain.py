"""Tells which unknown words are certainly misspelt: slips of the hand, and words spelled by ear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

_LETTERS_LIKE_OTHERS = str.maketrans("łŁ", "lL")
_LEAST = {"marks": 4, "ear": 5, "swap": 5, "single": 6, "double": 8, "typed": 6}
# A word with a capital opens the sentence or is a name, so it has to be longer.
_LEAST_MARKED_OPENING = 5
_LEAST_OPENING = 7
_LEAST_NAME = 9
# How common the right word has to be, and how common where one letter is all that tells (`frequency.py`).
_COMMON = 6
_VERY_COMMON = {"pl": 8, "pt": 8, "en": 10}
# From this length on, one of several right words a letter away is enough; a shorter one must be the only one.
_TELLING = {"pl": 7, "pt": 7, "en": 9}
# Accents of other languages: `boucle` and `ecru` are written without them.
_FOREIGN = {"pl": frozenset("áàâäãéèêëíìîïôöòõúùûüçñ"), "pt": frozenset("äöüñ")}
# Endings of their own, not only another spelling of one: `brodem` is a form of `bród`, not `brodę`.
_ENDINGS = frozenset(("om", "em", "on", "en"))
# What other words begin with: `podokno` is no `podobno`.
_PREFIXES = (
    "pod",
    "nad",
    "auto",
    "mini",
    "mega",
    "super",
    "anty",
    "wideo",
    "foto",
    "tele",
    "eko",
    "meta",
    "multi",
    "sub",
)
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

    Such are accents left out (`prosze`; not in English) and, where the suggestion is a common word, two letters swapped
    (`beleive`), a letter that should stand twice (`adress`) or once, and a spelling of the same sound (`zespuł`). In
    words of six letters or more so is any one letter more, less or other (`paczxkę`, `goverment`), where the suggestion
    is very common: unknown words of shops (`strimmer`, `rozparować`, `squalane`) are not so near to one. The first and
    the last letter tell nothing (`descaler`), nor does a suggestion that parts the word or only gives it a capital.
    """
    lowered = word.lower()
    plain = [other.lower() for other in suggestions if other.isalpha() and (other.islower() or word[:1].isupper())]
    near = [other for other in plain if _is_typed(lowered, other) and (word.islower() or len(word) >= _LEAST_NAME)]
    rivals = [other for other in suggestions if _place_of_slip(lowered, other.lower()) is not None]
    is_telling = len(rivals) == 1 or len(word) >= _TELLING.get(language, 0)
    return any(
        _is_left_unmarked(lowered, other, language)
        and (word.islower() or (len(word) >= _LEAST_MARKED_OPENING and commonness(other) >= _COMMON))
        or _is_slip(lowered, other, language)
        and len(word) >= (_LEAST_OPENING if word[:1].isupper() else 0)
        and commonness(other) >= _COMMON
        or other in near
        and is_telling
        and not _is_compound(lowered, commonness)
        and commonness(other) >= _VERY_COMMON.get(language, _COMMON)
        for other in plain
        if other != lowered
    )


def _is_compound(word: str, commonness: Callable[[str], int]) -> bool:
    rests = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(commonness(rest) for rest in rests)


def _is_left_unmarked(word: str, right: str, language: str) -> bool:
    return (
        len(word) >= _LEAST["marks"]
        and _bare(word) == _bare(right)
        and not set(right) & _FOREIGN.get(language, set(right))
    )


def _is_slip(word: str, right: str, language: str) -> bool:
    length = len(word)
    if language == "ar":
        return False
    if length >= _LEAST["ear"] and right in set(_heard_alike(word, language)):
        return True
    if length >= _LEAST["swap"] and right in _swapped(word):
        return True
    if length >= _LEAST["single"] and word in set(_undoubled(right)):
        return True
    return length >= _LEAST["double"] and right in set(_undoubled(word))


def _is_typed(word: str, right: str) -> bool:
    """Tell whether one letter inside is too many, lacks, is another, or two stand in the wrong order."""
    place = _place_of_slip(word, right)
    return len(word) >= _LEAST["typed"] and place is not None and 0 < place < len(word) - (len(word) >= len(right))


def _place_of_slip(word: str, right: str) -> int | None:
    """Return where the one slip is that makes one word of the other; None where there is none or are several."""
    length = min(len(word), len(right))
    place = next((place for place in range(length) if word[place] != right[place]), length)
    rest, other = word[place:], right[place:]
    is_swap = rest[:2] == other[1::-1] and rest[2:] == other[2:] and rest != ""
    is_one = rest != other and (rest[1:] == other[1:] or rest[1:] == other or rest == other[1:])
    return place + is_swap if is_swap or is_one else None


def _heard_alike(word: str, language: str) -> Iterator[str]:
    for pair in _BY_EAR.get(language, "").split():
        first, second = pair.split("/")
        for wrong, right in ((first, second), (second, first)):
            for found in re.finditer(wrong, word):
                if found.end() == len(word) and wrong in _ENDINGS:
                    continue
                yield word[: found.start()] + right + word[found.end() :]


def _swapped(word: str) -> set[str]:
    return {word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(len(word) - 1)}


def _undoubled(word: str) -> Iterator[str]:
    """Yield the word with one of two equal letters left out."""
    for place in range(len(word) - 1):
        if word[place] == word[place + 1]:
            yield word[:place] + word[place + 1 :]


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS_LIKE_OTHERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
