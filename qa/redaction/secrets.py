"""Finds the secrets of a conversation: what they are and where each part of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from qa.domain.conversation import Channel, Conversation, Message
from qa.redaction.checksums import is_account, is_card, is_iban, is_pesel
from qa.redaction.runs import PlacedDigits, Run, find_runs
from qa.redaction.tokens import fold

CARD, CODE, PESEL, IBAN = "card number", "security code", "PESEL", "IBAN"
_HARMLESS = "harmless"

_IBAN = re.compile(r"\b(?:[A-Z]{2} ?|[a-z]{2})\d{2}(?:[ -]?[A-Za-z0-9]){11,30}\b")
_NEAR_BEFORE = 60
_TURNS_BEFORE = 3
_LEAST_ECHO = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text of message `message`, from `start` to `end`."""

    message: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that must not stay: what it is, and every place a part of it stands at."""

    kind: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A secret of the company's own: its name and the regular expression of what is masked."""

    name: str
    expression: re.Pattern[str]


def find_secrets(conversation: Conversation, *, patterns: Sequence[Pattern] = ()) -> tuple[Secret, ...]:
    """Return the secrets of a conversation in the order they begin.

    A card number is known by its check digit, or, where a card is spoken of, by its length alone: speech is misheard.
    A security code is known only by what is said before it. Numbers that are named as orders, parcels, phones or
    invoices stay.
    """
    messages = conversation.messages
    is_spoken = conversation.channel is Channel.CALL
    runs = find_runs(messages, language=conversation.language or "en", is_spoken=is_spoken, topics=_topics)
    found = [*_ibans(messages), *_own(messages, patterns)]
    for run in runs:
        found += _in_run(run, messages)
    found = [_with_echoes(secret, runs, messages) for secret in found]
    return tuple(sorted(_apart(found), key=lambda one: (one.places[0].message, one.places[0].start)))


def names_code(texts: Sequence[str]) -> bool:
    """Tell whether any text speaks of a security code."""
    return _says([fold(text) for text in texts], _context()[CODE])


def _in_run(run: Run, messages: Sequence[Message]) -> Iterator[Secret]:
    around = _Around.of(run.parts[0], messages)
    left = run
    for kind, is_it, lengths in (
        (IBAN, is_account, range(20, 27)),
        (CARD, is_card, range(14, 17)),
        (PESEL, is_pesel, range(11, 12)),
    ):
        is_other = around.is_harmless or (kind is not CARD and bool(around.kinds))
        if is_other and kind not in around.kinds:
            continue
        window = next((one for one in left.windows(lengths) if is_it("".join(part.digits for part in one))), None)
        if window:
            yield _secret(kind, window)
            left = Run(run.role, tuple(part for part in left.parts if part not in window))
    yield from _by_length(left, around)
    if left.parts and left.parts != run.parts:
        yield from _code(left, messages)


def _by_length(run: Run, around: _Around) -> Iterator[Secret]:
    """Yield what only its length and the words before it give away."""
    count = len(run.digits)
    if CARD in around.asked and 12 <= count <= 19:
        yield _secret(CARD, run.parts)
    elif IBAN in around.asked and 18 <= count <= 30:
        yield _secret(IBAN, run.parts)
    elif PESEL in around.asked and 10 <= count <= 12:
        yield _secret(PESEL, run.parts)
    elif CODE in around.asked and _is_code(run):
        yield _secret(CODE, run.parts)


def _code(left: Run, messages: Sequence[Message]) -> Iterator[Secret]:
    """Yield a security code said in one breath with the card: three or four digits after words that name it."""
    around = _Around.of(left.parts[0], messages)
    if CODE in around.asked and _is_code(left):
        yield _secret(CODE, left.parts)


