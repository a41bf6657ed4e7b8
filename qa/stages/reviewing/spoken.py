"""Where the heard words of a call stand in the text of their message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A heard word: code points `start:end` of the text, milliseconds of the call, confidence 0 to 1."""

    start: int
    end: int
    start_ms: int
    end_ms: int
    confidence: float | None = None


def place_words(text: str, words: Sequence[Sequence[Any]] | None) -> Iterator[PlacedWord]:
    """Yield the stored words (`[text, start_ms, end_ms, confidence]`) that stand in `text`, in order."""
    cursor = 0
    for word, start_ms, end_ms, *more in words or ():
        at = text.find(word, cursor) if word else -1
        if at < 0:
            continue
        cursor = at + len(word)
        yield PlacedWord(at, cursor, start_ms, end_ms, more[0] if more else None)


def spoken_between(text: str, words: Sequence[Sequence[Any]] | None, start: int, end: int) -> tuple[int, int] | None:
    """Return from when to when `text[start:end]` was said, in milliseconds; None without word times there."""
    said = [word for word in place_words(text, words) if word.start < end and word.end > start]
    if not said:
        return None
    return min(word.start_ms for word in said), max(word.end_ms for word in said)
