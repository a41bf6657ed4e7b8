"""Cuts the text of a message into pieces, so that words, marks and folded quotes can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        if self.marks:
            names += sorted({f"marked-{mark.kind}" for mark in self.marks})
        return " ".join(names)

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


def markup_of(pieces: Iterable[Piece]) -> Markup:
    """Write pieces as HTML: each with its place, its times and what it says something of.

    A call of an hour has tens of thousands of them, too many for a loop in a template.
    """
    return Markup("".join(_tag(piece) for piece in pieces))  # noqa: S704 - its parts are escaped below


def unmarked(text: str, words: Sequence[Sequence[object]] | None) -> Markup:
    """Write a message without marks and quotations as `markup_of` would its pieces, in a fifth of the time."""
    written: list[str] = []
    cursor = 0
    for word in place_words(text, words):
        if word.start > cursor:
            written.append(f'<span data-at="{cursor}">{_escaped(text[cursor : word.start])}</span>')
        is_doubtful = word.confidence is not None and word.confidence < LOW_CONFIDENCE
        written.append(
            f'<span data-at="{word.start}" data-from="{word.start_ms}" data-to="{word.end_ms}"'
            f' class="word{" doubtful" if is_doubtful else ""}">{_escaped(text[word.start : word.end])}</span>'
        )
        cursor = word.end
    if cursor < len(text):
        written.append(f'<span data-at="{cursor}">{_escaped(text[cursor:])}</span>')
    return Markup("".join(written))  # noqa: S704 - its parts are escaped


def _escaped(text: str) -> str:
    return text if text == " " or text.isalnum() else escape(text)


def _tag(piece: Piece) -> str:
    name = "mark" if piece.marks else "span"
    word = f' data-from="{piece.word.start_ms}" data-to="{piece.word.end_ms}"' if piece.word else ""
    criteria = f' data-criteria="{escape(piece.criteria)}"' if piece.marks else ""
    classes = piece.classes
    kind = f' class="{escape(classes)}"' if classes else ""
    return f'<{name} data-at="{piece.start}"{word}{criteria}{kind}>{_escaped(piece.text)}</{name}>'


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
            marks=tuple(mark for mark in marks if mark.start <= left and right <= mark.end) if marks else (),
        )