def _is_code(run: Run) -> bool:
    """Tell whether digits are three or four; said in words "fifty six" may be 56 or 506."""
    is_said = any(part.end - part.start > len(part.digits) for part in run.parts)
    return len(run.digits) in (3, 4) or (is_said and len(run.digits) == 2)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the words before a number say of it.

    `kinds` are the secrets spoken of there: enough for digits whose check digit is right. `asked` are those that the
    nearest words name, its own or the other speaker's: enough for digits that have nothing but a length.
    """

    kinds: tuple[str, ...]
    asked: tuple[str, ...]
    is_harmless: bool

    @classmethod
    def of(cls, part: PlacedDigits, messages: Sequence[Message]) -> _Around:
        near = fold(messages[part.message].text[max(0, part.start - _NEAR_BEFORE) : part.start])
        before = messages[max(0, part.message - _TURNS_BEFORE) : part.message]
        last = {kind: max((near.rfind(word) for word in words), default=-1) for kind, words in _context().items()}
        harmless = last.pop(_HARMLESS)
        kinds = [kind for kind in last if last[kind] > harmless]
        if kinds or harmless >= 0:
            return cls(tuple(kinds), tuple(kinds), is_harmless=not kinds)
        named = [_topics(one.text) for one in before]
        kinds = [kind for kind in last if any(kind in topics for topics in named)]
        role = messages[part.message].role
        by_other = [topics for topics, one in zip(named, before, strict=True) if one.role is not role and topics]
        nearest = by_other[-1] if by_other else frozenset(kinds)
        return cls(
            tuple(kinds),
            tuple(kind for kind in kinds if kind in nearest),
            is_harmless=not kinds and bool(before) and _HARMLESS in named[-1],
        )


def _topics(text: str) -> frozenset[str]:
    """Return which kinds of numbers a text names, secret or harmless."""
    folded = fold(text)
    return frozenset(kind for kind, words in _context().items() if any(word in folded for word in words))


def _says(texts: Sequence[str], words: Sequence[str]) -> bool:
    return any(word in text for text in texts for word in words)


def _secret(kind: str, parts: Sequence[PlacedDigits]) -> Secret:
    """Return a secret with one place in each message: from its first digit there to its last."""
    messages = dict.fromkeys(part.message for part in parts)
    return Secret(
        kind,
        tuple(
            Place(
                message,
                min(part.start for part in parts if part.message == message),
                max(part.end for part in parts if part.message == message),
            )
            for message in messages
        ),
    )


def _with_echoes(secret: Secret, runs: Sequence[Run], messages: Sequence[Message]) -> Secret:
    """Add where the other speaker repeats digits of it while, or right after, it is said."""
    if len(secret.places) == 0 or secret.kind not in (CARD, IBAN, PESEL, CODE):
        return secret
    first, last = secret.places[0].message, secret.places[-1].message + 2
    own = {(part.message, part.start) for run in runs for part in run.parts if _covers(secret, part)}
    digits = "".join(part.digits for run in runs for part in run.parts if (part.message, part.start) in own)
    echoes = [
        Place(run.parts[0].message, run.parts[0].start, run.parts[-1].end)
        for run in _by_message(runs)
        if first <= run.parts[0].message <= last
        and len(run.digits) >= _LEAST_ECHO
        and run.digits in digits
        and not _covers(secret, run.parts[0])
        and messages[run.parts[0].message].role is not messages[first].role
    ]
    return Secret(secret.kind, (*secret.places, *echoes))


def _by_message(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        for message in dict.fromkeys(part.message for part in run.parts):
            yield Run(run.role, tuple(part for part in run.parts if part.message == message))


def _covers(secret: Secret, part: PlacedDigits) -> bool:
    return any(one.message == part.message and one.start <= part.start < one.end for one in secret.places)


def _ibans(messages: Sequence[Message]) -> Iterator[Secret]:
    for index, message in enumerate(messages):
        for match in _IBAN.finditer(message.text):
            if end := _iban_end(match):
                yield Secret(IBAN, (Place(index, match.start(), end),))


def _iban_end(match: re.Match[str]) -> int | None:
    """Return where the IBAN that begins with a match ends: the words after it may look like a part of it."""
    text = match.group()
    for length in range(len(text), 14, -1):
        if text[length - 1].isalnum() and is_iban(re.sub(r"[ -]", "", text[:length]).upper()):
            return match.start() + length
    return None


def _own(messages: Sequence[Message], patterns: Sequence[Pattern]) -> Iterator[Secret]:
    for pattern in patterns:
        for index, message in enumerate(messages):
            for match in pattern.expression.finditer(message.text):
                if match.group():
                    yield Secret(pattern.name, (Place(index, match.start(), match.end()),))


def _apart(found: list[Secret]) -> Iterator[Secret]:
    """Yield secrets that do not overlap: of two the one found first, which is the surer kind."""
    taken: list[Place] = []
    for secret in found:
        places = tuple(one for one in secret.places if not any(_overlap(one, other) for other in taken))
        if places:
            taken += places
            yield Secret(secret.kind, tuple(sorted(places, key=lambda one: (one.message, one.start))))


def _overlap(one: Place, other: Place) -> bool:
    return one.message == other.message and one.start < other.end and other.start < one.end


@cache
def _context() -> dict[str, tuple[str, ...]]:
    read = YAML(typ="safe").load(Path(__file__).with_name("context.yaml"))
    names = {"card": CARD, "code": CODE, "pesel": PESEL, "iban": IBAN, "harmless": _HARMLESS}
    return {names[key]: tuple(fold(str(word)) for word in words) for key, words in read.items()}
