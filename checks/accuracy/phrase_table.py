"""Holds phrases of one purpose in every language, looked for in one pass over a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checks.phrases import PhraseBook, ReadText
from qa.ports import Reading, Span

PhraseSets = Mapping[str, Mapping[str, Sequence[object]]]


class PhraseTable:
    """Named sets of phrase patterns by language: `sets[name][language]`. What was read last is kept."""

    def __init__(self, sets: PhraseSets) -> None:
        self._sets = sets
        self._book = cache(self._compile)
        self._read = lru_cache(maxsize=128)(self._prepare)

    def spans(self, reading: Reading, message: int, name: str) -> tuple[Span, ...]:
        """Return where phrases of a set occur in a message, in order; () where its language has none."""
        return self._read(reading.conversation.messages[message].text, reading.language_of(message)).spans(name)

    def spans_within(self, reading: Reading, message: int, name: str, *, within: Span) -> tuple[Span, ...]:
        """Return the phrases of a set that begin inside a stretch of the message."""
        return tuple(one for one in self.spans(reading, message, name) if within.start <= one.start < within.end)

    def _prepare(self, text: str, language: str) -> ReadText:
        return self._book(language).read(text)

    def _compile(self, language: str) -> PhraseBook:
        listed = {name: tuple(map(str, sets.get(language, ()))) for name, sets in self._sets.items()}
        return PhraseBook(listed, language=language)


@cache
def phrase_table(path: Path) -> PhraseTable:
    """Return the table of a YAML file of ours that holds nothing else; it is read once."""
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return PhraseTable(loaded)
