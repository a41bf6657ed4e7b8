"""Lines up the words of a call with the text of their message."""

from __future__ import annotations

from dataclasses import dataclass

from qa.domain.conversation import Message
from qa.domain.transcript import Word


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A heard word and where it stands in its message: code points `start` to `end`."""

    start: int
    end: int
    word: Word


def place_words(message: Message) -> tuple[PlacedWord, ...]:
    """Return each word found in the text, in order; words not found are left out."""
    placed: list[PlacedWord] = []
    position = 0
    for word in message.words:
        heard = word.text.strip()
        start = message.text.find(heard, position) if heard else -1
        if start >= 0:
            position = start + len(heard)
            placed.append(PlacedWord(start, position, word))
    return tuple(placed)


def times_of(message: Message, start: int, end: int) -> tuple[int, int] | None:
    """Return when the words between two places of a message were said, in milliseconds.

    Those of the whole message where its words have no times; None where it has none either.
    """
    within = [one.word for one in place_words(message) if one.start < end and start < one.end]
    if within:
        return within[0].start_ms, max(word.end_ms for word in within)
    if message.start_ms is None or message.end_ms is None:
        return None
    return message.start_ms, message.end_ms
