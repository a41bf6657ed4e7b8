"""Cuts the text of a message into pieces, so that words, marks and folded quotes can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.stages.reviewing import PlacedWord, ReviewView, place_words

_QUOTE_LINES = re.compile(r"(?:^>[^\n]*(?:\n|$))+", re.MULTILINE)
LOW_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a message that says something of a criterion. `kind` is a verdict, `note` or `strength`."""

    start: int
    end: int
    kind: str
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with the same word and the same marks. `start` counts code points."""

    start: int
    text: str
    word: PlacedWord | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """Class names: a heard word, one the engine was unsure of, and the kinds of the marks."""
        names = ["word"] if self.word else []
        names += ["doubtful"] if self.is_doubtful else []
        return " ".join(names + sorted({f"marked-{mark.kind}" for mark in self.marks}))

    @property
    def criteria(self) -> str:
        """The marks' criteria, separated by spaces."""
        return " ".join(dict.fromkeys(mark.criterion for mark in self.marks if mark.criterion))

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the engine was unsure of the word."""
        confidence = self.word.confidence if self.word else None
        return confidence is not None and confidence < LOW_CONFIDENCE


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a message: its own words, or a quotation that is folded away."""

    is_quoted: bool
    pieces: tuple[Piece, ...]


def marks_of(view: ReviewView, position: int) -> tuple[Mark, ...]:
    """Return the marks of one message: what the visible machine verdicts rest on, and the notes."""
    found = [
        Mark(finding.start, finding.end, finding.verdict, one.criterion.id)
        for one in view.criteria
        if one.machine
        for finding in one.machine.findings
        if finding.message_position == position
    ]
    notes = [
        Mark(note.start, note.end, "strength" if note.is_strength else "note", note.criterion)
        for note in view.annotations
        if note.message_position == position and note.start is not None and note.end is not None
    ]
    return tuple(found + notes)


def blocks(
    text: str, *, words: Sequence[Sequence[object]] | None = None, marks: Iterable[Mark] = ()
) -> tuple[Block, ...]:
    """Cut a message; the pieces of all blocks together are exactly `text`."""
    placed, kept = tuple(place_words(text, words)), tuple(marks)
    cut = []
    for is_quoted, start, end in _parts(text):
        cut.append(Block(is_quoted, tuple(_pieces(text, start, end, placed, kept))))
    return tuple(cut)


def _parts(text: str) -> list[tuple[bool, int, int]]:
    parts, cursor = [], 0
    for quote in _QUOTE_LINES.finditer(text):
        if quote.start() > cursor:
            parts.append((False, cursor, quote.start()))
        parts.append((True, quote.start(), quote.end()))
        cursor = quote.end()
    if cursor < len(text):
        parts.append((False, cursor, len(text)))
    return parts


def _pieces(text: str, start: int, end: int, words: tuple[PlacedWord, ...], marks: tuple[Mark, ...]) -> Iterable[Piece]:
    edges = {edge for word in words for edge in (word.start, word.end)}
    edges |= {edge for mark in marks for edge in (mark.start, mark.end)}
    ordered = sorted({start, end} | {edge for edge in edges if start < edge < end})
    remaining = iter(words)
    word: PlacedWord | None = next(remaining, None)
    for left, right in zip(ordered, ordered[1:], strict=False):
        while word is not None and word.end <= left:
            word = next(remaining, None)
        yield Piece(
            start=left,
            text=text[left:right],
            word=word if word is not None and word.start <= left and right <= word.end else None,
            marks=tuple(mark for mark in marks if mark.start <= left and right <= mark.end),
        )
