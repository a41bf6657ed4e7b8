"""Judges kept marks by the rules as they stand now, and counts them by rule."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bench.language_rules.gather import read_rows, text_file
from bench.language_rules.marks import marks_file
from bench.language_rules.prose import count_words
from checks.languagetool.marks import is_sure
from checks.languagetool.rules import profiles
from qa.ports import LanguageError
from qa.settings import Settings

PER_WORDS = 100_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the gathered text: `words` are what it marks, `is_certain` tells whether it would fail now."""

    rule: str
    source: str
    sentence: str
    words: str
    is_certain: bool

    @property
    def id(self) -> str:
        """Return what `read.yaml` calls the mark: the sentence itself stays outside the project."""
        return f"{zlib.crc32(f'{self.rule} {self.words} {self.sentence}'.encode()):08x}"


@dataclass(frozen=True, slots=True)
class Count:
    """Marks in the text of one language and part: all; those that fail; of these the false ones and those unread.

    False is what a person who read them found to be right words (`read.yaml`); the others are mistakes the text has.
    """

    language: str
    part: str
    words: int
    marks: int
    certain: int
    false: int
    unread: int
    false_rate: float


def count(folder: Path, language: str, part: str) -> Count:
    """Count the marks of one language and part; `false_rate` is of certain marks in 100,000 words."""
    words = sum(count_words(row["text"]) for row in read_rows(text_file(folder, language, part)))
    marks = list(marks_of(folder, language, part))
    certain = [mark for mark in marks if mark.is_certain]
    was_read = _read_by_eye().get(f"{language}-{part}", {"read": 0, "right": []})
    false = sum(mark.id in was_read["right"] for mark in certain)
    unread = max(0, len(certain) - was_read["read"])
    return Count(
        language, part, words, len(marks), len(certain), false, unread, round(PER_WORDS * false / max(1, words), 1)
    )


def count_rules(marks: Sequence[Mark]) -> list[tuple[str, int, int]]:
    """Return each rule with its marks and how many of them are certain; most marks first."""
    every, certain = Counter(mark.rule for mark in marks), Counter(mark.rule for mark in marks if mark.is_certain)
    return [(rule, number, certain[rule]) for rule, number in every.most_common()]


def marks_of(folder: Path, language: str, part: str) -> Iterator[Mark]:
    """Yield every mark with whether it would fail now, however it was judged when it was made."""
    profile, home = profiles()[language], Settings.from_environment().languagetool_home
    for row in read_rows(marks_file(folder, language, part)):
        for told in row["marks"]:
            error = LanguageError(**{**told, "suggestions": tuple(told["suggestions"])})
            yield Mark(
                rule=error.rule,
                source=row["source"],
                sentence=row["text"],
                words=row["text"][error.start : error.end],
                is_certain=is_sure(error, row["text"], profile=profile, home=home),
            )


@cache
def _read_by_eye() -> dict[str, Any]:
    read: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("read.yaml"))
    return read or {}
