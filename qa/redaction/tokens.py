"""Reads the digits of a text, written or said in words, with the place of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ruamel.yaml import YAML

_WRITTEN = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ARABIC_FOLDS = str.maketrans("أإآٱىئؤة", "اااايءءه")
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_THAI = re.compile(r"[\u0e00-\u0e7f]+")
_LONGEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits at `start` to `end` of a text: what was written, or what the words there say."""

    digits: str
    start: int
    end: int
    is_written: bool = True


@dataclass(frozen=True, slots=True)
class Other:
    """A word at `start` to `end` of a text that is no number. A filler may stand within a number that is said."""

    text: str
    start: int
    end: int
    is_filler: bool = False


Token = Digits | Other


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """How one language says numbers (numbers.yaml)."""

    ones: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    hundred: frozenset[str]
    joins: frozenset[str]
    repeat: Mapping[str, int]
    fillers: frozenset[str]
    numbers: Mapping[str, int]


def read_tokens(text: str, *, language: str) -> tuple[Token, ...]:
    """Return the words and digits of a text in order; numbers said in words are digits with their place.

    "forty-two" is 42, "double five" 55, "sto dwadzieścia" 120, "vinte e dois" 22, خمسة وعشرون 25. A language without
    names of numbers, "" among them, keeps its words; digits of any script are read in every language.
    """
    words = list(_words(text))
    names = _names(language)
    return tuple(_said(words, names)) if names else tuple(_plain(words))


def _words(text: str) -> Iterator[Token]:
    """Yield written digits and single words; Thai, written without spaces, as one word per run."""
    for match in re.finditer(rf"{_WRITTEN.pattern}|{_THAI.pattern}|{_WORD.pattern}", text):
        said = match.group()
        if said[0].isdigit():
            digits = "".join(str(unicodedata.digit(one)) for one in said if unicodedata.digit(one, None) is not None)
            yield Digits(digits, match.start(), match.end())
        else:
            yield Other(said, match.start(), match.end())


def _plain(words: list[Token]) -> Iterator[Token]:
    yield from words


def _said(words: list[Token], names: _Names) -> Iterator[Token]:
    place = 0
    parts = [part for word in words for part in _parted(word, names)]
    while place < len(parts):
        read = _number(parts, place, names)
        if read is None:
            word = parts[place]
            filler = isinstance(word, Other) and fold(word.text) in names.fillers | names.hundred
            yield Other(word.text, word.start, word.end, is_filler=True) if isinstance(word, Other) and filler else word
            place += 1
            continue
        digits, last = read
        yield Digits(digits, parts[place].start, parts[last].end, is_written=False)
        place = last + 1


def _number(parts: list[Token], place: int, names: _Names) -> tuple[str, int] | None:
    """Read one number that begins at `place`: its digits and where its last word stands; None for no number."""
    folded = _folded(parts, place)
    if folded in names.repeat:
        digit = names.ones.get(_folded(parts, place + 1))
        return (str(digit) * names.repeat[folded], place + 1) if digit is not None else None
    named = _named(parts, place, names)
    if named is None:
        return None
    value, last = named
    if value < 10 and _folded(parts, last + 1) in names.hundred:
        value, last = value * 100, last + 1
    value, last = _add(parts, last, value, names)
    return str(value), last


def _add(parts: list[Token], last: int, value: int, names: _Names) -> tuple[int, int]:
    """Add to hundreds what follows below a hundred, to tens what follows below ten, and to ones the tens of Arabic."""
    if value >= 100 and value % 100 == 0:
        following = last + (2 if _joins(parts, last + 1, names) else 1)
        more = _named(parts, following, names)
        if more and 0 < more[0] < 100:
            below, last = _add(parts, more[1], more[0], names)
            return value + below, last
        return value, last
    if 0 < value < 10 and (tens := _tens_after(parts, last + 1, names)):
        return value + tens[0], tens[1]
    if 20 <= value < 100 and value % 10 == 0:
        following = last + (2 if _joins(parts, last + 1, names) else 1)
        more = _named(parts, following, names)
        if more and 0 < more[0] < 10:
            return value + more[0], more[1]
    return value, last


def _joins(parts: list[Token], place: int, names: _Names) -> bool:
    return _folded(parts, place) in names.joins


def _tens_after(parts: list[Token], place: int, names: _Names) -> tuple[int, int] | None:
    """Read the tens that Arabic says after the ones, with و before them or as a word of its own."""
    folded = _folded(parts, place)
    if folded == "و" and (tens := names.tens.get(_folded(parts, place + 1))):
        return tens, place + 1
    if folded.startswith("و") and (tens := names.tens.get(folded[1:])):
        return tens, place
    return None


def _named(parts: list[Token], place: int, names: _Names) -> tuple[int, int] | None:
    for length in range(_LONGEST_NAME, 0, -1):
        folded = [_folded(parts, place + step) for step in range(length)]
        value = names.numbers.get(" ".join(folded)) if all(folded) else None
        if value is not None:
            return value, place + length - 1
    stripped = _folded(parts, place)
    if len(stripped) > 3 and stripped.startswith("و") and stripped[1:] in names.numbers:
        return names.numbers[stripped[1:]], place
    return None


def _parted(word: Token, names: _Names) -> Iterator[Token]:
    """Part a Thai run into numbers, fillers and what is neither; other words stay whole."""
    if isinstance(word, Digits) or not _THAI.fullmatch(word.text):
        yield word
        return
    known = _longest_first(names)
    text, at, rest = word.text, 0, 0
    while at < len(text):
        found = next((name for name in known if text.startswith(name, at)), None)
        if found is None:
            at += 1
            continue
        if rest < at:
            yield Other(text[rest:at], word.start + rest, word.start + at)
        yield Other(found, word.start + at, word.start + at + len(found))
        at += len(found)
        rest = at
    if rest < len(text):
        yield Other(text[rest:], word.start + rest, word.end)


@lru_cache(maxsize=8)
def _longest_first(names: _Names) -> tuple[str, ...]:
    return tuple(sorted((*names.numbers, *names.fillers), key=len, reverse=True))


def _folded(parts: list[Token], place: int) -> str:
    if place >= len(parts):
        return ""
    part = parts[place]
    return fold(part.text) if isinstance(part, Other) else ""


def fold(text: str) -> str:
    """Fold case, vowel signs and the letters that are written in several ways."""
    return _MARKS.sub("", text.casefold()).translate(_ARABIC_FOLDS).replace("’", "'")


@cache
def _names(language: str) -> _Names | None:
    read = YAML(typ="safe").load(Path(__file__).with_name("numbers.yaml")).get(language.partition("-")[0])
    if read is None:
        return None

    def values(key: str) -> dict[str, int]:
        return {fold(str(name)): int(value) for name, value in read[key].items()}

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(str(name)) for name in read[key])

    ones, teens, tens, hundreds = values("ones"), values("teens"), values("tens"), values("hundreds")
    return _Names(
        ones=ones,
        teens=teens,
        tens=tens,
        hundreds=hundreds,
        numbers={**ones, **teens, **tens, **hundreds},
        hundred=words("hundred"),
        joins=words("joins"),
        repeat=values("repeat"),
        fillers=words("fillers"),
    )
