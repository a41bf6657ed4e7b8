"""Lines up the words of a call's transcript with the text of its message."""

from __future__ import annotations

from qa.domain.conversation import Message


def place_words(message: Message) -> tuple[tuple[int, int, float | None], ...]:
    """Return (start, end, confidence) of each word found in the text, in order; words not found are left out."""
    placed: list[tuple[int, int, float | None]] = []
    position = 0
    for word in message.words:
        heard = word.text.strip()
        start = message.text.find(heard, position) if heard else -1
        if start >= 0:
            position = start + len(heard)
            placed.append((start, position, word.confidence))
    return tuple(placed)


def mean_confidence(message: Message) -> float | None:
    """Return the mean word confidence of a message of a call; None where no word has one."""
    known = [word.confidence for word in message.words if word.confidence is not None]
    return sum(known) / len(known) if known else None
