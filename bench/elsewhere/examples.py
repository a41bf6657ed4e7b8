"""Counts what our choice of rules finds of LanguageTool's own examples, and how many right ones it leaves alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.elsewhere.text import SHARED, Mark, mark_texts, missing

FOLDER = SHARED / "data" / "languagetool_examples"
FILES = {"pl": "pl.jsonl", "en": "en.jsonl", "pt": "pt.jsonl", "ar": "ar_sample.jsonl"}
KINDS = {"misspelling": "spelling", "grammar": "grammar", "typographical": "punctuation"}
"""LanguageTool's issue types that we judge, by our names; all others (style, register, ...) we leave alone."""
_OTHER = "style and other"


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of one language and kind: wrong ones marked at the right place, right ones left alone."""

    language: str
    kind: str
    wrong: int
    found: int
    right: int
    silent: int


def missing_examples() -> str | None:
    """Say why the examples cannot be used."""
    return missing(FOLDER)


def count_examples() -> Iterator[Examples]:
    """Judge every example; yield the counts of each language by kind."""
    for language, name in FILES.items():
        rows = list(_read(FOLDER / name))
        marks = mark_texts([row.text for row in rows], language=language)
        yield from _counts(language, zip(rows, marks, strict=True))


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    kind: str
    marker: tuple[int, int] | None


def _read(path: Path) -> Iterator[_Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        kind = KINDS.get(told.get("issue_type") or "", _OTHER)
        is_wrong = told["kind"] == "incorrect"
        yield _Row(told["text"], kind, (told["marker"][0], told["marker"][1]) if is_wrong else None)


def _counts(language: str, judged: Iterable[tuple[_Row, list[Mark]]]) -> Iterator[Examples]:
    counts: Counter[tuple[str, str]] = Counter()
    for row, marks in judged:
        if row.marker is None:
            counts[row.kind, "right"] += 1
            counts[row.kind, "silent"] += not marks
        else:
            start, end = row.marker
            counts[row.kind, "wrong"] += 1
            counts[row.kind, "found"] += any(one.start < end and start < one.end for one in marks)
    for kind in (*KINDS.values(), _OTHER):
        found = Examples(language, kind, *(counts[kind, name] for name in ("wrong", "found", "right", "silent")))
        if found.wrong or found.right:
            yield found
