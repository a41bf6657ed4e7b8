"""Polish word forms: what a lemma can look like, and what a word can be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: its lemma, Morfeusz tag (`praet:sg:f:perf`), proper-name labels and style (`daw.`)."""

    text: str
    lemma: str
    tag: str
    labels: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()

    def has(self, *parts: str) -> bool:
        """Tell whether the tag holds every one of these values (`m1` is held by `m1.m2.m3`)."""
        held = {value for field in self.tag.split(":") for value in field.split(".")}
        return held.issuperset(parts)


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[Form, ...]:
    """Return every reading of a word; a word of several segments gives those of its first (`mógł|by`)."""
    found = _morfeusz().analyse(word)
    return tuple(
        Form(
            text,
            lemma.split(":")[0],
            tag,
            tuple(labels),
            tuple(style for styles in styled for style in styles.split(",")),
        )
        for start, _, (text, lemma, tag, labels, styled) in found
        if start == 0
    )


@lru_cache(maxsize=20_000)
def endings(word: str) -> tuple[Form, ...]:
    """Return the readings of the segments after the first: the personal ending of `sprawdziłam`."""
    found = _morfeusz().analyse(word)
    return tuple(
        Form(text, lemma.split(":")[0], tag, tuple(labels))
        for start, _, (text, lemma, tag, labels, _) in found
        if start > 0
    )


@lru_cache(maxsize=5_000)
def forms_of(lemma: str) -> tuple[Form, ...]:
    """Return every form of a lemma; () when the dictionary does not know it."""
    return tuple(
        Form(text, base.split(":")[0], tag, tuple(labels))
        for text, base, tag, labels, _ in _morfeusz().generate(lemma)
        if tag != "ign"
    )


@cache
def _morfeusz() -> Any:
    import morfeusz2

    return morfeusz2.Morfeusz()
