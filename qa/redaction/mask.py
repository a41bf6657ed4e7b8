"""Masks secrets in the messages of a conversation and says which stretches of the sound to silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.domain.call import Stretch
from qa.domain.conversation import Conversation, Message
from qa.domain.placed import place_words, times_of
from qa.domain.transcript import Word
from qa.redaction.secrets import Pattern, Place, Secret, find_secrets

MARGIN_MS = 250
"""How much longer than its words a secret is silenced, on both sides: word times are off by up to that much."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A conversation without its secrets.

    `secrets` are those found, with their places in the texts as they were; `silenced` are the stretches of the sound
    they were said in, with margins, in order and apart. Nothing was found where `secrets` is empty.
    """

    conversation: Conversation
    secrets: tuple[Secret, ...]
    silenced: tuple[Stretch, ...]


def label_of(kind: str) -> str:
    """Return what stands in place of a secret: "[masked: card number]"; no saved reply has such a place to fill in."""
    return f"[masked: {kind}]"


def mask(conversation: Conversation, *, patterns: Sequence[Pattern] = ()) -> Masked:
    """Put a label in place of every secret; words keep their times, the words of a secret become its label."""
    secrets = find_secrets(conversation, patterns=patterns)
    if not secrets:
        return Masked(conversation, (), ())
    by_message: dict[int, list[tuple[Place, str]]] = {}
    for secret in secrets:
        for place in secret.places:
            by_message.setdefault(place.message, []).append((place, secret.kind))
    messages = tuple(
        _masked(message, by_message[index]) if index in by_message else message
        for index, message in enumerate(conversation.messages)
    )
    stretches = (
        times_of(conversation.messages[place.message], place.start, place.end)
        for places in by_message.values()
        for place, _ in places
    )
    return Masked(replace(conversation, messages=messages), secrets, _joined(one for one in stretches if one))


def _masked(message: Message, places: list[tuple[Place, str]]) -> Message:
    text = message.text
    for place, kind in sorted(places, key=lambda one: -one[0].start):
        text = text[: place.start] + label_of(kind) + text[place.end :]
    return replace(message, text=text, words=tuple(_words(message, places)))


def _words(message: Message, places: list[tuple[Place, str]]) -> Iterable[Word]:
    """Yield the words of a message, those of each secret as one; what could not be placed is left out beside one."""
    said: set[int] = set()
    for one in place_words(message):
        here = next((number for number, (place, _) in enumerate(places) if _within(one.start, one.end, place)), None)
        if here is None:
            yield one.word
        elif here not in said:
            said.add(here)
            place, kind = places[here]
            start, end = times_of(message, place.start, place.end) or (one.word.start_ms, one.word.end_ms)
            yield replace(one.word, text=label_of(kind), start_ms=start, end_ms=end)


def _within(start: int, end: int, place: Place) -> bool:
    return start < place.end and place.start < end


def _joined(stretches: Iterable[tuple[int, int]]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        wide = Stretch(max(0, start - MARGIN_MS), end + MARGIN_MS)
        if joined and wide.start_ms <= joined[-1].end_ms:
            joined[-1] = Stretch(joined[-1].start_ms, max(joined[-1].end_ms, wide.end_ms))
        else:
            joined.append(wide)
    return tuple(joined)
