"""Reads the lists of slips: words and signs that are wrong wherever they stand, by language and issue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from qa.ports import Span

ISSUES = ("spelling", "grammar", "punctuation")


@dataclass(frozen=True, slots=True)
class Slip:
    """One entry: what is wrong (`marked` finds it), what is right, and why; `hits` and `misses` are its tests.

    With `given`, it counts only in a text that has that too: who writes ة elsewhere left it out by mistake.
    """

    name: str
    marked: re.Pattern[str]
    right: str
    because: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    given: re.Pattern[str] | None = None


@cache
def slips(language: str, issue: str) -> tuple[Slip, ...]:
    """Return the entries of a language, in the order of its file; () where it has none."""
    return tuple(_slip(f"{issue}-{place}", entry) for place, entry in enumerate(_read(language).get(issue, ())))


def slip_spans(text: str, language: str, issue: str) -> Iterator[tuple[Span, Slip]]:
    """Yield every slip of a text in order, each place once."""
    whole = _joined(language, issue)
    if whole is None or not whole.search(text):
        return
    reached = -1
    entries = (slip for slip in slips(language, issue) if slip.given is None or slip.given.search(text))
    found = ((match, slip) for slip in entries for match in slip.marked.finditer(text))
    for match, slip in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        # A mark of vowels is no letter to `\w`, yet the word goes on behind it: `متحسّس`.
        is_whole = not unicodedata.combining(text[match.start() - 1]) if match.start() else True
        if match.start() >= reached and match.group().strip() and is_whole:
            reached = match.end()
            yield Span(match.start(), match.end(), slip.name), slip


@cache
def _joined(language: str, issue: str) -> re.Pattern[str] | None:
    """Return one pattern of all entries: most messages have none, and one look tells."""
    entries = slips(language, issue)
    return re.compile("|".join(f"(?:{one.marked.pattern})" for one in entries), re.MULTILINE) if entries else None


def _slip(name: str, entry: dict[str, Any]) -> Slip:
    return Slip(
        name,
        re.compile(entry["wrong"], re.MULTILINE),
        str(entry["right"]),
        str(entry["because"]),
        tuple(entry["hits"]),
        tuple(entry["misses"]),
        re.compile(entry["given"]) if "given" in entry else None,
    )


@cache
def _read(language: str) -> dict[str, list[dict[str, Any]]]:
    path = Path(__file__).with_name(f"{language}.yaml")
    read: dict[str, list[dict[str, Any]]] = YAML(typ="safe").load(path) if path.exists() else {}
    return read
