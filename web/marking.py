"""Cuts the text of a message into pieces, so that words, marks and folded quotes can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

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
    """A run of characters with the same marks, heard with or without doubt. `start` counts code points."""

    start: int
    text: str
    is_doubtful: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """Class names: a word the engine was unsure of, and the kinds of the marks."""
        names = ["doubtful"] if self.is_doubtful else []
        if self.marks:
            names += sorted({f"marked-{mark.kind}" for mark in self.marks})
        return " ".join(names)

    @property
    def criteria(self) -> str:
        """The marks' criteria, separated by spaces."""
        return " ".join(dict.fromkeys(mark.criterion for mark in self.marks if mark.criterion))


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


def blocks(text: str, *, words: Sequence[Sequence[Any]] | None = None, marks: Iterable[Mark] = ()) -> tuple[Block, ...]:
    """Cut a message; the pieces of all blocks together are exactly `text`."""
    doubtful, kept = tuple(_doubtful(text, words)), tuple(marks)
    return tuple(
        Block(is_quoted, tuple(_pieces(text, start, end, doubtful, kept))) for is_quoted, start, end in _parts(text)
    )


def word_times(text: str, words: Sequence[Sequence[Any]] | None) -> str:
    """Write where each word stands in the text and when it is said, for the player.

    Four numbers a word: code points since the word before, its length, milliseconds since the end of the word before,
    its duration. A call of an hour has ten thousand words: an element for each would take the page a second.
    """
    written: list[str] = []
    cursor, moment = 0, 0
    for word in place_words(text, words):
        written.append(
            f"{word.start - cursor} {word.end - word.start} {word.start_ms - moment} {word.end_ms - word.start_ms}"
        )
        cursor, moment = word.end, word.end_ms
    return " ".join(written)


def markup_of(pieces: Iterable[Piece]) -> Markup:
    """Write pieces as HTML: each with its place and what it says something of."""
    return Markup("".join(_tag(piece) for piece in pieces))  # noqa: S704 - its parts are escaped below


def _doubtful(text: str, words: Sequence[Sequence[Any]] | None) -> Iterable[PlacedWord]:
    """Return the words the engine was unsure of; most lines of a call have none and are not looked through."""
    if not any(more and more[0] is not None and more[0] < LOW_CONFIDENCE for _, _, _, *more in words or ()):
        return ()
    return (
        word for word in place_words(text, words) if word.confidence is not None and word.confidence < LOW_CONFIDENCE
    )


def _tag(piece: Piece) -> str:
    name = "mark" if piece.marks else "span"
    criteria = f' data-criteria="{escape(piece.criteria)}"' if piece.marks else ""
    classes = piece.classes
    kind = f' class="{escape(classes)}"' if classes else ""
    return f'<{name} data-at="{piece.start}"{criteria}{kind}>{escape(piece.text)}</{name}>'


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


def _pieces(
    text: str, start: int, end: int, doubtful: tuple[PlacedWord, ...], marks: tuple[Mark, ...]
) -> Iterable[Piece]:  # fmt: skip
    edges = {edge for word in doubtful for edge in (word.start, word.end)}
    edges |= {edge for mark in marks for edge in (mark.start, mark.end)}
    ordered = sorted({start, end} | {edge for edge in edges if start < edge < end})
    for left, right in zip(ordered, ordered[1:], strict=False):
        yield Piece(
            start=left,
            text=text[left:right],
            is_doubtful=any(word.start <= left and right <= word.end for word in doubtful),
            marks=tuple(mark for mark in marks if mark.start <= left and right <= mark.end),
        )
