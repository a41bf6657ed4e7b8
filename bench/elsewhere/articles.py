"""Counts what the language checks find in five articles written elsewhere, each paragraph read as a mail of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bench.elsewhere.text import CRITERIA, SHARED, mark_texts, missing
from checks.detect import detect_language

FOLDER = SHARED / "seeds"
_OUR_OWN = ("clear-writing", "form-of-address", "gender-agreement")
_PARAGRAPH = re.compile(r"\n+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Article:
    """What was found in one article. `rules` are (criterion, LanguageTool's rule or our check, count), most first."""

    name: str
    language: str
    paragraphs: int
    words: int
    rules: tuple[tuple[str, str, int], ...]


def missing_articles() -> str | None:
    """Say why the articles cannot be used."""
    return missing(FOLDER)


def count_articles() -> Iterator[Article]:
    """Judge every article, in the order of their names."""
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        paragraphs = [one.strip() for one in _PARAGRAPH.split(text) if one.strip()]
        language = (detect_language(text[:5000], expected=None) or "en").split("-")[0]
        rules: Counter[tuple[str, str]] = Counter()
        for marks in mark_texts(paragraphs, language=language, criteria=(*CRITERIA, *_OUR_OWN)):
            rules.update((mark.criterion, mark.rule or mark.check) for mark in marks)
        counts = tuple((*rule, count) for rule, count in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])))
        yield Article(path.stem[:3], language, len(paragraphs), len(_WORD.findall(text)), counts)
