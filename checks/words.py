"""How sure a speech engine is of a message."""

from __future__ import annotations

from qa.domain.conversation import Message


def mean_confidence(message: Message) -> float | None:
    """Return the mean word confidence of a message of a call; None where no word has one."""
    known = [word.confidence for word in message.words if word.confidence is not None]
    return sum(known) / len(known) if known else None
