"""Reads a conversation as `qa import` does: messages with a role, times and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.domain.conversation import Role
from qa.domain.transcript import Segment, Word
from qa.errors import AudioError
from transcribe.sidecars.beside import Beside, agent_of, in_order, segment_of


def is_messages(read: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is a conversation."""
    return isinstance(read.get("messages"), list)


def read_messages(path: Path, read: Mapping[str, Any]) -> Beside:
    """Read a conversation. Raises AudioError naming the message that cannot be read."""
    segments = tuple(_from_message(path, place, message) for place, message in enumerate(read["messages"]))
    language = read.get("language")
    return Beside(in_order(segments), agent_of(segments), language if isinstance(language, str) else None)


def _from_message(path: Path, place: int, message: Any) -> Segment:
    try:
        words = tuple(_word(word) for word in message.get("words") or ())
        start, end = message.get("start_ms"), message.get("end_ms")
        start_ms = int(start) if start is not None else words[0].start_ms
        end_ms = int(end) if end is not None else words[-1].end_ms
        said = segment_of(Role(message["role"]), (start_ms, end_ms), str(message["text"]), words)
        language = message.get("language")
        return replace(said, language=language) if isinstance(language, str) and language else said
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        problem = (
            f"message {place} cannot be read ({error!r}); expected role (agent, customer, bot, system), text, "
            "start_ms, end_ms and words of text, start_ms, end_ms, confidence"
        )
        raise AudioError(str(path), problem) from error


def _word(word: Mapping[str, Any]) -> Word:
    confidence = word.get("confidence")
    start_ms = int(word["start_ms"])
    return Word(
        text=str(word["text"]),
        start_ms=start_ms,
        end_ms=max(start_ms, int(word["end_ms"])),
        confidence=None if confidence is None else min(1.0, max(0.0, float(confidence))),
    )
